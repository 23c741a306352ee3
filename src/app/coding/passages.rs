//! What a code can be given to: the answer as a whole, a question, or a range of its text.

use std::ops::Range;

use crate::answer::passage::{quote_hash, quoted};
use crate::store::codings::Passage;
use crate::view::cases::WrittenText;

/// All of a question's text.
pub fn of_question(text: &WrittenText) -> Passage {
    Passage { question: text.question.clone(), start: 0, end: 0, quote_hash: quote_hash(&text.text) }
}

/// A range of a question's text, in characters; `None` where the text is shorter.
pub fn of_range(text: &WrittenText, range: &Range<usize>) -> Option<Passage> {
    let quote = quoted(&text.text, range)?;
    let place = |at: usize| i32::try_from(at).ok();
    let (start, end) = (place(range.start)?, place(range.end)?);
    Some(Passage { question: text.question.clone(), start, end, quote_hash: quote_hash(&quote) })
}

/// Ranges without gaps between them put together: neighbouring sentences are one passage.
pub fn joined(text: &WrittenText, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let letters: Vec<char> = text.text.chars().collect();
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let is_next = |last: &Range<usize>| {
            let between = letters.get(last.end..range.start.max(last.end)).unwrap_or_default();
            between.iter().all(|letter| letter.is_whitespace())
        };
        match joined.last_mut() {
            Some(last) if is_next(last) => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_sentences_are_one_passage() {
        let text = "一つ目。二つ目。\n三つ目。四つ目。".to_owned();
        let text = WrittenText { question: "outline".to_owned(), label: String::new(), text };
        assert_eq!(joined(&text, vec![4..8, 0..4, 13..17]), [0..8, 13..17]);
        assert_eq!(joined(&text, vec![4..8, 9..13]), std::slice::from_ref(&(4..13)), "a line's end parts no passage");
        assert_eq!(joined(&text, vec![0..6, 2..4]), std::slice::from_ref(&(0..6)));
        assert!(of_range(&text, &(10..40)).is_none());
        assert_eq!(of_range(&text, &(0..4)).map(|passage| (passage.start, passage.end)), Some((0, 4)));
    }
}
