//! How far the readers of a network agree, code by code.

use std::collections::BTreeSet;

use super::coding::books::Books;
use super::coding::decisions::{self, Decided, Unit};
use super::coding::people::Names;
use super::coding::units;
use super::definitions::Definitions;
use super::desk::DeskError;
use crate::analysis::coding::agreement::{Decisions, TwoReaders, alpha, overall_alpha, overall_kappa};
use crate::store::{Connection, NetworkId, ResponseId, UserId, case_readings, codings};
use crate::view::agreement::{AgreementPage, CodeAgreement, Counted, Overall, OverallPair, Pair};

/// The page of agreement: over cases that two or more readers finished without having seen each other's codes.
///
/// # Errors
/// Those of the database, and an answer that does not fit its definition.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<AgreementPage, DeskError> {
    let asked = units::of_network(connection, definitions, network)?;
    let by_code =
        decisions::by_code(connection, network, |response| asked.get(&response).cloned().unwrap_or_default())?;
    let (books, names) =
        (Books::of_network(connection, definitions, network)?, Names::of_network(connection, network)?);
    let all: Vec<&Decided> = by_code.values().flatten().collect();
    let readers: BTreeSet<UserId> = all.iter().flat_map(|decided| decided.given.keys().copied()).collect();
    let cases: BTreeSet<ResponseId> = all.iter().map(|decided| decided.unit.response).collect();
    let readers: Vec<UserId> = readers.into_iter().collect();
    let pairs = pairs(&readers, &names);
    let row =
        |decided: &Decided| -> Decisions { readers.iter().map(|reader| decided.given.get(reader).copied()).collect() };
    let (mut codes, mut rows_by_code) = (Vec::new(), Vec::new());
    // In the order of the codebooks, then what no codebook knows.
    for ((book, code), decided) in &by_code {
        let rows: Vec<Decisions> = decided.iter().map(row).collect();
        let place = books.books.iter().position(|known| known.key == *book);
        let at = place.and_then(|place| books.books.get(place)?.codes.iter().position(|known| known.key == *code));
        let title = books.book(book).map_or(book.as_str(), |book| &book.title);
        codes.push((
            (place.is_none(), place, at),
            CodeAgreement {
                book: title.to_owned(),
                label: books.label(book, code).unwrap_or(code).to_owned(),
                counted: counted(&rows, &pairs),
            },
        ));
        rows_by_code.push(rows);
    }
    codes.sort_by_key(|(place, _)| *place);
    let units: BTreeSet<&Unit> = all.iter().map(|decided| &decided.unit).collect();
    let open = decisions::open_of(
        &case_readings::of_network(connection, network)?,
        &codings::of_network(connection, network)?,
        |unit| unit.is_among(asked.get(&unit.response).into_iter().flatten().map(String::as_str)),
    );
    Ok(AgreementPage::new(
        cases.len(),
        readers.len(),
        &overall(&rows_by_code, &pairs, units.len()),
        codes.into_iter().map(|(_, code)| code).collect(),
        open.len(),
    ))
}

/// Two readers, by their places, and what the two are called.
type Two = (usize, usize, String);

fn pairs(readers: &[UserId], names: &Names) -> Vec<Two> {
    let mut pairs = Vec::new();
    for (first, one) in readers.iter().enumerate() {
        for (second, other) in readers.iter().enumerate().skip(first + 1) {
            pairs.push((first, second, format!("{}と{}", names.of(*one), names.of(*other))));
        }
    }
    pairs
}

/// All codes together; `units` counts the questions of cases that were read.
fn overall(codes: &[Vec<Decisions>], pairs: &[Two], units: usize) -> Overall {
    let two = |(first, second, readers): &Two| {
        let counts: Vec<TwoReaders> = codes.iter().map(|rows| TwoReaders::of(rows, *first, *second)).collect();
        // Each code could have been given in each unit, so that the codes' units are the same.
        let units = counts.iter().map(|one| one.units()).max().filter(|units| *units > 0)?;
        Some(OverallPair { readers: readers.clone(), kappa: overall_kappa(counts), units })
    };
    Overall { codes: codes.len(), units, pairs: pairs.iter().filter_map(two).collect(), alpha: overall_alpha(codes) }
}

fn counted(rows: &[Decisions], pairs: &[Two]) -> Counted {
    let two = |(first, second, name): &Two| {
        let counts = TwoReaders::of(rows, *first, *second);
        (counts.units() > 0).then(|| Pair { readers: name.clone(), counts })
    };
    let decisions = || rows.iter().flatten().flatten();
    let is_agreed = |row: &&Decisions| {
        let mut decided = row.iter().flatten();
        let first = decided.next();
        decided.all(|other| Some(other) == first)
    };
    let is_read_twice = |row: &&Decisions| row.iter().flatten().count() > 1;
    Counted {
        units: rows.iter().filter(is_read_twice).count(),
        agreed: rows.iter().filter(is_read_twice).filter(is_agreed).count(),
        decisions: decisions().count(),
        given: decisions().filter(|given| **given).count(),
        pairs: pairs.iter().filter_map(two).collect(),
        alpha: alpha(rows),
    }
}
