//! The page on which a network decides about figures that leave the office.

use serde::Serialize;

use super::field::{ErrorLine, Field, FormState};

/// Names and labels of the fields of [`OutputSettingsPage`].
pub const LABELS: [(&str, &str); 3] =
    [("inside", "ネットワークの中で見るもの"), ("public", "公表するもの"), ("region", "全国地方公共団体コード")];

/// What a network decides.
#[derive(Debug, Serialize)]
pub struct OutputSettingsPage {
    /// What was done just now.
    pub told: Option<String>,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// The limit for readers within the network.
    pub inside: Field,
    /// The limit for what is published.
    pub public: Field,
    /// The code of the municipality.
    pub region: Field,
    /// Names and values of the hidden fields that tell what the form started from.
    pub before: Vec<(String, String)>,
}

impl OutputSettingsPage {
    /// The page with what is stored or typed.
    pub fn new(state: &FormState<'_>, before: Vec<(String, String)>) -> Self {
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
            region: state.optional(
                "region",
                LABELS[2].1,
                "検査数字を含む6桁の数字です（例：131016）。集計データ（CSV）を出力する画面に、初めから入ります。",
            ),
            before,
        }
    }
}
