//! Tabulating a file of answers with a definition from a file: no database.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::answer_file::{self, BadLine};
use super::{check_definitions, shipped};
use crate::analysis::crosstab::{self, Crosstab, CrosstabProblem, Crosstabs, Pair, Testing};
use crate::analysis::disclosure::{Hiding, Protected, protect};
use crate::analysis::{Agencies, By, ByProblem, Counter, Tables, Tabulation};
use crate::definition::{AnswersPerAgency, FileProblem, Library, Questionnaire};
use crate::view;
use crate::view::form::Places;
use crate::view::results::{self, Counted, Sections, ShownSection};
use crate::view::table::ShownTable;

/// What to tabulate.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// File of the questionnaire, or the key of a shipped one.
    pub definition: &'a Path,
    /// File of answers, one a line; `-` for standard input.
    pub responses: &'a Path,
    /// `agency_kind` or the key of a question.
    pub by: Option<&'a str>,
    /// Counts of persons and cases from 1 to one less than this are hidden.
    pub suppress_below: Option<u64>,
    /// Pairs such as `methods×agency_kind`; where there are some, they take the place of the questions' tables.
    pub crosstabs: &'a [String],
    /// Whether differences between groups are tested.
    pub testing: Testing,
    /// Whether lines that cannot be read are left out.
    pub skip_bad: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Tabulated {
    /// The questionnaire's title.
    pub title: String,
    /// The tables.
    pub tables: Tables,
    /// The crosstabs that were asked for.
    pub crosstabs: Option<Crosstabs>,
    /// What one answer stands for.
    pub counted: Counted,
    /// What was hidden, where that was asked for.
    pub hiding: Option<Hiding>,
    /// Which tables belong together.
    pub sections: Sections,
    /// The lines left out.
    pub skipped: Vec<BadLine>,
}

impl Tabulated {
    /// The tables as people read them. Without a round, places for its period stay general.
    pub fn shown(&self) -> Vec<ShownTable> {
        let places =
            Places {
                period: "対象期間".to_owned(), fiscal_year: "対象年度".to_owned(), agency: "貴機関".to_owned()
            };
        let mut shown = match &self.crosstabs {
            Some(crosstabs) => {
                crosstabs.tables.iter().flat_map(|crosstab| view::crosstab::shown(crosstab, self.counted)).collect()
            }
            None => results::gathered(results::shown(&self.tables, self.counted)),
        };
        shown.iter_mut().for_each(|table| table.fill(|text| places.fill(text)));
        shown
    }

    /// The same, section by section.
    pub fn shown_sections(&self) -> Vec<ShownSection> {
        self.sections.group(self.shown())
    }
}

