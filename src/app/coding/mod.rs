//! Coding: readers give codes of codebooks to cases and to passages of them.

pub mod counted;
