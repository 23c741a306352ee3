//! A sentence for people, in the two languages the command line speaks.

use std::fmt;

/// The language of a message. Pages are always Japanese; the command line follows `LANG`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// 日本語
    Japanese,
    /// English
    English,
}

impl Language {
    /// Japanese where the value of `LANG` begins with `ja`, English otherwise.
    pub fn from_lang(lang: &str) -> Self {
        if lang.starts_with("ja") { Self::Japanese } else { Self::English }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// In natural official Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The same sentence in Japanese and in English.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// The sentence in one language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.ja)
    }
}
