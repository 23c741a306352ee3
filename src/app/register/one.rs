//! The page of one agency: how it is reached, and the rounds in which it was asked.

use super::kinds;
use super::list::called;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, zone_of};
use crate::store::agencies::{self, Agency};
use crate::store::asked::{self, Asked};
use crate::store::contacts::{self, Contact};
use crate::store::invitations::InvitationState;
use crate::store::networks::Network;
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection};
use crate::view::dates;
use crate::view::register::{AgencyPage, AskedLine, ContactCard};
use crate::view::table::Fact;

/// The page of an agency.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such agency.
pub fn show(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    id: AgencyId,
) -> Result<AgencyPage, DeskError> {
    let agency = agencies::find(connection, network.id, id)?.ok_or(DeskError::NotFound)?;
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    let asked = asked::of_agency(connection, network.id, id)?;
    let zone = zone_of(network);
    let card = |contact: Contact| ContactCard {
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
        contacts: contacts::of_agency(connection, network.id, id)?.into_iter().map(card).collect(),
        awaited: asked.iter().filter(|asked| is_awaited(asked)).map(|asked| asked.round.title.clone()).collect(),
        rounds: asked.iter().filter(|asked| asked.round.state != RoundState::Draft).map(line).collect(),
        name: agency.name,
    })
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
