//! What most commands begin with: the settings, the clock and the database.

use std::path::Path;

use crate::app::Clock;
use crate::app::installation;
use crate::config::{Settings, SettingsError};
use crate::definition::Words;
use crate::store::Store;

/// The settings, the clock and the open database.
pub(super) struct Setup {
    pub(super) store: Store,
    pub(super) clock: Clock,
}

impl Setup {
    /// Reads the settings and opens the database, whatever state its tables are in.
    ///
    /// # Errors
    /// What is wrong and what to do, a line each.
    pub(super) fn open(config: Option<&Path>) -> Result<Self, Vec<Words>> {
        let clock = clock().map_err(|words| vec![words])?;
        let settings = Settings::read(config).map_err(settings_words)?;
        let store = installation::open_store(&settings).map_err(|error| vec![error.words()])?;
        Ok(Self { store, clock })
    }

    /// The same, where the tables are what this program expects.
    ///
    /// # Errors
    /// What is wrong and what to do, a line each.
    pub(super) fn ready(config: Option<&Path>) -> Result<Self, Vec<Words>> {
        let setup = Self::open(config)?;
        setup.store.require_current_schema().map_err(|error| vec![installation::store_words(&error)])?;
        Ok(setup)
    }
}

/// The machine's clock, or one that starts at `NORISHIRO_NOW`, for trying things out.
///
/// # Errors
/// A variable that is no time.
pub(super) fn clock() -> Result<Clock, Words> {
    let Some(time) = std::env::var_os("NORISHIRO_NOW") else { return Ok(Clock::system()) };
    let time = time.to_string_lossy().parse().map_err(|_| {
        Words::new(
            "環境変数 NORISHIRO_NOW を 2026-11-20T09:00:00+09:00 の形で書いてください。",
            "the variable NORISHIRO_NOW must look like 2026-11-20T09:00:00+09:00",
        )
    })?;
    Ok(Clock::set_to(time))
}

/// Every fault of the settings in both languages.
pub(super) fn settings_words(error: SettingsError) -> Vec<Words> {
    let line = |problem: crate::config::SettingsProblem| {
        let setting = problem.setting;
        Words::new(format!("設定 {setting}：{}", problem.ja), format!("setting {setting}: {}", problem.en))
    };
    error.problems.into_iter().map(line).collect()
}
