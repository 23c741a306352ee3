//! Coding: readers give codes of codebooks to cases and to passages of them.
//!
//! Who reads is [`reader`], what they see [`sight`], the page [`reading`], what they do [`giving`]. Where they differ,
//! [`decisions`] tells and [`settling`] decides; [`counted`] says which codes count in tables. Rules that propose codes
//! hand them over through [`crate::store::coding_suggestions::add`], with places made by [`passages`].

pub mod books;
pub mod changing;
pub mod counted;
pub mod decisions;
pub mod giving;
pub mod passages;
pub mod people;
pub mod placed;
pub mod progress;
pub mod reader;
pub mod reading;
pub mod settling;
pub mod sight;
pub mod units;
