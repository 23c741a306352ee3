//! Parts of speech, as IPADIC tells them apart.

/// The part of speech of a token: IPADIC's first to fourth level, as far as anything here depends on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartOfSpeech {
    /// 名詞
    Noun(Noun),
    /// 動詞（自立）
    Verb,
    /// 動詞（非自立・接尾）: 「(して)いる」
    DependentVerb,
    /// 形容詞（自立）
    Adjective,
    /// 形容詞（非自立・接尾）: 「(し)にくい」
    DependentAdjective,
    /// 副詞
    Adverb,
    /// 連体詞
    Prenominal,
    /// 接続詞
    Conjunction,
    /// 接頭詞（名詞接続）: 「不（登校）」
    NounPrefix,
    /// 接頭詞（その他）
    Prefix,
    /// 助詞
    Particle,
    /// 助動詞
    Auxiliary,
    /// 感動詞・フィラー
    Interjection,
    /// 記号
    Symbol(Symbol),
    /// その他
    Other,
}

/// Kinds of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noun {
    /// 一般
    General,
    /// サ変接続: 「支援（する）」
    Sahen,
    /// 形容動詞語幹: 「困難（な）」
    Adjectival,
    /// ナイ形容詞語幹: 「申し訳（ない）」
    Nai,
    /// 副詞可能: 「毎日」
    Adverbial,
    /// 固有名詞
    Proper(Proper),
    /// 数
    Number,
    /// 代名詞
    Pronoun,
    /// 接尾
    Suffix(Suffix),
    /// 非自立: 「こと」「よう」
    Dependent,
    /// 引用文字列・接続詞的・特殊など
    Other,
}

/// Kinds of proper nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Proper {
    /// 一般
    General,
    /// 人名
    Person(Person),
    /// 組織
    Organisation,
    /// 地域
    Place(Place),
}

/// Parts of the names of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Person {
    /// 一般
    General,
    /// 姓
    Family,
    /// 名
    Given,
}

/// Kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// 一般: 市町村や地名
    General,
    /// 国
    Country,
}

/// Kinds of suffixes of nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Suffix {
    /// 一般: 「（支援）者」
    General,
    /// サ変接続: 「（長期）化」
    Sahen,
    /// 形容動詞語幹: 「（経済）的」
    Adjectival,
    /// 人名: 「（田中）さん」
    Person,
    /// 地域: 「（静岡）県」
    Place,
    /// 助数詞: 「（2）回」
    Counter,
    /// 副詞可能: 「（退院）後」
    Adverbial,
    /// 特殊・助動詞語幹
    Other,
}

/// Kinds of symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Symbol {
    /// 一般・アルファベット
    General,
    /// 括弧開
    Open,
    /// 括弧閉
    Close,
    /// 句点
    FullStop,
    /// 読点
    Comma,
    /// 空白
    Space,
}

impl PartOfSpeech {
    /// By IPADIC's number of it (`pos-id.def`), which is what the compiled dictionary keeps.
    pub(super) const fn of_id(id: u8) -> Self {
        use {Noun as N, Proper as P, Suffix as S};
        match id {
            1 | 2 => Self::Interjection,
            3 | 4 => Self::Symbol(Symbol::General),
            5 => Self::Symbol(Symbol::Open),
            6 => Self::Symbol(Symbol::Close),
            7 => Self::Symbol(Symbol::FullStop),
            8 => Self::Symbol(Symbol::Space),
            9 => Self::Symbol(Symbol::Comma),
            10 => Self::Adjective,
            11 | 12 => Self::DependentAdjective,
            13..=24 => Self::Particle,
            25 => Self::Auxiliary,
            26 => Self::Conjunction,
            30 => Self::NounPrefix,
            27..=29 => Self::Prefix,
            31 => Self::Verb,
            32 | 33 => Self::DependentVerb,
            34 | 35 => Self::Adverb,
            36 => Self::Noun(N::Sahen),
            37 => Self::Noun(N::Nai),
            38 => Self::Noun(N::General),
            40 => Self::Noun(N::Adjectival),
            41 => Self::Noun(N::Proper(P::General)),
            42 => Self::Noun(N::Proper(P::Person(Person::General))),
            43 => Self::Noun(N::Proper(P::Person(Person::Family))),
            44 => Self::Noun(N::Proper(P::Person(Person::Given))),
            45 => Self::Noun(N::Proper(P::Organisation)),
            46 => Self::Noun(N::Proper(P::Place(Place::General))),
            47 => Self::Noun(N::Proper(P::Place(Place::Country))),
            48 => Self::Noun(N::Number),
            50 => Self::Noun(N::Suffix(S::Sahen)),
            51 => Self::Noun(N::Suffix(S::General)),
            52 => Self::Noun(N::Suffix(S::Adjectival)),
            53 => Self::Noun(N::Suffix(S::Counter)),
            55 => Self::Noun(N::Suffix(S::Person)),
            56 => Self::Noun(N::Suffix(S::Place)),
            58 => Self::Noun(N::Suffix(S::Adverbial)),
            54 | 57 => Self::Noun(N::Suffix(S::Other)),
            59 | 60 => Self::Noun(N::Pronoun),
            63..=66 => Self::Noun(N::Dependent),
            67 => Self::Noun(N::Adverbial),
            39 | 49 | 61 | 62 => Self::Noun(N::Other),
            68 => Self::Prenominal,
            _ => Self::Other,
        }
    }

    /// Whether it is a part of a person's name.
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Noun(Noun::Proper(Proper::Person(_))))
    }

    /// Its name for people: 「名詞」「人名」「動詞」.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Noun(Noun::Proper(Proper::Person(_))) => "人名",
            Self::Noun(Noun::Proper(Proper::Place(_))) => "地名",
            Self::Noun(Noun::Proper(Proper::Organisation)) => "組織名",
            Self::Noun(Noun::Proper(Proper::General)) => "固有名詞",
            Self::Noun(_) | Self::NounPrefix => "名詞",
            Self::Verb | Self::DependentVerb => "動詞",
            Self::Adjective | Self::DependentAdjective => "形容詞",
            Self::Adverb => "副詞",
            Self::Symbol(_) => "記号",
            _ => "その他",
        }
    }
}
