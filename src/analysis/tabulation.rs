//! Tabulating a questionnaire: every question, over all answers and by group.

use std::collections::BTreeMap;

use super::agencies::Agencies;
use super::assemble::{figures, options};
use super::by::By;
use super::disclosure::Counting;
use super::table::{Group, Grouping, Table, Tables};
use super::tally::{Counts, Tally};
use crate::answer::{AnswerDocument, Completed, Completer};
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
    let mut tabulation = Tabulation::new(questionnaire, by, agencies);
    for Respondent { document, agency_kind } in responses {
        tabulation.add(document.clone(), agency_kind);
    }
    tabulation.tables()
}

/// Counts in the making. Those over parts of the answers can be merged into those over all.
#[derive(Debug)]
pub struct Tabulation<'a> {
    questionnaire: &'a Questionnaire,
    questions: Vec<&'a Question>,
    completer: Completer<'a>,
    by: Option<By>,
    agencies: &'a Agencies,
    responses: u64,
    all: Vec<Tally>,
    groups: BTreeMap<String, Vec<Tally>>,
    ungrouped: Vec<Tally>,
}

impl<'a> Tabulation<'a> {
    /// Nothing counted yet.
    pub fn new(questionnaire: &'a Questionnaire, by: Option<By>, agencies: &'a Agencies) -> Self {
        let questions: Vec<_> = questionnaire.questions().collect();
        let all = empty(&questions);
        Self {
            questionnaire,
            by,
            agencies,
            responses: 0,
            groups: BTreeMap::new(),
            ungrouped: all.clone(),
            all,
            questions,
            completer: Completer::new(questionnaire),
        }
    }

    /// Counts one answer as given: calculated values are computed anew, and what was not asked is
    /// not counted.
    pub fn add(&mut self, document: AnswerDocument, agency_kind: Option<&str>) {
        self.responses += 1;
        let answer = self.completer.complete(document);
        add(&mut self.all, &self.questions, &answer, self.agencies);
        let Some(by) = self.by else { return };
        let mut grouped = false;
        by.each_group(&self.questions, &answer.document, agency_kind, |code| {
            grouped = true;
            if !self.groups.contains_key(code) {
                self.groups.insert(code.to_owned(), empty(&self.questions));
            }
            if let Some(tallies) = self.groups.get_mut(code) {
                add(tallies, &self.questions, &answer, self.agencies);
            }
        });
        if !grouped {
            add(&mut self.ungrouped, &self.questions, &answer, self.agencies);
        }
    }

    /// Adds what was counted over other answers to the same questionnaire, grouped alike.
    pub fn merge(&mut self, other: Self) {
        self.responses += other.responses;
        merge(&mut self.all, other.all);
        merge(&mut self.ungrouped, other.ungrouped);
        for (code, tallies) in other.groups {
            match self.groups.get_mut(&code) {
                Some(mine) => merge(mine, tallies),
                None => {
                    self.groups.insert(code, tallies);
                }
            }
        }
    }

    /// The tables of what was counted.
    pub fn tables(&self) -> Tables {
        let nothing = empty(&self.questions);
        let groups = self.ordered_groups(&nothing);
        let mut tables = Vec::new();
        for (index, question) in self.questions.iter().enumerate() {
            let place = Place { question, path: question.key.clone(), outer: index, inner: None };
            tables.extend(self.table(&place, &groups));
            if let QuestionType::Repeat { questions, .. } = &question.kind {
                for (inner, inside) in questions.iter().enumerate() {
                    let path = format!("{}.{}", question.key, inside.key);
                    let place = Place { question: inside, path, outer: index, inner: Some(inner) };
                    tables.extend(self.table(&place, &groups));
                }
            }
        }
        Tables { definition: self.questionnaire.key.clone(), responses: self.responses.into(), tables }
    }

    /// Code, label and tallies of each group: every option of a question in its order, or the kinds
    /// of agencies that answered in the order of the kinds.
    fn ordered_groups<'t>(&'t self, nothing: &'t [Tally]) -> Vec<(String, String, &'t [Tally])> {
        match self.by.and_then(|by| by.question(self.questionnaire)) {
            Some(question) => options(&question.kind)
                .into_iter()
                .map(|(code, label)| {
                    let tallies = self.groups.get(&code).map_or(nothing, Vec::as_slice);
                    (code, label, tallies)
                })
                .collect(),
            None => {
                let mut groups: Vec<_> = self.groups.iter().collect();
                groups.sort_by_key(|(code, _)| self.agencies.kind(code).0);
                groups
                    .into_iter()
                    .map(|(code, tallies)| (code.clone(), self.agencies.kind(code).1, tallies.as_slice()))
                    .collect()
            }
        }
    }

    fn table(&self, place: &Place<'_>, groups: &[(String, String, &[Tally])]) -> Option<Table> {
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
            grouping: self.by.and_then(|by| self.grouping(by, place, groups)),
        })
    }

    fn grouping(&self, by: By, place: &Place<'_>, groups: &[(String, String, &[Tally])]) -> Option<Grouping> {
        let group = |(code, label, tallies): &(String, String, &[Tally])| {
            let tally = place.tally(tallies)?;
            let figures = figures(place.question, tally, self.agencies)?;
            Some(Group {
                code: code.clone(),
                label: label.clone(),
                n: tally.asked.into(),
                blank: tally.blank.into(),
                figures,
            })
        };
        Some(Grouping {
            groups: groups.iter().map(group).collect::<Option<_>>()?,
            overlapping: by.overlaps(self.questionnaire),
            ungrouped: place.tally(&self.ungrouped)?.asked.into(),
        })
    }
}

/// A question's place in the tallies.
struct Place<'a> {
    question: &'a Question,
    path: String,
    outer: usize,
    inner: Option<usize>,
}

impl Place<'_> {
    fn tally<'t>(&self, tallies: &'t [Tally]) -> Option<&'t Tally> {
        let tally = tallies.get(self.outer)?;
        match (self.inner, &tally.counts) {
            (None, _) => Some(tally),
            (Some(inner), Counts::Repeat(tallies)) => tallies.get(inner),
            (Some(_), _) => None,
        }
    }
}

fn empty(questions: &[&Question]) -> Vec<Tally> {
    questions.iter().map(|question| Tally::new(question)).collect()
}

fn add(tallies: &mut [Tally], questions: &[&Question], answer: &Completed, agencies: &Agencies) {
    for (index, (tally, question)) in tallies.iter_mut().zip(questions).enumerate() {
        if answer.shown.is_shown(index) {
            tally.add(question, answer.document.get(index), agencies, &|instance, inner| {
                answer.shown.is_shown_in(index, instance, inner)
            });
        }
    }
}

fn merge(mine: &mut [Tally], theirs: Vec<Tally>) {
    mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
}
