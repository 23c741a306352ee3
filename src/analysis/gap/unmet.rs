//! Support that agencies looked for and did not find: what they report, not a count of people.

use crate::analysis::coverage::{Axes, EntryShape};
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
    /// For how many cases, where the agency knew.
    pub cases: Option<f64>,
    /// What it wrote about it. Sensitive.
    pub words: Vec<String>,
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
        for Given { evidence, completed, .. } in given {
            for (index, shape) in &shapes {
                let Some(Answer::Repeat(instances)) = completed.document.get(*index) else { continue };
                for entry in instances.iter().flat_map(|instance| shape.read(instance, axes)) {
                    let place = self.reports.len();
                    if let Some(cells) = entry.function.and_then(|function| self.cells.get_mut(function)) {
                        entry.bands.iter().for_each(|band| cells[*band].push(place));
                    }
                    self.reports.push(UnmetReport {
                        by: evidence,
                        function: entry.function,
                        bands: entry.bands,
                        cases: entry.number,
                        words: entry.words,
                    });
                }
            }
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

    /// The cases they wrote down; `None` where none of them did.
    pub fn cases(&self, function: usize, band: usize) -> Option<f64> {
        self.at(function, band).filter_map(|report| report.cases).reduce(|sum, cases| sum + cases)
    }

    /// Reports that stand at no cell: without a function, or without an age band.
    pub fn unplaced(&self) -> impl Iterator<Item = &UnmetReport> {
        self.reports.iter().filter(|report| report.function.is_none() || report.bands.is_empty())
    }
}
