//! What pages and files say of hidden figures.

use serde::Serialize;

use super::figures;
use crate::analysis::disclosure::Hiding;

/// What was hidden in an output, in words that stand with it.
pub fn words(hiding: &Hiding) -> String {
    let Hiding { k, primary, complementary } = *hiding;
    let range = if k == 2 { "1件".to_owned() } else { format!("1件から{}件まで", k.saturating_sub(1)) };
    let told = if hiding.counts() == 0 {
        "該当する数値はありませんでした。".to_owned()
    } else {
        format!(
            "秘匿した件数は{}か所です（小さな件数{}か所、ほかの数値から計算されることを防ぐためのもの{}か所）。割合、平均なども合わせて秘匿しています。",
            figures::count(count(hiding.counts())),
            figures::count(count(primary)),
            figures::count(count(complementary)),
        )
    };
    format!("個人の特定を防ぐため、人や事例の{range}の数値は「x」としています。0件はそのまま示しています。{told}")
}

/// Which of the two outputs a page shows: everything, or what would be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Output {
    /// Whether the reader may see both.
    pub may_publish: bool,
    /// Whether the page shows what would be published.
    pub is_publication: bool,
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_says_what_it_hides() {
        let said = words(&Hiding { k: 5, primary: 3, complementary: 2 });
        assert!(said.contains("1件から4件まで") && said.contains("5か所です（小さな件数3か所"), "{said}");
        assert!(words(&Hiding { k: 10, primary: 0, complementary: 0 }).contains("該当する数値はありませんでした"));
    }
}
