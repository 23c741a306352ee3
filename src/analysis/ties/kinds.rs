//! Kinds of agencies beside kinds: how many of the ties that there could be were named.

use std::collections::{BTreeMap, BTreeSet};

use super::mentions::{Mention, Standing, ties};
use super::register::{Party, Register};

/// Kind × kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindTable {
    /// Codes of the kinds that have an agency or were named, in the order given.
    pub kinds: Vec<String>,
    /// By kind: agencies that the pages are about ([`super::nodes`]).
    pub agencies: Vec<usize>,
    /// By kind: agencies that answered these questions, whether or not they named somebody.
    pub answered: Vec<usize>,
    /// Who names, then who is named.
    pub cells: Vec<Vec<KindCell>>,
}

/// What agencies of one kind say of another kind (or of others of their own).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KindCell {
    /// How many agencies of the first kind name an agency of the second, or the kind as a whole.
    pub givers: usize,
    /// Ties of agencies that named somebody with registered agencies.
    pub ties: usize,
    /// How many such ties there could be: each agency of the first kind that named somebody with each of the second
    /// but itself.
    pub possible: usize,
    /// Mentions of the second kind as a whole.
    pub as_kind: usize,
}

/// The table of these mentions over `nodes`. `order` gives the codes of kinds as pages list them; those it does not know come last.
pub fn kind_table(
    register: &Register,
    (standings, nodes): (&[Standing], &BTreeSet<usize>),
    mentions: &[&Mention],
    order: &[String],
) -> KindTable {
    let known = |agency: usize| register.agencies().get(agency).map(|agency| agency.kind.as_str());
    let mut found: BTreeSet<&str> = nodes.iter().filter_map(|place| known(*place)).collect();
    found.extend(mentions.iter().filter_map(|mention| register.kind_of(&mention.to)));
    let mut kinds: Vec<&str> = found.into_iter().collect();
    kinds.sort_by_key(|kind| (order.iter().position(|code| code == kind).unwrap_or(order.len()), *kind));
    let place: BTreeMap<&str, usize> = kinds.iter().enumerate().map(|(place, kind)| (*kind, place)).collect();

    let (mut agencies, mut answered, mut naming) =
        (vec![0_usize; kinds.len()], vec![0; kinds.len()], vec![0; kinds.len()]);
    let standing = |agency: usize| standings.get(agency).copied().unwrap_or_default();
    for agency in nodes {
        let Some(kind) = known(*agency).and_then(|kind| place.get(kind)).copied() else { continue };
        agencies[kind] += 1;
        answered[kind] += usize::from(standing(*agency) >= Standing::Blank);
        naming[kind] += usize::from(standing(*agency) == Standing::Named);
    }
    let mut cells = vec![vec![KindCell::default(); kinds.len()]; kinds.len()];
    for (from, row) in cells.iter_mut().enumerate() {
        for (to, cell) in row.iter_mut().enumerate() {
            cell.possible = naming[from] * agencies[to].saturating_sub(usize::from(from == to));
        }
    }
    let at = |agency: usize| known(agency).and_then(|kind| place.get(kind)).copied();
    for (from, to) in ties(mentions.iter().copied()).into_iter().filter(|(from, _)| standing(*from) == Standing::Named)
    {
        if let (Some(from), Some(to)) = (at(from), at(to)) {
            cells[from][to].ties += 1;
        }
    }
    let mut givers: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for mention in mentions.iter().filter(|mention| mention.to != Party::Agency(mention.from)) {
        let to = register.kind_of(&mention.to).and_then(|kind| place.get(kind)).copied();
        let (Some(from), Some(to)) = (at(mention.from), to) else { continue };
        givers.insert((from, to, mention.from));
        cells[from][to].as_kind += usize::from(matches!(mention.to, Party::Kind(_)));
    }
    for (from, to, _) in givers {
        cells[from][to].givers += 1;
    }
    KindTable { kinds: kinds.into_iter().map(str::to_owned).collect(), agencies, answered, cells }
}
