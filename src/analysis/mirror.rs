//! 向かい合う要因: factors that readers found in difficult cases beside the factors of good cases that mirror them. Which
//! mirror each other, and how closely, the codebook says; a network can change it.

use super::profile::{Cases, Condition, Count, DIFFICULT, GOOD, Known, VALENCE};
use super::table::Heading;
use crate::definition::MirroredPair;

/// The codebook of factors of good cases, and so the attribute of cases.
pub const GOOD_FACTORS: &str = "good-factors";
/// The same of difficult cases.
pub const DIFFICULT_FACTORS: &str = "difficult-factors";

/// A factor with the cases in which readers found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The code.
    pub heading: Heading,
    /// What its cases have.
    pub conditions: Vec<Condition>,
    /// How many.
    pub count: Count,
}

/// Two factors that mirror each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirrored {
    /// The factor of difficult cases.
    pub difficult: Factor,
    /// The factor of good cases.
    pub good: Factor,
}

/// All factors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mirror {
    /// Pairs that mirror each other closely.
    pub close: Vec<Mirrored>,
    /// Pairs that do so loosely.
    pub loose: Vec<Mirrored>,
    /// Factors of difficult cases without a counterpart.
    pub only_difficult: Vec<Factor>,
    /// Factors of good cases without a counterpart.
    pub only_good: Vec<Factor>,
    /// Difficult and good cases in which a reader found a factor: the bases.
    pub coded: (Count, Count),
    /// Those that readers finished without finding a factor.
    pub without: (u64, u64),
    /// Those that nobody has coded yet.
    pub uncoded: (u64, u64),
}

/// The factors of cases of which the codebooks' codes are attributes. A factor of difficult cases is counted in
/// difficult cases alone, one of good cases in good ones. Pairs of unknown codes are passed over.
pub fn mirror(cases: &Cases, pairs: &[MirroredPair]) -> Mirror {
    let (difficult, good) = (factors(cases, DIFFICULT_FACTORS, DIFFICULT), factors(cases, GOOD_FACTORS, GOOD));
    let find = |factors: &[Factor], key: &str| factors.iter().find(|factor| factor.heading.key == key).cloned();
    let mut mirror = Mirror {
        coded: (coded(cases, DIFFICULT_FACTORS, DIFFICULT), coded(cases, GOOD_FACTORS, GOOD)),
        ..Mirror::default()
    };
    for pair in pairs {
        let (Some(difficult), Some(good)) = (find(&difficult, &pair.difficult), find(&good, &pair.good)) else {
            continue;
        };
        let pairs = if pair.is_close { &mut mirror.close } else { &mut mirror.loose };
        pairs.push(Mirrored { difficult, good });
    }
    let is_paired = |factor: &&Factor, side: fn(&Mirrored) -> &Factor| {
        mirror.close.iter().chain(&mirror.loose).any(|pair| side(pair).heading == factor.heading)
    };
    let only_difficult =
        difficult.iter().filter(|factor| !is_paired(factor, |pair| &pair.difficult)).cloned().collect();
    let only_good = good.iter().filter(|factor| !is_paired(factor, |pair| &pair.good)).cloned().collect();
    let all = |valence| cases.condition(VALENCE, valence).map_or(0, |condition| cases.count(&[condition]).cases);
    let (difficult, good) = (read(cases, DIFFICULT_FACTORS, DIFFICULT), read(cases, GOOD_FACTORS, GOOD));
    let uncoded = (all(DIFFICULT).saturating_sub(difficult.cases), all(GOOD).saturating_sub(good.cases));
    let (of_difficult, of_good) = mirror.coded;
    let without = (difficult.cases.saturating_sub(of_difficult.cases), good.cases.saturating_sub(of_good.cases));
    Mirror { only_difficult, only_good, without, uncoded, ..mirror }
}

fn factors(cases: &Cases, book: &str, valence: &str) -> Vec<Factor> {
    let Some(attribute) = cases.attribute(book) else { return Vec::new() };
    let Some(side) = cases.condition(VALENCE, valence) else { return Vec::new() };
    let values = cases.attributes.get(attribute).map_or(&[][..], |attribute| &attribute.values);
    let factor = |(value, heading): (usize, &Heading)| {
        let conditions = vec![Condition { attribute, value }, side];
        Factor { heading: heading.clone(), count: cases.count(&conditions), conditions }
    };
    values.iter().enumerate().map(factor).collect()
}

