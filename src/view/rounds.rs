//! The desk: the list of rounds, and their response figures.

use serde::Serialize;

use super::table::Fact;
use crate::analysis::published::HIDDEN;
use crate::analysis::share::percent;
use crate::analysis::{Published, ResponseFigures};

/// One round in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundLine {
    /// The round's id, for addresses.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it stands: 準備中, 受付中, 受付終了.
    pub state: &'static str,
    /// Whether it is still being prepared.
    pub is_draft: bool,
    /// Until when answers are asked for.
    pub due: String,
    /// How many answered.
    pub counts: RoundCounts,
    /// The same as words.
    pub progress: String,
    /// Whether its sheets are cases to be laid side by side.
    pub has_cases: bool,
}

/// What stands on every page on which a round is prepared or steered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundHead {
    /// The round's id, for addresses.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it stands, in words.
    pub state: &'static str,
    /// The edition that forms of the page start from.
    pub edition: i32,
    /// Whether it is still being prepared.
    pub is_draft: bool,
    /// Whether its period was decided.
    pub has_period: bool,
    /// Whether agencies are chosen.
    pub has_agencies: bool,
    /// Whether its dates and letters were decided.
    pub has_schedule: bool,
}

/// How many were asked, and how many answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct RoundCounts {
    /// Agencies asked (配布数).
    pub invited: u64,
    /// Agencies that declined.
    pub declined: u64,
    /// Agencies that answered (回収数).
    pub answered: u64,
    /// Answers or sheets submitted.
    pub responses: u64,
    /// Of these, the valid ones.
    pub valid: u64,
    /// Whether an agency gives several.
    pub many: bool,
}

/// Facts that tell how many cases there are.
const ALL_CASES: &str = "寄せられた件数";
const VALID_CASES: &str = "有効件数";

impl RoundCounts {
    /// 回収 of 配布, in words.
    pub fn progress(&self) -> String {
        if self.invited == 0 {
            return "まだどの機関にも依頼していません".to_owned();
        }
        let rate = percent(self.answered, self.invited);
        let sheets = if self.many { format!("、{}件", self.responses) } else { String::new() };
        format!("{}機関のうち{}機関が回答（{rate}％{sheets}）", self.invited, self.answered)
    }

    /// The same for readers from whom small counts of cases are hidden: `valid` is the number of valid ones. That
    /// of all is left out, since the few that were set aside would follow.
    pub fn facts_for_meeting(&self, valid: Published<u64>) -> Vec<Fact> {
        let mut facts = self.facts();
        if self.many {
            facts.retain(|fact| fact.label != ALL_CASES);
            for fact in facts.iter_mut().filter(|fact| fact.label == VALID_CASES && valid.is_hidden()) {
                HIDDEN.clone_into(&mut fact.value);
            }
        }
        facts
    }

    /// 回収 of 配布, in words, without the number of sheets: small numbers of cases are not for every reader.
    pub fn progress_of_agencies(&self) -> String {
        Self { many: false, ..*self }.progress()
    }

    /// 配布数, 回収数, 有効回答数 and their rates: 回収 and 有効 are not the same.
    pub fn facts(&self) -> Vec<Fact> {
        let figures = ResponseFigures { sent: self.invited, returned: self.answered, valid: self.valid };
        let mut facts = vec![
            Fact::new("配布数", format!("{}機関", figures.sent)),
            Fact::new("回収数", format!("{}機関", figures.returned)),
            Fact::new("回収率", rate(&figures.return_rate(), figures.returned, figures.sent)),
        ];
        if self.many {
            facts.push(Fact::new(ALL_CASES, format!("{}件", self.responses)));
            facts.push(Fact::new(VALID_CASES, format!("{}件", self.valid)));
        } else {
            facts.push(Fact::new("有効回答数", format!("{}機関", self.valid)));
            facts.push(Fact::new("有効回答率", rate(&figures.valid_rate(), figures.valid, figures.sent)));
        }
        if self.declined > 0 {
            facts.push(Fact::new("辞退", format!("{}機関", self.declined)));
        }
        facts
    }
}

