//! Whether mails leave, for the board.

use jiff::{SignedDuration, Timestamp};

use crate::store::outbox;
use crate::store::{Connection, NetworkId, StoreError};

/// After how long without any try mails that are due show that nothing sends them.
const SILENCE: SignedDuration = SignedDuration::from_mins(15);

/// Mails that should have left and did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// How many of the network's mails are due and wait.
    pub waiting: i64,
    /// Since when the first of them is due, where all are kept back.
    pub since: Option<Timestamp>,
    /// Why, in words an officer understands and can pass on.
    pub reason: &'static str,
}

impl Health {
    /// The sentence for the board.
    pub fn words(&self) -> String {
        format!("メールを送れていません：{}通が待っています（{}）。", self.waiting, self.reason)
    }
}

/// What keeps the mails of a network; `None` where they leave. Mails that only wait for their turn are well.
///
/// # Errors
/// Those of the database.
pub fn health(
    connection: &mut Connection,
    network: NetworkId,
    sends_mail: bool,
    now: Timestamp,
) -> Result<Option<Health>, StoreError> {
    let standing = outbox::standing(connection, network, now)?;
    let kept = (standing.kept > 0).then_some(Health {
        waiting: standing.kept,
        since: None,
        reason: "メールサーバーが、規則により宛先又は内容を断っています。中継の許可などの設定を確かめる必要があります",
    });
    if standing.waiting == 0 {
        return Ok(kept);
    }
    let reason = if sends_mail {
        let of_server = standing.errors.iter().find_map(|code| code.strip_prefix("server ")).map(reason);
        let is_old = |at: Option<Timestamp>| at.is_none_or(|at| now.duration_since(at) > SILENCE);
        let is_silent = is_old(standing.since) && is_old(standing.last_claim);
        of_server.or(is_silent.then_some("送る仕組みが動いていません"))
    } else {
        Some("メールを出さない設定になっています")
    };
    let stopped = reason.map(|reason| Health { waiting: standing.waiting, since: standing.since, reason });
    Ok(stopped.or(kept))
}

fn reason(code: &str) -> &'static str {
    match code.split(' ').next().unwrap_or_default() {
        "name" | "connection" => "メールサーバーにつながりません",
        "encryption" => "メールサーバーとの暗号化した通信ができません",
        "sign-in" => "メールサーバーが利用者名又はパスワードを認めません",
        "sender" => "メールサーバーが差出人のアドレスを認めません",
        "folder" => "メールを書き込むフォルダを使えません",
        "setting" => "メールの設定に誤りがあります",
        _ => "メールサーバーが受け付けません",
    }
}
