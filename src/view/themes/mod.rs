//! Hearings by theme, as pages show them.

use serde::Serialize;

use super::field::{ErrorLine, Field};

/// A round of hearings to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundLine {
    /// Its title.
    pub title: String,
    /// Address of its themes.
    pub path: String,
    /// Whether it is the one shown.
    pub is_here: bool,
}

/// A code that readers gave to what agencies said to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeOfTheme {
    /// What people read.
    pub label: String,
    /// How many agencies' words have it: 「3機関」, or 「3件」 where one was heard several times.
    pub voices: String,
    /// Address of these words alone.
    pub path: String,
    /// Whether these alone are shown.
    pub is_here: bool,
}

/// A theme of the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThemeLine {
    /// What was asked.
    pub label: String,
    /// How many agencies spoke to it: 「8機関のうち6機関」.
    pub voices: String,
    /// Address of the theme.
    pub path: String,
    /// Codes given to what was said.
    pub codes: Vec<CodeOfTheme>,
    /// The newest summary, in lines; empty where there is none.
    pub summary: Vec<String>,
}

/// A section of the sheet with its themes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThemeSection {
    /// Its title.
    pub title: String,
    /// Its themes.
    pub themes: Vec<ThemeLine>,
}

/// The overview of a round.
#[derive(Debug, Clone, Serialize)]
pub struct ThemesPage {
    /// Which page of the gaps it is.
    pub here: &'static str,
    /// The round's title; empty where the network has asked no hearings.
    pub title: String,
    /// All rounds of hearings, newest first.
    pub rounds: Vec<RoundLine>,
    /// How many hearings are read, in words.
    pub base: String,
    /// The themes by section.
    pub sections: Vec<ThemeSection>,
    /// How many themes have a summary, in words.
    pub summarised: String,
}

/// What an agency said to a theme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The agency.
    pub agency: String,
    /// Its kind.
    pub kind: String,
    /// Its words.
    pub words: String,
    /// Codes that readers gave to these words.
    pub codes: Vec<String>,
    /// Codes that readers gave to the hearing as a whole.
    pub whole: Vec<String>,
    /// Address of the page on which the hearing is coded, below that of the network.
    pub coding: String,
    /// Address of the whole answer.
    pub path: String,
}

/// An edition of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SummaryEdition {
    /// Counts from 1.
    pub edition: i32,
    /// Who wrote it.
    pub by: String,
    /// When, in words.
    pub at: String,
    /// The summary; empty where it was taken back.
    pub words: String,
}

/// A theme with all agencies' words side by side.
#[derive(Debug, Clone, Serialize)]
pub struct ThemePage {
    /// Address of the overview.
    pub overview: String,
    /// Address of the theme.
    pub path: String,
    /// The round's title.
    pub round: String,
    /// The section's title.
    pub section: String,
    /// What was asked.
    pub label: String,
    /// Codes given to what was said, each with the address of these words alone.
    pub codes: Vec<CodeOfTheme>,
    /// Whether the words of one code alone are shown.
    pub is_filtered: bool,
    /// How many said something to it: 「6機関」.
    pub all: String,
    /// What voices are counted in: 機関, or 件 where an agency was heard several times.
    pub unit: &'static str,
    /// Agencies' words.
    pub voices: Vec<Voice>,
    /// Names of agencies that were heard and said nothing to it.
    pub silent: Vec<String>,
    /// The field of the summary.
    pub summary: Field,
    /// The edition that is seen; 0 where there is none.
    pub seen: i32,
    /// Editions, newest first.
    pub editions: Vec<SummaryEdition>,
    /// The error summary.
    pub errors: Vec<ErrorLine>,
    /// What was done just now.
    pub told: Option<String>,
    /// Address of the theme before this one; empty for the first.
    pub before: String,
    /// Address of the theme after this one; empty for the last.
    pub after: String,
}
