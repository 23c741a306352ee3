//! Pairs of agencies that serve the same band and need, of which neither names the other.

use std::collections::BTreeSet;

use super::mentions::Standing;
use super::offers::Offer;

/// Two agencies, the one earlier in the register first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unnamed {
    /// The one.
    pub one: usize,
    /// The other.
    pub other: usize,
}

/// How many agencies serve a band with a function, and how many pairs of them there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairCount {
    /// Agencies that say they offer the function to the band.
    pub agencies: usize,
    /// Of these, agencies that named somebody: only of them pairs are made, since of the others it is not known.
    pub naming: usize,
    /// Pairs of the latter.
    pub pairs: usize,
    /// Pairs of which neither names the other.
    pub unnamed: usize,
}

/// The pairs of one band and function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairCell {
    /// How many.
    pub count: PairCount,
    /// The pairs of which neither names the other, in the order of the register.
    pub unnamed: Vec<Unnamed>,
    /// Agencies of which no pairs are made, since they named nobody or were not heard.
    pub apart: Vec<usize>,
}

/// The pairs among these offers that hold for one band and one function. `ties` are ordered pairs of places in the
/// register: who names, who is named.
pub fn pair_cells(
    offers: &[Offer],
    standings: &[Standing],
    ties: &BTreeSet<(usize, usize)>,
    band: &str,
    function: &str,
) -> PairCell {
    let wanted = (function.to_owned(), band.to_owned());
    let serving: BTreeSet<usize> =
        offers.iter().filter(|offer| offer.pairs.contains(&wanted)).map(|offer| offer.agency).collect();
    let is_naming = |agency: &usize| standings.get(*agency) == Some(&Standing::Named);
    let (naming, apart): (Vec<usize>, Vec<usize>) = serving.iter().partition(|agency| is_naming(agency));
    let mut unnamed = Vec::new();
    for (place, one) in naming.iter().enumerate() {
        for other in &naming[place + 1..] {
            if !ties.contains(&(*one, *other)) && !ties.contains(&(*other, *one)) {
                unnamed.push(Unnamed { one: *one, other: *other });
            }
        }
    }
    let pairs = naming.len() * naming.len().saturating_sub(1) / 2;
    let count = PairCount { agencies: serving.len(), naming: naming.len(), pairs, unnamed: unnamed.len() };
    PairCell { count, unnamed, apart }
}
