//! The shape of definition files. The JSON Schema for editors comes from these types.
//!
//! Every key is optional here, so that reading never stops; `build` says what is missing.

use schemars::JsonSchema;
use serde::Deserialize;

use super::source::At;

/// A questionnaire file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["key", "kind", "title", "answers_per_agency", "answered_by", "sections"]))]
pub(super) struct QuestionnaireFile {
    /// Stable name, such as `agency-survey`.
    pub key: Option<At<String>>,
    /// What the questionnaire is for.
    pub kind: Option<KindFile>,
    /// Title on every page.
    pub title: Option<At<String>>,
    /// Lead text of the first page.
    pub about: Option<At<String>>,
    /// How long an answer takes; guessed from the number of questions where absent.
    pub minutes: Option<u32>,
    /// One answer an agency, or one for each case.
    pub answers_per_agency: Option<AnswersPerAgencyFile>,
    /// Who fills it in.
    pub answered_by: Option<AnsweredByFile>,
    /// Pages of questions.
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
#[schemars(deny_unknown_fields, extend("required" = ["key", "title", "questions"]))]
pub(super) struct SectionFile {
    /// Stable name, used in addresses.
    pub key: Option<At<String>>,
    /// Heading.
    pub title: Option<At<String>>,
    /// Text under the heading.
    pub help: Option<At<String>>,
    /// Questions in order.
    pub questions: Option<At<Vec<At<QuestionFile>>>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["key", "type", "label"]))]
pub(super) struct QuestionFile {
    /// Stable key `[a-z][a-z0-9_]*`; for ever the column of the data.
    pub key: Option<At<String>>,
    /// What kind of answer it takes.
    #[serde(rename = "type")]
    pub kind: Option<At<TypeFile>>,
    /// What is asked; may hold `{period}`, `{fiscal_year}`, `{agency}`.
    pub label: Option<At<String>>,
    /// Whether an answer is needed to submit.
    pub required: Option<bool>,
    /// Support text under the label.
    pub help: Option<At<String>>,
    /// An example answer.
    pub example: Option<String>,
    /// Expression; the question is shown only where it is true.
    pub show_if: Option<At<String>>,
    /// What must hold among the answers.
    pub checks: Option<Vec<At<CheckFile>>>,
    /// What the analysis may read from it.
    pub feeds: Option<FeedsFile>,
    /// Free text about persons and the like.
    pub sensitive: Option<bool>,
    /// Whether the last answer is put in.
    pub prefill: Option<PrefillFile>,
    /// Shown with the name of the agency, or in totals only.
    pub sharing: Option<SharingFile>,
    /// From the tools document, or our own wording.
    pub source: Option<SourceFileKind>,
    /// Longest text, in characters.
    pub max_length: Option<At<u32>>,
    /// Unit after the box, such as 件.
    pub unit: Option<At<String>>,
    /// Least number; for a repeat the least number of instances.
    pub min: Option<At<f64>>,
    /// Greatest number; for a repeat the greatest number of instances.
    pub max: Option<At<f64>>,
    /// Digits after the point.
    pub decimals: Option<At<u32>>,
    /// Whether 不明 may be ticked.
    pub unknown: Option<At<bool>>,
    /// Set to 0 by 「今年度は該当事例がありません」; for case counts of type number, counts or grid.
    pub zero_if_none: Option<At<bool>>,
    /// Items of counts and checklists.
    pub items: Option<At<OptionsFile>>,
    /// Rows of a grid.
    pub rows: Option<At<OptionsFile>>,
    /// Columns of a grid.
    pub columns: Option<At<OptionsFile>>,
    /// Totals shown in a grid.
    pub totals: Option<At<Vec<TotalFile>>>,
    /// Options of choice, choices, ranking.
    pub options: Option<At<OptionsFile>>,
    /// Adds その他 with words at the end.
    pub other: Option<At<bool>>,
    /// How many places are ranked.
    pub top: Option<At<u32>>,
    /// Steps of a scale.
    pub steps: Option<At<Vec<At<StepFile>>>>,
    /// Questions of a repeat.
    pub questions: Option<At<Vec<At<QuestionFile>>>>,
    /// Expression of a calculated number.
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
#[schemars(deny_unknown_fields, extend("required" = ["that", "otherwise"]))]
pub(super) struct CheckFile {
    /// Expression that is true when all is well.
    pub that: Option<At<String>>,
    /// What to say otherwise; `{EXPRESSION}` places are filled in.
    pub otherwise: Option<At<String>>,
    /// `error` blocks the submit, `confirm` asks once.
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
#[schemars(deny_unknown_fields, extend("required" = ["value", "label"]))]
pub(super) struct StepFile {
    /// The number that is kept.
    pub value: Option<At<i64>>,
    /// What it means.
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
#[schemars(deny_unknown_fields, extend("required" = ["codes"]))]
pub(super) struct ListNameFile {
    /// Name of a code list.
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
    /// Stable key.
    pub key: Option<At<String>>,
    /// What people read.
    pub label: Option<At<String>>,
    /// A sentence beside the option.
    pub help: Option<String>,
    /// A broader group.
    pub group: Option<String>,
    /// The code of a codebook's factor that it stands for.
    pub factor: Option<String>,
    /// Codes that it stands for in figures, such as the bands of 年代による制限はない; `[]` for none. Itself where absent.
    pub covers: Option<Vec<At<String>>>,
    /// Codes of the same list that lie nearest to it in what they do.
    pub near: Option<Vec<At<String>>>,
    /// `true` for その他 with words.
    pub other: Option<bool>,
}

/// A code list file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["key", "title", "codes"]))]
pub(super) struct CodeListFile {
    /// Name of the list.
    pub key: Option<At<String>>,
    /// What it is called on pages.
    pub title: Option<At<String>>,
    /// The codes in order.
    pub codes: Option<At<Vec<At<CodeFile>>>>,
}

/// A codebook file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["key", "title", "codes"]))]
pub(super) struct CodebookFile {
    /// Name of the codebook.
    pub key: Option<At<String>>,
    /// What it is called on pages.
    pub title: Option<At<String>>,
    /// The codes in order.
    pub codes: Option<At<Vec<At<CodebookCodeFile>>>>,
    /// Factors of good cases that mirror factors of difficult ones.
    pub pairs: Option<Vec<At<PairFile>>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["key", "label"]))]
pub(super) struct CodebookCodeFile {
    /// Stable key.
    pub key: Option<At<String>>,
    /// What people read.
    pub label: Option<At<String>>,
    /// What the code means, for the reader.
    pub about: Option<String>,
    /// A broader group.
    pub group: Option<String>,
    /// Words that often stand for it.
    pub examples: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["good", "difficult"]))]
pub(super) struct PairFile {
    /// Code of `good-factors`.
    pub good: Option<At<String>>,
    /// Code of `difficult-factors`.
    pub difficult: Option<At<String>>,
    /// Whether the two mirror each other closely, or only loosely.
    pub strength: Option<StrengthFile>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum StrengthFile {
    Close,
    Loose,
}
