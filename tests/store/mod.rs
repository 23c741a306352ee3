//! The database, through its public functions, on both kinds.

mod answers;
mod migrations;
mod networks;
mod outbox;
mod people;
mod undo;
mod writing;
