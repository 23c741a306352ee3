//! Tabulating a questionnaire: every question, over all answers and by group.

use std::collections::BTreeMap;

use super::agencies::Agencies;
use super::assemble::figures;
use super::by::By;
use super::dataset::{AxisCode, Counter, Dataset, Giver};
use super::disclosure::Counting;
use super::table::{Group, Grouping, Table, Tables};
use super::tally::{Counts, Tally};
use crate::answer::{AnswerDocument, Completer};
use crate::definition::{Question, QuestionType, Questionnaire};

/// One answer to be counted, with what is known of who gave it.
#[derive(Debug, Clone, Copy)]
pub struct Respondent<'a> {
    /// The answers as stored.
    pub document: &'a AnswerDocument,
    /// Code of the agency's kind.
    pub agency_kind: Option<&'a str>,
}

/// Tables of a set of answers.
pub fn tabulate<'a>(
    questionnaire: &Questionnaire,
    responses: impl IntoIterator<Item = Respondent<'a>>,
    by: Option<By>,
    agencies: &Agencies,
) -> Tables {
    let completer = Completer::new(questionnaire);
    let mut dataset = Dataset::new(questionnaire);
    for Respondent { document, agency_kind } in responses {
        dataset.push(&completer, document.clone(), Giver { agency: None, kind: agency_kind });
    }
    Tabulation::of(&dataset, questionnaire, by, agencies).tables()
}

/// What was counted for every question. Tabulations over parts of the answers merge into the one over all.
#[derive(Debug)]
pub struct Tabulation<'a> {
    questionnaire: &'a Questionnaire,
    by: Option<By>,
    agencies: &'a Agencies,
    responses: u64,
    all: Vec<Tally>,
    groups: BTreeMap<AxisCode, Vec<Tally>>,
    ungrouped: Vec<Tally>,
}

impl<'a> Tabulation<'a> {
    /// Counts every question, over all answers and by group, in one pass over the columns.
    pub fn of(dataset: &Dataset, questionnaire: &'a Questionnaire, by: Option<By>, agencies: &'a Agencies) -> Self {
        let counter = Counter { dataset, questionnaire, agencies };
        let (axis, by_slot) = counter.tallies(by.map(By::dimension).as_ref());
        let mut by_slot = by_slot.into_iter();
        let groups = axis.codes.into_iter().zip(by_slot.by_ref()).collect();
        // What is left are those who gave something, and three slots of those who are in no group.
        let mut all = by_slot.next().unwrap_or_default();
        let mut ungrouped = by_slot.next().unwrap_or_default();
        by_slot.for_each(|tallies| merge(&mut ungrouped, &tallies));
        merge(&mut all, &ungrouped);
        Self { questionnaire, by, agencies, responses: dataset.len() as u64, all, groups, ungrouped }
    }

    /// Adds what was counted over other answers to the same questionnaire, grouped alike.
    pub fn merge(&mut self, other: Self) {
        self.responses += other.responses;
        merge(&mut self.all, &other.all);
        merge(&mut self.ungrouped, &other.ungrouped);
        for (code, tallies) in other.groups {
            match self.groups.get_mut(&code) {
                Some(mine) => merge(mine, &tallies),
                None => {
                    self.groups.insert(code, tallies);
                }
            }
        }
    }

    /// The tables of what was counted.
    pub fn tables(&self) -> Tables {
        let mut tables = Vec::new();
        for (index, question) in self.questionnaire.questions().enumerate() {
            let place = Named { question, path: question.key.clone(), outer: index, inner: None };
            tables.extend(self.table(&place));
            if let QuestionType::Repeat { questions, .. } = &question.kind {
                for (inner, inside) in questions.iter().enumerate() {
                    let path = format!("{}.{}", question.key, inside.key);
                    let place = Named { question: inside, path, outer: index, inner: Some(inner) };
                    tables.extend(self.table(&place));
                }
            }
        }
        Tables { definition: self.questionnaire.key.clone(), responses: self.responses.into(), tables }
    }

    fn table(&self, place: &Named<'_>) -> Option<Table> {
        let tally = place.tally(&self.all)?;
        let question = place.question;
        Some(Table {
            question: place.path.clone(),
            label: question.label.clone(),
            kind: question.kind.name(),
            multiple: question.kind.is_multiple(),
            conditional: question.show_if.is_some(),
            asked: tally.asked.into(),
            blank: tally.blank.into(),
            n: tally.asked.into(),
            answers: Counting::of_answers(self.questionnaire),
            numbers: Counting::of_numbers(question),
            unit: question.kind.format().and_then(|format| format.unit.clone()),
            figures: figures(question, tally, self.agencies)?,
            grouping: self.by.and_then(|by| self.grouping(by, place)),
        })
    }

    fn grouping(&self, by: By, place: &Named<'_>) -> Option<Grouping> {
        let group = |(code, tallies): (&AxisCode, &Vec<Tally>)| {
            let tally = place.tally(tallies)?;
            let figures = figures(place.question, tally, self.agencies)?;
            let AxisCode { key, label, .. } = code.clone();
            Some(Group { code: key, label, n: tally.asked.into(), blank: tally.blank.into(), figures })
        };
        Some(Grouping {
            groups: self.groups.iter().map(group).collect::<Option<_>>()?,
            overlapping: by.overlaps(self.questionnaire),
            ungrouped: place.tally(&self.ungrouped)?.asked.into(),
        })
    }
}

/// A question's place in the tallies.
struct Named<'a> {
    question: &'a Question,
    path: String,
    outer: usize,
    inner: Option<usize>,
}

impl Named<'_> {
    fn tally<'t>(&self, tallies: &'t [Tally]) -> Option<&'t Tally> {
        let tally = tallies.get(self.outer)?;
        match (self.inner, &tally.counts) {
            (None, _) => Some(tally),
            (Some(inner), Counts::Repeat(tallies)) => tallies.get(inner),
            (Some(_), _) => None,
        }
    }
}

fn merge(mine: &mut [Tally], theirs: &[Tally]) {
    mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
}
