//! Which words stand in the same answers: a picture, and the same as a table.

use serde::Serialize;

use super::Head;
use super::head::coefficient;
use super::picture::{self, Dot, Tie};
use crate::analysis::words::{Corpus, Pair, Tally};
use crate::view::figures;

/// Two words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairLine {
    /// The word of more answers.
    pub first: String,
    /// The other one.
    pub second: String,
    /// How many answers hold both.
    pub both: String,
    /// How many hold the first.
    pub first_in: String,
    /// How many hold the second.
    pub second_in: String,
    /// Jaccard's coefficient, two decimals.
    pub jaccard: String,
    /// The queries of the pages that show where the words stand.
    pub queries: (String, String),
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairsPage {
    /// What stands above.
    pub head: Head,
    /// The picture as an `<svg>` element; none where there are no pairs.
    pub svg: Option<String>,
    /// The pairs.
    pub lines: Vec<PairLine>,
    /// No pair of fewer answers is shown.
    pub least: u32,
    /// What it rests on, as a sentence.
    pub rests_on: String,
}

/// Of fewer answers nothing can be read off.
const LEAST_TO_SHOW: u64 = 5;
/// Of fewer answers much stands together by chance.
const LEAST_TO_TRUST: u64 = 20;

impl PairsPage {
    /// Of these pairs.
    pub fn new(head: Head, corpus: &Corpus, tally: &Tally, pairs: &[Pair], least: u32) -> Self {
        let text = |word: u32| corpus.word(word).map_or_else(String::new, |word| word.text.clone());
        let count = |count: u32| figures::count(count.into());
        let lines: Vec<PairLine> = pairs
            .iter()
            .map(|pair| PairLine {
                first: text(pair.first),
                second: text(pair.second),
                both: count(pair.both),
                first_in: count(tally.documents(pair.first)),
                second_in: count(tally.documents(pair.second)),
                jaccard: coefficient(pair.jaccard()),
                queries: (head.query_with("word", &text(pair.first)), head.query_with("word", &text(pair.second))),
            })
            .collect();
        let svg = (!pairs.is_empty()).then(|| drawn(corpus, tally, pairs));
        Self { svg, head, lines, least, rests_on: String::new() }
    }

    /// Says how many answers the pairs rest on, and shows none where these are too few.
    pub fn resting_on(mut self, answers: u64) -> Self {
        let number = figures::count(answers);
        self.rests_on = if answers < LEAST_TO_SHOW {
            (self.svg, self.lines) = (None, Vec::new());
            format!("{number}件の回答では、語の結び付きはまだ読み取れません。{LEAST_TO_SHOW}件以上になると表示します。")
        } else if answers < LEAST_TO_TRUST {
            format!(
                "{number}件の回答によります。回答が少ないうちは、偶然一緒に出てきた語も係数が大きくなります。両方が出てくる回答の件数と、前後の文を確かめてください。"
            )
        } else {
            format!("{number}件の回答によります。両方が出てくる回答が数件だけの組合せは、偶然のこともあります。")
        };
        self
    }
}

fn drawn(corpus: &Corpus, tally: &Tally, pairs: &[Pair]) -> String {
    let mut words: Vec<u32> = pairs.iter().flat_map(|pair| [pair.first, pair.second]).collect();
    words.sort_by(|one, other| tally.documents(*other).cmp(&tally.documents(*one)).then(one.cmp(other)));
    words.dedup();
    let place = |word: u32| words.iter().position(|other| *other == word).unwrap_or_default();
    let ties = pairs.iter().map(|pair| Tie { from: place(pair.first), to: place(pair.second), weight: pair.jaccard() });
    let dots = words.iter().filter_map(|word| {
        Some(Dot { label: corpus.word(*word)?.text.clone(), weight: f64::from(tally.documents(*word)) })
    });
    let description = format!(
        "語{}語と、その組合せ{}組。円は語を含む回答が多いほど大きく、線は係数が大きいほど太い。同じ内容を下の表に示す。",
        words.len(),
        pairs.len()
    );
    picture::svg(
        "words-together",
        "同じ回答に出てくる語",
        &description,
        &dots.collect::<Vec<_>>(),
        &ties.collect::<Vec<_>>(),
    )
}
