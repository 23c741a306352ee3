//! Reads single settings and gathers what is wrong with them, so that all of it is told at once.

use std::fmt;
use std::str::FromStr;

use figment::Figment;
use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Value};

use super::list::SETTINGS;

/// One thing that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsProblem {
    /// The setting or variable, such as `web.listen`.
    pub setting: String,
    /// What to do about it, in Japanese.
    pub ja: String,
    /// The same in English.
    pub en: String,
}

/// Everything that is wrong with the settings. Values are not repeated: they may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    /// Each fault.
    pub problems: Vec<SettingsProblem>,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.problems.iter().enumerate() {
            let separator = if place == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {}", problem.setting, problem.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for SettingsError {}

/// The merged settings, being read.
pub(super) struct Reader {
    merged: Figment,
    problems: Vec<SettingsProblem>,
}

impl Reader {
    /// Merges the defaults, the text of `norishiro.toml` and the variables of the environment.
    pub(super) fn new(file: &str, variables: impl Iterator<Item = (String, String)>) -> Self {
        let mut problems = Vec::new();
        let mut merged = Figment::new();
        for setting in SETTINGS {
            let default = setting.fixed_default().and_then(|text| text.parse::<Value>().ok());
            if let Some(default) = default {
                merged = merged.merge(Serialized::default(setting.key, default));
            }
        }
        let written = Figment::from(Toml::string(file));
        match written.extract::<Dict>() {
            Ok(dict) => {
                unknown_keys(&dict, "", &mut problems);
                merged = merged.merge(written);
            }
            Err(error) => problems.push(SettingsProblem {
                setting: "norishiro.toml".to_owned(),
                ja: format!("TOML として読めません：{error}"),
                en: format!("cannot be read as TOML: {error}"),
            }),
        }
        for (name, value) in variables {
            match SETTINGS.iter().find(|setting| setting.variable() == name) {
                // A variable is taken as the text it is: a password may look like a number.
                Some(setting) => merged = merged.merge(Serialized::default(setting.key, value)),
                None if is_another_variable(&name) => {}
                None => problems.push(unknown(name)),
            }
        }
        Self { merged, problems }
    }

    /// Notes a fault.
    pub(super) fn problem(&mut self, setting: &str, ja: &str, en: &str) {
        self.problems.push(SettingsProblem { setting: setting.to_owned(), ja: ja.to_owned(), en: en.to_owned() });
    }

    /// A text; where nothing is set, what the others make it.
    pub(super) fn text_or(&mut self, key: &str, otherwise: impl FnOnce() -> String) -> String {
        match self.merged.find_value(key) {
            Err(_) => otherwise(),
            Ok(Value::String(_, text)) => text,
            Ok(_) => {
                self.problem(key, "文字列を \" \" で囲んで書いてください", "write a text in quotes");
                otherwise()
            }
        }
    }

    /// A whole number between `least` and `most`, which may be given as text.
    pub(super) fn number(&mut self, key: &str, least: u32, most: u32) -> u32 {
        let number = match self.merged.find_value(key) {
            Ok(Value::String(_, text)) => text.trim().parse().ok(),
            // TOML's numbers are signed, those of the defaults are not.
            Ok(value) => match value.to_i128() {
                Some(number) => number.try_into().ok(),
                None => value.to_u128().and_then(|number| number.try_into().ok()),
            },
            Err(_) => None,
        };
        match number {
            Some(number) if (least..=most).contains(&number) => number,
            _ => {
                let (ja, en) = (
                    format!("{least}から{most}までの整数を書いてください"),
                    format!("write a whole number from {least} to {most}"),
                );
                self.problem(key, &ja, &en);
                least
            }
        }
    }

    /// A text that is read as a `T`; `hint` says in both languages what to write.
    pub(super) fn parsed<T: FromStr>(&mut self, key: &str, otherwise: T, hint: (&str, &str)) -> T {
        let text = self.text_or(key, String::new);
        text.parse().unwrap_or_else(|_| {
            self.problem(key, hint.0, hint.1);
            otherwise
        })
    }

    /// The settings, unless something is wrong with them.
    pub(super) fn finish<T>(self, settings: T) -> Result<T, SettingsError> {
        if self.problems.is_empty() { Ok(settings) } else { Err(SettingsError { problems: self.problems }) }
    }
}

/// Variables of the program that are no settings: its clock, and those of the tests.
fn is_another_variable(name: &str) -> bool {
    name == "NORISHIRO_NOW" || name.starts_with("NORISHIRO_TEST_")
}

fn unknown_keys(dict: &Dict, section: &str, problems: &mut Vec<SettingsProblem>) {
    for (name, value) in dict {
        let key = if section.is_empty() { name.clone() } else { format!("{section}.{name}") };
        let is_section = SETTINGS.iter().any(|setting| setting.key.starts_with(&format!("{key}.")));
        match value {
            Value::Dict(_, inner) if is_section => unknown_keys(inner, &key, problems),
            _ if SETTINGS.iter().any(|setting| setting.key == key) => {}
            _ => problems.push(unknown(key)),
        }
    }
}

fn unknown(setting: String) -> SettingsProblem {
    SettingsProblem {
        setting,
        ja: "このような設定はありません。綴りを確かめてください（一覧：norishiro settings）".to_owned(),
        en: "there is no such setting; mind its spelling (norishiro settings lists all)".to_owned(),
    }
}
