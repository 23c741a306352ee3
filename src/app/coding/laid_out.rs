//! The sheet of an answer as its reader reads it, with boxes beside its sentences.

use std::ops::Range;

use super::placed::Placed;
use super::reader::ReadCase;
use crate::answer::passage::sentences;
use crate::answer::{self, Completed};
use crate::app::cases::board::agencies;
use crate::app::results::places;
use crate::view::cases::WrittenText;
use crate::view::coding::{GivenHere, ReadRow, ReadSection, SentenceTick};
use crate::view::field::Typed;
use crate::view::form::{AnsweredRow, AnsweredSection, Places, answered};

/// What a sheet is laid out with.
pub(super) struct Sheet<'a> {
    /// The answer.
    pub(super) case: &'a ReadCase,
    /// What was ticked.
    pub(super) typed: &'a Typed,
    /// The codes that the reader sees, with their places in what was written.
    pub(super) given: &'a [Placed],
}

impl Sheet<'_> {
    /// The sections with something in them: the office reads all answers, others the texts that the agency has agreed
    /// to. `line` makes of a code what is shown.
    pub(super) fn sections(&self, line: impl Fn(&Placed) -> Option<GivenHere>) -> Vec<ReadSection> {
        let sections = if self.case.shown.is_whole() { self.all(&line) } else { self.texts(&line) };
        sections.into_iter().filter(|section| !section.rows.is_empty()).collect()
    }

    fn all(&self, line: &impl Fn(&Placed) -> Option<GivenHere>) -> Vec<ReadSection> {
        let Some(answer) = self.case.answer() else { return Vec::new() };
        let (read, questionnaire) = (&self.case.read, &self.case.read.questionnaire);
        let Completed { document, shown } = answer::complete(questionnaire, answer.document.clone());
        let sections = answered(questionnaire, &document, &shown, &agencies(read), &places(read));
        let section = |section: AnsweredSection| ReadSection {
            title: section.title,
            rows: section.rows.into_iter().flat_map(|row| self.rows(row, line)).collect(),
        };
        sections.into_iter().map(section).collect()
    }

    /// A question; one that repeats has a row for each text of its instances.
    fn rows(&self, row: AnsweredRow, line: &impl Fn(&Placed) -> Option<GivenHere>) -> Vec<ReadRow> {
        let inner = format!("{}/", row.key);
        let of_row = |text: &&WrittenText| text.question == row.key || text.question.starts_with(&inner);
        let texts: Vec<&WrittenText> = self.case.texts.iter().filter(of_row).collect();
        let is_text = texts.iter().any(|text| text.question == row.key);
        let mut rows = Vec::new();
        if !is_text {
            rows.push(ReadRow {
                label: row.label.clone(),
                plain: row.answer.plain(),
                sentences: Vec::new(),
                is_ticked: false,
                given: Vec::new(),
                key: row.key.clone(),
            });
        }
        rows.extend(texts.into_iter().map(|text| {
            let label = if is_text { row.label.clone() } else { format!("{}：{}", row.label, text.label) };
            self.row(text, label, line)
        }));
        rows
    }

    /// The texts alone, under the headings of their questions.
    fn texts(&self, line: &impl Fn(&Placed) -> Option<GivenHere>) -> Vec<ReadSection> {
        let places: Places = places(&self.case.read);
        let row = |text: &WrittenText| self.row(text, places.fill(&text.label), line);
        let section = |section: &crate::definition::Section| {
            let is_here = |text: &&WrittenText| {
                let key = text.question.split('/').next().unwrap_or_default();
                section.questions.iter().any(|question| question.key == key)
            };
            ReadSection {
                title: places.fill(&section.title),
                rows: self.case.texts.iter().filter(is_here).map(row).collect(),
            }
        };
        self.case.read.questionnaire.sections.iter().map(section).collect()
    }

    /// A text with its sentences.
    fn row(&self, text: &WrittenText, label: String, line: &impl Fn(&Placed) -> Option<GivenHere>) -> ReadRow {
        let of_text = |one: &&Placed| !one.is_gone && one.coding.passage.question == text.question;
        ReadRow {
            key: text.question.clone(),
            label,
            plain: String::new(),
            sentences: self.sentences(text),
            is_ticked: self.typed.all("question").any(|key| key == text.question),
            given: self.given.iter().filter(of_text).filter_map(line).collect(),
        }
    }

    fn sentences(&self, text: &WrittenText) -> Vec<SentenceTick> {
        let read = self.case.shown.text(text);
        let letters: Vec<char> = read.chars().collect();
        let of_text = |one: &&Placed| !one.is_gone && one.coding.passage.question == text.question;
        let coded: Vec<Range<usize>> = self
            .given
            .iter()
            .filter(of_text)
            .filter_map(|one| self.case.shown.place(text, one.range.as_ref()?))
            .collect();
        let mut end = 0;
        let mut ticks = Vec::new();
        for range in sentences(read) {
            let value = format!("{}:{}-{}", text.question, range.start, range.end);
            let between = letters.get(end..range.start).unwrap_or_default();
            ticks.push(SentenceTick {
                is_on_new_line: end > 0 && between.contains(&'\n'),
                is_ticked: self.typed.all("at").any(|ticked| ticked == value),
                is_coded: coded.iter().any(|coded| coded.start < range.end && range.start < coded.end),
                start: range.start,
                text: letters.get(range.clone()).unwrap_or_default().iter().collect(),
                value,
            });
            end = range.end;
        }
        ticks
    }
}
