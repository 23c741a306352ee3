//! The signs and words of a condition.

use unicode_normalization::UnicodeNormalization;

use super::Spot;
use super::problem::RuleProblem;

/// A sign or a word, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) at: Spot,
    pub(super) kind: Kind,
    /// As it was written, for messages.
    pub(super) written: String,
}

/// What a lexeme is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A word, or several joined by `+`.
    Phrase(Vec<String>),
    /// Between quotation marks.
    Exactly(String),
    /// What could not be read, which has been told.
    Broken,
    /// `near(…)[n]` or `seq(…)[n]`.
    Near {
        words: Vec<Vec<String>>,
        within: usize,
        in_order: bool,
    },
}

/// The half-width form of a sign that means something; others stay.
pub(super) fn half(sign: char) -> char {
    match sign {
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        '｜' => '|',
        '＆' => '&',
        '！' => '!',
        '＋' => '+',
        '＊' => '*',
        '＃' => '#',
        '’' | '‘' | '＇' => '\'',
        '－' | '−' | '‐' => '-',
        '　' => ' ',
        other => other,
    }
}

fn ends_a_word(sign: char) -> bool {
    sign.is_whitespace() || "()|&!'[]".contains(sign)
}

/// Reads one line of a condition; what is wrong goes to `problems`.
pub(super) fn read_line(line: usize, text: &str, problems: &mut Vec<RuleProblem>) -> Vec<Lexeme> {
    let mut reader = Reader { signs: text.chars().collect(), at: 0, line, problems };
    let mut lexemes = Vec::new();
    while let Some(sign) = reader.sign() {
        if sign.is_whitespace() {
            reader.at += 1;
            continue;
        }
        let (start, spot) = (reader.at, reader.spot(reader.at));
        let kind = reader.lexeme(sign, spot);
        let written: String = reader.signs.get(start..reader.at).unwrap_or_default().iter().collect();
        if let Some(kind) = kind {
            lexemes.push(Lexeme { at: spot, kind, written });
        }
    }
    lexemes
}

struct Reader<'p> {
    signs: Vec<char>,
    at: usize,
    line: usize,
    problems: &'p mut Vec<RuleProblem>,
}

