//! Whose answers stand behind the figures.

use serde::Serialize;

use crate::analysis::coverage::Coverage;
use crate::analysis::evidence::Mentions;
use crate::analysis::gap::Picture;
use crate::view::figures;
use crate::view::rounds::RoundCounts;

/// A round that can be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundChoice {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it was asked for.
    pub is_chosen: bool,
}

/// A round, or a file of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRound {
    /// Its title.
    pub title: String,
    /// Agencies that were asked; `None` where that is not known.
    pub invited: Option<u64>,
    /// Agencies whose answer counts.
    pub agencies: u64,
    /// Answers that count.
    pub answers: u64,
    /// Whether an agency gives several.
    pub many: bool,
    /// Whether answers still come in.
    pub is_open: bool,
    /// Whether it is about another period than the first of the rounds.
    pub is_of_other_period: bool,
}

impl SourceRound {
    /// A sentence on who was asked and who answered.
    pub fn sentence(&self) -> String {
        let agencies = figures::count(self.agencies);
        let cases = if self.many { format!("・{}件", figures::count(self.answers)) } else { String::new() };
        let said = match self.invited {
            Some(invited) if !self.many => format!(
                "「{}」：依頼した{}機関のうち、有効な回答は{agencies}機関です。回答のない{}機関は、どの数値にも含みません（支援がないという意味ではありません）。",
                self.title,
                figures::count(invited),
                figures::count(invited.saturating_sub(self.agencies)),
            ),
            _ => format!("「{}」：{agencies}機関{cases}", self.title),
        };
        let so_far = if self.is_open { "（受付中のため、今後変わることがあります）" } else { "" };
        let other =
            if self.is_of_other_period { "（ほかの調査とは対象期間が異なります）" } else { "" };
        format!("{said}{so_far}{other}")
    }
}

/// A newer round that does not speak yet.
pub fn waiting_words(title: &str, counts: &RoundCounts) -> String {
    format!(
        "新しい「{title}」（依頼した{}機関のうち、回答は{}機関）は、この集計にまだ使っていません。",
        figures::count(counts.invited),
        figures::count(counts.answered),
    )
}

/// Who left blank what the table of offers needs.
pub fn blanks(coverage: &Coverage) -> Vec<String> {
    let mut notes = Vec::new();
    let mut say = |who: &Mentions, what: &str| {
        if !who.is_empty() {
            notes.push(format!("{}機関は、{what}", figures::count(who.agencies())));
        }
    };
    if let Some(functions) = &coverage.functions {
        say(&functions.blank, "支援の機能が無回答です。");
        say(&functions.nothing, "挙げた支援の機能を、いずれも行っていないと答えています。");
    }
    if let Some(methods) = &coverage.methods {
        say(&methods.blank, "対応方法が無回答です。");
    }
    say(
        &coverage.ages_blank,
        "利用できる年代が無回答です。年代ごとの数値に含まず、「年代が分からない」の欄に数えます。",
    );
    say(
        &coverage.ages_unknown,
        "利用できる年代を「分からない」と答えています。同じく「年代が分からない」の欄に数えます。",
    );
    say(&coverage.served_blank, "年代別の件数が無回答です。件数の割合に含みません。");
    notes
}

/// What stands on every page: which rounds were read.
pub fn sentences(picture: &Picture, rounds: &[SourceRound]) -> Vec<String> {
    let mut sentences: Vec<String> = rounds.iter().map(SourceRound::sentence).collect();
    if picture.coverage.is_none() {
        sentences.push("支援の機能と利用できる年代を尋ねた調査の回答は、まだありません。".to_owned());
    }
    sentences
}
