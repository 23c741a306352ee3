//! From a code that somebody typed to the agency's page.

use super::code::ShortCode;
use crate::app::links;
use crate::app::server_key::ServerKey;
use crate::store::{Connection, StoreError, short_codes};

/// The token of the link that a code leads to; `None` whatever the reason why it leads to none.
///
/// # Errors
/// Those of the database.
pub fn open(connection: &mut Connection, key: &ServerKey, code: ShortCode) -> Result<Option<String>, StoreError> {
    let opened = short_codes::opened_by(connection, code.hash(key))?;
    Ok(opened.map(|(invitation, issue_number)| links::token(key, invitation, issue_number)))
}
