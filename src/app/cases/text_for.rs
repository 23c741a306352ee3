//! Which words of a case a reader may see. The one place where that is decided: boards, pages, searches and files ask
//! here.

use std::collections::HashMap;

use crate::app::Reader;
use crate::app::desk::DeskError;
use crate::store::{Connection, NetworkId, ResponseId};

/// What of a case's words is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseWords {
    /// All that was written.
    Whole,
    /// What its agency approved for others: question and text, with persons masked.
    Masked(Vec<(String, String)>),
    /// Nothing yet: the agency has not approved a masked version.
    Waiting,
}

/// What is said where [`CaseWords::Waiting`].
pub const WAITING: &str = "本文は確認中です";

/// The words of cases that a reader may see; [`CaseWords::Waiting`] for every case that is missing here.
///
/// # Errors
/// Those of the database.
pub fn text_for(
    _connection: &mut Connection,
    _network: NetworkId,
    reader: Reader,
    cases: &[ResponseId],
) -> Result<HashMap<ResponseId, CaseWords>, DeskError> {
    let words = if reader.sees_answers() { CaseWords::Whole } else { CaseWords::Waiting };
    Ok(cases.iter().map(|case| (*case, words.clone())).collect())
}
