//! Good and difficult cases of all rounds side by side, and the cases behind each figure.

pub mod coded;
pub mod coded_pages;
pub mod page;

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, takes_many};
use super::network_rounds;
use super::register::kinds;
use crate::analysis::profile::{self, Cases};
use crate::analysis::table::Heading;
use crate::answer::Completer;
use crate::definition::Code;
use crate::store::{Connection, NetworkId, ResponseId};
use crate::view::profiles::CaseEntry;

/// The cases of a network.
#[derive(Debug, Default)]
pub struct ReadCases {
    /// What is known of them.
    pub cases: Cases,
    /// Where each stands, in the same order.
    pub entries: Vec<CaseEntry>,
    /// The responses, in the same order.
    pub responses: Vec<ResponseId>,
    /// Titles of the rounds, newest first.
    pub rounds: Vec<String>,
}

/// Reads the cases of all rounds whose sheets say good or difficult, newest round first.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<ReadCases, DeskError> {
    let rounds = network_rounds::read_all(connection, definitions, network, profile::has_profiles)?;
    let kinds = kinds::of_network(connection, definitions, network)?.all();
    let groups = groups_of_answers(&kinds, &rounds);
    let mut read = ReadCases::default();
    for round in rounds.iter().filter(|round| !round.answers.is_empty()) {
        read.rounds.push(round.round.title.clone());
        let completer = Completer::new(&round.questionnaire);
        for answer in &round.answers {
            let completed = completer.complete(answer.document.clone());
            let group = group_of_kind(&kinds, &answer.agency_kind);
            let agency = answer.agency.to_string();
            profile::read(&mut read.cases, &round.questionnaire, &completed, (&agency, &group, &groups));
            let sheet = answer.sheet;
            let number = if takes_many(&round.questionnaire) { format!("　{sheet}枚目") } else { String::new() };
            read.entries.push(CaseEntry {
                agency: answer.agency_name.clone(),
                sheet: format!("{}{number}", round.round.title),
                path: format!("/staff/networks/{network}/cases/{}", answer.response),
            });
            read.responses.push(answer.response);
        }
    }
    Ok(read)
}

/// The broad group of a kind; a kind without one stands for itself. Groups have no codes: their place in the list of
/// kinds names them in addresses.
pub(in crate::app) fn group_of_kind(kinds: &[Code], kind: &str) -> Heading {
    let known = kinds.iter().find(|code| code.key == kind);
    let Some(label) = known.and_then(|code| code.group.as_deref()) else {
        let label = known.map_or(kind, |code| code.label.as_str());
        return Heading { key: kind.to_owned(), label: label.to_owned() };
    };
    let first = kinds.iter().find(|code| code.group.as_deref() == Some(label));
    Heading { key: first.map_or_else(|| kind.to_owned(), |code| code.key.clone()), label: label.to_owned() }
}

/// The broad groups of the agencies that answered these rounds, in the order of the kinds.
pub(super) fn groups_of_answers(kinds: &[Code], rounds: &[RoundRead]) -> Vec<Heading> {
    let answered = || rounds.iter().flat_map(|round| &round.answers);
    let own = kinds.iter().map(|kind| kind.key.as_str()).chain(answered().map(|answer| answer.agency_kind.as_str()));
    let mut groups: Vec<Heading> = Vec::new();
    for kind in own.filter(|kind| answered().any(|answer| answer.agency_kind == **kind)) {
        let group = group_of_kind(kinds, kind);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}
