//! Why there is no demo, in one line for the person at the keyboard.

use std::io;
use std::path::PathBuf;

use super::content::ContentError;
use crate::app::desk::DeskError;
use crate::app::installation::store_words;
use crate::app::passwords::PasswordError;
use crate::app::respond::RespondError;
use crate::app::server_key::ServerKeyError;
use crate::definition::{FileProblem, Words};
use crate::mail::MailError;
use crate::store::StoreError;

/// Why there is no demo.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder can be neither made nor written to.
    #[error("{}: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The folder holds something that is no demo, or one whose making was interrupted.
    #[error("{} holds no complete demo", .0.display())]
    NotADemo(PathBuf),
    /// The database failed, or a newer version of the program made it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server key cannot be had.
    #[error(transparent)]
    Key(#[from] ServerKeyError),
    /// The password cannot be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// A letter cannot be written.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The demo's content is broken: our own fault.
    #[error(transparent)]
    Content(#[from] ContentError),
    /// A shipped definition is broken: our own fault.
    #[error("{0}")]
    Definition(String),
    /// The time zone of the content is unknown: our own fault.
    #[error("{0}")]
    Zone(String),
    /// An answer of the content does not fit its questionnaire: our own fault.
    #[error("{questionnaire}, {agency}: {reason}")]
    Answer {
        /// Key of the questionnaire.
        questionnaire: String,
        /// The content's key of the agency.
        agency: String,
        /// What does not fit.
        reason: String,
    },
    /// The next round could not be prepared.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// An answer could not be handed in.
    #[error(transparent)]
    Respond(#[from] RespondError),
}

impl DemoError {
    /// The first problem of the shipped definitions.
    pub(super) fn definition(problems: Vec<FileProblem>) -> Self {
        let first = problems.into_iter().next();
        Self::Definition(first.map_or_else(String::new, |problem| {
            format!("{}:{}: {}", problem.file, problem.position.line, problem.words.en)
        }))
    }

    /// What to tell the person at the keyboard.
    pub fn words(&self) -> Words {
        match self {
            Self::Folder { folder, source } => Words::new(
                format!(
                    "フォルダ {} に書き込めません（{source}）。--dir で別のフォルダを指定してください。",
                    folder.display()
                ),
                format!("cannot write to the folder {} ({source}); name another with --dir", folder.display()),
            ),
            Self::NotADemo(folder) => Words::new(
                format!(
                    "フォルダ {} には、完成したお試し用データがありません。--fresh で隣に新しく作るか、--dir で別のフォルダを指定してください。",
                    folder.display()
                ),
                format!(
                    "the folder {} holds no complete demo; make a new one beside it with --fresh, or name another with --dir",
                    folder.display()
                ),
            ),
            Self::Store(StoreError::SchemaNewer { .. }) => Words::new(
                "このデータは、より新しい版のプログラムで作られています。新しい版で開くか、--fresh で新しく作ってください。",
                "a newer version of this program made this data; open it with that, or make a new demo with --fresh",
            ),
            Self::Store(error) => store_words(error),
            other => Words::new(
                format!("お試し用データを用意できませんでした（{other}）。"),
                format!("the demo could not be made ready ({other})"),
            ),
        }
    }
}
