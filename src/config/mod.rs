//! Settings: one small struct per concern, read once at start and passed on explicitly.

mod database;

pub use database::DatabaseConfig;
