//! Code lists (the options of questions) and codebooks (what a reader gives to a case).

/// One option, item, row or column: a key that is for ever, and a label that may change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Code {
    /// Stable key, `[a-z][a-z0-9_]*`.
    pub key: String,
    /// What people read.
    pub label: String,
    /// A broader group: a heading over the options, and for small tables.
    pub group: Option<String>,
    /// The code of a codebook's factor that it stands for; never shown.
    pub factor: Option<String>,
    /// A sentence shown beside the option.
    pub help: Option<String>,
    /// The codes that it stands for in figures, of this list or of another one (年代による制限はない: all bands;
    /// 分からない: none). `None` where it stands for itself.
    pub covers: Option<Vec<String>>,
    /// Codes of the same list that lie nearest to it in what they do.
    pub near: Vec<String>,
}

impl Code {
    /// The keys that it stands for in figures.
    pub fn stands_for(&self) -> &[String] {
        self.covers.as_deref().unwrap_or(std::slice::from_ref(&self.key))
    }
}

/// A shared list of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeList {
    /// The list's name, as in `options: {codes: NAME}`.
    pub key: String,
    /// What the list is called on pages.
    pub title: String,
    /// The codes in the order they are shown.
    pub codes: Vec<Code>,
}

/// Codes that a reader gives to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codebook {
    /// The codebook's name.
    pub key: String,
    /// What it is called on pages.
    pub title: String,
    /// The codes in the order they are shown.
    pub codes: Vec<CodebookCode>,
    /// Factors of good cases that mirror factors of difficult ones.
    pub pairs: Vec<MirroredPair>,
}

/// One code of a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookCode {
    /// Key and label.
    pub code: Code,
    /// What the code means, for the reader.
    pub about: Option<String>,
    /// Words that often stand for it.
    pub examples: Vec<String>,
}

/// A factor of good cases and the factor of difficult cases that mirrors it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MirroredPair {
    /// Code in `good-factors`.
    pub good: String,
    /// Code in `difficult-factors`.
    pub difficult: String,
    /// Whether the two mirror each other closely (向かい合う), or only loosely (緩やかに向かい合う).
    pub is_close: bool,
}
