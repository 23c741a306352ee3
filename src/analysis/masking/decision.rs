//! What people decide about the passages of an answer: what is masked, and what is shown for a reason.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{FreeText, Kind, Passage, cover, replace};
use crate::answer::AnswerDocument;
use crate::definition::Questionnaire;

/// Who brought a passage in, or decided about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The program found it.
    Found,
    /// The office.
    Office,
    /// The agency that wrote the answer.
    Agency,
}

/// Why a passage is shown after all.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Who decided so.
    pub by: Origin,
    /// In their words.
    pub reason: String,
}

/// Leaves the reason out: it may speak of a person.
impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown").field("by", &self.by).finish_non_exhaustive()
    }
}

/// A passage of one of an answer's texts, and whether it is masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The text, as [`FreeText::field`] names it.
    pub field: String,
    /// The passage.
    pub passage: Passage,
    /// Who brought it in.
    pub origin: Origin,
    /// Why it is shown; `None` where it is masked.
    pub shown: Option<Shown>,
}

/// How it is kept: places, never the words themselves.
#[derive(Serialize, Deserialize)]
struct Kept {
    field: String,
    kind: String,
    start: usize,
    end: usize,
    origin: Origin,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shown: Option<Shown>,
}

/// Decisions as JSON. They hold places in the texts of one revision, which never changes, and no words of it.
///
/// # Errors
/// A fault of this program.
pub fn to_json(decisions: &[Decision]) -> Result<String, serde_json::Error> {
    let kept = decisions.iter().map(|one| Kept {
        field: one.field.clone(),
        kind: one.passage.kind.key().to_owned(),
        start: one.passage.range.start,
        end: one.passage.range.end,
        origin: one.origin,
        shown: one.shown.clone(),
    });
    serde_json::to_string(&kept.collect::<Vec<_>>())
}

/// Decisions that [`to_json`] wrote. A kind that this program does not know is masked as something else.
///
/// # Errors
/// What was kept is no such list.
pub fn from_json(json: &str) -> Result<Vec<Decision>, serde_json::Error> {
    let kept: Vec<Kept> = serde_json::from_str(json)?;
    let decision = |one: Kept| Decision {
        field: one.field,
        passage: Passage { kind: Kind::of_key(&one.kind).unwrap_or(Kind::Other), range: one.start..one.end },
        origin: one.origin,
        shown: one.shown,
    };
    Ok(kept.into_iter().map(decision).collect())
}

/// What is proposed for texts: everything that `find` finds is masked.
pub fn propose(texts: &[FreeText], mut find: impl FnMut(&str) -> Vec<Passage>) -> Vec<Decision> {
    let of_text = |text: &FreeText| {
        let decision = |passage| Decision { field: text.field.clone(), passage, origin: Origin::Found, shown: None };
        find(&text.text).into_iter().map(decision).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of_text).collect()
}

/// Puts what was decided about earlier texts into a proposal for new ones: words that people masked are masked wherever
/// the same text has them, and what they chose to show stays shown where it is found again.
pub fn carry_over(
    proposal: Vec<Decision>,
    (old, old_texts): (&[Decision], &[FreeText]),
    texts: &[FreeText],
) -> Vec<Decision> {
    let words = |of: &[FreeText], one: &Decision| {
        let text = of.iter().find(|text| text.field == one.field)?;
        Some(text.text.get(one.passage.range.clone())?.to_owned())
    };
    let mut decisions = proposal;
    for one in &mut decisions {
        let own = words(texts, one);
        let same = |other: &&Decision| other.field == one.field && own.is_some() && words(old_texts, other) == own;
        one.shown = old.iter().find(same).and_then(|other| other.shown.clone());
    }
    for added in old.iter().filter(|one| one.origin != Origin::Found && one.shown.is_none()) {
        if let Some(words) = words(old_texts, added) {
            decisions = mask_words(decisions, texts, (&added.field, &words), added.origin);
        }
    }
    decisions
}

