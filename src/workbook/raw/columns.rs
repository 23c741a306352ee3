//! The columns that a question has, with what the dictionary says of each.

use crate::definition::question::Options;
use crate::definition::{NumberFormat, Question, QuestionType};

/// How options are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// By their codes, under the columns' names: for programs.
    Codes,
    /// In words, under the questions' words: for people.
    Labels,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Its name, unique on its sheet.
    pub(super) name: String,
    /// Key of the question, `repeat.question` inside a repeat; blank for what is not a question.
    pub(super) question: String,
    /// What was asked.
    pub(super) label: String,
    /// The option, item, or row and column that it stands for; blank where it stands for the question.
    pub(super) part: String,
    /// The same in words.
    pub(super) part_label: String,
    /// The question's type.
    pub(super) kind: &'static str,
    /// What its values mean.
    pub(super) meaning: &'static str,
    /// Unit of its numbers.
    pub(super) unit: String,
    /// Under which condition it was asked; blank where everybody was.
    pub(super) asked_when: String,
    /// Values that stand for something, with what they stand for.
    pub(super) codes: Vec<(String, String)>,
}

impl Column {
    /// A column that is no question's.
    pub(super) fn of_answer(name: &str, label: &str, meaning: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            question: String::new(),
            label: label.to_owned(),
            part: String::new(),
            part_label: String::new(),
            kind: "",
            meaning,
            unit: String::new(),
            asked_when: String::new(),
            codes: Vec::new(),
        }
    }

    /// Its heading in words.
    pub(super) fn heading(&self) -> String {
        if self.part_label.is_empty() { self.label.clone() } else { format!("{}／{}", self.label, self.part_label) }
    }
}

/// 1 for what was chosen.
const CHOSEN: &str = "1＝選択した、0＝選択していない、空欄＝無回答又は尋ねていない";
const PLACE: &str = "挙げた順位（1が最上位）、0＝挙げていない、空欄＝無回答又は尋ねていない";
const YES: &str = "1＝はい、0＝いいえ、空欄＝無回答又は尋ねていない";
const NUMBER: &str = "数値。0は0と記入されたもの、空欄＝無回答、不明又は尋ねていない";
const UNKNOWN: &str = "1＝不明と回答、0＝数値を回答、空欄＝無回答又は尋ねていない";
const ASKED: &str = "1＝尋ねた、0＝条件に当てはまらず尋ねていない";
const CODE: &str = "選んだ選択肢（「コード表」を参照）、空欄＝無回答又は尋ねていない";
const WORDS: &str = "記入された文、空欄＝無回答又は尋ねていない";
const OTHER: &str = "「その他」に添えて記入された文";
const DAY: &str = "日付（YYYY-MM-DD）、空欄＝無回答又は尋ねていない";
const MONTH: &str = "年月（YYYY-MM）、空欄＝無回答又は尋ねていない";
const COUNT: &str = "記入のあった数（内容は、この設問のシートを参照）、空欄＝無回答又は尋ねていない";
const ID: &str = "名簿から選ばれた機関のID";
const KIND: &str = "機関種別（名簿から選ばれた機関は、名簿の機関種別）";
const NAME: &str = "機関の名称（名簿から選ばれた機関は、名簿の名称）";

/// The parts of an agency named in an answer.
pub(super) const AGENCY: [(&str, &str, &str); 3] =
    [("id", "機関のID", ID), ("kind", "機関種別", KIND), ("name", "機関の名称", NAME)];

/// Writes the columns of one question, in the order in which `cells` fills them. `inside` is the key of the repeat
/// that it stands in; `kinds` are the codes of kinds of agencies.
pub(super) fn of_question(question: &Question, inside: Option<&str>, kinds: &[(String, String)]) -> Vec<Column> {
    let mut columns = Columns { question, inside, columns: Vec::new() };
    if question.show_if.is_some() {
        columns.say("asked", "尋ねたか", ASKED);
    }
    columns.of_kind(kinds);
    columns.columns
}

