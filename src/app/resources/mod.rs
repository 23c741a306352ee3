//! 地域の資源一覧: what agencies tell the others of themselves, read from their newest answers.

pub mod for_agencies;
pub mod for_staff;
mod readings;

pub use readings::Readings;

use super::definitions::Definitions;
use super::desk::DeskError;
use super::masking::Screen;
use super::network_rounds;
use super::register::kinds;
use crate::analysis::resources::{self, AgencyResources, Options};
use crate::definition::{Code, Feed};
use crate::store::{AgencyId, Connection, NetworkId, RoundId, agencies};
use crate::view::resources::{About, AgencyEntry, Told};

/// What an agency told in its newest answer.
pub struct Entry {
    /// The agency.
    pub agency: AgencyId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The broad group of its kind.
    pub group: String,
    /// The round in which it told this.
    pub round: RoundId,
    /// That round's title.
    pub title: String,
    /// What it told.
    pub told: AgencyResources,
}

/// What all agencies told.
pub struct ReadResources {
    /// Those who told something, in the register's order.
    pub entries: Vec<Entry>,
    /// What may be looked for.
    pub options: Options,
    /// Broad groups of kinds in the order shown.
    pub groups: Vec<String>,
    /// Where it comes from.
    pub about: About,
}

/// Reads the newest answer of each agency of the register to a questionnaire that asks what agencies offer, as its
/// reader may read it.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    screen: &Screen<'_>,
) -> Result<ReadResources, DeskError> {
    let rounds = network_rounds::read_all(connection, definitions, network, resources::asks_resources)?;
    let kinds = kinds::of_network(connection, definitions, network)?.all();
    let mut read = ReadResources {
        entries: Vec::new(),
        options: Options::default(),
        groups: groups(&kinds),
        about: About::default(),
    };
    for round in &rounds {
        let offered = |feeds: &[Feed]| resources::offered_options(&round.questionnaire, feeds);
        read.options.add(
            offered(&[Feed::SupplyFunction, Feed::ResourceFunction]),
            offered(&[Feed::SupplyAgeEligible, Feed::ResourceAges]),
            offered(&[Feed::SupplyTargets, Feed::ResourceFor]),
        );
    }
    for agency in agencies::of_network(connection, network)?.into_iter().filter(|agency| agency.archived_at.is_none()) {
        let mut newest = None;
        for round in &rounds {
            let Some(answer) = round.answers.iter().find(|answer| answer.agency == agency.id) else { continue };
            let document = screen.document(&round.questionnaire, &answer.document)?;
            let told = resources::read(&round.questionnaire, &document);
            if !told.is_blank() {
                newest = Some((round, told));
                break;
            }
        }
        let Some((round, told)) = newest else {
            read.about.silent.push(agency.name);
            continue;
        };
        if !read.about.rounds.contains(&round.round.title) {
            read.about.rounds.push(round.round.title.clone());
        }
        let kind = kinds.iter().find(|kind| kind.key == agency.kind);
        read.entries.push(Entry {
            agency: agency.id,
            name: agency.name,
            kind: kind.map_or_else(|| agency.kind.clone(), |kind| kind.label.clone()),
            group: kind.map_or_else(|| OTHER_GROUP.to_owned(), group_of),
            round: round.round.id,
            title: round.round.title.clone(),
            told,
        });
    }
    Ok(read)
}

/// Where a kind without a broad group is listed.
const OTHER_GROUP: &str = "その他";

fn group_of(kind: &Code) -> String {
    kind.group.clone().unwrap_or_else(|| OTHER_GROUP.to_owned())
}

fn groups(kinds: &[Code]) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for group in kinds.iter().map(group_of).chain([OTHER_GROUP.to_owned()]) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

impl ReadResources {
    /// What was told, ready to be shown; `evidence` leads to an agency's answer, where the reader may see it.
    fn told(&self, evidence: impl Fn(&Entry) -> Option<String>) -> Vec<Told<'_>> {
        let told = |entry| Told { agency: of_entry(entry, evidence(entry)), resources: &entry.told };
        self.entries.iter().map(told).collect()
    }
}

fn of_entry(entry: &Entry, evidence: Option<String>) -> AgencyEntry {
    AgencyEntry {
        id: format!("agency-{}", entry.agency),
        name: entry.name.clone(),
        kind: entry.kind.clone(),
        group: entry.group.clone(),
        round: entry.title.clone(),
        evidence,
    }
}
