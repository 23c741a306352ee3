//! Rules applied to texts.

use std::ops::Range;

use super::evaluate::{Cut, Hit, Word};
use super::{Characters, Rule};
use crate::answer::passage::sentences;

/// What a condition has to hold of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// A sentence.
    #[default]
    Sentence,
    /// All that was written to a question.
    Entry,
}

/// Rules that can be applied: their words are cut as texts are.
#[derive(Debug, Clone)]
pub struct Prepared {
    rules: Vec<Cut>,
    unit: Unit,
}

/// A rule that holds of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Which rule, by its place among the rules.
    pub rule: usize,
    /// The passage: one sentence or several, in characters of the text.
    pub passage: Characters,
    /// The words that the rule holds by, in characters of the text.
    pub hit: Hit,
}

/// Makes rules ready. `cut` gives the dictionary forms of the words that a text is cut into.
pub fn prepare(rules: &[Rule], unit: Unit, cut: impl Fn(&str) -> Vec<String>) -> Prepared {
    Prepared { rules: rules.iter().map(|rule| Cut::of(&rule.condition, &cut)).collect(), unit }
}

impl Prepared {
    /// What the rules propose for a text that was cut into these words, in the order of the text, then of the rules.
    /// A rule that holds of all that was written is proposed for the sentences that hold its words (for all of it,
    /// where it holds by what is missing).
    pub fn propose(&self, text: &str, words: &[Word]) -> Vec<Proposal> {
        let signs: Vec<char> = text.chars().collect();
        let sentences = sentences(text);
        let units = match self.unit {
            Unit::Sentence => sentences.clone(),
            Unit::Entry => {
                sentences.first().zip(sentences.last()).map(|(first, last)| first.start..last.end).into_iter().collect()
            }
        };
        let mut proposals = Vec::new();
        for unit in &units {
            let inside =
                words.iter().filter(|word| unit.start <= word.characters.start && word.characters.end <= unit.end);
            // Places inside the unit, so that signs and words are counted alike.
            let moved: Vec<Word> = inside
                .map(|word| Word {
                    base: word.base.clone(),
                    characters: word.characters.start - unit.start..word.characters.end - unit.start,
                })
                .collect();
            let here = signs.get(unit.clone()).unwrap_or_default();
            for (rule, condition) in self.rules.iter().enumerate() {
                let Some(hit) = condition.find(here, &moved) else { continue };
                let back = |range: &Range<usize>| range.start + unit.start..range.end + unit.start;
                let hit = Hit { characters: hit.characters.iter().map(back).collect() };
                let passage = around(&hit, &sentences).unwrap_or_else(|| unit.clone());
                proposals.push(Proposal { rule, passage, hit });
            }
        }
        proposals.sort_by_key(|proposal| (proposal.passage.start, proposal.passage.end, proposal.rule));
        proposals
    }
}

/// From the first sentence with a word of the hit to the last one.
fn around(hit: &Hit, sentences: &[Characters]) -> Option<Characters> {
    let holds = |sentence: &&Characters| {
        hit.characters.iter().any(|range| range.start < sentence.end && sentence.start < range.end)
    };
    let first = sentences.iter().find(holds)?;
    let last = sentences.iter().rfind(holds)?;
    Some(first.start..last.end)
}
