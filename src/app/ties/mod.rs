//! Ties between agencies, read from the answers of a network.

mod shared;

use std::collections::{BTreeMap, BTreeSet};

use super::definitions::Definitions;
use super::desk::{DeskError, RoundRead};
use super::network_rounds::{feeds_any, read_all};
use super::reader::Reader;
use super::register::kinds;
use crate::analysis::ties::{Offer, OfferForm, Register, Registered, Standing, TieForm, nodes, ties};
use crate::definition::Feed;
use crate::store::{Connection, NetworkId, agencies, board};
use crate::view::ties::{AnswerLink, Asked, TieData, TieRound, TiesPage};
use crate::workbook::WorkbookError;

/// What ties and the pairs that have none are read from.
const FEEDS: [Feed; 4] = [Feed::TiePartner, Feed::TieReferredFrom, Feed::TieReferredTo, Feed::SupplyFunction];

/// Everything that answers say of ties, as far as the reader may know of it: of the newest round of each
/// questionnaire, or of `round` alone.
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
        left_out: 0,
        answers: Vec::new(),
        purposes: Vec::new(),
        offers: Vec::new(),
        offer_round: None,
        bands: Vec::new(),
        functions: Vec::new(),
        sees_agencies: reader.sees_answers(),
    };
    for read in chosen(&rounds, round) {
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

/// The newest round of each questionnaire that was answered, or the one asked for.
fn chosen<'r>(rounds: &'r [RoundRead], round: Option<&str>) -> Vec<&'r RoundRead> {
    let telling = || rounds.iter().filter(|read| TieForm::of(&read.questionnaire).is_some());
    if let Some(one) = telling().find(|read| Some(read.round.id.to_string().as_str()) == round) {
        return vec![one];
    }
    let mut newest: Vec<&RoundRead> = Vec::new();
    for read in telling() {
        match newest.iter_mut().find(|known| known.questionnaire.key == read.questionnaire.key) {
            // A round that was opened just now has nothing to tell yet.
            Some(known) if known.answers.is_empty() && !read.answers.is_empty() => *known = read,
            Some(_) => {}
            None => newest.push(read),
        }
    }
    newest
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

/// What agencies offer: of the round asked for where it asks so, else of the newest one that was answered.
fn offers(data: &mut TieData, rounds: &[RoundRead], round: Option<&str>) {
    let asking = || rounds.iter().filter(|read| OfferForm::of(&read.questionnaire).is_some());
    let one = asking().find(|read| Some(read.round.id.to_string().as_str()) == round);
    let Some(read) = one.or_else(|| asking().find(|read| !read.answers.is_empty())).or_else(|| asking().next()) else {
        return;
    };
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
