//! What a form about a masked case says: which passages are masked, why others are shown, and what else is to be masked.

use std::collections::{HashMap, HashSet};

use super::Case;
use crate::analysis::masking::decision::{Decision, Origin, Shown, mask_words};

/// The longest reason and note, in characters.
const LONGEST: usize = 300;
/// The most words that one text may be given to mask at once.
const MOST_WORDS: usize = 30;
/// The most passages of a case that people may bring in: more than anybody can look through.
const MOST_ADDED: usize = 500;

/// What was typed, by the names of the fields.
#[derive(Clone, Default)]
pub struct Typed {
    fields: HashMap<String, String>,
    is_sent: bool,
}

impl Typed {
    /// From the fields of a form.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        Self { fields: pairs.iter().cloned().collect(), is_sent: true }
    }

    /// The value of a field, without the spaces around it.
    pub fn one(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", |value| value.trim())
    }

    /// Whether a form was sent at all.
    pub fn is_sent(&self) -> bool {
        self.is_sent
    }

    /// Whether the form showed these passages and no others. A box that is not ticked is not sent; the reason beside it
    /// always is.
    pub fn is_about(&self, decisions: &[Decision]) -> bool {
        let names: HashSet<String> = decisions.iter().map(passage_name).collect();
        let shown = |prefix: &str, name: &String| self.has(&format!("{prefix}:{name}"));
        let of_passage = |field: &String| {
            field
                .strip_prefix("mask:")
                .or_else(|| field.strip_prefix("reason:"))
                .is_none_or(|name| names.contains(name))
        };
        names.iter().all(|name| shown("reason", name)) && self.fields.keys().all(of_passage)
    }

    /// Whether a field was sent: of a box, whether it was ticked.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// The version of the masked case, and the revision of the answer, that the form showed.
    pub fn seen(&self) -> (i32, i32) {
        (self.one("version").parse().unwrap_or(-1), self.one("revision").parse().unwrap_or(-1))
    }
}

/// Where each mistake is, and what it says.
#[derive(Debug, Clone, Default)]
pub struct Wrong(Vec<(String, String)>);

impl Wrong {
    /// What is wrong at a field; empty where nothing is.
    pub fn at(&self, name: &str) -> String {
        self.0.iter().find(|(field, _)| field == name).map(|(_, message)| message.clone()).unwrap_or_default()
    }

    /// All of it.
    pub fn all(&self) -> Vec<(String, String)> {
        self.0.clone()
    }

    /// One mistake.
    pub fn one(name: &str, message: &str) -> Self {
        Self(vec![(name.to_owned(), message.to_owned())])
    }
}

/// The name that a passage has in forms: its place.
pub fn passage_name(decision: &Decision) -> String {
    format!("{}@{}-{}", decision.field, decision.passage.range.start, decision.passage.range.end)
}

/// What the form decides about a case; or what is wrong, all at once.
///
/// # Errors
/// [`Wrong`] with every mistake at its field.
pub fn read(case: &Case, typed: &Typed, by: Origin) -> Result<Vec<Decision>, Wrong> {
    let mut wrong = Vec::new();
    let mut decisions = Vec::new();
    for decision in &case.decisions {
        let name = passage_name(decision);
        let shown = if typed.has(&format!("mask:{name}")) {
            None
        } else {
            let field = format!("reason:{name}");
            let reason = typed.one(&field);
            // Whoever added a mask may take it away as it came.
            if decision.origin == by && decision.shown.is_none() && reason.is_empty() {
                continue;
            }
            match reason.chars().count() {
                0 => wrong.push((
                    field,
                    "伏せずに示す理由を入力してください。伏せる場合は「伏せる」を選んでください。".to_owned(),
                )),
                1..=LONGEST => {}
                _ => wrong.push((field, format!("理由は、{LONGEST}文字以内で入力してください。"))),
            }
            let kept = decision.shown.as_ref().filter(|shown| shown.reason == reason);
            Some(kept.cloned().unwrap_or_else(|| Shown { by, reason: reason.to_owned() }))
        };
        decisions.push(Decision { shown, ..decision.clone() });
    }
    for text in &case.texts {
        let field = format!("words:{}", text.field);
        let lines: Vec<&str> = typed.one(&field).lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if lines.len() > MOST_WORDS {
            wrong.push((field.clone(), format!("一度に指定できるのは{MOST_WORDS}個までです。")));
            continue;
        }
        let missing: Vec<String> =
            lines.iter().filter(|line| !text.text.contains(**line)).map(|line| format!("「{line}」")).collect();
        if !missing.is_empty() {
            let missing = missing.concat();
            wrong.push((field, format!("{missing}は、上の本文に見つかりません。本文のとおりに入力してください。")));
            continue;
        }
        let before = added(&decisions);
        for line in lines {
            decisions = mask_words(decisions, &case.texts, (&text.field, line), by);
        }
        let now = added(&decisions);
        if now > MOST_ADDED && now > before {
            let message = format!(
                "人が追加して伏せる箇所が{now}か所になります。一つの事例で追加できるのは{MOST_ADDED}か所までです。\
                 もっと長い、まとまった言葉で指定してください。"
            );
            wrong.push((field, message));
        }
    }
    if wrong.is_empty() { Ok(decisions) } else { Err(Wrong(wrong)) }
}

/// How many passages people brought in.
fn added(decisions: &[Decision]) -> usize {
    decisions.iter().filter(|one| one.origin != Origin::Found).count()
}

/// A note of the form, such as why a case is not shared.
///
/// # Errors
/// [`Wrong`] where it is too long, or empty though it is needed (`missing` says so).
pub fn note<'t>(typed: &'t Typed, missing: Option<&str>) -> Result<&'t str, Wrong> {
    let note = typed.one("note");
    match (note.chars().count(), missing) {
        (0, Some(message)) => Err(Wrong::one("note", message)),
        (count, _) if count > LONGEST => Err(Wrong::one("note", &format!("{LONGEST}文字以内で入力してください。"))),
        _ => Ok(note),
    }
}
