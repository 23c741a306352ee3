//! Mails that come back.

use diesel::prelude::*;
use serde_json::json;

use super::MailState;
use super::queue::record;
use crate::store::audit::Act;
use crate::store::columns::At;
use crate::store::schema::outbox;
use crate::store::{Connection, ContactId, MailId, NetworkId, StoreError, contacts, networks};

/// What a message about undelivered mail meant to the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returned {
    /// Written down now.
    Noted,
    /// Known already.
    Known,
    /// No network has such a mail that was sent.
    Unknown,
}

/// Writes down that a sent mail came back for good, or (`is_final` false) that its delivery is delayed. `status` is
/// the code of RFC 3463, such as `5.1.1`.
///
/// # Errors
/// Those of the database.
pub fn returned(
    connection: &mut Connection,
    id: MailId,
    is_final: bool,
    status: &str,
    act: &Act,
) -> Result<Returned, StoreError> {
    let Some((network, found)) = find(connection, id)? else { return Ok(Returned::Unknown) };
    let (next, error, action) = if is_final {
        (MailState::Bounced, format!("bounce {status}"), "mail.bounced")
    } else {
        (MailState::Sent, format!("delay {status}"), "mail.delayed")
    };
    let state = found.state;
    match state {
        MailState::Bounced => return Ok(Returned::Known),
        MailState::Sent if found.last_error.as_deref() == Some(&error) => return Ok(Returned::Known),
        // A worker that has not said yet that the server took it.
        MailState::Sent | MailState::Sending => {}
        _ => return Ok(Returned::Unknown),
    }
    let sent = outbox::table.find((network, id)).filter(outbox::state.eq(state));
    let changed = diesel::update(sent)
        .set((
            outbox::state.eq(next),
            outbox::last_error.eq(Some(error)),
            outbox::sealed.eq(None::<String>),
            outbox::updated_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    if changed == 0 {
        return Ok(Returned::Unknown);
    }
    record(connection, network, id, act, action, &json!({ "status": status }))?;
    if let Some(contact) = found.contact_id.filter(|_| is_final) {
        contacts::mark_undeliverable(connection, network, contact, &found.to_address, status, act)?;
    }
    Ok(Returned::Noted)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = outbox)]
struct Found {
    state: MailState,
    last_error: Option<String>,
    contact_id: Option<ContactId>,
    to_address: String,
}

/// The id alone is known: the mail is looked for in each network.
fn find(connection: &mut Connection, id: MailId) -> Result<Option<(NetworkId, Found)>, StoreError> {
    for network in networks::all(connection)? {
        let mail = outbox::table.find((network.id, id)).select(Found::as_select());
        if let Some(found) = mail.get_result(connection).optional()? {
            return Ok(Some((network.id, found)));
        }
    }
    Ok(None)
}
