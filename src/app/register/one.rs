//! The page of one agency: how it is reached, and the rounds in which it was asked.

use super::kinds;
use super::list::called;
use crate::app::board::notes;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, zone_of};
use crate::app::mails::words;
use crate::store::agencies::{self, Agency};
use crate::store::asked::{self, Asked};
use crate::store::call_notes::{self, CallNote};
use crate::store::contacts::{self, Contact};
use crate::store::invitations::InvitationState;
use crate::store::networks::Network;
use crate::store::outbox::{self, Mail};
use crate::store::rounds::{Round, RoundState};
use crate::store::{AgencyId, Connection, ContactId, RoundId};
use crate::view::dates;
use crate::view::register::{AgencyPage, AskedLine, CallLine, ContactCard, RequestLine};
use crate::view::table::Fact;

/// How many notes of calls the page shows; the pages of the rounds show all.
const CALLS: usize = 10;

/// The page of an agency. `sends_mail` is whether mail is sent at all.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such agency.
pub fn show(
    connection: &mut Connection,
    definitions: &Definitions,
    sends_mail: bool,
    network: &Network,
    id: AgencyId,
) -> Result<AgencyPage, DeskError> {
    let agency = agencies::find(connection, network.id, id)?.ok_or(DeskError::NotFound)?;
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    let asked = asked::of_agency(connection, network.id, id)?;
    let zone = zone_of(network);
    let people = contacts::of_agency(connection, network.id, id)?;
    let ids: Vec<ContactId> = people.iter().map(|contact| contact.id).collect();
    let mails = outbox::requests_to(connection, network.id, &ids)?;
    let open: Vec<&Asked> = asked.iter().filter(|asked| is_awaited(asked) && sends_mail).collect();
    let card = |contact: Contact| ContactCard {
        requests: open.iter().filter_map(|asked| request(&contact, &asked.round, &mails)).collect(),
        id: contact.id.to_string(),
        name: called(&contact),
        undeliverable: contact.undeliverable_at.map(|at| dates::moment(at, &zone)).unwrap_or_default(),
        mail: contact.mail.unwrap_or_default(),
        telephone: contact.telephone.unwrap_or_default(),
        fax: contact.fax.unwrap_or_default(),
    };
    Ok(AgencyPage {
        id: id.to_string(),
        facts: facts(&agency, kinds.label(&agency.kind)),
        archived: agency.archived_at.map(|at| dates::moment(at, &zone)).unwrap_or_default(),
        contacts: people.into_iter().map(card).collect(),
        calls: calls(connection, network, id)?,
        awaited: asked.iter().filter(|asked| is_awaited(asked)).map(|asked| asked.round.title.clone()).collect(),
        rounds: asked.iter().filter(|asked| asked.round.state != RoundState::Draft).map(line).collect(),
        name: agency.name,
    })
}

/// The request of an open round to a contact who has an address.
fn request(contact: &Contact, round: &Round, mails: &[Mail]) -> Option<RequestLine> {
    contact.mail.as_ref()?;
    let last = mails.iter().rfind(|mail| mail.contact_id == Some(contact.id) && mail.round_id == Some(round.id));
    let is_under_way = last.is_some_and(Mail::is_under_way);
    Some(RequestLine {
        round: round.id.to_string(),
        title: round.title.clone(),
        state: last.map_or("まだ送っていません", words::state),
        button: match last {
            _ if is_under_way => "",
            None => "依頼を送る",
            Some(_) => "依頼をもう一度送る",
        },
    })
}

/// The newest notes of calls.
fn calls(connection: &mut Connection, network: &Network, agency: AgencyId) -> Result<Vec<CallLine>, DeskError> {
    let zone = zone_of(network);
    let found = call_notes::of_agency(connection, network.id, agency)?;
    let line = |(note, round, title): (CallNote, RoundId, String)| CallLine {
        note: notes::line(&note, &format!("/staff/networks/{}/rounds/{round}/agencies/{agency}", network.id), &zone),
        round: round.to_string(),
        title,
    };
    Ok(found.into_iter().take(CALLS).map(line).collect())
}

fn facts(agency: &Agency, kind: String) -> Vec<Fact> {
    let or_dash = |text: &str| if text.is_empty() { "（未登録）".to_owned() } else { text.to_owned() };
    let postal_code = if agency.postal_code.is_empty() { String::new() } else { format!("〒{} ", agency.postal_code) };
    vec![
        Fact::new("ふりがな", or_dash(&agency.kana)),
        Fact::new("機関種別", kind),
        Fact::new("市区町村", or_dash(&agency.municipality)),
        Fact::new("住所", or_dash(&format!("{postal_code}{}", agency.address))),
    ]
}

/// Whether an answer may still come in.
fn is_awaited(asked: &Asked) -> bool {
    asked.round.state == RoundState::Open && asked.state == InvitationState::Invited && asked.responses == 0
}

fn line(asked: &Asked) -> AskedLine {
    let answer = match (asked.state, asked.responses) {
        (InvitationState::Declined, _) => "辞退".to_owned(),
        (InvitationState::Finished, 0) => "該当事例なし".to_owned(),
        (InvitationState::Invited, 0) => "未提出".to_owned(),
        (_, 1) => "提出済み".to_owned(),
        (_, responses) => format!("提出済み（{responses}件）"),
    };
    AskedLine {
        id: asked.round.id.to_string(),
        title: asked.round.title.clone(),
        due: dates::day(asked.round.due_on),
        answer,
    }
}
