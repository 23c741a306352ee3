//! Ties between agencies as pages show them: a picture with tables beside it, the mentions behind every figure, and
//! the pairs that do not name each other. Agencies stand in the order of the register, never by a score.

mod agencies;
mod asked;
mod data;
mod kinds;
mod mentions;
mod page;
mod pairs;
mod picture;

pub use agencies::{AgencyLine, OtherLine};
pub use asked::{Asked, By, Select};
pub use data::{AnswerLink, TieData, TieRound};
pub use kinds::{KindBox, KindLine, KindsView};
pub use mentions::{MentionLine, MentionsPage};
pub use page::TiesPage;
pub use pairs::{PairLine, PairsPage};

use serde::Serialize;

/// A figure of a page, and where what stands behind it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Linked {
    /// The figure.
    pub text: String,
    /// The query of the list behind it; `None` where there is nothing to read, or the reader may not.
    pub query: Option<String>,
}

/// What a relation is called.
fn relation_words(relation: crate::analysis::ties::Relation) -> &'static str {
    use crate::analysis::ties::Relation;
    match relation {
        Relation::Partner => "連携することが多い",
        Relation::ReferredFrom => "紹介を受けることが多い",
        Relation::ReferredTo => "紹介することが多い",
    }
}
