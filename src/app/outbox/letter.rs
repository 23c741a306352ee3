//! A mail of the outbox as it is sent: with the link that holds now, from the office, to come back where reports go.

use jiff::Timestamp;

use super::Outbox;
use super::seal::unseal;
use crate::app::{letterhead, links};
use crate::mail::{LINK, Mailbox, Message};
use crate::store::outbox::Claimed;
use crate::store::{Connection, StoreError, invitations, networks, rounds};

/// The message; `None` where its link cannot be had any more, since the invitation is gone or the server's key is
/// another one.
pub(super) fn message(
    outbox: &Outbox,
    connection: &mut Connection,
    mail: &Claimed,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let network = mail.network_id;
    let Some(office) = networks::find(connection, network)? else { return Ok(None) };
    let round = match mail.round_id {
        Some(round) => rounds::find(connection, network, round)?,
        None => None,
    };
    let text = if mail.body.contains(LINK) {
        match link(outbox, connection, mail)? {
            Some(link) => mail.body.replace(LINK, &link),
            None => return Ok(None),
        }
    } else {
        mail.body.clone()
    };
    Ok(Some(Message {
        id: mail.id.uuid(),
        at: now,
        from: letterhead::mailbox(&letterhead::sender(&office, round.as_ref())),
        to: Mailbox { name: mail.to_name.clone(), address: mail.to_address.clone() },
        return_path: outbox.return_path.as_ref().map(|path| path.of(mail.id)),
        message_id: mail.message_id.clone(),
        subject: mail.subject.clone(),
        text,
    }))
}

/// The sealed text, or the invitation's link as it is now: one that was issued anew since is the new one.
fn link(outbox: &Outbox, connection: &mut Connection, mail: &Claimed) -> Result<Option<String>, StoreError> {
    if let Some(sealed) = &mail.sealed {
        return Ok(unseal(&outbox.key, mail.id, sealed));
    }
    let Some(id) = mail.invitation_id else { return Ok(None) };
    let invitation = invitations::find(connection, mail.network_id, id)?;
    let token = invitation.map(|invitation| links::token(&outbox.key, id, invitation.issue_number));
    Ok(token.map(|token| links::address(&outbox.public_url, &token)))
}
