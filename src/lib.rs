//! Norishiro: questionnaires between agencies, and the gaps between their services.
//!
//! Modules in reading order; each may use only those above it (see `ARCHITECTURE.md`).

pub mod config;

pub mod assets;

pub mod definition;

pub mod answer;

pub mod analysis;

pub mod view;

pub mod workbook;

pub mod store;

pub mod mail;

pub mod app;

pub mod web;

pub mod cli;
