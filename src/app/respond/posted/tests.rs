use super::*;
use crate::app::shipped;

/// Fields from `name=value` lines.
fn fields(text: &str) -> RawFields {
    RawFields::from_pairs(pairs(text))
}

fn pairs(text: &str) -> Vec<(String, String)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter_map(|line| line.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What a page of the survey's section makes of stored fields.
fn check(section: &str, stored: &str, posted: &str, expected: &str) {
    let library = shipped::library().unwrap();
    let survey = library.questionnaire("agency-survey").unwrap();
    let section = survey.sections.iter().find(|candidate| candidate.key == section).unwrap();
    let changed = Posted::from_pairs(pairs(posted)).put_into(&fields(stored), section);
    assert_eq!(changed, fields(expected));
}

#[test]
fn a_page_replaces_what_it_showed_and_nothing_else() {
    check(
        "gaps",
        "unmet_any=yes\nunmet.0.cases=3\nhard_to_reach=alone\nremarks=所感",
        "_asked=unmet_any\n_asked=hard_to_reach\nunmet_any=no\nremarks=ほかのページの設問\nunmet.0.cases=9",
        "unmet_any=no\nunmet.0.cases=3\nremarks=所感",
    );
}

#[test]
fn an_emptied_field_is_emptied() {
    check("gaps", "unmet_any=yes", "_asked=unmet_any\nunmet_any=", "");
}

#[test]
fn questions_hidden_inside_an_instance_keep_what_they_had() {
    check(
        "gaps",
        "unmet.count=1\nunmet.0.cases=3\nunmet.0.why=空きがなかった",
        "_asked=unmet\n_asked=unmet.0.cases\nunmet.count=1\nunmet.0.cases=4",
        "unmet.count=1\nunmet.0.cases=4\nunmet.0.why=空きがなかった",
    );
}

#[test]
fn a_removed_row_takes_its_confirmations_along_and_later_rows_move_up() {
    check(
        "gaps",
        "",
        "_asked=unmet\n_asked=unmet.0.cases\n_asked=unmet.1.cases\n_asked=unmet.1.why\nunmet.count=2\n\
         unmet.0.cases=1\nunmet.1.cases=2\nunmet.1.why=遠方\nconfirm:unmet.0.cases:0=aa\nconfirm:unmet.1.cases:0=bb\n\
         _remove=unmet.0",
        "unmet.count=1\nunmet.0.cases=2\nunmet.0.why=遠方\nconfirm:unmet.0.cases:0=bb",
    );
}

#[test]
fn one_more_row_is_counted() {
    check("gaps", "", "_asked=unmet\nunmet.count=1\n_add=unmet", "unmet.count=2");
}

#[test]
fn the_page_is_understood() {
    let posted = Posted::from_pairs(pairs("_version=7\n_save=k\n_go=previous\n_choose:remarks=kept"));
    assert_eq!((posted.version, posted.save_key.as_str(), posted.go), (7, "k", Go::Previous));
    assert_eq!(posted.choices, [("remarks".to_owned(), true)]);
    let lines = Posted::from_pairs(vec![("remarks".to_owned(), "一\r\n二".to_owned())]);
    assert_eq!(lines.fields.first("remarks"), "一\n二");
}
