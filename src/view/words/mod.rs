//! The pages of words.

mod characteristic;
mod contexts;
mod frequency;
mod head;
mod lists;
mod pairs;
mod picture;

pub use characteristic::{CharacteristicLine, CharacteristicPage, Group};
pub use contexts::{ContextLine, ContextsPage};
pub use frequency::{FrequencyPage, Split, WordLine};
pub use head::{Head, Offer, Offers};
pub use lists::ListsPage;
pub use pairs::{PairLine, PairsPage};
