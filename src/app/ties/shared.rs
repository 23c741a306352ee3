//! What whoever chairs the meeting may know of answers that are to be shared in totals only.

use std::collections::BTreeMap;

use crate::analysis::ties::Standing;
use crate::view::ties::TieData;

/// Fewer answering agencies of a kind than this: how the kind answered would tell how an agency did.
const LEAST: usize = 3;

/// Leaves mentions out that are to be shared in totals only and come from a kind of which few agencies answered.
pub(super) fn leave_out(data: &mut TieData) {
    let mut answered: BTreeMap<&str, usize> = BTreeMap::new();
    for (agency, standing) in data.register.agencies().iter().zip(&data.standings) {
        if *standing >= Standing::Blank {
            *answered.entry(agency.kind.as_str()).or_default() += 1;
        }
    }
    let agencies = data.register.agencies();
    let of_few =
        |from: usize| agencies.get(from).is_none_or(|agency| answered.get(agency.kind.as_str()) < Some(&LEAST));
    let (kept, left_out): (Vec<_>, Vec<_>) =
        data.mentions.drain(..).partition(|mention| mention.is_named || !of_few(mention.from));
    data.left_out = left_out.len();
    data.withheld = left_out.iter().map(|mention| mention.from).collect();
    data.mentions = kept;
}
