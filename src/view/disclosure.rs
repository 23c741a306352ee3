//! What pages and files say of hidden figures, and the page on which a network sets its limits.

use serde::Serialize;

use super::field::{ErrorLine, Field, FormState};
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

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Names and labels of the fields of [`LimitsPage`].
pub const LABELS: [(&str, &str); 2] = [("inside", "ネットワークの中で見るもの"), ("public", "公表するもの")];

/// The limits of a network.
#[derive(Debug, Serialize)]
pub struct LimitsPage {
    /// What was done just now.
    pub told: Option<String>,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// For readers within the network.
    pub inside: Field,
    /// For what is published.
    pub public: Field,
    /// The limits that the form started from.
    pub before: (i32, i32),
}

impl LimitsPage {
    /// The page with what is stored or typed.
    pub fn new(state: &FormState<'_>, before: (i32, i32)) -> Self {
        Self {
            told: None,
            errors: state.summary(&LABELS),
            inside: state.required(
                "inside",
                LABELS[0].1,
                "進行役が見る集計と、そのファイルに使います。この件数に満たない数値を秘匿します。例）5（1件から4件までを秘匿）",
            ),
            public: state.required(
                "public",
                LABELS[1].1,
                "「公表用」として出力するファイルに使います。例）10（1件から9件までを秘匿）",
            ),
            before,
        }
    }
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
