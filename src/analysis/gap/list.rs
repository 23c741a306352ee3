//! The gaps: cells of function × age band in which a signal meets thin support or none.

use super::Demand;
use super::nearest::{Near, ages_not_said, near_to};
use super::points::{Parts, Points};
use super::unmet::UnmetCases;
use crate::analysis::coverage::{Axes, Coverage, Level};
use crate::analysis::evidence::Mentions;

/// One gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Place of the function in the axes.
    pub function: usize,
    /// Place of the age band in the axes.
    pub band: usize,
    /// 該当機関なし or 手薄.
    pub level: Level,
    /// Who offers it.
    pub offered: Mentions,
    /// Who offers it to ages that are not known: perhaps to this band too.
    pub ages_not_said: Mentions,
    /// Who looked for it and did not find it.
    pub unmet: Mentions,
    /// The cases that these wrote down.
    pub unmet_cases: UnmetCases,
    /// Difficult cases in which it was needed.
    pub cases: Mentions,
    /// Difficult cases in which readers found it needed.
    pub coded: Mentions,
    /// The points of the 目安.
    pub points: Points,
    /// Who is nearest to covering it.
    pub nearest: Vec<Near>,
}

/// The gaps, those with more points first, and within the same number of points as the tables stand: by band, then by
/// function. A cell whose signals all belong to parts that do not count is no gap. その他 is none either: what agencies
/// mean by it differs.
pub fn gaps(axes: &Axes, coverage: &Coverage, demand: &Demand, parts: Parts) -> Vec<Gap> {
    let Some(offers) = &coverage.functions else { return Vec::new() };
    let mut gaps = Vec::new();
    for band in 0..axes.bands.len() {
        for (function, line) in offers.lines.iter().enumerate().filter(|(_, line)| !line.function.is_other()) {
            let Some(cell) = line.cells.get(band).filter(|cell| cell.level() != Level::Some) else { continue };
            let (unmet, cases) = (demand.unmet.by(function, band), demand.cases.at(function, band));
            let coded = demand.cases.coded.at(function, band);
            let points = Points::of((&unmet, &cases, &coded), cell.level(), parts);
            if points.unmet + points.cases + points.coded == 0 {
                continue;
            }
            gaps.push(Gap {
                function,
                band,
                level: cell.level(),
                offered: cell.by.clone(),
                ages_not_said: ages_not_said(offers, function, band),
                unmet,
                unmet_cases: demand.unmet.cases(function, band),
                cases,
                coded,
                points,
                nearest: near_to(axes, offers, function, band),
            });
        }
    }
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.points.total()));
    gaps
}
