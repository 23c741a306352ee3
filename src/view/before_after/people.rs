//! Persons whose ratings could not be laid side by side, and why.

use serde::Serialize;

use crate::analysis::before_after::{Alike, Alone, Apart, People, WhyApart};

/// A person with fewer than two ratings on a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AloneLine {
    /// The agency's name.
    pub agency: String,
    /// The agency's number.
    pub reference: String,
    /// The one rating, in words.
    pub rating: String,
    /// Why there is no other one.
    pub why: String,
}

/// Sheets or numbers of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The agency's name.
    pub agency: String,
    /// The number or numbers.
    pub reference: String,
    /// What is wrong, and what helps.
    pub why: String,
}

pub(super) fn alone(one: &Alone, people: &People, name: &impl Fn(&str) -> String) -> Option<AloneLine> {
    let person = people.people.get(one.person)?;
    let time = |time: &Option<String>| time.clone().unwrap_or_else(|| "時点の記入なし".to_owned());
    let scale_words = |(value, at): &(i64, Option<String>)| format!("{value}（{}）", time(at));
    let missing: Vec<String> = one
        .missing
        .iter()
        .map(|(at, reason)| format!("{}：{}", time(at), reason.as_deref().unwrap_or("理由の記入なし")))
        .collect();
    let why = if missing.is_empty() { "記入が1回だけです。".to_owned() } else { missing.join("、") };
    Some(AloneLine {
        agency: name(&person.agency),
        reference: person.reference.clone(),
        rating: one.rating.as_ref().map_or_else(|| "なし".to_owned(), scale_words),
        why,
    })
}

pub(super) fn apart(one: &Apart, name: &impl Fn(&str) -> String) -> Line {
    let why = match one.why {
        WhyApart::NoReference => "整理番号の記入がありません。",
        WhyApart::SameTime => {
            "同じ時点の記入が二つ以上あり、順序が分かりません。記入日と時点を機関に確かめてください。"
        }
        WhyApart::Contradicting => {
            "時点と記入日の順序が合いません。記入日の誤りか、支援を再開した方でないかを機関に確かめてください。"
        }
    };
    Line {
        agency: name(&one.agency),
        reference: one.reference.clone().unwrap_or_else(|| "なし".to_owned()),
        why: format!("{why}（記入{}件）", one.sheets),
    }
}

pub(super) fn alike(one: &Alike, name: &impl Fn(&str) -> String) -> Line {
    Line {
        agency: name(&one.agency),
        reference: one.references.join("、"),
        why: "別の方として数えています。同じ方のときは、番号を機関に確かめて直してもらってください。".to_owned(),
    }
}
