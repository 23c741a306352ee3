//! How mail leaves.

use std::fmt;
use std::path::Path;

use super::read::Reader;

/// How mail leaves.
#[derive(Clone, PartialEq, Eq)]
pub struct MailConfig {
    /// `file:FOLDER`, `smtp://HOST:PORT?tls=required` or `smtps://USER:PASSWORD@HOST`.
    pub transport: String,
}

impl MailConfig {
    pub(super) fn read(reader: &mut Reader, data_folder: &Path) -> Self {
        let transport = reader.text_or("mail.transport", || format!("file:{}", data_folder.join("mail").display()));
        if !["file:", "smtp://", "smtps://"].iter().any(|scheme| transport.starts_with(scheme)) {
            reader.problem(
                "mail.transport",
                "file:フォルダ、smtp://ホスト:ポート?tls=required、smtps://ユーザー:パスワード@ホスト のどれかを書いてください",
                "write file:FOLDER, smtp://HOST:PORT?tls=required or smtps://USER:PASSWORD@HOST",
            );
        }
        Self { transport }
    }
}

/// Hides the address of the server, which may hold a password.
impl fmt::Debug for MailConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailConfig").finish_non_exhaustive()
    }
}
