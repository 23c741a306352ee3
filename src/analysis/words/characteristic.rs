//! Which words stand rather in one group of documents than in the others.

use super::{Corpus, Tally};

/// A word that the group's documents hold more often, by share, than the others do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Characteristic {
    /// The word.
    pub word: u32,
    /// How many documents of the group hold it.
    pub inside: u32,
    /// How many of the others do.
    pub outside: u32,
    /// Jaccard's coefficient of word and group: a / (n1 + n2 - a), where a documents of the group hold the word, n1
    /// documents hold it in all, and the group has n2. What KH Coder lists 特徴語 by.
    pub jaccard: f64,
    /// The log-likelihood ratio G² = 2 Σ O ln(O / E) over the four cells of group × word (T. Dunning, Accurate methods
    /// for the statistics of surprise and coincidence, Computational Linguistics 19, 1993); a cell of 0 adds 0. It
    /// orders words by how unequally they stand; of chosen cases it tests nothing.
    pub g2: f64,
}

/// The characteristic words of the documents of `group` beside those of `rest`, at most so many, those of the greatest
/// Jaccard coefficient first, then by their texts. Of `words` only those that at least `least` documents hold.
pub fn characteristic(
    corpus: &Corpus,
    group: &Tally,
    rest: &Tally,
    words: &[u32],
    (least, most): (u32, usize),
) -> Vec<Characteristic> {
    let mut found: Vec<Characteristic> = words
        .iter()
        .filter_map(|&word| {
            let (inside, outside) = (group.documents(word), rest.documents(word));
            let is_more = u64::from(inside) * u64::from(rest.of) > u64::from(outside) * u64::from(group.of);
            let of_one_group = rest.of == 0;
            if inside + outside < least.max(1) || of_one_group || !is_more {
                return None;
            }
            let jaccard = f64::from(inside) / f64::from(group.of + outside);
            Some(Characteristic { word, inside, outside, jaccard, g2: g2((inside, group.of), (outside, rest.of)) })
        })
        .collect();
    let text = |word: u32| corpus.word(word).map_or("", |word| word.text.as_str());
    found.sort_by(|one, other| {
        let exact =
            |one: &Characteristic, other: &Characteristic| u64::from(one.inside) * u64::from(group.of + other.outside);
        exact(other, one).cmp(&exact(one, other)).then_with(|| text(one.word).cmp(text(other.word)))
    });
    found.truncate(most);
    found
}

/// G² of two groups, each as (documents with the word, all documents).
fn g2((inside, group): (u32, u32), (outside, rest): (u32, u32)) -> f64 {
    let [inside, group, outside, rest] = [inside, group, outside, rest].map(f64::from);
    let (all, with) = (group + rest, inside + outside);
    let cells = [
        (inside, group * with),
        (group - inside, group * (all - with)),
        (outside, rest * with),
        (rest - outside, rest * (all - with)),
    ];
    let of_cell = |(observed, product): (f64, f64)| {
        if observed > 0.0 { observed * (observed * all / product).ln() } else { 0.0 }
    };
    2.0 * cells.into_iter().map(of_cell).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_likelihood_ratio_is_the_one_worked_out_by_hand() {
        // 3 of 4 documents of the group, 1 of 6 others. Expected: 1.6, 2.4, 2.4, 3.6.
        // 2 × (3 ln(3/1.6) + 1 ln(1/2.4) + 1 ln(1/2.4) + 5 ln(5/3.6)) = 2 × (1.88583 - 0.87547 - 0.87547 + 1.64252)
        assert!((g2((3, 4), (1, 6)) - 3.55482).abs() < 0.0001, "{}", g2((3, 4), (1, 6)));
        // Both groups alike: nothing is characteristic.
        assert!(g2((2, 4), (3, 6)).abs() < 1e-9);
        // All of the one and none of the other: 2 × (2 ln 2 + 2 ln 2) = 8 ln 2.
        assert!((g2((2, 2), (0, 2)) - 8.0 * std::f64::consts::LN_2).abs() < 1e-9);
    }
}
