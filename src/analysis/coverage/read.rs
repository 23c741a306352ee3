//! Reading what agencies offer from their answers.

use super::axes::{Axes, FunctionHeading, headings};
use super::{Coverage, OfferCell, OfferLine, Offers, Place, Served};
use crate::analysis::evidence::{Evidence, Given, Mentions};
use crate::analysis::offered::OfferedForm;
use crate::answer::Answer;
use crate::definition::{Feed, Options, QuestionType, Questionnaire};

/// Reads the coverage from answers to one questionnaire. `None` where it does not ask for eligible ages
/// (`supply.age_eligible`), or neither for functions (`supply.function`) nor for ways of support (`supply.methods`).
pub fn coverage<'a>(
    questionnaire: &Questionnaire,
    axes: &Axes,
    given: impl IntoIterator<Item = Given<'a>>,
) -> Option<Coverage> {
    let asked = Asked::of(questionnaire, axes)?;
    let mut coverage = Coverage {
        definition: questionnaire.key.clone(),
        respondents: Mentions::default(),
        functions: asked.functions.map(|_| empty(axes.functions.clone(), axes)),
        methods: asked.methods.map(|(_, options)| empty(headings(options), axes)),
        served: vec![Served::default(); axes.bands.len()],
        ages_blank: Mentions::default(),
        ages_unknown: Mentions::default(),
        served_blank: Mentions::default(),
    };
    for one in given {
        asked.add(&mut coverage, axes, one);
    }
    Some(coverage)
}

fn empty(functions: Vec<FunctionHeading>, axes: &Axes) -> Offers {
    let line = |function| OfferLine {
        function,
        cells: vec![OfferCell::default(); axes.bands.len()],
        ages_not_said: Mentions::default(),
    };
    Offers {
        lines: functions.into_iter().map(line).collect(),
        blank: Mentions::default(),
        nothing: Mentions::default(),
    }
}

/// A question of options, by its index.
type Chosen<'q> = (usize, &'q Options);

/// Where a questionnaire asks what.
struct Asked<'q> {
    functions: Option<Chosen<'q>>,
    methods: Option<Chosen<'q>>,
    ages: usize,
    offered: OfferedForm<'q>,
    /// Rows of persons by age band, and how many cells a row has.
    served: Option<(usize, &'q Options, usize)>,
}

impl<'q> Asked<'q> {
    fn of(questionnaire: &'q Questionnaire, axes: &Axes) -> Option<Self> {
        let feeding = |feed: Feed| {
            questionnaire.questions().enumerate().filter(move |(_, question)| question.feeds.contains(&feed))
        };
        let methods = questionnaire.fed(Feed::SupplyMethods).next().map(|(index, _, options)| (index, options));
        let offered = OfferedForm::placed(questionnaire, axes, |_| true);
        let functions = offered.functions;
        (functions.is_some() || methods.is_some()).then_some(())?;
        Some(Self {
            functions,
            methods,
            ages: offered.ages?.0,
            offered,
            served: feeding(Feed::SupplyServed).find_map(|(index, question)| match &question.kind {
                QuestionType::Grid { rows, columns, .. } => Some((index, rows, columns.len())),
                QuestionType::Counts { items, .. } => Some((index, items, 1)),
                _ => None,
            }),
        })
    }

    fn add(&self, coverage: &mut Coverage, axes: &Axes, Given { evidence, completed, .. }: Given<'_>) {
        let document = &completed.document;
        coverage.respondents.add(evidence);
        let cases = self.cases(axes, document.get(self.served.map_or(usize::MAX, |(index, ..)| index)));
        if self.served.is_some() && cases.iter().all(Option::is_none) {
            coverage.served_blank.add(evidence);
        }
        for (served, cases) in coverage.served.iter_mut().zip(&cases) {
            served.told.extend(cases.map(|cases| (evidence, cases)));
        }
        let bands = self.offered.bands(document);
        match document.get(self.ages) {
            None => coverage.ages_blank.add(evidence),
            Some(_) if bands.is_empty() => coverage.ages_unknown.add(evidence),
            Some(_) => {}
        }
        let offered = |offers: &mut Option<Offers>, asked: Option<Chosen<'_>>| {
            let (Some(offers), Some((index, options))) = (offers, asked) else { return };
            offers.add(evidence, options, document.get(index), &bands);
        };
        offered(&mut coverage.functions, self.functions);
        offered(&mut coverage.methods, self.methods);
        for entry in self.offered.places(document) {
            let line = entry.function.and_then(|place| coverage.functions.as_mut()?.lines.get_mut(place));
            let Some(line) = line else { continue };
            for band in entry.bands {
                line.cells[band].by.add(evidence);
                line.cells[band].places.push(Place { by: evidence, words: entry.words.clone() });
            }
        }
        let lines = coverage.functions.iter_mut().chain(&mut coverage.methods).flat_map(|offers| &mut offers.lines);
        for line in lines {
            for (cell, cases) in line.cells.iter_mut().zip(&cases) {
                if let (true, Some(cases)) = (cell.by.has_agency(evidence.agency), cases) {
                    cell.served.told.push((evidence, *cases));
                }
            }
        }
    }

    /// The cases of each band; `None` where none of its cells was filled in.
    fn cases(&self, axes: &Axes, answer: Option<&Answer>) -> Vec<Option<f64>> {
        let mut cases = vec![None; axes.bands.len()];
        let (Some((_, rows, width)), Some(Answer::Grid(cells) | Answer::Counts(cells))) = (self.served, answer) else {
            return cases;
        };
        for (row, cells) in rows.codes.iter().zip(cells.chunks(width.max(1))) {
            let typed = cells.iter().flatten();
            if let (Some(band), Some(sum)) = (axes.band(&row.key), typed.copied().reduce(|sum, cell| sum + cell)) {
                cases[band] = Some(sum);
            }
        }
        cases
    }
}

impl Offers {
    fn add(&mut self, evidence: Evidence, options: &Options, answer: Option<&Answer>, bands: &[usize]) {
        let keys: Vec<&str> = answer
            .map_or(&[][..], Answer::selected)
            .iter()
            .filter_map(|option| options.codes.get(*option))
            .map(|code| code.key.as_str())
            .collect();
        if answer.is_none() {
            self.blank.add(evidence);
        }
        let mut offers_any = false;
        for line in self.lines.iter_mut().filter(|line| keys.contains(&line.function.heading.key.as_str())) {
            offers_any = true;
            if bands.is_empty() {
                line.ages_not_said.add(evidence);
            }
            bands.iter().for_each(|band| line.cells[*band].by.add(evidence));
        }
        if answer.is_some() && !offers_any {
            self.nothing.add(evidence);
        }
    }
}