impl Reader<'_> {
    fn sign(&self) -> Option<char> {
        self.signs.get(self.at).copied().map(half)
    }

    fn spot(&self, at: usize) -> Spot {
        Spot { line: self.line, column: at + 1 }
    }

    fn wrong(&mut self, at: Spot, message: impl Into<String>) {
        self.problems.push(RuleProblem::new(at, message));
    }

    fn lexeme(&mut self, sign: char, spot: Spot) -> Option<Kind> {
        let one = match sign {
            '(' => Some(Kind::Open),
            ')' => Some(Kind::Close),
            '|' => Some(Kind::Or),
            '&' => Some(Kind::And),
            '!' => Some(Kind::Not),
            _ => None,
        };
        if one.is_some() {
            self.at += 1;
            return one;
        }
        match sign {
            '\'' => Some(self.quoted(spot).unwrap_or(Kind::Broken)),
            '[' | ']' => {
                self.at += 1;
                while sign == '[' && self.sign().is_some_and(|sign| !ends_a_word(sign) || sign == ']') {
                    self.at += 1;
                }
                self.wrong(spot, "[ ] は、near( ) 又は seq( ) のすぐ後ろに、語数を書くときだけ使えます。");
                None
            }
            _ => Some(self.word(spot).unwrap_or(Kind::Broken)),
        }
    }

    fn quoted(&mut self, spot: Spot) -> Option<Kind> {
        self.at += 1;
        let start = self.at;
        while self.sign().is_some_and(|sign| sign != '\'') {
            self.at += 1;
        }
        let text: String = self.signs.get(start..self.at).unwrap_or_default().iter().collect();
        if self.sign().is_none() {
            self.wrong(spot, "引用符（'）が閉じていません。文字列の終わりにも ' を書いてください。");
            return None;
        }
        self.at += 1;
        if text.is_empty() {
            self.wrong(spot, "引用符（'）の中に文字がありません。");
            return None;
        }
        Some(Kind::Exactly(text))
    }

    fn word(&mut self, spot: Spot) -> Option<Kind> {
        let start = self.at;
        while self.sign().is_some_and(|sign| !ends_a_word(sign)) {
            self.at += 1;
        }
        let written: String = self.signs.get(start..self.at).unwrap_or_default().iter().collect();
        let levelled = written.nfkc().collect::<String>().to_lowercase();
        match levelled.as_str() {
            "and" => return Some(Kind::And),
            "or" => return Some(Kind::Or),
            "not" => return Some(Kind::Not),
            "near" | "seq" if self.sign() == Some('(') => return self.near(spot, levelled == "seq"),
            _ => {}
        }
        self.phrase(start, self.at).map(Kind::Phrase)
    }

    /// The words between two places, joined by `+`.
    fn phrase(&mut self, start: usize, end: usize) -> Option<Vec<String>> {
        let signs = self.signs.get(start..end).unwrap_or_default().to_vec();
        let (mut words, mut from) = (Vec::new(), start);
        for piece in signs.split(|sign| half(*sign) == '+') {
            let word: String = piece.iter().collect();
            let word = word.trim().to_owned();
            if word.is_empty() {
                let spot = self.spot(from);
                self.wrong(spot, "+ の前と後ろに語を書いてください。");
                return None;
            }
            words.push(word);
            from += piece.len() + 1;
        }
        Some(words)
    }

    /// What follows `near` or `seq`.
    fn near(&mut self, spot: Spot, in_order: bool) -> Option<Kind> {
        let name = if in_order { "seq" } else { "near" };
        let open = self.spot(self.at);
        self.at += 1;
        let start = self.at;
        while self.sign().is_some_and(|sign| sign != ')' && sign != '(') {
            self.at += 1;
        }
        let end = self.at;
        if self.sign() != Some(')') {
            self.wrong(open, format!("{name} の括弧が閉じていません。{name}(語-語) の形で書いてください。"));
            return None;
        }
        self.at += 1;
        let within = self.within(name);
        let (mut words, mut from) = (Vec::new(), start);
        let is_end = |place: &usize| *place == end || self.signs.get(*place).copied().map(half) == Some('-');
        let ends: Vec<usize> = (start..=end).filter(is_end).collect();
        for place in ends {
            words.push(self.phrase_or_blank(from, place)?);
            from = place + 1;
        }
        if words.len() < 2 || words.iter().any(Vec::is_empty) {
            self.wrong(
                spot,
                format!("{name} には、語を二つ以上、- でつないで書いてください（例：{name}(学校-連携)）。"),
            );
            return None;
        }
        Some(Kind::Near { words, within: within?, in_order })
    }

    fn phrase_or_blank(&mut self, start: usize, end: usize) -> Option<Vec<String>> {
        let is_blank = self.signs.get(start..end).unwrap_or_default().iter().all(|sign| sign.is_whitespace());
        if is_blank { Some(Vec::new()) } else { self.phrase(start, end) }
    }

    /// The number in brackets behind; [`super::NEAR`] where there is none.
    fn within(&mut self, name: &str) -> Option<usize> {
        if self.sign() != Some('[') {
            return Some(super::NEAR);
        }
        let spot = self.spot(self.at);
        self.at += 1;
        let start = self.at;
        while self.sign().is_some_and(|sign| !ends_a_word(sign)) {
            self.at += 1;
        }
        let digits: String = self.signs.get(start..self.at).unwrap_or_default().iter().collect();
        let is_closed = self.sign() == Some(']');
        self.at += usize::from(is_closed);
        let number = digits.nfkc().collect::<String>().trim().parse::<usize>().ok();
        match number.filter(|number| is_closed && (1..=1000).contains(number)) {
            Some(number) => Some(number),
            None => {
                self.wrong(spot, format!("{name} の [ ] には、1 から 1000 までの語数を書いてください（例：[5]）。"));
                None
            }
        }
    }
}
