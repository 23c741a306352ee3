//! Kinds of agencies for readers who see no single answers: a kind of one or two agencies is told from their answers,
//! so such kinds are counted together.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Agencies, Dataset};
use crate::definition::Code;

/// Fewer agencies than this do not stand as a kind of their own.
const LEAST: usize = 3;

/// The code of the kinds that are counted together.
const TOGETHER: &str = "few_agencies";

/// Counts kinds of few agencies together, in the answers and in the list of kinds. Returns whether there were any.
pub(super) fn merge(dataset: &mut Dataset, agencies: &mut Agencies) -> bool {
    let kind_of = dataset.kinds_of_agencies();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in kind_of.values() {
        *sizes.entry(kind).or_default() += 1;
    }
    let few = few(&sizes);
    for (agency, _) in kind_of.iter().filter(|(_, kind)| few.contains(kind.as_str())) {
        dataset.set_kind(agency, TOGETHER);
    }
    if !few.is_empty() {
        agencies.kinds.push(Code {
            key: TOGETHER.to_owned(),
            label: "その他（回答した機関が少ない種別の計）".to_owned(),
            group: None,
            ..Code::default()
        });
    }
    !few.is_empty()
}

/// The kinds to be counted together: those of few agencies, and the smallest others until these are enough, since
/// what is left of the total would tell of them.
fn few<'k>(sizes: &BTreeMap<&'k str, usize>) -> BTreeSet<&'k str> {
    let mut by_size: Vec<(usize, &str)> = sizes.iter().map(|(kind, size)| (*size, *kind)).collect();
    by_size.sort_unstable();
    let (mut few, mut together) = (BTreeSet::new(), 0);
    for (size, kind) in by_size {
        if size >= LEAST && (together == 0 || together >= LEAST) {
            break;
        }
        together += size;
        few.insert(kind);
    }
    few
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(sizes: &[(&'static str, usize)]) -> Vec<&'static str> {
        few(&sizes.iter().copied().collect()).into_iter().collect()
    }

    #[test]
    fn no_kind_of_one_or_two_agencies_stands_alone() {
        assert_eq!(together(&[("npo", 3), ("school", 4)]), Vec::<&str>::new());
        assert_eq!(together(&[("npo", 1), ("school", 4), ("medical", 2)]), ["medical", "npo"]);
        // One alone would be what the total leaves: the next smallest joins it.
        assert_eq!(together(&[("npo", 1), ("school", 4), ("medical", 3)]), ["medical", "npo"]);
        assert_eq!(together(&[("npo", 1)]), ["npo"]);
    }
}
