//! Support that agencies looked for and did not find: what they report, not a count of people.

use std::collections::BTreeSet;

use crate::analysis::coverage::{Axes, Entry, EntryShape};
use crate::analysis::evidence::{Evidence, Given, Mentions};
use crate::answer::Answer;
use crate::definition::{Feed, Questionnaire};

/// What agencies looked for and did not find.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unmet {
    /// Entry by entry.
    pub reports: Vec<UnmetReport>,
    /// By function, then by band: the places of its reports.
    cells: Vec<Vec<Vec<usize>>>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct UnmetReport {
    /// Who reports it.
    pub by: Evidence,
    /// What was looked for: the place of a function; `None` where it is blank or no function of the axes.
    pub function: Option<usize>,
    /// For which age bands; several where persons of several were meant, none where the ages are blank or not known.
    pub bands: Vec<usize>,
    /// For how many cases, where the agency knew: those of all its bands and functions together.
    pub cases: Option<f64>,
    /// Its entry, by number: one that names several functions makes a report for each.
    pub entry: usize,
    /// Whether its cases are of several bands or functions together, so that they are no number of one of them.
    pub is_joint: bool,
    /// What it wrote about it. Sensitive.
    pub words: Vec<String>,
}

/// The cases that reports of a function and band wrote down; `None` where none of them did.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct UnmetCases {
    /// Of reports about this function and band alone.
    pub own: Option<f64>,
    /// Of reports about several bands or functions together: part of these cases may be of others.
    pub joint: Option<f64>,
}

impl Unmet {
    /// Nothing yet.
    pub fn new(axes: &Axes) -> Self {
        Self { reports: Vec::new(), cells: vec![vec![Vec::new(); axes.bands.len()]; axes.functions.len()] }
    }

    pub(super) fn add<'a>(
        &mut self,
        questionnaire: &Questionnaire,
        axes: &Axes,
        given: impl IntoIterator<Item = Given<'a>>,
    ) {
        let feeding =
            questionnaire.questions().enumerate().filter(|(_, question)| question.feeds.contains(&Feed::DemandUnmet));
        let shapes: Vec<_> =
            feeding.filter_map(|(index, question)| Some((index, EntryShape::of(question, axes)?))).collect();
        let mut number = 0;
        for Given { evidence, completed, .. } in given {
            for (index, shape) in &shapes {
                let Some(Answer::Repeat(instances)) = completed.document.get(*index) else { continue };
                for instance in instances {
                    self.take(evidence, number, shape.read(instance, axes));
                    number += 1;
                }
            }
        }
    }

    /// Takes an entry, with a part for each of its functions.
    fn take(&mut self, by: Evidence, number: usize, parts: Vec<Entry>) {
        let has_many = parts.len() > 1;
        for part in parts {
            let place = self.reports.len();
            if let Some(cells) = part.function.and_then(|function| self.cells.get_mut(function)) {
                part.bands.iter().for_each(|band| cells[*band].push(place));
            }
            self.reports.push(UnmetReport {
                by,
                function: part.function,
                is_joint: has_many || part.bands.len() > 1,
                bands: part.bands,
                cases: part.number,
                entry: number,
                words: part.words,
            });
        }
    }

    /// The reports of a function and band. One that names several bands stands at each of them, so that cells must
    /// not be added up.
    pub fn at(&self, function: usize, band: usize) -> impl Iterator<Item = &UnmetReport> {
        let cell = self.cells.get(function).and_then(|bands| bands.get(band));
        cell.into_iter().flatten().filter_map(|place| self.reports.get(*place))
    }

    /// The agencies that report it.
    pub fn by(&self, function: usize, band: usize) -> Mentions {
        self.at(function, band).map(|report| report.by).collect()
    }

    /// The cases they wrote down. Those of several bands together are kept apart: at each of nine bands they would
    /// look like nine times as many.
    pub fn cases(&self, function: usize, band: usize) -> UnmetCases {
        let sum = |is_joint: bool| {
            let reports = self.at(function, band).filter(|report| report.is_joint == is_joint);
            reports.filter_map(|report| report.cases).reduce(|sum, cases| sum + cases)
        };
        UnmetCases { own: sum(false), joint: sum(true) }
    }

    /// How many entries there are among these reports.
    pub fn entries<'r>(reports: impl IntoIterator<Item = &'r UnmetReport>) -> u64 {
        let entries: BTreeSet<usize> = reports.into_iter().map(|report| report.entry).collect();
        entries.len() as u64
    }

    /// Reports that stand at no cell: without a function, or without an age band.
    pub fn unplaced(&self) -> impl Iterator<Item = &UnmetReport> {
        self.reports.iter().filter(|report| report.function.is_none() || report.bands.is_empty())
    }
}
