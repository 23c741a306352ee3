//! The case board of a network: all its cases over all rounds, as far as the reader may see them.

use std::collections::BTreeSet;

use super::case::{Case, Viewer, gather};
use super::filter::{Filter, may_know};
use super::text_for::CaseWords;
use crate::app::coding::books::Books;
use crate::app::desk::{DeskError, RoundRead, has_cases};
use crate::app::network_rounds::read_all;
use crate::app::results::places;
use crate::app::{Definitions, Reader};
use crate::definition::Feed;
use crate::store::{Connection, RoundId};
use crate::view::cases::{BoardPage, Hit, Labelled, Lane, LaneCase, Sheet, items_of, options};
use crate::view::field::Typed;
use crate::view::form::{Agencies, RegisteredAgency};
use crate::view::results::query;

/// How many cases of a lane stand on one page.
const PER_PAGE: usize = 10;

/// The board as an address asks for it, and the rounds whose cases are on it.
///
/// # Errors
/// Those of the database, and an answer that does not fit its definition.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    viewer: Viewer,
    typed: &Typed,
) -> Result<(BoardPage, Vec<RoundId>), DeskError> {
    let Viewer { network, reader, .. } = viewer;
    let rounds = read_all(connection, definitions, network, has_cases)?;
    let books = Books::of_network(connection, definitions, network)?;
    let cases = gather(connection, viewer, &rounds)?;
    let filter = Filter::of(typed, reader);
    let taken: Vec<&Case<'_>> = cases.iter().filter(|case| filter.takes(case)).collect();
    let lanes = lanes(&rounds, &taken);
    let longest = lanes.iter().map(|(_, cases)| shown(cases).count()).max().unwrap_or_default();
    let pages = longest.div_ceil(PER_PAGE).max(1);
    let board = Board {
        shows_hits: !filter.sought.is_empty() && typed.one("show") != "sheets",
        page: typed.one("page").parse().unwrap_or(1_usize).clamp(1, pages),
        base: format!("/staff/networks/{network}"),
        reader,
        filter,
        books,
    };
    let lanes: Vec<Lane> = lanes.into_iter().map(|(kind, cases)| board.lane(kind, &cases)).collect();
    let page = BoardPage {
        has_rounds: !rounds.is_empty(),
        is_masked: !reader.sees_answers(),
        filters: board.filter.fields(&cases, &board.books),
        sought: board.filter.typed.clone(),
        is_filtered: board.filter.is_any(),
        shows_hits: board.shows_hits,
        other_view: if board.filter.sought.is_empty() { String::new() } else { board.address(1, !board.shows_hits) },
        counted: counted(&taken, cases.len(), reader),
        lanes,
        before: (board.page > 1).then(|| board.address(board.page - 1, board.shows_hits)),
        after: (board.page < pages).then(|| board.address(board.page + 1, board.shows_hits)),
    };
    let of_cases: BTreeSet<RoundId> = taken.iter().map(|case| case.read.round.id).collect();
    Ok((page, of_cases.into_iter().collect()))
}

/// What the lanes of one board share.
struct Board {
    reader: Reader,
    filter: Filter,
    books: Books,
    shows_hits: bool,
    page: usize,
    base: String,
}

impl Board {
    /// The same board at another page, with hits or sheets.
    fn address(&self, page: usize, shows_hits: bool) -> String {
        let number = page.to_string();
        let mut pairs = self.filter.pairs();
        if !shows_hits && !self.filter.sought.is_empty() {
            pairs.push(("show", "sheets"));
        }
        if page > 1 {
            pairs.push(("page", &number));
        }
        query(pairs)
    }

