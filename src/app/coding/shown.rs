//! What of the words of an answer its reader reads, and where passages stand in that. Codes are kept at places of what
//! was written; who is not of the office reads the masked text that the agency has agreed to, and points at places of
//! that.

use std::collections::HashMap;
use std::ops::Range;

use super::passages::of_range;
use crate::analysis::masking::decision::masked;
use crate::analysis::masking::{Covered, Passage as MaskedPassage};
use crate::app::Reader;
use crate::app::cases::text_for::{CaseWords, text_for};
use crate::app::desk::{ReadAnswer, RoundRead};
use crate::app::masking::released::Released;
use crate::store::codings::Passage;
use crate::view::cases::WrittenText;

/// The words of an answer for one reader.
pub(super) enum Shown {
    /// All that was written: for the office.
    Whole,
    /// What the agency has agreed to.
    Masked {
        /// The number of that version.
        version: i32,
        /// The texts by the keys of their questions.
        texts: HashMap<String, Covered>,
    },
    /// Nothing: the agency has not agreed.
    Waiting,
}

impl Shown {
    /// Of an answer whose texts are these, for a reader.
    pub(super) fn of(
        reader: Reader,
        released: &Released,
        (read, answer): (&RoundRead, &ReadAnswer),
        texts: &[WrittenText],
    ) -> Self {
        let released_now = released.decisions(answer.response, answer.revision);
        match (text_for(reader, released, read, answer), released_now) {
            (CaseWords::Whole, _) => Self::Whole,
            (CaseWords::Masked(_), Some((version, decisions))) => {
                let covered = |text: &WrittenText| {
                    // Masking names the texts of a question that repeats with dots.
                    let field = text.question.replace('/', ".");
                    let passages: Vec<MaskedPassage> = masked(decisions, &field);
                    (text.question.clone(), Covered::new(&text.text, &passages))
                };
                Self::Masked { version, texts: texts.iter().map(covered).collect() }
            }
            _ => Self::Waiting,
        }
    }

    /// The number of the masked version that is read; 0 where nothing is masked.
    pub(super) fn version(&self) -> i32 {
        if let Self::Masked { version, .. } = self { *version } else { 0 }
    }

    /// Whether nothing may be read yet.
    pub(super) fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting)
    }

    /// Whether all that was written may be read. Who may not reads nothing of earlier revisions either: what was agreed
    /// to then is agreed to no more.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self, Self::Whole)
    }

    /// A text as it is read.
    pub(super) fn text<'t>(&'t self, written: &'t WrittenText) -> &'t str {
        match self {
            Self::Whole => &written.text,
            Self::Masked { texts, .. } => texts.get(&written.question).map_or("", Covered::text),
            Self::Waiting => "",
        }
    }

    /// Where a passage of what was written stands in what is read.
    pub(super) fn place(&self, written: &WrittenText, whole: &Range<usize>) -> Option<Range<usize>> {
        match self {
            Self::Whole => Some(whole.clone()),
            Self::Masked { texts, .. } => texts.get(&written.question)?.to_covered(whole),
            Self::Waiting => None,
        }
    }

    /// Where a passage of what is read stands in what was written.
    pub(super) fn whole(&self, written: &WrittenText, place: &Range<usize>) -> Option<Range<usize>> {
        match self {
            Self::Whole => Some(place.clone()),
            Self::Masked { texts, .. } => texts.get(&written.question)?.to_whole(place),
            Self::Waiting => None,
        }
    }

    /// Whether the reader can read nothing of a passage but what stands for it.
    pub(super) fn hides(&self, written: &WrittenText, whole: &Range<usize>) -> bool {
        match self {
            Self::Whole => false,
            Self::Masked { texts, .. } => texts.get(&written.question).is_none_or(|text| text.hides(whole)),
            Self::Waiting => true,
        }
    }

    /// A passage of what was written, widened to what a reader who points at it has seen: masked expressions whole.
    pub(super) fn widened(&self, written: &WrittenText, passage: Passage) -> Passage {
        let seen = passage.range().and_then(|range| self.whole(written, &self.place(written, &range)?));
        seen.and_then(|range| of_range(written, &range)).unwrap_or(passage)
    }
}
