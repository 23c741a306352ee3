//! Names of form fields. `path` is the dotted path of a question: its key, or
//! `repeat.INSTANCE.key` inside a repeat, where instances count from 0.

use std::fmt::Write;

use crate::definition::{Options, Question, QuestionType};

use super::raw::RawFields;

/// Places shown for agencies that are not ranked, before any more were typed.
const AGENCY_PLACES: usize = 5;
/// Most places read for agencies that are not ranked.
const MOST_AGENCY_PLACES: usize = 100;

/// An item of counts or of a checklist.
pub fn item(path: &str, item: &str) -> String {
    [path, ".", item].concat()
}

/// A cell of a grid.
pub fn cell(path: &str, row: &str, column: &str) -> String {
    [path, ".", row, ".", column].concat()
}

/// The words of その他.
pub fn other(path: &str) -> String {
    [path, ".other"].concat()
}

/// The tick of 不明; its value is `1`.
pub fn unknown(path: &str) -> String {
    [path, ".unknown"].concat()
}

/// A place of a ranking or of agencies; places count from 1.
pub fn place(path: &str, place: usize) -> String {
    numbered(path, place, "")
}

/// The year, month or day of a date: `part` is `year`, `month` or `day`.
pub fn date_part(path: &str, part: &str) -> String {
    [path, ".", part].concat()
}

/// The `id`, `kind` or `name` of an agency.
pub fn agency_part(path: &str, part: &str) -> String {
    [path, ".", part].concat()
}

/// How many instances of a repeat are shown.
pub fn count(path: &str) -> String {
    [path, ".count"].concat()
}

/// A question inside a repeat.
pub fn inside(repeat: &str, instance: usize, key: &str) -> String {
    numbered(repeat, instance, key)
}

/// A path, a number, and what follows it, if anything does. Names of fields are made a thousand times for a page:
/// this takes one allocation, where `format!` takes three.
fn numbered(path: &str, number: usize, rest: &str) -> String {
    /// More digits than any number here has.
    const DIGITS: usize = 20;
    let mut name = String::with_capacity(path.len() + DIGITS + rest.len() + 2);
    name.push_str(path);
    name.push('.');
    // Writing to a String cannot fail.
    let _ = write!(name, "{number}");
    if !rest.is_empty() {
        name.push('.');
        name.push_str(rest);
    }
    name
}

/// The confirmation of a check.
pub fn confirmation(path: &str, check: usize) -> String {
    format!("confirm:{path}:{check}")
}

/// The first field of a question: where a problem of the whole question is shown and linked to.
pub fn first_field(question: &Question, path: &str) -> String {
    let first = |options: &Options| options.codes.first().map_or("", |code| &code.key).to_owned();
    match &question.kind {
        QuestionType::Counts { items, .. } | QuestionType::Checklist { items } => item(path, &first(items)),
        QuestionType::Grid { rows, columns, .. } => cell(path, &first(rows), &first(columns)),
        QuestionType::Ranking { .. } => place(path, 1),
        QuestionType::Date | QuestionType::Month => date_part(path, "year"),
        QuestionType::Agency => agency_part(path, "id"),
        QuestionType::Agencies { .. } => agency_part(&place(path, 1), "id"),
        QuestionType::Repeat { .. } => count(path),
        _ => path.to_owned(),
    }
}

/// Key of the question that a field name belongs to: its own fields, those inside it, its confirmations.
pub fn question_of(name: &str) -> &str {
    let path = name.strip_prefix("confirm:").unwrap_or(name);
    path.find(['.', ':']).map_or(path, |end| &path[..end])
}

/// Whether a field name belongs to the question, as [`question_of`] tells.
pub fn fields_belonging_to(question: &Question) -> impl Fn(&str) -> bool {
    let key = question.key.clone();
    move |name| question_of(name) == key
}

/// How many places of an `agencies` question are shown and read: `top` where it is ranked, else one
/// more than were filled in, and at least five.
pub fn agency_places(path: &str, top: Option<usize>, raw: &RawFields) -> usize {
    top.unwrap_or_else(|| {
        let filled = raw.highest_after(path).unwrap_or(0);
        (filled + 1).clamp(AGENCY_PLACES, MOST_AGENCY_PLACES)
    })
}

/// How many instances of a repeat are shown and read: as many as were asked for by `count` or hold
/// something, at least `min` and one, at most `max`.
pub fn instances(path: &str, min: usize, max: usize, raw: &RawFields) -> usize {
    let asked = raw.first(&count(path)).trim().parse().unwrap_or(0);
    let filled = raw.highest_after(path).map_or(0, |highest| highest.saturating_add(1));
    asked.max(filled).max(min).max(1).min(max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, kitchen_sink, typed};

    #[test]
    fn fields_belong_to_their_question_alone() {
        let questionnaire = asking("- {key: a, type: text, label: 甲}\n- {key: ab, type: text, label: 乙}");
        let belongs = fields_belonging_to(questionnaire.question(0).unwrap());
        for name in ["a", "a.x", "a.0.b.c", "confirm:a:0", "confirm:a.0.b:1"] {
            assert!(belongs(name), "{name}");
        }
        for name in ["ab", "ab.x", "confirm:ab:0", "b.a", "", "conflict:a", "confirm:"] {
            assert!(!belongs(name), "{name}");
        }
    }

    #[test]
    fn as_many_instances_are_shown_as_hold_something() {
        let shown = |raw: RawFields| instances("r", 0, 4, &raw);
        assert_eq!(shown(typed([])), 1);
        assert_eq!(shown(typed([("r.count", "3")])), 3);
        assert_eq!(shown(typed([("r.count", "1"), ("r.2.n", "5")])), 3);
        assert_eq!(shown(typed([("r.3.n", " ")])), 1);
        assert_eq!(shown(typed([("r.count", "99"), ("r.98.n", "1")])), 4);
        assert_eq!(shown(typed([("r.count", "-1"), ("rr.3.n", "1")])), 1);
        assert_eq!(instances("r", 2, 4, &typed([])), 2);
        assert_eq!(agency_places("q", Some(3), &typed([("q.9.id", "a")])), 3);
        assert_eq!(agency_places("q", None, &typed([])), 5);
        assert_eq!(agency_places("q", None, &typed([("q.9.id", "a")])), 10);
    }

    #[test]
    fn the_first_field_of_a_question_is_one_of_its_fields() {
        for question in kitchen_sink().questions() {
            assert!(fields_belonging_to(question)(&first_field(question, &question.key)), "{}", question.key);
        }
    }
}
