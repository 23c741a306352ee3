//! The database, through its public functions, on both kinds.

mod answers;
mod coding_rules;
mod codings;
mod migrations;
mod networks;
mod outbox;
mod page_saves;
mod people;
mod undo;
mod writing;
