//! All settings together.

use std::path::{Path, PathBuf};

use super::read::Reader;
use super::{DatabaseConfig, LimitsConfig, MailConfig, SecurityConfig, SettingsError, SettingsProblem, WebConfig};

/// All settings of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The folder for everything that is not said to be elsewhere.
    pub data_folder: PathBuf,
    /// Where the data is kept.
    pub database: DatabaseConfig,
    /// Where people reach the program.
    pub web: WebConfig,
    /// How much one client may ask.
    pub limits: LimitsConfig,
    /// How mail leaves.
    pub mail: MailConfig,
    /// Where the secret key is.
    pub security: SecurityConfig,
}

impl Settings {
    /// Reads the settings of this process: the file, or `norishiro.toml` in the working folder
    /// where none is named, and the environment.
    ///
    /// # Errors
    /// Everything that is wrong with them, at once.
    pub fn read(file: Option<&Path>) -> Result<Self, SettingsError> {
        let path = file.unwrap_or(Path::new("norishiro.toml"));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                let problem = SettingsProblem {
                    setting: path.display().to_string(),
                    ja: format!("設定ファイルを読めません（{error}）"),
                    en: format!("cannot be read ({error})"),
                };
                return Err(SettingsError { problems: vec![problem] });
            }
        };
        let variables = std::env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok().filter(|name| name.starts_with("NORISHIRO_"))?;
            Some((name, value.to_string_lossy().into_owned()))
        });
        Self::of(&text, variables)
    }

    /// The settings of a `norishiro.toml` of this text and of these variables.
    ///
    /// # Errors
    /// Everything that is wrong with them, at once.
    pub fn of(file: &str, variables: impl Iterator<Item = (String, String)>) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(file, variables);
        let data_folder = PathBuf::from(reader.text_or("data_folder", || "norishiro-data".to_owned()));
        let settings = Self {
            database: DatabaseConfig::read(&mut reader, &data_folder),
            web: WebConfig::read(&mut reader),
            limits: LimitsConfig::read(&mut reader),
            mail: MailConfig::read(&mut reader, &data_folder),
            security: SecurityConfig::read(&mut reader, &data_folder),
            data_folder,
        };
        reader.finish(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SETTINGS, ServerKeySource, example};
    use super::*;

    fn of(file: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
        Settings::of(file, variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn everything_has_a_default_inside_the_data_folder() {
        let settings = of("data_folder = '/srv/norishiro'", &[]).unwrap();
        assert_eq!(settings.database, DatabaseConfig::at("sqlite:/srv/norishiro/norishiro.sqlite3"));
        assert_eq!(settings.web.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.web.public_url, "http://127.0.0.1:8080");
        assert_eq!(settings.mail.transport, "file:/srv/norishiro/mail");
        assert_eq!(settings.security.server_key, ServerKeySource::File("/srv/norishiro/server.key".into()));
        assert!(settings.web.workers >= 1);
    }

    #[test]
    fn the_file_overrides_defaults_and_the_environment_the_file() {
        let file = "[database]\nurl = 'sqlite:a'\nconnections = 3\n[web]\npublic_url = 'https://survey.example.jp/'";
        let variables = [("NORISHIRO_DATABASE_URL", "12345"), ("NORISHIRO_WEB_WORKERS", "2"), ("NORISHIRO_NOW", "x")];
        let settings = of(file, &variables).unwrap();
        assert_eq!(settings.database, DatabaseConfig { url: "12345".to_owned(), connections: 3 });
        assert_eq!((settings.web.public_url.as_str(), settings.web.workers), ("https://survey.example.jp", 2));
    }

    #[test]
    fn every_fault_is_told_at_once_and_no_value_is_repeated() {
        let file =
            "colour = 'red'\n[database]\nurl = 7\nconections = 3\n[web]\nlisten = 's3cret'\npublic_url = 's3cret'";
        let variables = [
            ("NORISHIRO_DATABASE_CONNECTIONS", "s3cret"),
            ("NORISHIRO_SECURITY_SERVER_KEY", "s3cret"),
            ("NORISHIRO_MAIL_TRANSPORT", "s3cret"),
            ("NORISHIRO_DATABSE_URL", "s3cret"),
        ];
        let error = of(file, &variables).unwrap_err();
        let mut named: Vec<_> = error.problems.iter().map(|problem| problem.setting.as_str()).collect();
        named.sort_unstable();
        assert_eq!(
            named,
            [
                "NORISHIRO_DATABSE_URL",
                "colour",
                "database.conections",
                "database.connections",
                "database.url",
                "mail.transport",
                "security.server_key",
                "web.listen",
                "web.public_url",
            ]
        );
        assert!(!error.to_string().contains("s3cret"), "{error}");
        assert!(error.problems.iter().all(|problem| !problem.ja.contains("s3cret")));
    }

    #[test]
    fn a_file_that_is_no_toml_is_named() {
        let error = of("[web\nlisten", &[]).unwrap_err();
        assert_eq!(error.problems.first().map(|problem| problem.setting.as_str()), Some("norishiro.toml"));
    }

    #[test]
    fn the_example_shows_every_setting_and_changes_nothing() {
        let example = example();
        for setting in SETTINGS {
            assert!(example.contains(&setting.variable()) && example.contains(setting.about), "{}", setting.key);
        }
        assert_eq!(of(&example, &[]), of("", &[]));
        // With the comment signs of fixed defaults taken away it is still a valid file.
        let fixed: String = example
            .lines()
            .map(|line| {
                line.strip_prefix("# ").filter(|rest| rest.contains(" = ") && !rest.contains('（')).unwrap_or(line)
            })
            .filter(|line| !line.contains("data_folder/") && !line.contains("web.listen"))
            .fold(String::new(), |text, line| text + line + "\n");
        assert_eq!(of(&fixed, &[]), of("", &[]));
    }

    #[test]
    fn secrets_are_not_shown() {
        let key = "ab".repeat(32);
        let variables = [
            ("NORISHIRO_SECURITY_SERVER_KEY", key.as_str()),
            ("NORISHIRO_DATABASE_URL", "postgres://n:s3cret@db/n"),
            ("NORISHIRO_MAIL_TRANSPORT", "smtps://n:s3cret@mail"),
        ];
        let shown = format!("{:?}", of("", &variables).unwrap());
        assert!(!shown.contains("s3cret") && !shown.contains(&key), "{shown}");
    }
}
