//! The shape of definition files. The JSON Schema for editors comes from these types.
//!
//! Every key is optional here, so that reading never stops; `build` says what is missing.

use schemars::JsonSchema;
use serde::Deserialize;

use super::source::At;

/// A questionnaire file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct QuestionnaireFile {
    pub key: Option<At<String>>,
    pub kind: Option<KindFile>,
    pub title: Option<At<String>>,
    pub about: Option<At<String>>,
    pub minutes: Option<u32>,
    pub answers_per_agency: Option<AnswersPerAgencyFile>,
    pub answered_by: Option<AnsweredByFile>,
    pub sections: Option<At<Vec<At<SectionFile>>>>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindFile {
    Survey,
    Hearing,
    Case,
    Discussion,
    GroupWork,
    Intake,
    Scale,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum AnswersPerAgencyFile {
    One,
    Many,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum AnsweredByFile {
    Agency,
    Interviewer,
    Group,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct SectionFile {
    pub key: Option<At<String>>,
    pub title: Option<At<String>>,
    pub help: Option<At<String>>,
    pub questions: Option<At<Vec<At<QuestionFile>>>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct QuestionFile {
    pub key: Option<At<String>>,
    #[serde(rename = "type")]
    pub kind: Option<At<TypeFile>>,
    pub label: Option<At<String>>,
    pub required: Option<bool>,
    pub help: Option<At<String>>,
    pub example: Option<String>,
    pub show_if: Option<At<String>>,
    pub checks: Option<Vec<At<CheckFile>>>,
    pub feeds: Option<FeedsFile>,
    pub sensitive: Option<bool>,
    pub prefill: Option<PrefillFile>,
    pub sharing: Option<SharingFile>,
    pub source: Option<SourceFileKind>,
    pub max_length: Option<At<u32>>,
    pub unit: Option<At<String>>,
    pub min: Option<At<f64>>,
    pub max: Option<At<f64>>,
    pub decimals: Option<At<u32>>,
    pub unknown: Option<At<bool>>,
    pub items: Option<At<OptionsFile>>,
    pub rows: Option<At<OptionsFile>>,
    pub columns: Option<At<OptionsFile>>,
    pub totals: Option<At<Vec<TotalFile>>>,
    pub options: Option<At<OptionsFile>>,
    pub other: Option<At<bool>>,
    pub top: Option<At<u32>>,
    pub steps: Option<At<Vec<At<StepFile>>>>,
    pub questions: Option<At<Vec<At<QuestionFile>>>>,
    pub value: Option<At<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TypeFile {
    /// Stands in for a type that was not understood; see `source::STAND_IN`.
    #[default]
    #[serde(rename = "?")]
    #[schemars(skip)]
    Broken,
    Text,
    Paragraph,
    Number,
    Counts,
    Grid,
    Choice,
    Choices,
    Ranking,
    Scale,
    Checklist,
    Date,
    Month,
    Agency,
    Agencies,
    Repeat,
    Note,
    Calculated,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct CheckFile {
    pub that: Option<At<String>>,
    pub otherwise: Option<At<String>>,
    pub severity: Option<SeverityFile>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum SeverityFile {
    Error,
    Confirm,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PrefillFile {
    LastAnswer,
    Never,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum SharingFile {
    Named,
    Totals,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum SourceFileKind {
    Tool,
    Ours,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TotalFile {
    Rows,
    Columns,
    Grand,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct StepFile {
    pub value: Option<At<i64>>,
    pub label: Option<At<String>>,
}

/// A list written in place, or `{codes: NAME}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(untagged)]
pub(super) enum OptionsFile {
    Sequence(Vec<At<CodeFile>>),
    Mapping(ListNameFile),
}

impl Default for OptionsFile {
    fn default() -> Self {
        Self::Sequence(Vec::new())
    }
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct ListNameFile {
    pub codes: Option<At<String>>,
}

/// One feed or a list of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(untagged)]
pub(super) enum FeedsFile {
    Scalar(At<String>),
    Sequence(Vec<At<String>>),
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct CodeFile {
    pub key: Option<At<String>>,
    pub label: Option<At<String>>,
    pub help: Option<String>,
    pub group: Option<String>,
    pub other: Option<bool>,
}

/// A code list file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct CodeListFile {
    pub key: Option<At<String>>,
    pub title: Option<At<String>>,
    pub codes: Option<At<Vec<At<CodeFile>>>>,
}

/// A codebook file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct CodebookFile {
    pub key: Option<At<String>>,
    pub title: Option<At<String>>,
    pub codes: Option<At<Vec<At<CodebookCodeFile>>>>,
    pub pairs: Option<Vec<At<PairFile>>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct CodebookCodeFile {
    pub key: Option<At<String>>,
    pub label: Option<At<String>>,
    pub about: Option<String>,
    pub group: Option<String>,
    pub examples: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(super) struct PairFile {
    pub good: Option<At<String>>,
    pub difficult: Option<At<String>>,
    pub strength: Option<StrengthFile>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum StrengthFile {
    True,
    Loose,
}