/// One response figure for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountItem {
    /// What it is, as a code.
    pub code: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Its value without its unit; `-` for a rate without a base, `x` where it is hidden.
    pub value: String,
    /// Its unit.
    pub unit: &'static str,
}

impl RoundCounts {
    /// The response figures one by one: 配布数, 回収数, 有効回答数 and their rates. `valid` is told to readers from whom
    /// small counts of cases are hidden; see [`RoundCounts::facts_for_meeting`].
    pub fn items(&self, valid: Option<Published<u64>>) -> Vec<CountItem> {
        let figures = ResponseFigures { sent: self.invited, returned: self.answered, valid: self.valid };
        let item = |code, label, value: String, unit| CountItem { code, label, value, unit };
        let mut items = vec![
            item("sent", "配布数", figures.sent.to_string(), "機関"),
            item("returned", "回収数", figures.returned.to_string(), "機関"),
            item("return_rate", "回収率", figures.return_rate(), "%"),
        ];
        if self.many {
            if valid.is_none() {
                items.push(item("sheets", ALL_CASES, self.responses.to_string(), "件"));
            }
            let valid = valid.unwrap_or(Published::Shown(self.valid));
            items.push(item("valid_sheets", VALID_CASES, valid.digits(|valid| valid.to_string()), "件"));
        } else {
            items.push(item("valid", "有効回答数", figures.valid.to_string(), "機関"));
            items.push(item("valid_rate", "有効回答率", figures.valid_rate(), "%"));
        }
        items.push(item("declined", "辞退", self.declined.to_string(), "機関"));
        items
    }
}

fn rate(percent: &str, part: u64, whole: u64) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{percent}％（{part}／{whole}）") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(counts: RoundCounts) -> Vec<String> {
        counts.facts().into_iter().map(|fact| format!("{}：{}", fact.label, fact.value)).collect()
    }

    #[test]
    fn returned_and_valid_are_not_the_same() {
        let counts = RoundCounts { invited: 127, answered: 41, responses: 41, valid: 38, ..RoundCounts::default() };
        assert_eq!(
            values(counts),
            [
                "配布数：127機関",
                "回収数：41機関",
                "回収率：32.3％（41／127）",
                "有効回答数：38機関",
                "有効回答率：29.9％（38／127）",
            ]
        );
        assert_eq!(counts.progress(), "127機関のうち41機関が回答（32.3％）");
    }

    #[test]
    fn sheets_are_counted_beside_the_agencies_that_wrote_them() {
        let counts = RoundCounts { invited: 10, declined: 1, answered: 5, responses: 12, valid: 11, many: true };
        assert_eq!(
            values(counts)[2..],
            ["回収率：50.0％（5／10）", "寄せられた件数：12件", "有効件数：11件", "辞退：1機関"]
        );
        assert_eq!(counts.progress(), "10機関のうち5機関が回答（50.0％、12件）");
    }

    #[test]
    fn a_meeting_is_not_told_of_the_few_set_aside_nor_of_few_cases() {
        let counts =
            RoundCounts { invited: 10, answered: 5, responses: 12, valid: 11, many: true, ..RoundCounts::default() };
        let told = |valid| counts.facts_for_meeting(valid).into_iter().map(|fact| fact.value).collect::<Vec<_>>();
        assert_eq!(told(11.into())[2..], ["50.0％（5／10）", "11件"]);
        assert_eq!(told(Published::Hidden)[2..], ["50.0％（5／10）", "x"]);
    }

    #[test]
    fn nobody_asked_has_no_rate() {
        assert_eq!(values(RoundCounts::default())[2], "回収率：-");
        assert_eq!(RoundCounts::default().progress(), "まだどの機関にも依頼していません");
    }
}
