//! The lines for the office's own mail merge (差し込み印刷): one a contact, or one for an agency without any.

use super::code_address;
use super::making::{Made, Recipient, keep_codes, note, read};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::links;
use crate::app::server_key::ServerKey;
use crate::store::audit::Act;
use crate::store::contacts::Contact;
use crate::store::networks::Network;
use crate::store::{Connection, RoundId};
use crate::view::dates;
use crate::view::letters::{addressed, post_and_name};
use crate::workbook::WorkbookError;
use crate::workbook::mail_merge::{self as file, Line};

/// Reads the lines of a round and keeps their codes. The export is noted.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round, or there is nobody to write to.
pub fn lines(
    connection: &mut Connection,
    definitions: &Definitions,
    key: &ServerKey,
    public_url: &str,
    network: &Network,
    round: RoundId,
    act: &Act,
) -> Result<Vec<Line>, DeskError> {
    let made = read(connection, definitions, key, network, round)?;
    let recipients: Vec<&Recipient> = made.recipients.iter().collect();
    if recipients.is_empty() {
        return Err(DeskError::NotFound);
    }
    keep_codes(connection, key, &made.round, network, &recipients, act)?;
    let lines: Vec<Line> = recipients.iter().flat_map(|one| of_agency(&made, one, public_url)).collect();
    note(connection, network, round, "letters.exported", lines.len(), act)?;
    Ok(lines)
}

/// The workbook. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn write(lines: &[Line]) -> Result<Vec<u8>, WorkbookError> {
    file::write(lines)
}

fn of_agency(made: &Made, recipient: &Recipient, public_url: &str) -> Vec<Line> {
    let line = |contact: Option<&Contact>| one(made, recipient, contact, public_url);
    match recipient.contacts.as_slice() {
        [] => vec![line(None)],
        contacts => contacts.iter().map(|contact| line(Some(contact))).collect(),
    }
}

fn one(made: &Made, recipient: &Recipient, contact: Option<&Contact>, public_url: &str) -> Line {
    let agency = &recipient.agency;
    let (post, name) = contact.map_or(("", ""), |contact| (&contact.post, &contact.name));
    Line {
        postal_code: agency.postal_code.clone(),
        address: agency.address.clone(),
        agency: agency.name.clone(),
        post: post.to_owned(),
        name: name.to_owned(),
        addressed: addressed(&agency.name, &post_and_name(post, name)),
        document_number: made.plan.document_number.clone().unwrap_or_default(),
        title: made.round.title.clone(),
        period: made.round.period_text.clone(),
        due: dates::day(made.round.due_on),
        minutes: format!("約{}分", made.questionnaire.minutes),
        link: links::address(public_url, &recipient.token),
        code: recipient.code.to_string(),
        code_address: code_address(public_url),
    }
}
