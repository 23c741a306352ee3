//! Which agencies are nearest to covering a gap: they offer the same to the next age band, or something near to it to
//! the same band.

use crate::analysis::coverage::{Axes, Offers};
use crate::analysis::evidence::{Evidence, Mentions};

/// An agency that is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Whose answer says so.
    pub by: Evidence,
    /// Why it is near; at least one reason.
    pub why: Vec<Why>,
}

/// Why an agency is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It offers the function to this band, the next younger or older one.
    NextBand(usize),
    /// It offers this function to the same band; the code list says that the two are near.
    NearFunction(usize),
    /// It offers the function, and left the ages blank or does not know them.
    AgesNotSaid,
}

/// Who offers a function without saying to which ages, and is not named for this band by a place of theirs.
pub(super) fn ages_not_said(offers: &Offers, function: usize, band: usize) -> Mentions {
    let Some(line) = offers.lines.get(function) else { return Mentions::default() };
    let is_here = |agency| line.cells.get(band).is_some_and(|cell| cell.by.has_agency(agency));
    line.ages_not_said.iter().filter(|by| !is_here(by.agency)).collect()
}

/// The agencies that are near to a cell and not in it, in the order of the register.
pub fn near_to(axes: &Axes, offers: &Offers, function: usize, band: usize) -> Vec<Near> {
    let cell = |function: usize, band: usize| offers.lines.get(function).and_then(|line| line.cells.get(band));
    let here = cell(function, band);
    let bands = [band.checked_sub(1), Some(band + 1)].into_iter().flatten();
    let next = bands.map(|band| (function, band, Why::NextBand(band)));
    let keys = axes.functions.get(function).into_iter().flat_map(|function| &function.near);
    let others = keys.filter_map(|key| axes.function(key)).map(|other| (other, band, Why::NearFunction(other)));
    let mut near: Vec<Near> = Vec::new();
    let mut add = |by: Evidence, why: Why| match near.iter_mut().find(|one| one.by.agency == by.agency) {
        Some(one) => one.why.push(why),
        None => near.push(Near { by, why: vec![why] }),
    };
    ages_not_said(offers, function, band).iter().for_each(|by| add(by, Why::AgesNotSaid));
    for (function, band, why) in next.chain(others) {
        let offering = cell(function, band).into_iter().flat_map(|cell| cell.by.iter());
        for by in offering.filter(|by| !here.is_some_and(|here| here.by.has_agency(by.agency))) {
            add(by, why);
        }
    }
    near.sort_by_key(|one| one.by);
    near
}
