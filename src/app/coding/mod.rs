//! Coding: readers give codes of codebooks to cases and hearings, and to passages of them.
//!
//! What can be coded is [`codable`]. Who reads is [`reader`], whose codes they see [`sight`], which words `shown`, the
//! page [`reading`], what they do [`giving`]. Where they differ, [`decisions`] tells and [`settling`] decides;
//! [`counted`] says which codes count in tables. Rules that propose codes hand them over through
//! [`crate::store::coding_suggestions::add`], with places made by [`passages`].

pub mod books;
pub mod changing;
pub mod codable;
pub mod counted;
pub mod decisions;
pub mod giving;
mod laid_out;
pub mod passages;
pub mod people;
pub mod placed;
pub mod progress;
pub mod reader;
pub mod reading;
pub mod settling;
mod shown;
pub mod sight;
pub mod units;
