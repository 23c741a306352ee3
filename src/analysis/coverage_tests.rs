use super::*;
use crate::answer::json::from_json;
use crate::answer::testing::asking;

const SURVEY: &str = "
- key: ages
  type: grid
  label: 年代別
  rows: [{key: young, label: 若年}, {key: middle, label: 中年}]
  columns: [{key: male, label: 男}, {key: female, label: 女}]
  feeds: supply.served
- key: methods
  type: choices
  label: 方法
  options: [{key: phone, label: 電話}, {key: visit, label: 訪問}]
  feeds: supply.methods
";

const SHEET: &str = "
- key: valence
  type: choice
  label: 種類
  options: [{key: good, label: 好事例}, {key: difficult, label: 困難事例}]
  feeds: case.valence
- key: age
  type: choice
  label: 年代
  options: [{key: middle, label: 中年}, {key: old, label: 高年}]
  feeds: demand.age
";

fn answers(questionnaire: &Questionnaire, lines: &[&str]) -> Vec<AnswerDocument> {
    lines.iter().map(|line| from_json(questionnaire, line).unwrap()).collect()
}

#[test]
fn an_agency_counts_where_it_had_cases_and_offers_the_method() {
    let survey = asking(SURVEY);
    let agencies = answers(
        &survey,
        &[
            r#"{"ages": {"young": {"male": 2}, "middle": {"male": 0, "female": 1}}, "methods": {"selected": ["phone"]}}"#,
            r#"{"ages": {"young": {"female": 1}, "middle": {"male": 0}}, "methods": {"selected": ["phone", "visit"]}}"#,
            r#"{"ages": {"young": {"female": 9}}}"#,
            r#"{"methods": {"selected": ["visit"]}}"#,
        ],
    );
    let coverage = coverage(&survey, &agencies).unwrap();
    assert_eq!((coverage.agencies, coverage.silent), (4, 2));
    assert_eq!(coverage.served, [2, 1]);
    assert_eq!(coverage.cells, [[2, 1], [1, 0]]);
    assert_eq!(coverage.bands[1].label, "中年");
}

#[test]
fn cases_stand_beside_their_band() {
    let survey = asking(SURVEY);
    let sheet = asking(SHEET);
    let mut coverage = coverage(&survey, &[]).unwrap();
    let cases = [
        r#"{"valence": "difficult", "age": "middle"}"#,
        r#"{"valence": "difficult", "age": "middle"}"#,
        r#"{"valence": "good", "age": "middle"}"#,
        r#"{"valence": "good", "age": "old"}"#,
        r#"{"age": "middle"}"#,
    ];
    coverage.add_cases(&sheet, &answers(&sheet, &cases));
    assert_eq!((coverage.difficult, coverage.good), (vec![0, 2], vec![0, 1]));
    assert_eq!((coverage.case_sheets, coverage.unplaced_cases), (5, 2));
}

#[test]
fn a_survey_that_feeds_nothing_has_no_coverage() {
    assert_eq!(coverage(&asking(SHEET), &[]), None);
}
