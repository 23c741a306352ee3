//! Cases that a reader was given.

use serde::Serialize;

/// A case in a reader's list.
#[derive(Debug, Serialize)]
pub struct GivenCase {
    /// Its address.
    pub path: String,
    /// 「事例 1」: the agency is not named.
    pub name: String,
    /// The round.
    pub title: String,
    /// 未着手, 分類中, 終了.
    pub state: &'static str,
    /// Why it cannot be read yet; empty where it can.
    pub waiting: &'static str,
    /// Whether the reader has finished it.
    pub is_done: bool,
}