    fn lane(&self, kind: Labelled, cases: &[&Case<'_>]) -> Lane {
        let first = (self.page - 1) * PER_PAGE;
        let may_be_seen = shown(cases).count();
        let here: Vec<&Case<'_>> = shown(cases).skip(first).take(PER_PAGE).collect();
        let shown = match here.len() {
            length if length == may_be_seen => String::new(),
            0 => "この先の事例はありません".to_owned(),
            length => format!("{}～{}件目", first + 1, first + length),
        };
        let places: Vec<_> = here.iter().map(|case| places(case.read)).collect();
        let sheets: Vec<Sheet<'_>> = here.iter().zip(&places).map(|(case, places)| self.sheet(case, places)).collect();
        Lane {
            code: kind.key,
            title: kind.label,
            counted: counted(cases, cases.len(), self.reader),
            shown,
            waiting: cases.len() - may_be_seen,
            items: if self.shows_hits { Vec::new() } else { items_of(&sheets, &self.filter.sought) },
            cases: here.iter().map(|case| self.case(case)).collect(),
        }
    }

    fn sheet<'a>(&self, case: &Case<'a>, places: &'a crate::view::form::Places) -> Sheet<'a> {
        let questionnaire = case.read.questionnaire.as_ref();
        if case.words == CaseWords::Whole && !self.shows_hits {
            Sheet::whole(questionnaire, &case.answer.document, &agencies(case.read), places)
        } else {
            let texts = case.texts().into_iter().map(|text| (text.question, text.text)).collect();
            Sheet::of_texts(questionnaire, places, texts)
        }
    }

    fn case(&self, case: &Case<'_>) -> LaneCase {
        let hits = case
            .texts()
            .into_iter()
            .filter_map(|text| Some(Hit { pieces: self.filter.sought.context(&text.text)?, label: text.label }));
        LaneCase {
            path: format!("{}/cases/{}", self.base, case.answer.response),
            name: case.name(),
            agency: if self.reader.sees_answers() { case.answer.agency_name.clone() } else { String::new() },
            round: case.read.round.title.clone(),
            facts: facts(case, self.reader),
            codes: codes(case, self.reader, &self.books),
            standing: case.standing.label(),
            hits: if self.shows_hits { hits.collect() } else { Vec::new() },
        }
    }
}

/// Those of which a reader may see something: the others are counted alone.
fn shown<'b, 'a>(cases: &[&'b Case<'a>]) -> impl Iterator<Item = &'b Case<'a>> {
    cases.iter().copied().filter(|case| case.words != CaseWords::Waiting)
}

/// The attributes of a case that a reader may know: the band of age alone, where they see no single answers.
pub(super) fn facts(case: &Case<'_>, reader: Reader) -> Vec<String> {
    let facts = &case.facts;
    let mut shown: Vec<String> = facts.age.iter().map(|one| one.label.clone()).collect();
    if reader.sees_answers() {
        shown.extend(facts.sex.iter().chain(&facts.outcome).map(|one| one.label.clone()));
    }
    shown
}

/// The labels of the codes that count for a case, as far as a reader may know them.
pub(super) fn codes(case: &Case<'_>, reader: Reader, books: &Books) -> Vec<String> {
    let known = case.codes.iter().filter(|(book, _)| may_know(reader, book));
    known.filter_map(|(book, code)| books.label(book, code)).map(str::to_owned).collect()
}

/// The agencies that a round's answers may name.
pub(in crate::app) fn agencies(read: &RoundRead) -> Agencies {
    let registered = read.agencies.iter();
    let registered = registered.map(|agency| RegisteredAgency { id: agency.id.to_string(), name: agency.name.clone() });
    Agencies::new(registered.collect(), read.kinds.clone(), Vec::new())
}

/// The kinds of cases that the rounds ask for, and those whose sheet does not say, each with its cases.
fn lanes<'a, 'b>(rounds: &[RoundRead], cases: &[&'b Case<'a>]) -> Vec<(Labelled, Vec<&'b Case<'a>>)> {
    let mut kinds: Vec<Labelled> = Vec::new();
    for kind in rounds.iter().flat_map(|read| options(&read.questionnaire, Feed::CaseValence)) {
        if !kinds.iter().any(|known| known.key == kind.key) {
            kinds.push(kind);
        }
    }
    let of_kind = |key: Option<&str>| {
        let is_of = |case: &&&Case<'_>| case.facts.valence.as_ref().map(|one| one.key.as_str()) == key;
        cases.iter().filter(is_of).copied().collect::<Vec<_>>()
    };
    let unsaid = of_kind(None);
    let mut lanes: Vec<_> = kinds.into_iter().map(|kind| (of_kind(Some(&kind.key)), kind)).collect();
    if !unsaid.is_empty() {
        let label = "どちらか記入のない事例".to_owned();
        lanes.push((unsaid, Labelled { key: "unsaid".to_owned(), label }));
    }
    lanes.into_iter().map(|(cases, kind)| (kind, cases)).collect()
}

/// 「12件・8機関」, of how many. How many agencies wrote them is not for those who may not know who did.
fn counted(cases: &[&Case<'_>], all: usize, reader: Reader) -> String {
    let mut words = format!("{}件", cases.len());
    if reader.sees_answers() {
        let agencies: BTreeSet<_> = cases.iter().map(|case| case.answer.agency).collect();
        words = format!("{words}・{}機関", agencies.len());
    }
    if cases.len() < all { format!("{words}（全{all}件のうち）") } else { words }
}
