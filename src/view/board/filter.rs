//! What is looked for on the board: it stands in the address, so that a look can be kept and passed on.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::view::alike::level;

/// The order of the agencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By their readings.
    #[default]
    Kana,
    /// What moved last comes first.
    Last,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A key of [`STATES`]; empty, and anything unknown, for all.
    pub state: String,
    /// The code of a kind; empty for all.
    pub kind: String,
    /// Part of a name or its reading.
    pub q: String,
    /// `last`, or by the readings.
    pub sort: String,
}

/// The states to choose from: keys and labels.
pub const STATES: &[(&str, &str)] = &[
    ("unanswered", "回答がまだの機関"),
    ("to_check", "要確認"),
    ("new", "前回以降に届いた"),
    ("unsent", "依頼メール未送付"),
    ("undeliverable", "メール不達"),
    ("not_started", "未着手"),
    ("in_progress", "入力中"),
    ("submitted", "提出済み"),
    ("sent_back", "確認のお願い"),
    ("accepted", "受理"),
    ("set_aside", "集計対象外"),
    ("unconfirmed", "内容確認待ち"),
    ("no_cases", "該当事例なし"),
    ("finished", "すべて提出"),
    ("declined", "辞退"),
];

impl Filter {
    /// The order.
    pub fn order(&self) -> Sort {
        if self.sort == "last" { Sort::Last } else { Sort::Kana }
    }

    /// Whether an agency with these states, of this kind and with this name or reading is looked for.
    pub fn takes(&self, states: &[&str], kind: &str, name: &str, kana: &str) -> bool {
        let known = STATES.iter().any(|(key, _)| *key == self.state);
        let words = level(&self.q);
        (!known || states.contains(&self.state.as_str()))
            && (self.kind.is_empty() || self.kind == kind)
            && (words.is_empty() || level(name).contains(&words) || level(kana).contains(&words))
    }

    /// As it stands in an address, with its `?`; empty where nothing is looked for.
    pub fn query(&self) -> String {
        let parts: Vec<String> = [("state", &self.state), ("kind", &self.kind), ("q", &self.q), ("sort", &self.sort)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// The form, with these kinds to choose from.
    pub fn form(&self, kinds: impl IntoIterator<Item = (String, String)>) -> FilterForm {
        let choice = |(key, label): (String, String), chosen: &str| Choice { is_chosen: key == chosen, key, label };
        let states = STATES.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned()));
        FilterForm {
            states: states.map(|state| choice(state, &self.state)).collect(),
            kinds: kinds.into_iter().map(|kind| choice(kind, &self.kind)).collect(),
            by_last: self.order() == Sort::Last,
            is_used: !(self.state.is_empty() && self.kind.is_empty() && self.q.is_empty()),
            query: self.query(),
            typed: self.clone(),
        }
    }
}

/// The form above the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterForm {
    /// The states.
    pub states: Vec<Choice>,
    /// The kinds of agencies.
    pub kinds: Vec<Choice>,
    /// Whether what moved last comes first.
    pub by_last: bool,
    /// Whether something is looked for.
    pub is_used: bool,
    /// The same in an address.
    pub query: String,
    /// As it was typed.
    pub typed: Filter,
}

/// One of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its value.
    pub key: String,
    /// What people read.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(state: &str, kind: &str, q: &str) -> Filter {
        Filter { state: state.to_owned(), kind: kind.to_owned(), q: q.to_owned(), sort: String::new() }
    }

    #[test]
    fn an_agency_is_found_by_state_kind_and_part_of_its_name_or_reading() {
        let takes = |filter: Filter| filter.takes(&["unanswered", "not_started"], "npo", "NPO法人 つばさ", "ツバサ");
        assert!(takes(filter("", "", "")) && takes(filter("not_started", "npo", "")));
        assert!(takes(filter("", "", "ｎｐｏ法人つば")) && takes(filter("", "", "つばさ")));
        assert!(
            !takes(filter("accepted", "", "")) && !takes(filter("", "clinic", "")) && !takes(filter("", "", "はね"))
        );
        assert!(takes(filter("made up", "", "")), "what is unknown hides nobody");
    }

    #[test]
    fn what_is_looked_for_stands_in_the_address() {
        assert_eq!(Filter::default().query(), "");
        let filter = Filter { sort: "last".to_owned(), ..filter("in_progress", "", "社協&") };
        assert_eq!(filter.query(), "?state=in%5Fprogress&q=%E7%A4%BE%E5%8D%94%26&sort=last");
    }
}
