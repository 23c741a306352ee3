//! Ratings of persons: the first beside the latest, over the rounds in which they were rated.

use std::collections::{BTreeSet, HashMap};

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead, read_round};
use super::questionnaire_rounds::OpenedRounds;
use super::reader::Reader;
use crate::analysis::Tables;
use crate::analysis::before_after::{Occasion, People, RatingForm, Scale, ScaleChange, changes, join, movement};
use crate::analysis::disclosure::protect;
use crate::definition::Questionnaire;
use crate::store::{Connection, NetworkId, RoundId};
use crate::view::before_after::{About, BeforeAfterPage};
use crate::view::disclosure::words;

/// Whether a questionnaire rates persons by an agency's own number.
pub fn rates_persons(questionnaire: &Questionnaire) -> bool {
    RatingForm::of(questionnaire).is_some()
}

/// The ratings of the persons of a round, with those of earlier periods.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round, it was not opened, or it rates nobody.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    round: RoundId,
    reader: Reader,
) -> Result<BeforeAfterPage, DeskError> {
    let opened = OpenedRounds::of_network(connection, network)?;
    let asked = opened.like(connection, definitions, round)?;
    let mut read = Vec::new();
    for one in &asked.rounds {
        read.push(read_round(connection, definitions, network, one.id)?);
        if one.id == round {
            break;
        }
    }
    let this = read.last().filter(|this| rates_persons(&this.questionnaire)).ok_or(DeskError::NotFound)?;
    let people = people(&read);
    let scales = scales(&read, |read| opened.version(&read.round));
    let changes = changes(&scales, &people.people);
    let about =
        About { round: round.to_string(), title: this.round.title.clone(), withheld: None, output: reader.output() };
    Ok(match reader.limits() {
        None => {
            let names: HashMap<String, &str> =
                this.agencies.iter().map(|agency| (agency.id.to_string(), agency.name.as_str())).collect();
            let name = |id: &str| names.get(id).map_or_else(String::new, |name| (*name).to_owned());
            BeforeAfterPage::whole(about, &people, &changes, &movement(&changes), name)
        }
        Some(limits) => protected(about, &this.questionnaire, &limits, changes),
    })
}

/// Everybody who has a sheet in the last of the rounds.
fn people(read: &[RoundRead]) -> People {
    let mut sheets: Vec<Occasion> = Vec::new();
    for (place, round) in read.iter().enumerate() {
        let Some(form) = RatingForm::of(&round.questionnaire) else { continue };
        let sheet = |answer: &super::desk::ReadAnswer| form.read(&answer.document, &answer.agency.to_string(), place);
        sheets.extend(round.answers.iter().map(sheet));
    }
    let last = read.len().saturating_sub(1);
    let rated_now: BTreeSet<(String, Option<String>)> =
        sheets.iter().filter(|sheet| sheet.round == last).map(Occasion::person).collect();
    sheets.retain(|sheet| rated_now.contains(&sheet.person()));
    join(sheets)
}

/// The scales of all versions: those of the newest first, with its words.
fn scales(read: &[RoundRead], version: impl Fn(&RoundRead) -> i32) -> Vec<Scale> {
    let mut rounds: Vec<&RoundRead> = read.iter().collect();
    rounds.sort_by_key(|round| std::cmp::Reverse(version(round)));
    let mut scales: Vec<Scale> = Vec::new();
    for scale in rounds.iter().filter_map(|round| RatingForm::of(&round.questionnaire)).flat_map(|form| form.scales()) {
        if !scales.iter().any(|other| other.key == scale.key) {
            scales.push(scale);
        }
    }
    scales
}

/// What a reader may see from whom small counts are hidden: how many moved which way, on the scales on which at
/// least as many as the limit have two ratings. Of fewer even the zeros tell.
fn protected(
    about: About,
    questionnaire: &Questionnaire,
    limits: &[u64],
    mut changes: Vec<ScaleChange>,
) -> BeforeAfterPage {
    let least = limits.iter().copied().max().unwrap_or_default();
    let all = changes.len();
    changes.retain(|change| change.pairs() >= least);
    let left_out = all - changes.len();
    let shown = protect(movement(&changes), questionnaire, None, limits);
    let mut withheld = format!(
        "一人一人の記入と、初めの評価と最も新しい評価を組み合わせた表は表示していません。{}",
        words(&shown.hiding)
    );
    if left_out > 0 {
        withheld.push_str(&format!("前後の評価がある方が{least}人に満たない{left_out}の尺度は、表示していません。"));
    }
    let tables: Tables = shown.tables;
    BeforeAfterPage::protected(About { withheld: Some(withheld), ..about }, &changes, &tables)
}