struct Columns<'q> {
    question: &'q Question,
    inside: Option<&'q str>,
    columns: Vec<Column>,
}

impl Columns<'_> {
    fn of_kind(&mut self, kinds: &[(String, String)]) {
        match &self.question.kind {
            QuestionType::Note => {}
            QuestionType::Text { .. } | QuestionType::Paragraph { .. } => self.whole(WORDS),
            QuestionType::Date => self.whole(DAY),
            QuestionType::Month => self.whole(MONTH),
            QuestionType::Calculated { .. } => self.whole(NUMBER),
            QuestionType::Number(format) => {
                self.whole(NUMBER);
                self.unknown(format);
            }
            QuestionType::Counts { items, format } => {
                self.parts(items, NUMBER);
                self.unknown(format);
            }
            QuestionType::Grid { rows, columns, .. } => {
                for row in &rows.codes {
                    for column in &columns.codes {
                        let labels = format!("{}・{}", row.label, column.label);
                        self.part(&format!("{}/{}", row.key, column.key), &labels, NUMBER);
                    }
                }
            }
            QuestionType::Choice { options } => {
                self.coded(options.codes.iter().map(|code| (code.key.clone(), code.label.clone())).collect());
                self.words(options);
            }
            QuestionType::Scale { steps } => {
                self.coded(steps.iter().map(|step| (step.value.to_string(), step.label.clone())).collect());
            }
            QuestionType::Choices { options } => {
                self.parts(options, CHOSEN);
                self.words(options);
            }
            QuestionType::Ranking { options, .. } => self.parts(options, PLACE),
            QuestionType::Checklist { items } => self.parts(items, YES),
            QuestionType::Agency => {
                for (part, label, meaning) in AGENCY {
                    self.part(part, label, meaning);
                    if let (Some(column), true) = (self.columns.last_mut(), part == "kind") {
                        column.codes = kinds.to_vec();
                    }
                }
            }
            QuestionType::Agencies { .. } | QuestionType::Repeat { .. } => self.say("count", "数", COUNT),
        }
    }

    fn push(&mut self, name: String, part: &str, part_label: &str, meaning: &'static str) {
        let question = self.question;
        self.columns.push(Column {
            name,
            question: self.inside.map_or_else(|| question.key.clone(), |repeat| format!("{repeat}.{}", question.key)),
            label: question.label.clone(),
            part: part.to_owned(),
            part_label: part_label.to_owned(),
            kind: question.kind.name(),
            meaning,
            unit: question.kind.format().and_then(|format| format.unit.clone()).unwrap_or_default(),
            asked_when: question.show_if.as_ref().map(|shown| shown.source().to_owned()).unwrap_or_default(),
            codes: Vec::new(),
        });
    }

    fn whole(&mut self, meaning: &'static str) {
        self.push(self.question.key.clone(), "", "", meaning);
    }

    fn part(&mut self, part: &str, label: &str, meaning: &'static str) {
        self.push(format!("{}/{part}", self.question.key), part, label, meaning);
    }

    fn parts(&mut self, parts: &Options, meaning: &'static str) {
        parts.codes.iter().for_each(|code| self.part(&code.key, &code.label, meaning));
    }

    /// What the program says of the question, a number without a unit or words.
    fn say(&mut self, what: &str, label: &str, meaning: &'static str) {
        self.push(format!("{}:{what}", self.question.key), "", label, meaning);
        if let Some(column) = self.columns.last_mut() {
            column.unit.clear();
        }
    }

    fn unknown(&mut self, format: &NumberFormat) {
        if format.unknown {
            self.say("unknown", "不明", UNKNOWN);
        }
    }

    fn coded(&mut self, codes: Vec<(String, String)>) {
        self.whole(CODE);
        if let Some(column) = self.columns.last_mut() {
            column.codes = codes;
        }
    }

    fn words(&mut self, options: &Options) {
        if options.other().is_some() {
            self.say("words", "その他の内容", OTHER);
        }
    }
}
