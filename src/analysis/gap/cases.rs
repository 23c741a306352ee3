//! Difficult cases by age band and need. Cases were chosen by agencies: they are no count of people in the area.

use super::CodedNeeds;
use crate::analysis::Heading;
use crate::analysis::coverage::Axes;
use crate::analysis::evidence::{Given, Mentions};
use crate::analysis::profile::DIFFICULT;
use crate::answer::Answer;
use crate::definition::{Feed, Options, Questionnaire};

/// Difficult cases by what was needed and the age band.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseNeeds {
    /// By function that answers the need (they share a key), then by band. A case with several needs stands at each.
    pub cells: Vec<Vec<Mentions>>,
    /// What readers found needed, apart.
    pub coded: CodedNeeds,
    /// All difficult cases.
    pub difficult: Mentions,
    /// Cases that say neither good nor difficult, or are good: not counted here.
    pub others: Mentions,
    /// Difficult cases without an age band of the axes (年齢不明 too): in no cell.
    pub without_band: Mentions,
    /// Difficult cases in which no need is marked that a function answers: in no cell.
    pub without_need: Mentions,
}

impl CaseNeeds {
    /// No cases yet; readers code needs by `codebook`.
    pub fn new(axes: &Axes, codebook: &[Heading]) -> Self {
        Self {
            cells: vec![vec![Mentions::default(); axes.bands.len()]; axes.functions.len()],
            coded: CodedNeeds::new(axes, codebook),
            ..Self::default()
        }
    }

    /// Counts sheets that say good or difficult (`case.valence`), with age (`demand.age`) and needs (`demand.need`).
    pub(super) fn add<'a>(
        &mut self,
        questionnaire: &Questionnaire,
        axes: &Axes,
        given: impl IntoIterator<Item = Given<'a>>,
    ) {
        let asked = |feed| questionnaire.fed(feed).next().map(|(index, _, options)| (index, options));
        let Some(valence) = asked(Feed::CaseValence) else { return };
        let (age, need) = (asked(Feed::DemandAge), asked(Feed::DemandNeed));
        for Given { evidence, completed, needs: coded } in given {
            let answered = |asked: Option<(usize, &Options)>| -> Vec<String> {
                let Some((index, options)) = asked else { return Vec::new() };
                let chosen = completed.document.get(index).map_or(&[][..], Answer::selected);
                chosen.iter().filter_map(|option| Some(options.codes.get(*option)?.key.clone())).collect()
            };
            if answered(Some(valence)).first().is_none_or(|key| key != DIFFICULT) {
                self.others.add(evidence);
                continue;
            }
            self.difficult.add(evidence);
            let band = answered(age).first().and_then(|key| axes.band(key));
            let needs: Vec<usize> = answered(need).iter().filter_map(|key| axes.function(key)).collect();
            self.coded.add(evidence, band, coded);
            if band.is_none() {
                self.without_band.add(evidence);
            }
            if needs.is_empty() {
                self.without_need.add(evidence);
            }
            for need in needs {
                if let Some(cell) = band.and_then(|band| self.cells.get_mut(need)?.get_mut(band)) {
                    cell.add(evidence);
                }
            }
        }
    }

    /// The difficult cases of a function and band.
    pub fn at(&self, function: usize, band: usize) -> Mentions {
        self.cells.get(function).and_then(|bands| bands.get(band)).cloned().unwrap_or_default()
    }
}
