//! Pages about gaps: what is offered, what is needed, where they do not meet, and whose answers say so.

pub mod evidence;
pub mod json;
pub mod list;
pub mod names;
pub mod needed;
pub mod offered;
pub mod sources;
pub mod text;
pub mod told;
pub mod words;

pub use evidence::ShownEvidence;
pub use list::ShownList;
pub use names::{AnswerName, Depth, Names};
pub use needed::ShownNeeded;
pub use offered::ShownOffered;
pub use sources::{RoundChoice, SourceRound};

/// What stands on the workbook's sheet of gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownGaps {
    /// What is offered.
    pub offered: ShownOffered,
    /// The list.
    pub list: ShownList,
}
