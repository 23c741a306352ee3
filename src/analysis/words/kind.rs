//! What kind of word is counted.

use super::{Noun, PartOfSpeech, Proper};

/// Kinds of counted words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A word of the field, or one that the network has added.
    Field,
    /// 名詞
    Noun,
    /// 動詞
    Verb,
    /// 形容詞
    Adjective,
    /// 人名
    Person,
    /// 地名
    Place,
    /// 組織名
    Organisation,
    /// その他の固有名詞
    Name,
}

impl Kind {
    /// The kind of a token's word; `None` where such words are not counted.
    pub(super) const fn of(part_of_speech: PartOfSpeech) -> Option<Self> {
        Some(match part_of_speech {
            PartOfSpeech::Verb => Self::Verb,
            PartOfSpeech::Adjective => Self::Adjective,
            PartOfSpeech::Noun(Noun::General | Noun::Sahen | Noun::Adjectival | Noun::Nai) => Self::Noun,
            PartOfSpeech::Noun(Noun::Proper(proper)) => match proper {
                Proper::Person(_) => Self::Person,
                Proper::Place(_) => Self::Place,
                Proper::Organisation => Self::Organisation,
                Proper::General => Self::Name,
            },
            _ => return None,
        })
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Field => "分野の語",
            Self::Noun => "名詞",
            Self::Verb => "動詞",
            Self::Adjective => "形容詞",
            Self::Person => "人名",
            Self::Place => "地名",
            Self::Organisation => "組織名",
            Self::Name => "固有名詞",
        }
    }
}
