//! Settings: one small struct per concern, read once at start and passed on explicitly.
//!
//! Each setting has a default; `norishiro.toml` overrides it, and the environment overrides
//! that (`database.url` is `NORISHIRO_DATABASE_URL`). All are listed, with their defaults and
//! what they mean, in [`SETTINGS`].

mod database;
mod limits;
mod list;
mod mail;
mod read;
mod security;
mod settings;
mod web;

pub use database::DatabaseConfig;
pub use limits::LimitsConfig;
pub use list::{SETTINGS, Setting, example};
pub use mail::MailConfig;
pub use read::{SettingsError, SettingsProblem};
pub use security::{SecurityConfig, ServerKeySource};
pub use settings::Settings;
pub use web::WebConfig;
