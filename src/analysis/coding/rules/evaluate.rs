//! Whether a condition holds of a text, and which of its words it holds by.

use super::{Characters, Condition};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The form in which it stands in a dictionary.
    pub base: String,
    /// Its characters in the text.
    pub characters: Characters,
}

/// A condition whose words are cut as texts are: each phrase as dictionary forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cut {
    Phrase(Vec<String>),
    Exactly(String),
    Near { words: Vec<Vec<String>>, within: usize, in_order: bool },
    Not(Box<Cut>),
    All(Vec<Cut>),
    Any(Vec<Cut>),
}

impl Cut {
    /// The condition with each word cut by `cut`, which gives the dictionary forms of what somebody wrote.
    pub(super) fn of(condition: &Condition, cut: &impl Fn(&str) -> Vec<String>) -> Self {
        let phrase = |words: &Vec<String>| words.iter().flat_map(|word| cut(word)).collect::<Vec<String>>();
        let each = |conditions: &[Condition]| conditions.iter().map(|one| Self::of(one, cut)).collect();
        match condition {
            Condition::Phrase(words) => Self::Phrase(phrase(words)),
            Condition::Exactly(text) => Self::Exactly(text.clone()),
            Condition::Near { words, within, in_order } => {
                Self::Near { words: words.iter().map(phrase).collect(), within: *within, in_order: *in_order }
            }
            Condition::Not(inner) => Self::Not(Box::new(Self::of(inner, cut))),
            Condition::All(conditions) => Self::All(each(conditions)),
            Condition::Any(conditions) => Self::Any(each(conditions)),
        }
    }

    /// Which characters of a text it holds by; `None` where it does not hold. What holds by what is missing holds by
    /// no characters.
    pub(super) fn find(&self, text: &[char], words: &[Word]) -> Option<Hit> {
        match self {
            Self::Phrase(phrase) => found(places(phrase, words).map(|place| span(words, place, phrase.len()))),
            Self::Exactly(signs) => found(exactly(text, &signs.chars().collect::<Vec<char>>()).into_iter()),
            Self::Near { words: phrases, within, in_order } => near(phrases, *within, *in_order, words),
            Self::Not(inner) => inner.find(text, words).is_none().then(Hit::default),
            Self::All(conditions) => {
                conditions.iter().try_fold(Hit::default(), |hit, one| Some(hit.with(one.find(text, words)?)))
            }
            Self::Any(conditions) => {
                let hits = conditions.iter().filter_map(|one| one.find(text, words));
                hits.reduce(Hit::with)
            }
        }
    }
}

/// What a condition holds by: ranges of characters, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hit {
    /// The ranges.
    pub characters: Vec<Characters>,
}

impl Hit {
    fn with(mut self, other: Self) -> Self {
        self.characters.extend(other.characters);
        self.characters.sort_by_key(|range| (range.start, range.end));
        self.characters.dedup();
        self
    }
}

fn found(ranges: impl Iterator<Item = Characters>) -> Option<Hit> {
    let characters: Vec<Characters> = ranges.collect();
    (!characters.is_empty()).then_some(Hit { characters })
}

/// Where a phrase begins.
fn places<'a>(phrase: &'a [String], words: &'a [Word]) -> impl Iterator<Item = usize> + 'a {
    let count = if phrase.is_empty() { 0 } else { (words.len() + 1).saturating_sub(phrase.len()) };
    let is_here = move |place: &usize| {
        let here = words.get(*place..place + phrase.len()).unwrap_or_default();
        here.iter().zip(phrase).all(|(word, wanted)| word.base == *wanted)
    };
    (0..count).filter(is_here)
}

fn span(words: &[Word], place: usize, length: usize) -> Characters {
    let start = words.get(place).map_or(0, |word| word.characters.start);
    let end = words.get(place + length.saturating_sub(1)).map_or(start, |word| word.characters.end);
    start..end
}

fn exactly(text: &[char], signs: &[char]) -> Vec<Characters> {
    let windows = text.windows(signs.len().max(1)).enumerate();
    windows.filter(|(_, here)| *here == signs).map(|(start, _)| start..start + signs.len()).collect()
}

/// Every way to have all phrases near each other, begun at each place of one: the nearest place of a phrase that is not
/// there yet is taken next, while it is near enough to the last one.
fn near(phrases: &[Vec<String>], within: usize, in_order: bool, words: &[Word]) -> Option<Hit> {
    let mut starts: Vec<(usize, usize)> = phrases
        .iter()
        .enumerate()
        .flat_map(|(which, phrase)| places(phrase, words).map(move |place| (place, which)))
        .collect();
    starts.sort_unstable();
    let mut hit = Hit::default();
    for (at, (place, which)) in starts.iter().enumerate() {
        if in_order && *which != 0 {
            continue;
        }
        let (mut last, mut taken) = (*place, vec![(*place, *which)]);
        for (next, other) in starts.get(at + 1..).unwrap_or_default() {
            if next - last > within {
                break;
            }
            let is_wanted =
                if in_order { *other == taken.len() } else { taken.iter().all(|(_, known)| known != other) };
            if is_wanted && *next > last {
                taken.push((*next, *other));
                last = *next;
            }
        }
        if taken.len() == phrases.len() {
            let ranges = taken
                .iter()
                .filter_map(|(place, which)| phrases.get(*which).map(|phrase| span(words, *place, phrase.len())));
            hit = hit.with(Hit { characters: ranges.collect() });
        }
    }
    (!hit.characters.is_empty()).then_some(hit)
}
