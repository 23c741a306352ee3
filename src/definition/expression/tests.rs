//! Worked examples: what expressions mean, above all around blanks.

use std::collections::HashMap;

use super::*;
use crate::definition::Language;

/// Answers as a table; a name that is absent is blank.
#[derive(Default)]
struct Table(HashMap<Reference, Given>);

enum Given {
    Number(f64),
    Text(&'static str),
    Bool(bool),
    List(Vec<&'static str>),
    Size(usize),
}

impl Answers for Table {
    fn read(&self, reference: &Reference) -> Option<Value<'_>> {
        Some(match self.0.get(reference)? {
            Given::Number(number) => Value::Number(*number),
            Given::Text(text) => Value::Text(text),
            Given::Bool(truth) => Value::Bool(*truth),
            Given::List(list) => Value::List(list.clone()),
            Given::Size(size) => Value::Size(*size),
        })
    }
}

const NUMBER: usize = 0;
const METHODS: usize = 1;
const STATE: usize = 2;
const CASELOAD: usize = 3;
const LIST: usize = 5;
const PLACES: usize = 6;

fn questions() -> Vec<Outline> {
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let outline = |key: &str, shape| Outline { key: key.to_owned(), shape };
    vec![
        outline("number", Shape::Number),
        outline("methods", Shape::Codes(keys(&["phone", "visit"]))),
        outline("state", Shape::Code(keys(&["open", "ended"]))),
        outline("caseload", Shape::Counts(keys(&["persons", "contacts"]))),
        outline("grid", Shape::Grid { rows: keys(&["young", "old"]), columns: keys(&["male", "female"]) }),
        outline("list", Shape::Checklist(keys(&["one", "two"]))),
        outline("places", Shape::Countable),
        outline("words", Shape::Text),
        outline("who", Shape::Unusable),
        outline("odd", Shape::Broken),
    ]
}

fn whole(question: usize) -> Reference {
    Reference { inner: false, question, part: Part::Whole }
}

fn part(question: usize, part: Part) -> Reference {
    Reference { inner: false, question, part }
}

/// An agency with 25 persons, 88 contacts, visits, and an empty grid.
fn agency() -> Table {
    Table(HashMap::from([
        (whole(NUMBER), Given::Number(3.0)),
        (whole(METHODS), Given::List(vec!["visit"])),
        (whole(STATE), Given::Text("open")),
        (part(CASELOAD, Part::Item(0)), Given::Number(25.0)),
        (part(CASELOAD, Part::Item(1)), Given::Number(88.0)),
        (part(CASELOAD, Part::Total), Given::Number(113.0)),
        (part(LIST, Part::Item(0)), Given::Bool(true)),
        (part(LIST, Part::Total), Given::Number(1.0)),
        (whole(PLACES), Given::Size(2)),
    ]))
}

fn evaluate(source: &str, purpose: Purpose) -> Option<String> {
    let outlines = questions();
    let expression = compile(source, Scope { outer: &outlines, inner: None }, purpose)
        .unwrap_or_else(|problems| panic!("{source}: {problems:?}"));
    expression.value(&agency()).map(|value| match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_owned(),
        Value::Bool(truth) => truth.to_string(),
        other => format!("{other:?}"),
    })
}

fn check(source: &str, expect: Option<&str>) {
    assert_eq!(evaluate(source, Purpose::Condition).as_deref(), expect, "{source}");
}

fn check_number(source: &str, expect: Option<&str>) {
    assert_eq!(evaluate(source, Purpose::Number).as_deref(), expect, "{source}");
}

fn refused(source: &str, purpose: Purpose) -> String {
    let outlines = questions();
    match compile(source, Scope { outer: &outlines, inner: None }, purpose) {
        Ok(_) => panic!("{source} was taken"),
        Err(problems) => {
            problems.iter().map(|problem| problem.0.text(Language::English)).collect::<Vec<_>>().join(" / ")
        }
    }
}

#[test]
fn numbers_are_doubles_whatever_the_literal() {
    check("number > 2", Some("true"));
    check("number == 3.0", Some("true"));
    check("number + 1 == 4", Some("true"));
    check_number("7 / 2", Some("3.5"));
    check_number("-number + 10 % 4", Some("-1"));
    check_number("abs(number - 10)", Some("7"));
    check_number("min(number, 10) + max(1, 2)", Some("5"));
}

#[test]
fn choices_are_lists_of_codes() {
    check("contains(methods, \"visit\")", Some("true"));
    check("contains(methods, \"phone\")", Some("false"));
    check("methods.contains(\"visit\")", Some("true"));
    check("\"phone\" in methods", Some("false"));
    check("size(methods) == 1", Some("true"));
    check("state == \"open\"", Some("true"));
    check("state in [\"open\", \"ended\"]", Some("true"));
    check("size(places) >= 2", Some("true"));
    check("list.one && list.total == 1", Some("true"));
}

#[test]
fn one_blank_makes_the_whole_blank_whatever_stands_around_it() {
    check("grid.total > 0", None);
    check("number > 2 || grid.total > 0", None);
    check("grid.total > 0 || number > 2", None);
    check("number < 2 && grid.total > 0", None);
    check("!(grid.total > 0)", None);
    check("number > 2 ? true : grid.total > 0", None);
    check("words == \"\"", None);
    check_number("number + grid.rows.old", None);
}

