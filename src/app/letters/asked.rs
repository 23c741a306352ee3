//! What the office wants printed: whom the letters are from, their date, and for which agency.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::answer::written_day;
use crate::app::desk::zone_of;
use crate::store::AgencyId;
use crate::store::networks::Network;
use crate::view::dates;
use crate::view::field::{ErrorLine, Field, FieldProblem, FormState, Typed};

/// The longest name of a sender, in letters: one line of the letter.
const SENDER_LIMIT: usize = 40;

/// What stands in the form above the letters.
pub struct Asked {
    typed: Typed,
    problems: Vec<FieldProblem>,
    /// The day that the letters bear; the day of the look where it was mistyped.
    pub(super) day: Date,
    /// The one agency whose letter is wanted, if it is not those of all.
    pub(super) only: Option<AgencyId>,
}

impl Asked {
    /// What a form asks for; the first time, letters of today, from the head of the department.
    pub fn of(network: &Network, pairs: Vec<(String, String)>, now: Timestamp) -> Self {
        let today = now.to_zoned(zone_of(network)).date();
        let is_first = !pairs.iter().any(|(name, _)| name == "sender" || name == "day");
        let mut typed = Typed::new(pairs);
        if is_first {
            typed = typed.put("sender", usual_sender(network)).put("day", dates::plain_day(today));
        }
        let mut problems = Vec::new();
        match typed.one("sender").chars().count() {
            0 => problems.push(FieldProblem::at("sender", "発信者を入力してください（例：○○市健康福祉課長）。")),
            1..=SENDER_LIMIT => {}
            _ => problems
                .push(FieldProblem::at("sender", format!("発信者は、{SENDER_LIMIT}文字以内で入力してください。"))),
        }
        let day = match written_day(typed.one("day")) {
            Ok(Some(day)) => day,
            Ok(None) => {
                problems.push(FieldProblem::at("day", "依頼状の日付を入力してください。"));
                today
            }
            Err(message) => {
                problems.push(FieldProblem::at("day", message));
                today
            }
        };
        let only = typed.one("agency").parse().ok();
        Self { typed, problems, day, only }
    }

    /// Whether this agency's letter is wanted.
    pub(super) fn wants(&self, agency: AgencyId) -> bool {
        self.only.is_none_or(|only| only == agency)
    }

    /// Whether letters can be made from it.
    pub(super) fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// Whom the letters are from.
    pub(super) fn sender(&self) -> &str {
        self.typed.one("sender")
    }

    /// The fields of the form.
    pub(super) fn fields(&self) -> [Field; 2] {
        let state = FormState { typed: &self.typed, problems: &self.problems };
        [
            state.required("sender", "発信者", "印は押さず、「（公印省略）」と印刷します。"),
            state.required("day", "依頼状の日付", ""),
        ]
    }

    /// What is wrong with them.
    pub(super) fn summary(&self) -> Vec<ErrorLine> {
        FormState { typed: &self.typed, problems: &self.problems }
            .summary(&[("sender", "発信者"), ("day", "依頼状の日付")])
    }
}

/// The title of the department's head: 「B市健康福祉課長」. A department whose name does not say what it is gets none.
fn usual_sender(network: &Network) -> String {
    let is_headed =
        ["部", "課", "室", "局", "所", "係", "センター"].iter().any(|end| network.department.ends_with(end));
    format!("{}{}{}", network.municipality, network.department, if is_headed { "長" } else { "" })
}
