//! All cases of a network on their way to others than the office.

use super::{Standing, case};
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, questionnaire_of, zone_of};
use crate::app::respond::visit::sheet_word;
use crate::store::masked_cases::{self, MaskedCase, MaskedState};
use crate::store::networks::Network;
use crate::store::responses::ResponseState;
use crate::store::{Connection, board, rounds};
use crate::view::dates;
use crate::view::masking::{CaseLine, MaskingListPage, RoundLines};

/// The office's list: every case that was handed in, of every round of cases, newest rounds first.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    sends_mail: bool,
) -> Result<MaskingListPage, DeskError> {
    let masked = masked_cases::of_network(connection, network.id)?;
    let zone = zone_of(network);
    let mut shown = Vec::new();
    for round in rounds::opened(connection, network.id)? {
        let questionnaire = questionnaire_of(connection, definitions, network.id, &round)?;
        let Some(questionnaire) = questionnaire.filter(|asked| case::is_case(asked)) else { continue };
        let base = format!("/staff/networks/{}/rounds/{}", network.id, round.id);
        let word = sheet_word(&questionnaire);
        let (mut cases, mut standings) = (Vec::new(), Vec::new());
        for row in board::of_round(connection, network.id, round.id)? {
            for sheet in &row.sheets {
                let Some(response) = &sheet.response else { continue };
                if sheet.sheet.removed_at.is_some() || response.state == ResponseState::SetAside {
                    continue;
                }
                let stored = masked.iter().find(|one| one.response == response.id);
                let standing = Standing::of(stored, response.latest_revision);
                let number = sheet.sheet.number;
                standings.push(standing);
                cases.push(CaseLine {
                    id: response.id.to_string(),
                    agency: row.agency.name.clone(),
                    sheet: format!("{word} {number}"),
                    href: format!("{base}/agencies/{}/sheets/{number}/masking", row.agency.id),
                    standing: standing.label(),
                    is_done: standing == Standing::Approved,
                    may_ask: standing == Standing::NotAsked,
                    is_prepared: is_prepared(stored, response.latest_revision),
                    changed_at: stored.map(|one| dates::moment(one.changed_at, &zone)).unwrap_or_default(),
                });
            }
        }
        let count = |is: fn(Standing) -> bool| standings.iter().filter(|standing| is(**standing)).count();
        shown.push(RoundLines {
            title: round.title,
            href: base,
            approved: count(|standing| standing == Standing::Approved),
            waiting: count(Standing::is_asked),
            askable: count(|standing| standing == Standing::NotAsked),
            cases,
        });
    }
    Ok(MaskingListPage { rounds: shown, sends_mail, told: String::new() })
}

/// Whether the office has looked through the latest revision.
fn is_prepared(stored: Option<&MaskedCase>, latest_revision: i32) -> bool {
    stored.is_some_and(|one| one.revision == latest_revision && one.state == MaskedState::Prepared)
}
