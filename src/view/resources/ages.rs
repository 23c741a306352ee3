//! Age bands in few words.

use crate::analysis::resources::Chosen;

/// The fewest neighbouring bands that are put together.
const RUN: usize = 3;

/// The bands in words: three or more that follow each other in the list of options are put together,
/// 「16～18歳から40～49歳まで」; empty where none was chosen.
pub fn ages_words(ages: &[Chosen]) -> String {
    let runs = ages.chunk_by(|one, next| next.place == one.place + 1);
    let words = runs.flat_map(|run| match run {
        [first, .., last] if run.len() >= RUN => vec![format!("{}から{}まで", first.label, last.label)],
        few => few.iter().map(|age| age.label.clone()).collect(),
    });
    words.collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_bands_are_put_together() {
        let labels = ["12歳以下", "13～15歳", "16～18歳", "19～29歳", "30～39歳", "40～49歳"];
        let words = |places: &[usize]| {
            let ages: Vec<Chosen> = places
                .iter()
                .map(|place| Chosen {
                    key: String::new(),
                    label: labels[*place].to_owned(),
                    place: *place,
                    stands_for: Vec::new(),
                })
                .collect();
            ages_words(&ages)
        };
        assert_eq!(words(&[]), "");
        assert_eq!(words(&[1]), "13～15歳");
        assert_eq!(words(&[1, 2]), "13～15歳、16～18歳");
        assert_eq!(words(&[1, 2, 3]), "13～15歳から19～29歳まで");
        assert_eq!(words(&[0, 2, 3, 4, 5]), "12歳以下、16～18歳から40～49歳まで");
    }
}
