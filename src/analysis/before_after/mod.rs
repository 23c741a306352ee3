//! Before and after: ratings of one person at several times, joined by the agency's own number within one
//! agency, never by a name. Counts only: a step is a name for a situation, and is not averaged.

mod change;
mod movement;
mod occasion;
mod people;
mod reference;
#[cfg(test)]
mod tests;

pub use change::{Alone, MONTHS, ScaleChange, changes};
pub use movement::movement;
pub use occasion::{Occasion, Rating, RatingForm, Scale};
pub use people::{Alike, Apart, People, Person, WhyApart, join};
