//! The sheets of a questionnaire, and the rows that an answer has on each.

use super::answer::{Names, RawAnswer};
use super::cells::{Cell, Cells};
use super::columns::{AGENCY, Column, Values, of_question};
use crate::answer::{AgencyReference, Answer, Completed, Completer};
use crate::definition::{Question, QuestionType, Questionnaire};
use crate::view::form::Places;

/// The sheet with one row an answer.
const ANSWERS: &str = "answers";

/// Everything about the files of one questionnaire that no answer changes.
pub struct Plan<'q> {
    pub(super) questionnaire: &'q Questionnaire,
    pub(super) values: Values,
    pub(super) names: &'q Names,
    pub(super) sheets: Vec<Sheet>,
    questions: Vec<&'q Question>,
    completer: Completer<'q>,
}

/// One sheet.
pub(super) struct Sheet {
    /// Its name: `answers`, a question's key, or `repeat.question`.
    pub(super) name: String,
    /// Its columns in order.
    pub(super) columns: Vec<Column>,
    rows: Rows,
}

/// What stands in a row, by the places of questions.
#[derive(Clone, Copy)]
enum Rows {
    Answers,
    Instances(usize),
    Agencies(usize),
    AgenciesInside(usize, usize),
}

impl<'q> Plan<'q> {
    /// The sheets of a questionnaire. `places` fill the braces in its words.
    pub fn new(questionnaire: &'q Questionnaire, names: &'q Names, values: Values, places: &Places) -> Self {
        let kinds: Vec<_> = names.kinds.iter().map(|kind| (kind.key.clone(), kind.label.clone())).collect();
        let questions: Vec<_> = questionnaire.questions().collect();
        let mut sheets = vec![answers(&questions, &kinds)];
        for (place, question) in questions.iter().enumerate() {
            match &question.kind {
                QuestionType::Repeat { questions: inside, .. } => {
                    sheets.push(instances(question, inside, place, &kinds));
                    let lists = inside.iter().enumerate();
                    sheets.extend(lists.filter(|(_, inner)| is_list(inner)).map(|(inner_place, inner)| {
                        let name = format!("{}.{}", question.key, inner.key);
                        agencies(name, inner, Rows::AgenciesInside(place, inner_place), &kinds)
                    }));
                }
                _ if is_list(question) => {
                    sheets.push(agencies(question.key.clone(), question, Rows::Agencies(place), &kinds));
                }
                _ => {}
            }
        }
        for column in sheets.iter_mut().flat_map(|sheet| &mut sheet.columns) {
            column.label = places.fill(&column.label);
        }
        Self { questionnaire, values, names, sheets, questions, completer: Completer::new(questionnaire) }
    }