#[test]
fn sums_add_what_was_typed_and_are_blank_only_where_nothing_was() {
    check_number("sum(number, grid.total)", Some("3"));
    check_number("sum(grid.total, grid.columns.male)", None);
    check("sum(number, grid.total) == 3", Some("true"));
    check("sum(grid.total, grid.rows.young) == 0 || number > 2", None);
    check_number("caseload.total", Some("113"));
}

#[test]
fn a_division_by_nothing_has_no_value() {
    check_number("1 / 0", None);
    check_number("1 / (number - 3)", None);
}

#[test]
fn mistakes_are_said_in_words() {
    use Purpose::{Condition, Number};
    assert_eq!(refused("nobody > 1", Condition), "there is no question 'nobody'");
    assert_eq!(refused("number + 1", Condition), "the expression must come out as true or false, but is a number");
    assert_eq!(refused("number > 1", Number), "the expression must come out as a number, but is true or false");
    assert_eq!(refused("contains(methods, \"vizit\")", Condition), "there is no option 'vizit'");
    assert_eq!(refused("state == \"shut\"", Condition), "there is no option 'shut'");
    assert_eq!(refused("state in [\"open\", \"shut\"]", Condition), "there is no option 'shut'");
    assert_eq!(refused("state == 1", Condition), "text cannot be compared with a number");
    assert_eq!(refused("caseload > 1", Condition), "'caseload' cannot be used (it has .total and .persons .contacts)");
    assert_eq!(
        refused("caseload.people > 1", Condition),
        "'caseload.people' cannot be used (it has .total and .persons .contacts)"
    );
    assert_eq!(
        refused("grid.rows.middle > 1", Condition),
        "'grid.rows.middle' cannot be used (it has .total, .rows.KEY and .columns.KEY)"
    );
    assert_eq!(refused("size(who) > 1", Condition), "'who' cannot be used (this type of question cannot be used)");
    assert_eq!(refused("average(number) > 1", Condition), "there is no function 'average'");
    assert_eq!(refused("number && true", Condition), "'&& ||' needs true or false, but has a number");
    assert_eq!(
        refused("nobody > 1 && number + \"a\" > 2", Condition),
        "there is no question 'nobody' / '+ - * / %' needs a number, but has text"
    );
    assert!(refused("number >", Condition).starts_with("the expression does not parse"));
    assert!(refused("number == null", Condition).starts_with("null cannot be used"));
    assert!(refused("methods.all(m, m == \"visit\")", Condition).contains("not supported"));
}

#[test]
fn a_question_with_mistakes_of_its_own_is_not_blamed_twice() {
    assert_eq!(refused("odd > 1", Purpose::Condition), "");
}

#[test]
fn length_and_nesting_are_bounded() {
    assert!(
        refused(&format!("number > 1{}", " && number > 1".repeat(40)), Purpose::Condition).contains("longer than 500")
    );
    assert!(
        refused(&format!("{}number{} > 1", "(".repeat(21), ")".repeat(21)), Purpose::Condition)
            .contains("deeper than 20")
    );
    check(&format!("{}number{} > 1", "(".repeat(20), ")".repeat(20)), Some("true"));
    check(&format!("number == 3{}", " || false".repeat(50)), Some("true"));
    check_number(&format!("number{}", "+1".repeat(240)), Some("243"));
}

#[test]
fn inside_a_repeat_its_own_questions_are_found_first() {
    let outer = questions();
    let inner = [Outline { key: "cases".to_owned(), shape: Shape::Number }];
    let scope = Scope { outer: &outer, inner: Some(&inner) };
    let expression = compile("cases <= number", scope, Purpose::Condition).unwrap();
    assert_eq!(expression.reads(), [Reference { inner: true, question: 0, part: Part::Whole }, whole(NUMBER)],);
}

#[test]
fn sentences_show_values_without_needless_decimals() {
    let outlines = questions();
    let scope = Scope { outer: &outlines, inner: None };
    let sentence = compile_sentence(
        "実件数は{caseload.persons}件、差は{abs(caseload.persons - 20.5)}件、計は{grid.total}です。",
        scope,
    )
    .unwrap();
    assert_eq!(sentence.text(&agency()), "実件数は25件、差は4.5件、計は空欄です。");
    assert!(compile_sentence("{number", scope).is_err());
    assert!(compile_sentence("{nobody}", scope).is_err());
}

#[test]
fn decimals_are_reckoned_as_people_do() {
    check("0.1 + 0.2 == 0.3", Some("true"));
    check("0.1 + 0.2 != 0.3", Some("false"));
    check("sum(0.1, 0.2) <= 0.3", Some("true"));
    check("sum(0.1, 0.2) > 0.3", Some("false"));
    check("9999999.123456 == 9999999.123457", Some("false"));
    check("0 * -1.0 == 0.0", Some("true"));
    let outlines = questions();
    let sentence = compile_sentence("{0.1 + 0.2}と{0 - 0}", Scope { outer: &outlines, inner: None }).unwrap();
    assert_eq!(sentence.text(&agency()), "0.3と0");
}
