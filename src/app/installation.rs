//! Opening what an installation consists of: its data folder and its database.

use std::path::Path;

use crate::config::Settings;
use crate::definition::Words;
use crate::store::{Store, StoreError};

/// Why the installation cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum InstallationError {
    /// The data folder cannot be made.
    #[error("cannot make the folder {folder}: {source}")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl InstallationError {
    /// What it is and what to do, in both languages.
    pub fn words(&self) -> Words {
        match self {
            Self::Folder { folder, source } => Words::new(
                format!(
                    "フォルダ {folder} を作れません（{source}）。data_folder の設定と、書き込みの権限を確かめてください。"
                ),
                format!(
                    "cannot make the folder {folder} ({source}): check the setting data_folder and who may write there"
                ),
            ),
            Self::Store(error) => store_words(error),
        }
    }
}

/// Makes the data folder where there is none, readable by its owner only, and opens the database.
/// The tables are left as they are.
///
/// # Errors
/// A folder that cannot be made, a database that cannot be opened.
pub fn open_store(settings: &Settings) -> Result<Store, InstallationError> {
    make_private_folder(&settings.data_folder)
        .map_err(|source| InstallationError::Folder { folder: settings.data_folder.display().to_string(), source })?;
    Ok(Store::open(&settings.database)?)
}

/// What is wrong with the database and what to do, in both languages.
pub fn store_words(error: &StoreError) -> Words {
    let en = error.to_string();
    let ja = match error {
        StoreError::Url(_) => {
            "database.url を読み取れません。sqlite:ファイル、又は postgres://ユーザー:パスワード@ホスト/データベース と書いてください。".to_owned()
        }
        StoreError::Open { target, words } => format!(
            "データベース {target} を開けません（{words}）。database.url の設定、書き込みの権限、データベースが動いているかを確かめてください。"
        ),
        StoreError::NoConnection(words) => {
            format!("データベースにつながりません（{words}）。データベースが動いているかを確かめてください。")
        }
        StoreError::SchemaOlder { .. } => {
            "データベースの表が準備されていません。norishiro migrate を実行してください。".to_owned()
        }
        StoreError::SchemaNewer { .. } => {
            "このデータベースは、新しい版の norishiro で作られています。norishiro を新しい版にしてください。".to_owned()
        }
        _ => format!("データベースの処理に失敗しました。変更は保存されていません（{en}）。"),
    };
    Words::new(ja, en)
}

/// Makes a folder where there is none, readable by its owner only.
///
/// # Errors
/// What the system says.
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
