//! Which agencies are there for which age band with which way of support, beside the cases of the
//! band. Knows questions only by what they feed.

use super::table::Heading;
use crate::answer::{Answer, AnswerDocument, Completer};
use crate::definition::question::Options;
use crate::definition::{Feed, Question, QuestionType, Questionnaire};

/// Agencies by age band and way of support. A past user is not eligibility: that an agency had
/// cases of a band says nothing of whom else it would take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Age bands, in the survey's order.
    pub bands: Vec<Heading>,
    /// Ways of support, in the survey's order.
    pub methods: Vec<Heading>,
    /// How many answers to the survey were read: one an agency.
    pub agencies: u64,
    /// How many of them left the age bands or the ways of support blank; they are in no cell.
    pub silent: u64,
    /// By band: agencies that had cases (more than 0) of the band, silent ones left out.
    pub served: Vec<u64>,
    /// By band, then by method: agencies that had cases of the band and offer the method.
    pub cells: Vec<Vec<u64>>,
    /// How many case sheets were read.
    pub case_sheets: u64,
    /// By band: difficult cases.
    pub difficult: Vec<u64>,
    /// By band: good cases.
    pub good: Vec<u64>,
    /// Case sheets without a band or without saying good or difficult; they are in no band.
    pub unplaced_cases: u64,
}

const GOOD: &str = "good";
const DIFFICULT: &str = "difficult";

/// Reads the coverage from answers to a survey, one an agency. `None` where the survey has no grid
/// or counts of persons by age band (`supply.served`) or no choices of ways of support
/// (`supply.methods`).
pub fn coverage<'a>(survey: &Questionnaire, answers: impl IntoIterator<Item = &'a AnswerDocument>) -> Option<Coverage> {
    let (served_at, (rows, width)) = fed_by(survey, Feed::SupplyServed, |question| match &question.kind {
        QuestionType::Grid { rows, columns, .. } => Some((rows, columns.len())),
        QuestionType::Counts { items, .. } => Some((items, 1)),
        _ => None,
    })?;
    let (methods_at, methods) = fed_by(survey, Feed::SupplyMethods, |question| match &question.kind {
        QuestionType::Choices { options } => Some(options),
        _ => None,
    })?;
    let mut coverage = Coverage::empty(headings(rows), headings(methods));
    let completer = Completer::new(survey);
    for answer in answers {
        coverage.agencies += 1;
        let document = completer.complete(answer.clone()).document;
        let cells = match document.get(served_at) {
            Some(Answer::Grid(cells) | Answer::Counts(cells)) => cells,
            _ => &Vec::new(),
        };
        match document.get(methods_at) {
            Some(Answer::Choices { selected, .. }) if !cells.is_empty() => coverage.add_agency(cells, width, selected),
            _ => coverage.silent += 1,
        }
    }
    Some(coverage)
}

impl Coverage {
    fn empty(bands: Vec<Heading>, methods: Vec<Heading>) -> Self {
        let (rows, columns) = (bands.len(), methods.len());
        Self {
            bands,
            methods,
            agencies: 0,
            silent: 0,
            served: vec![0; rows],
            cells: vec![vec![0; columns]; rows],
            case_sheets: 0,
            difficult: vec![0; rows],
            good: vec![0; rows],
            unplaced_cases: 0,
        }
    }

    fn add_agency(&mut self, cells: &[Option<f64>], width: usize, methods: &[usize]) {
        let bands = cells.chunks(width.max(1)).map(|row| row.iter().flatten().any(|count| *count > 0.0));
        for ((has_cases, served), counts) in bands.zip(&mut self.served).zip(&mut self.cells) {
            if has_cases {
                *served += 1;
                for method in methods {
                    counts[*method] += 1;
                }
            }
        }
    }

    /// Counts case sheets by age band (`demand.age`) and valence (`case.valence`). Bands are
    /// matched by code. A questionnaire without these adds sheets that are in no band.
    pub fn add_cases<'a>(&mut self, sheet: &Questionnaire, answers: impl IntoIterator<Item = &'a AnswerDocument>) {
        let choice = |question: &'_ Question| match &question.kind {
            QuestionType::Choice { .. } => Some(()),
            _ => None,
        };
        let age = fed_by(sheet, Feed::DemandAge, choice).map(|(index, ())| index);
        let valence = fed_by(sheet, Feed::CaseValence, choice).map(|(index, ())| index);
        let completer = Completer::new(sheet);
        for answer in answers {
            self.case_sheets += 1;
            let document = completer.complete(answer.clone()).document;
            let band = age
                .and_then(|index| chosen(sheet, &document, index))
                .and_then(|code| self.bands.iter().position(|band| band.key == code));
            let valence = valence.and_then(|index| chosen(sheet, &document, index));
            match (band, valence) {
                (Some(band), Some(GOOD)) => self.good[band] += 1,
                (Some(band), Some(DIFFICULT)) => self.difficult[band] += 1,
                _ => self.unplaced_cases += 1,
            }
        }
    }
}

/// The first question outside repeats that feeds this and has a fitting shape, with its index.
fn fed_by<'q, T>(
    questionnaire: &'q Questionnaire,
    feed: Feed,
    shape: impl Fn(&'q Question) -> Option<T>,
) -> Option<(usize, T)> {
    questionnaire
        .questions()
        .enumerate()
        .filter(|(_, question)| question.feeds.contains(&feed))
        .find_map(|(index, question)| Some((index, shape(question)?)))
}

/// The code chosen.
fn chosen<'q>(questionnaire: &'q Questionnaire, document: &AnswerDocument, index: usize) -> Option<&'q str> {
    match (&questionnaire.question(index)?.kind, document.get(index)?) {
        (QuestionType::Choice { options }, Answer::Choice { option, .. }) => {
            options.codes.get(*option).map(|code| code.key.as_str())
        }
        _ => None,
    }
}

fn headings(options: &Options) -> Vec<Heading> {
    options.codes.iter().map(|code| Heading { key: code.key.clone(), label: code.label.clone() }).collect()
}

#[cfg(test)]
#[path = "coverage_tests.rs"]
mod tests;