/// Why there are no tables.
#[derive(Debug, Error)]
pub enum TabulateError {
    /// A path that cannot be read.
    #[error("{}: {}", .0.display(), .1)]
    Path(PathBuf, #[source] io::Error),
    /// Mistakes in the definition.
    #[error("the definition has problems")]
    Definition(Vec<FileProblem>),
    /// The path does not hold exactly one questionnaire.
    #[error("{}: {} questionnaires", .0.display(), .1)]
    NotOne(PathBuf, usize),
    /// Answers cannot be grouped so.
    #[error(transparent)]
    By(#[from] ByProblem),
    /// Pairs that cannot be crossed.
    #[error("{} pairs cannot be crossed", .0.len())]
    Crosstabs(Vec<CrosstabProblem>),
    /// Lines that cannot be read.
    #[error("{} lines cannot be read", .0.len())]
    Lines(Vec<BadLine>),
}

/// Reads the definition and the answers, and counts.
///
/// # Errors
/// Every mistake of the definition or of the answers at once.
pub fn tabulate(request: &Request<'_>) -> Result<Tabulated, TabulateError> {
    let library = library(request.definition)?;
    let questionnaire = only(&library, request.definition)?;
    let by = request.by.map(|name| By::from_name(questionnaire, name)).transpose()?;
    let pairs = all(request.crosstabs.iter().map(|text| crosstab::pairs(questionnaire, text)).collect())?;
    let kinds = library.code_list("agency-kinds").map(|list| list.codes.clone()).unwrap_or_default();
    let agencies = Agencies { kinds, ..Agencies::default() };

    let path = |error| TabulateError::Path(request.responses.to_owned(), error);
    let source = answer_file::open(request.responses).map_err(path)?;
    let (dataset, bad) = answer_file::read(source, questionnaire).map_err(path)?;
    if !bad.is_empty() && !request.skip_bad {
        return Err(TabulateError::Lines(bad));
    }
    let counted = match questionnaire.answers_per_agency {
        AnswersPerAgency::One => Counted::Agencies,
        AnswersPerAgency::Many => Counted::Sheets,
    };
    let by_group = |by| Tabulation::of(&dataset, questionnaire, by, &agencies).tables();
    let protected = |by, k| protect(by_group(by), questionnaire, by, &[k]);
    let (tables, mut hiding) = match request.suppress_below {
        Some(k) => {
            let Protected { tables, hiding } = protected(by, k);
            (tables, Some(hiding))
        }
        None => (by_group(by), None),
    };
    let counter = Counter { dataset: &dataset, questionnaire, agencies: &agencies };
    let found = all(pairs.iter().map(|pair| crosstabs(&counter, pair, request.testing)).collect())?;
    let mut crosstabs = (!pairs.is_empty()).then(|| Crosstabs {
        definition: questionnaire.key.clone(),
        responses: (dataset.len() as u64).into(),
        tables: found.into_iter().flatten().collect(),
    });
    if let (Some(k), Some(crosstabs)) = (request.suppress_below, &mut crosstabs) {
        let top = crosstab::common_top(questionnaire, crosstabs).map_err(one)?;
        let tables = protected(top, k).tables;
        hiding = Some(crosstab::protect(crosstabs, questionnaire, &tables, k).map_err(one)?);
    }
    let sections = Sections::of(questionnaire);
    Ok(Tabulated { title: questionnaire.title.clone(), tables, crosstabs, counted, sections, hiding, skipped: bad })
}

fn one(problem: CrosstabProblem) -> TabulateError {
    TabulateError::Crosstabs(vec![problem])
}

fn crosstabs(counter: &Counter<'_>, pair: &Pair, testing: Testing) -> Result<Vec<Crosstab>, CrosstabProblem> {
    match pair {
        Pair::One(rows, columns) => crosstab::cross(counter, rows, columns, testing).map(|one| vec![one]),
        Pair::Every(columns) => crosstab::every_question(counter, columns, testing),
    }
}

/// Everything, or everything that is wrong.
fn all<T>(results: Vec<Result<T, CrosstabProblem>>) -> Result<Vec<T>, TabulateError> {
    let (mut good, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => good.push(one),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(good) } else { Err(TabulateError::Crosstabs(problems)) }
}

/// The definitions at a path; all shipped ones where the path is the key of one of them.
fn library(path: &Path) -> Result<Library, TabulateError> {
    if !path.exists() && path.to_str().is_some_and(|key| !key.contains(['/', '.'])) {
        let library = shipped::library().map_err(TabulateError::Definition)?;
        if named(&library, path).is_some() {
            return Ok(library);
        }
    }
    check_definitions::read(&[path.to_owned()])
        .map_err(|(path, error)| TabulateError::Path(path, error))?
        .map_err(TabulateError::Definition)
}

fn only<'l>(library: &'l Library, path: &Path) -> Result<&'l Questionnaire, TabulateError> {
    if let Some(questionnaire) = named(library, path) {
        return Ok(questionnaire);
    }
    let mut found = library.questionnaires();
    match (found.next(), found.count()) {
        (Some(questionnaire), 0) => Ok(questionnaire),
        (first, more) => Err(TabulateError::NotOne(path.to_owned(), usize::from(first.is_some()) + more)),
    }
}

fn named<'l>(library: &'l Library, path: &Path) -> Option<&'l Questionnaire> {
    path.to_str().and_then(|key| library.questionnaire(key))
}