/// Masks words wherever one text has them. Passages that lie within are one with them.
pub fn mask_words(
    mut decisions: Vec<Decision>,
    texts: &[FreeText],
    (field, words): (&str, &str),
    origin: Origin,
) -> Vec<Decision> {
    let Some(text) = texts.iter().find(|text| text.field == field).filter(|_| !words.is_empty()) else {
        return decisions;
    };
    for (start, _) in text.text.match_indices(words) {
        let range = start..start + words.len();
        let lies_over = |one: &Decision| {
            one.field == field && one.passage.range.start < range.end && range.start < one.passage.range.end
        };
        let is_covered = decisions.iter().any(|one| {
            lies_over(one)
                && one.shown.is_none()
                && one.passage.range.start <= range.start
                && range.end <= one.passage.range.end
        });
        if is_covered {
            continue;
        }
        let start = decisions.iter().filter(|one| lies_over(one)).map(|one| one.passage.range.start).min();
        let end = decisions.iter().filter(|one| lies_over(one)).map(|one| one.passage.range.end).max();
        let kind = decisions.iter().find(|one| lies_over(one)).map_or(Kind::Other, |one| one.passage.kind);
        decisions.retain(|one| !lies_over(one));
        let range =
            start.map_or(range.start, |start| start.min(range.start))..end.map_or(range.end, |end| end.max(range.end));
        decisions.push(Decision { field: field.to_owned(), passage: Passage { kind, range }, origin, shown: None });
    }
    decisions.sort_by(|one, other| {
        let order = |one: &Decision| (texts.iter().position(|text| text.field == one.field), one.passage.range.start);
        order(one).cmp(&order(other))
    });
    decisions
}

/// The passages of one text that are masked.
pub fn masked<'d>(decisions: &'d [Decision], field: &'d str) -> Vec<Passage> {
    let of_field = decisions.iter().filter(|one| one.field == field && one.shown.is_none());
    of_field.map(|one| one.passage.clone()).collect()
}

/// The answer with what stands for each masked passage in its place.
pub fn masked_document(
    questionnaire: &Questionnaire,
    document: &AnswerDocument,
    decisions: &[Decision],
) -> AnswerDocument {
    replace(questionnaire, document, |field, text| cover(text, &masked(decisions, field)))
}

/// How many passages are masked, how many of these people brought in, and how many are shown for a reason.
pub fn figures(decisions: &[Decision]) -> (usize, usize, usize) {
    let (shown, masked): (Vec<_>, Vec<_>) = decisions.iter().partition(|one| one.shown.is_some());
    let added: HashSet<_> = masked.iter().filter(|one| one.origin != Origin::Found).map(|one| &one.passage).collect();
    (masked.len(), added.len(), shown.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> FreeText {
        FreeText { field: "outline".to_owned(), label: "事例概要".to_owned(), text: words.to_owned() }
    }

    fn at(text: &FreeText, words: &str) -> Passage {
        let start = text.text.find(words).unwrap();
        Passage { kind: Kind::Name, range: start..start + words.len() }
    }

    fn covered(decisions: &[Decision], text: &FreeText) -> String {
        cover(&text.text, &masked(decisions, "outline"))
    }

    #[test]
    fn what_people_decided_holds_for_the_corrected_text() {
        let old = text("森さんぽの会に田中さんが来た。祭りの実行委員をしている。");
        let find = |text: &FreeText| propose(std::slice::from_ref(text), |_| vec![at(text, "田中"), at(text, "森")]);
        let mut decided = find(&old);
        decided[1].shown = Some(Shown { by: Origin::Agency, reason: "会の名前".to_owned() });
        let texts = std::slice::from_ref(&old);
        let decided = mask_words(decided, texts, ("outline", "祭りの実行委員"), Origin::Agency);
        assert_eq!(covered(&decided, &old), "森さんぽの会に〔氏名〕さんが来た。〔伏せた表現〕をしている。");

        let new = text("長く祭りの実行委員だった田中さんが、森さんぽの会に来た。");
        let carried = carry_over(find(&new), (&decided, texts), std::slice::from_ref(&new));
        assert_eq!(covered(&carried, &new), "長く〔伏せた表現〕だった〔氏名〕さんが、森さんぽの会に来た。");
        assert_eq!(figures(&carried), (2, 1, 1));
        assert_eq!(from_json(&to_json(&carried).unwrap()).unwrap(), carried);
        assert!(!to_json(&carried).unwrap().contains("田中"), "words of the answer are kept once only");
    }

    #[test]
    fn words_around_a_passage_take_it_in() {
        let text = text("青葉会の田中さんの弟");
        let texts = std::slice::from_ref(&text);
        let found = propose(texts, |_| vec![at(&text, "田中")]);
        let wider = mask_words(found, texts, ("outline", "青葉会の田中さん"), Origin::Office);
        assert_eq!(covered(&wider, &text), "〔氏名〕の弟");
        let same = mask_words(wider.clone(), texts, ("outline", "田中"), Origin::Agency);
        assert_eq!(same, wider, "what is masked already stays as it is");
    }
}
