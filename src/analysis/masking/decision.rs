//! What people decide about the passages of an answer: what is masked, and what is shown for a reason.

use std::collections::{HashMap, HashSet, VecDeque};

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
/// the same text has them, and what they showed in all places of a text stays shown where it is found again.
pub fn carry_over(
    proposal: Vec<Decision>,
    (old, old_texts): (&[Decision], &[FreeText]),
    texts: &[FreeText],
) -> Vec<Decision> {
    let (by_field, old_by_field) = (by_field(texts), by_field(old_texts));
    // Why words of a text were shown; `None` where they were masked in any place of it.
    let mut shown: HashMap<(&str, &str), Option<&Shown>> = HashMap::new();
    let (mut added, mut is_known) = (Vec::new(), HashSet::new());
    for one in old {
        let Some(words) = words(&old_by_field, one) else { continue };
        let kept = shown.entry((&one.field, words)).or_insert(one.shown.as_ref());
        if one.shown.is_none() {
            *kept = None;
        }
        if one.origin != Origin::Found && one.shown.is_none() && is_known.insert((&one.field, words, one.origin)) {
            added.push((one.field.as_str(), words, one.origin));
        }
    }
    let mut decisions = proposal;
    for one in &mut decisions {
        let own = words(&by_field, one).and_then(|words| shown.get(&(one.field.as_str(), words)));
        one.shown = own.copied().flatten().cloned();
    }
    for (field, words, origin) in added {
        decisions = mask_words(decisions, texts, (field, words), origin);
    }
    decisions
}

fn by_field(texts: &[FreeText]) -> HashMap<&str, &str> {
    texts.iter().map(|text| (text.field.as_str(), text.text.as_str())).collect()
}

/// The words that a decision is about.
fn words<'t>(texts: &HashMap<&str, &'t str>, one: &Decision) -> Option<&'t str> {
    texts.get(one.field.as_str())?.get(one.passage.range.clone())
}

/// Masks words wherever one text has them. Passages that lie within are one with them. The decisions come back in the
/// order of the texts.
pub fn mask_words(
    decisions: Vec<Decision>,
    texts: &[FreeText],
    (field, words): (&str, &str),
    origin: Origin,
) -> Vec<Decision> {
    let Some(text) = texts.iter().find(|text| text.field == field).filter(|_| !words.is_empty()) else {
        return decisions;
    };
    let (mut here, mut all): (Vec<_>, Vec<_>) = decisions.into_iter().partition(|one| one.field == field);
    here.sort_by_key(|one| one.passage.range.start);
    // Both go on through the text: what lies before the next place of the words is done.
    let mut waiting: VecDeque<Decision> = here.into();
    for (start, _) in text.text.match_indices(words) {
        let range = start..start + words.len();
        while let Some(one) = waiting.pop_front_if(|one| one.passage.range.end <= range.start) {
            all.push(one);
        }
        let mut over = Vec::new();
        while let Some(one) = waiting.pop_front_if(|one| one.passage.range.start < range.end) {
            over.push(one);
        }
        let covers = |one: &Decision| {
            one.shown.is_none() && one.passage.range.start <= range.start && range.end <= one.passage.range.end
        };
        if over.iter().any(covers) {
            over.into_iter().rev().for_each(|one| waiting.push_front(one));
            continue;
        }
        let kind = over.first().map_or(Kind::Other, |one| one.passage.kind);
        let range = over
            .iter()
            .fold(range, |range, one| range.start.min(one.passage.range.start)..range.end.max(one.passage.range.end));
        waiting.push_front(Decision { field: field.to_owned(), passage: Passage { kind, range }, origin, shown: None });
    }
    all.extend(waiting);
    let places: HashMap<&str, usize> = texts.iter().enumerate().map(|(at, text)| (text.field.as_str(), at)).collect();
    all.sort_by_key(|one| (places.get(one.field.as_str()).copied(), one.passage.range.start));
    all
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
    fn words_that_were_shown_in_one_place_and_masked_in_another_are_masked() {
        let (old, new) = (text("田中さんと、田中さんの弟"), text("弟の田中さん"));
        let all = |text: &FreeText| {
            let found = |words: &str| {
                let place =
                    |(start, name): (usize, &str)| Passage { kind: Kind::Name, range: start..start + name.len() };
                words.match_indices("田中").map(place).collect()
            };
            propose(std::slice::from_ref(text), found)
        };
        let shown = Some(Shown { by: Origin::Agency, reason: "同姓の職員".to_owned() });
        let carried = |decided: &[Decision]| {
            carry_over(all(&new), (decided, std::slice::from_ref(&old)), std::slice::from_ref(&new))
        };
        let mut decided = all(&old);
        decided[0].shown.clone_from(&shown);
        assert_eq!(covered(&carried(&decided), &new), "弟の〔氏名〕さん");
        decided[1].shown = shown;
        assert_eq!(covered(&carried(&decided), &new), "弟の田中さん");
    }

    #[test]
    fn two_thousand_places_of_one_word_are_carried_over_at_once() {
        let text = text(&"あい".repeat(2_000));
        let texts = std::slice::from_ref(&text);
        let added = mask_words(Vec::new(), texts, ("outline", "あ"), Origin::Office);
        assert_eq!(added.len(), 2_000);
        let begun = std::time::Instant::now();
        let carried = carry_over(Vec::new(), (&added, texts), texts);
        assert_eq!(carried, added);
        assert!(begun.elapsed() < std::time::Duration::from_secs(2), "{:?}", begun.elapsed());
        let wider = mask_words(carried, texts, ("outline", &"あい".repeat(1_000)), Origin::Agency);
        assert_eq!(wider.iter().map(|one| one.passage.range.len()).collect::<Vec<_>>(), [6_000, 6_000]);
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
