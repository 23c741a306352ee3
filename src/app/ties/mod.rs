//! Ties between agencies, read from the answers of a network.

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead};
use super::network_rounds::{Candidate, Speaking, feeds_any, of_one_period, read_all};
use super::reader::Reader;
use super::register::kinds;
use crate::analysis::ties::{Offer, OfferForm, Register, Registered, Standing, TieForm, nodes, ties};
use crate::definition::Feed;
use crate::store::{Connection, NetworkId, RoundId, agencies, board};
use crate::view::gaps::sources::waiting_words;
use crate::view::ties::{AnswerLink, Asked, TieData, TieRound, TiesPage};
use crate::workbook::WorkbookError;

/// What ties and the pairs that have none are read from.
const FEEDS: [Feed; 4] = [Feed::TiePartner, Feed::TieReferredFrom, Feed::TieReferredTo, Feed::SupplyFunction];

/// Everything that answers say of ties, as far as the reader may know of it: of the rounds that speak by themselves, one
/// a questionnaire, or of `round` alone.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn read(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    round: Option<&str>,
    reader: Reader,
) -> Result<TieData, DeskError> {
    let registered = agencies::of_network(connection, network)?.into_iter().map(|agency| Registered {
        id: agency.id.to_string(),
        name: agency.name,
        kind: agency.kind,
        is_archived: agency.archived_at.is_some(),
    });
    let register = Register::new(registered.collect());
    let kinds = kinds::of_network(connection, definitions, network)?.all();
    let rounds = read_all(connection, definitions, network, |asked| feeds_any(asked, &FEEDS))?;
    let mut data = TieData {
        standings: vec![Standing::NotAsked; register.agencies().len()],
        offered: rounds.iter().filter(|round| TieForm::of(&round.questionnaire).is_some()).map(named).collect(),
        register,
        kinds,
        rounds: Vec::new(),
        mentions: Vec::new(),
        nodes: BTreeSet::new(),
        all_ties: BTreeSet::new(),
        most: Some(0),
        has_totals: false,
        withheld: BTreeSet::new(),
        waiting: Vec::new(),
        left_out: 0,
        answers: Vec::new(),
        purposes: Vec::new(),
        offers: Vec::new(),
        offer_round: None,
        bands: Vec::new(),
        functions: Vec::new(),
        sees_agencies: reader.sees_answers(),
    };
    let (speaking, waiting) = chosen(&rounds, round);
    data.waiting = waiting.iter().map(|read| waiting_words(&read.round.title, &read.counts)).collect();
    for read in speaking {
        for row in board::of_round(connection, network, read.round.id)? {
            hear(&mut data, &row.agency.id.to_string(), Standing::Silent);
        }
        add(&mut data, read);
    }
    if data.rounds.is_empty() {
        data.most = None;
    }
    offers(&mut data, &rounds, round);
    data.nodes = nodes(&data.register, &data.standings, &data.mentions);
    data.all_ties = ties(&data.mentions);
    if !data.sees_agencies {
        shared::leave_out(&mut data);
    }
    Ok(data)
}

fn named(read: &RoundRead) -> TieRound {
    TieRound { id: read.round.id.to_string(), title: read.round.title.clone() }
}

/// The round asked for, or those that speak by themselves ([`of_one_period`]), one a questionnaire; and newer ones that
/// do not speak yet.
fn chosen<'r>(rounds: &'r [RoundRead], round: Option<&str>) -> (Vec<&'r RoundRead>, Vec<&'r RoundRead>) {
    let telling: Vec<&RoundRead> = rounds.iter().filter(|read| TieForm::of(&read.questionnaire).is_some()).collect();
    if let Some(one) = telling.iter().find(|read| Some(read.round.id.to_string().as_str()) == round) {
        return (vec![one], Vec::new());
    }
    let speaking = speaking(&telling);
    let of = |ids: &[RoundId]| telling.iter().copied().filter(|read| ids.contains(&read.round.id)).collect();
    let found: Vec<&RoundRead> = of(&speaking.rounds);
    // A round without answers has nothing to tell, but who was asked in it.
    (if found.is_empty() { telling.first().copied().into_iter().collect() } else { found }, of(&speaking.waiting))
}

fn speaking(rounds: &[&RoundRead]) -> Speaking {
    let candidate = |read: &&RoundRead| Candidate {
        round: read.round.clone(),
        questionnaire: Arc::clone(&read.questionnaire),
        counts: read.counts,
    };
    let candidates: Vec<Candidate> = rounds.iter().map(candidate).collect();
    of_one_period(&candidates, None, |_| true)
}

/// Notes what is known of an agency, unless more is.
fn hear(data: &mut TieData, agency: &str, standing: Standing) -> Option<usize> {
    let place = data.register.place(agency)?;
    if let Some(known) = data.standings.get_mut(place) {
        *known = standing.max(*known);
    }
    Some(place)
}

fn add(data: &mut TieData, read: &RoundRead) {
    let Some(form) = TieForm::of(&read.questionnaire) else { return };
    data.rounds.push(named(read));
    data.most = data.most.zip(form.most()).map(|(most, own)| most.max(own));
    data.has_totals |= form.has_totals();
    for purpose in form.purposes() {
        if data.purposes.iter().all(|known| known.key != purpose.key) {
            data.purposes.push(purpose);
        }
    }
    for answer in &read.answers {
        let agency = answer.agency.to_string();
        let Some(from) = hear(data, &agency, Standing::Blank) else { continue };
        let mentions = form.read(&data.register, from, &answer.document, data.answers.len());
        if !mentions.is_empty() {
            hear(data, &agency, Standing::Named);
        }
        data.mentions.extend(mentions);
        data.answers.push(AnswerLink {
            round: read.round.id.to_string(),
            title: read.round.title.clone(),
            agency,
            sheet: answer.sheet,
        });
    }
}

/// What agencies offer: of the round asked for where it asks so, else of the one that speaks by itself.
fn offers(data: &mut TieData, rounds: &[RoundRead], round: Option<&str>) {
    let asking: Vec<&RoundRead> = rounds.iter().filter(|read| OfferForm::of(&read.questionnaire).is_some()).collect();
    let one = asking.iter().find(|read| Some(read.round.id.to_string().as_str()) == round);
    let speaking = speaking(&asking);
    let by_itself = asking.iter().find(|read| Some(&read.round.id) == speaking.rounds.first());
    let Some(read) = one.or(by_itself).or_else(|| asking.first()) else { return };
    let Some(form) = OfferForm::of(&read.questionnaire) else { return };
    (data.bands, data.functions, data.offer_round) = (form.bands(), form.functions(), Some(named(read)));
    let mut offers: BTreeMap<usize, Offer> = BTreeMap::new();
    for answer in &read.answers {
        if let Some(place) = data.register.place(&answer.agency.to_string())
            && let Some(offer) = form.read(place, &answer.document)
        {
            offers.insert(place, offer);
        }
    }
    data.offers = offers.into_values().collect();
}

/// The tables of a page as a workbook: the bytes of an xlsx file. Takes a moment: call it where blocking is allowed.
///
/// # Errors
/// A fault of this program.
pub fn workbook(data: &TieData, asked: &Asked, network: &str) -> Result<Vec<u8>, WorkbookError> {
    crate::workbook::ties::write(&TiesPage::new(data, asked), network)
}
