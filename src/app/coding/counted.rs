//! Which codes count: what tables, profiles and files say of an answer.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sight;
use crate::store::codings::{Coding, CodingKind};
use crate::store::{Connection, NetworkId, ResponseId, StoreError};

/// A codebook and one of its codes.
pub type GivenCode = (String, String);

/// The codes that count for each response of a network, for whoever asks: see [`of_codings`]. Codes of a case that
/// somebody else is still reading do not count yet: a figure with a case behind it would tell them.
///
/// # Errors
/// Those of the database.
pub fn of_network(
    connection: &mut Connection,
    network: NetworkId,
) -> Result<HashMap<ResponseId, BTreeSet<GivenCode>>, StoreError> {
    Ok(of_codings(&sight::seen_by_all(connection, network)?))
}

/// The codes that count for each response: what was settled about a question and a code, and where nothing was, what
/// any reader gave. Each counts once, however many readers gave it and to however many passages.
pub fn of_codings(codings: &[Coding]) -> HashMap<ResponseId, BTreeSet<GivenCode>> {
    let mut counted: HashMap<ResponseId, BTreeSet<GivenCode>> = HashMap::new();
    for ((response, _), codes) in of_units(codings) {
        counted.entry(response).or_default().extend(codes);
    }
    counted
}

/// The same question by question; a blank question is the answer as a whole.
pub fn of_units(codings: &[Coding]) -> BTreeMap<(ResponseId, String), BTreeSet<GivenCode>> {
    let mut units: BTreeMap<(ResponseId, &str, &str, &str), CodingKind> = BTreeMap::new();
    for coding in codings.iter().filter(|coding| coding.taken_back_at.is_none()) {
        let unit =
            (coding.response_id, coding.passage.question.as_str(), coding.codebook.as_str(), coding.code.as_str());
        let kind = units.entry(unit).or_insert(coding.kind);
        if coding.kind != CodingKind::Reader {
            *kind = coding.kind;
        }
    }
    let mut counted: BTreeMap<(ResponseId, String), BTreeSet<GivenCode>> = BTreeMap::new();
    for ((response, question, codebook, code), kind) in units {
        if kind != CodingKind::Dropped {
            let codes = counted.entry((response, question.to_owned())).or_default();
            codes.insert((codebook.to_owned(), code.to_owned()));
        }
    }
    counted
}

/// The codes of one codebook that count for each response.
///
/// # Errors
/// Those of the database.
pub fn of_book(
    connection: &mut Connection,
    network: NetworkId,
    codebook: &str,
) -> Result<HashMap<ResponseId, Vec<String>>, StoreError> {
    let all = of_network(connection, network)?.into_iter();
    let of_book = |codes: BTreeSet<GivenCode>| -> Vec<String> {
        codes.into_iter().filter(|(book, _)| book == codebook).map(|(_, code)| code).collect()
    };
    Ok(all.map(|(response, codes)| (response, of_book(codes))).filter(|(_, codes)| !codes.is_empty()).collect())
}