fn coded(cases: &Cases, book: &str, valence: &str) -> Count {
    let (Some(attribute), Some(side)) = (cases.attribute(book), cases.condition(VALENCE, valence)) else {
        return Count::default();
    };
    cases.count_where(&[side], |case| matches!(case.known(attribute), Known::Given(_)))
}

/// Cases that were read with a codebook: coded, or finished without a code of it.
fn read(cases: &Cases, book: &str, valence: &str) -> Count {
    let asked = cases.attribute(book).zip(cases.condition(VALENCE, valence));
    asked.map_or_else(Count::default, |(attribute, side)| cases.count_asked(&[side], attribute))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::profile::Case;

    fn heading(key: &str) -> Heading {
        Heading { key: key.to_owned(), label: format!("「{key}」") }
    }

    /// Difficult: 助言がない in three (agencies a, a, b), 望み in one of them; one not coded. Good: 助言 in one (b).
    fn five() -> Cases {
        let mut cases = Cases::default();
        let valence = cases.ensure(VALENCE, "別", &[heading(GOOD), heading(DIFFICULT)], false);
        let bad = cases.ensure(DIFFICULT_FACTORS, "困難", &[heading("no_advice"), heading("few_needs")], true);
        let good = cases.ensure(GOOD_FACTORS, "好", &[heading("advice"), heading("policy")], true);
        for (agency, side, codes) in [
            ("a", DIFFICULT, &["no_advice", "few_needs"][..]),
            ("a", DIFFICULT, &["no_advice"]),
            ("b", DIFFICULT, &["no_advice"]),
            ("c", DIFFICULT, &[]),
            ("b", GOOD, &["advice"]),
        ] {
            let place = cases.cases.len();
            cases.cases.push(Case::of(agency));
            cases.tell(place, valence, &[side.to_owned()]);
            if !codes.is_empty() {
                let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
                cases.tell(place, if side == GOOD { good } else { bad }, &codes);
            }
        }
        cases
    }

    fn pair(good: &str, difficult: &str, is_close: bool) -> MirroredPair {
        MirroredPair { good: good.to_owned(), difficult: difficult.to_owned(), is_close }
    }

    #[test]
    fn true_pairs_are_set_off_from_loose_ones_and_the_rest_stands_alone() {
        let found = mirror(&five(), &[pair("advice", "no_advice", true), pair("moon", "few_needs", false)]);
        assert_eq!((found.close.len(), found.loose.len()), (1, 0), "an unknown code makes no pair");
        assert_eq!(found.close[0].difficult.count, Count { cases: 3, agencies: 2 });
        assert_eq!(found.close[0].good.count, Count { cases: 1, agencies: 1 });
        assert_eq!(found.only_difficult[0].count, Count { cases: 1, agencies: 1 });
        assert_eq!((found.only_good[0].heading.key.as_str(), found.only_good[0].count), ("policy", Count::default()));
        assert_eq!(found.coded, (Count { cases: 3, agencies: 2 }, Count { cases: 1, agencies: 1 }));
        assert_eq!((found.without, found.uncoded), ((0, 0), (1, 0)));
    }

    #[test]
    fn a_case_that_was_read_without_finding_a_factor_is_not_one_that_nobody_read() {
        let mut cases = five();
        let bad = cases.attribute(DIFFICULT_FACTORS).unwrap();
        cases.tell(3, bad, &[]);
        let found = mirror(&cases, &[]);
        assert_eq!((found.coded.0.cases, found.without, found.uncoded), (3, (1, 0), (0, 0)));
    }

    #[test]
    fn who_changes_the_pairing_changes_the_picture() {
        let found = mirror(&five(), &[pair("advice", "few_needs", false)]);
        assert_eq!((found.close.len(), found.loose.len()), (0, 1));
        assert_eq!(found.only_difficult[0].heading.key, "no_advice");
        assert_eq!(mirror(&Cases::default(), &[pair("advice", "no_advice", true)]), Mirror::default());
    }
}
