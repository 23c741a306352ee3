//! What each reader decided about each code, unit by unit: what agreement is counted from, and where readers differ.
//! A unit is one question of one response; codes given to the answer as a whole are a unit of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::store::audit::Actor;
use crate::store::case_readings::{self, Reading};
use crate::store::codings::{self, Coding, CodingKind};
use crate::store::{Connection, NetworkId, ResponseId, StoreError, UserId};

/// One question of one response; a blank question is the answer as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// The response.
    pub response: ResponseId,
    /// The key of the question.
    pub question: String,
}

impl Unit {
    /// Whether the unit is still there where these are the questions that were answered in words: the answer as a whole
    /// always is.
    pub fn is_among<'q>(&self, mut questions: impl Iterator<Item = &'q str>) -> bool {
        self.question.is_empty() || questions.any(|question| question == self.question)
    }
}

/// What readers decided about one code of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The unit.
    pub unit: Unit,
    /// Whether each reader of the response gave the code, by reader. Only finished readings are among them.
    pub given: BTreeMap<UserId, bool>,
}

/// A codebook and a code with what readers decided about it.
pub type ByCode = BTreeMap<(String, String), Vec<Decided>>;

/// What readers decided, per code and unit: over the responses that two or more readers finished without having seen
/// each other's codes, and the units (`units_of` says a response's questions) in which any code could have been given.
/// A code that no reader gave anywhere is not among them.
///
/// # Errors
/// Those of the database.
pub fn by_code(
    connection: &mut Connection,
    network: NetworkId,
    units_of: impl Fn(ResponseId) -> Vec<String>,
) -> Result<ByCode, StoreError> {
    let readings = case_readings::of_network(connection, network)?;
    let codings = codings::of_network(connection, network)?;
    Ok(counted(&readings, &codings, units_of))
}

/// The same from readings and codings.
pub fn counted(readings: &[Reading], codings: &[Coding], units_of: impl Fn(ResponseId) -> Vec<String>) -> ByCode {
    let mut readers: BTreeMap<ResponseId, BTreeSet<UserId>> = BTreeMap::new();
    for reading in readings.iter().filter(|one| one.finished_at.is_some() && one.is_independent) {
        readers.entry(reading.response_id).or_default().insert(reading.user_id);
    }
    readers.retain(|_, readers| readers.len() > 1);
    let given = given(codings);
    let codes: BTreeSet<(String, String)> = given
        .iter()
        .filter(|((unit, _, _), by)| readers.get(&unit.response).is_some_and(|readers| !readers.is_disjoint(by)))
        .map(|((_, book, code), _)| (book.clone(), code.clone()))
        .collect();
    let mut all = ByCode::new();
    for (response, readers) in &readers {
        let mut questions = units_of(*response);
        let of_response = given.keys().filter(|(unit, _, _)| unit.response == *response);
        questions.extend(of_response.map(|(unit, _, _)| unit.question.clone()));
        questions.sort();
        questions.dedup();
        for question in questions {
            let unit = Unit { response: *response, question };
            for (book, code) in &codes {
                let by = given.get(&(unit.clone(), book.clone(), code.clone()));
                let decided = |user: &UserId| (*user, by.is_some_and(|by| by.contains(user)));
                let given = readers.iter().map(decided).collect();
                let decided = Decided { unit: unit.clone(), given };
                all.entry((book.clone(), code.clone())).or_default().push(decided);
            }
        }
    }
    all
}

/// A code that some readers gave in a unit and others did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The unit.
    pub unit: Unit,
    /// The key of the codebook.
    pub codebook: String,
    /// The code.
    pub code: String,
    /// Who gave it.
    pub given_by: Vec<UserId>,
    /// Who finished and did not give it.
    pub not_given_by: Vec<UserId>,
    /// How it was settled; `None` while it is open.
    pub settled: Option<Coding>,
}

/// Where readers who finished a response differ, settled or not, in the order of responses, questions and codes.
pub fn differences(readings: &[Reading], codings: &[Coding]) -> Vec<Difference> {
    let mut readers: BTreeMap<ResponseId, BTreeSet<UserId>> = BTreeMap::new();
    for reading in readings.iter().filter(|one| one.finished_at.is_some()) {
        readers.entry(reading.response_id).or_default().insert(reading.user_id);
    }
    let mut found = Vec::new();
    for ((unit, codebook, code), by) in given(codings) {
        let Some(readers) = readers.get(&unit.response).filter(|readers| readers.len() > 1) else { continue };
        let (given_by, not_given_by): (Vec<_>, Vec<_>) = readers.iter().copied().partition(|user| by.contains(user));
        if given_by.is_empty() || not_given_by.is_empty() {
            continue;
        }
        let settled = codings.iter().find(|coding| {
            coding.kind != CodingKind::Reader
                && coding.taken_back_at.is_none()
                && coding.response_id == unit.response
                && coding.passage.question == unit.question
                && coding.codebook == codebook
                && coding.code == code
        });
        found.push(Difference { settled: settled.cloned(), unit, codebook, code, given_by, not_given_by });
    }
    found
}

/// Those that are not settled yet. `has` says whether the newest revision answers the question of a unit: over what it
/// does not answer there is nothing to settle.
pub fn open_of(readings: &[Reading], codings: &[Coding], has: impl Fn(&Unit) -> bool) -> Vec<Difference> {
    differences(readings, codings).into_iter().filter(|one| one.settled.is_none() && has(&one.unit)).collect()
}

/// Who gave which code in which unit.
fn given(codings: &[Coding]) -> BTreeMap<(Unit, String, String), BTreeSet<UserId>> {
    let mut given: BTreeMap<_, BTreeSet<UserId>> = BTreeMap::new();
    for coding in codings.iter().filter(|one| one.kind == CodingKind::Reader && one.taken_back_at.is_none()) {
        if let Actor::User(user) = coding.coded_by {
            let unit = Unit { response: coding.response_id, question: coding.passage.question.clone() };
            given.entry((unit, coding.codebook.clone(), coding.code.clone())).or_default().insert(user);
        }
    }
    given
}