    /// Hands over every row of an answer with the place of its sheet. Calculated values are worked out anew, and what
    /// was not asked is blank.
    pub(super) fn rows<E>(
        &self,
        answer: &RawAnswer,
        mut take: impl FnMut(usize, &[Cell<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let completed = self.completer.complete(answer.document.clone());
        let mut cells = Cells { cells: Vec::new(), values: self.values, names: self.names };
        for (at, sheet) in self.sheets.iter().enumerate() {
            match sheet.rows {
                Rows::Answers => {
                    self.answer(&mut cells, answer, &completed);
                    take(at, &cells.cells)?;
                }
                Rows::Instances(repeat) => {
                    let Some(Answer::Repeat(instances)) = completed.document.get(repeat) else { continue };
                    let QuestionType::Repeat { questions, .. } = &self.questions[repeat].kind else { continue };
                    for (number, instance) in instances.iter().enumerate() {
                        cells.cells.clear();
                        cells.words(&answer.id);
                        cells.whole(number + 1);
                        for (inner, question) in questions.iter().enumerate() {
                            let asked = completed.shown.is_shown_in(repeat, number, inner);
                            cells.put(question, instance.get(inner), asked);
                        }
                        take(at, &cells.cells)?;
                    }
                }
                Rows::Agencies(place) => {
                    let list = completed.document.get(place);
                    each_agency(&mut cells, &answer.id, None, list, |row| take(at, row))?;
                }
                Rows::AgenciesInside(repeat, inner) => {
                    let Some(Answer::Repeat(instances)) = completed.document.get(repeat) else { continue };
                    for (number, instance) in instances.iter().enumerate() {
                        let list = instance.get(inner);
                        each_agency(&mut cells, &answer.id, Some(number + 1), list, |row| take(at, row))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn answer<'a>(&'a self, cells: &mut Cells<'a>, answer: &'a RawAnswer, completed: &'a Completed) {
        cells.cells.clear();
        for words in [&answer.id, &answer.receipt, &answer.agency, &answer.agency_name] {
            cells.words(words);
        }
        cells.kind(&answer.agency_kind);
        cells.cells.push(Cell::Number(f64::from(answer.sheet)));
        cells.cells.push(Cell::Number(f64::from(answer.revision)));
        for (place, question) in self.questions.iter().enumerate() {
            cells.put(question, completed.document.get(place), completed.shown.is_shown(place));
        }
    }
}

fn is_list(question: &Question) -> bool {
    matches!(question.kind, QuestionType::Agencies { .. })
}

fn each_agency<'a, E>(
    cells: &mut Cells<'a>,
    id: &'a str,
    instance: Option<usize>,
    list: Option<&'a Answer>,
    mut take: impl FnMut(&[Cell<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    let Some(Answer::Agencies(references)) = list else { return Ok(()) };
    for (place, reference) in references.iter().enumerate() {
        row_of_agency(cells, id, instance, place + 1, reference);
        take(&cells.cells)?;
    }
    Ok(())
}

fn row_of_agency<'a>(
    cells: &mut Cells<'a>,
    id: &'a str,
    instance: Option<usize>,
    place: usize,
    reference: &'a AgencyReference,
) {
    cells.cells.clear();
    cells.words(id);
    if let Some(instance) = instance {
        cells.whole(instance);
    }
    cells.whole(place);
    cells.agency(reference);
}

fn parent() -> Column {
    Column::of_answer("response_id", "回答のID", "回答のID。ほかのシートの行は、この列で回答の行とつながる")
}

fn instance() -> Column {
    Column::of_answer("instance", "何番目か", "同じ設問の組の何番目の記入か（1から）")
}

fn answers(questions: &[&Question], kinds: &[(String, String)]) -> Sheet {
    let mut columns = vec![
        parent(),
        Column::of_answer("receipt_number", "受付番号", "控えに示した番号"),
        Column::of_answer("agency_id", "機関のID", "名簿の機関ID"),
        Column::of_answer("agency_name", "機関名", "今の名称"),
        Column {
            codes: kinds.to_vec(),
            ..Column::of_answer("agency_kind", "機関種別", "今の機関種別（「コード表」を参照）")
        },
        Column::of_answer("sheet", "何枚目か", "その機関の何枚目の回答か（1から）"),
        Column::of_answer("revision", "版", "集計に使う版（1が最初の提出、2以上は訂正）"),
    ];
    columns.extend(questions.iter().flat_map(|question| of_question(question, None, kinds)));
    Sheet { name: ANSWERS.to_owned(), columns, rows: Rows::Answers }
}

fn instances(repeat: &Question, questions: &[Question], place: usize, kinds: &[(String, String)]) -> Sheet {
    let mut columns = vec![parent(), instance()];
    columns.extend(questions.iter().flat_map(|question| of_question(question, Some(&repeat.key), kinds)));
    Sheet { name: repeat.key.clone(), columns, rows: Rows::Instances(place) }
}

fn agencies(name: String, question: &Question, rows: Rows, kinds: &[(String, String)]) -> Sheet {
    let mut columns = vec![parent()];
    if matches!(rows, Rows::AgenciesInside(..)) {
        columns.push(instance());
    }
    columns.push(Column::of_answer("place", "記入の順", "記入の順（順位を尋ねた設問では順位）。1から"));
    columns.extend(AGENCY.iter().map(|(part, part_label, meaning)| Column {
        question: name.clone(),
        label: question.label.clone(),
        part: (*part).to_owned(),
        part_label: (*part_label).to_owned(),
        kind: question.kind.name(),
        codes: if *part == "kind" { kinds.to_vec() } else { Vec::new() },
        ..Column::of_answer(part, "", meaning)
    }));
    Sheet { name, columns, rows }
}
