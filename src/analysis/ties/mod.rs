//! Who names whom as a partner, and whom people are sent to and come from: a directed graph of agencies, and of their
//! kinds. Knows questions only by what they feed.
//!
//! A tie is a mention: that there is none says nothing, since a question has room for a few. Nothing here is a ranking.

mod form;
mod graph;
mod kinds;
mod mentions;
mod offers;
mod pairs;
mod register;
#[cfg(test)]
mod tests;

pub use form::TieForm;
pub use graph::{Measures, TiePairs, measures, nodes};
pub use kinds::{KindCell, KindTable, kind_table};
pub use mentions::{Filter, Mention, Relation, Standing, ties};
pub use offers::{Offer, OfferForm};
pub use pairs::{PairCell, PairCount, Unnamed, pair_cells};
pub use register::{Party, Register, Registered};
