//! One case on one page, as far as a reader may see it, with what readers found in it.

use std::collections::HashMap;

use super::board::{agencies, codes};
use super::case::{Case, Viewer, gather};
use super::text_for::{CaseWords, WAITING};
use crate::answer::{self, Completed};
use crate::app::Definitions;
use crate::app::coding::books::Books;
use crate::app::coding::people::Names;
use crate::app::coding::placed::{Placed, placed};
use crate::app::coding::progress::reading_lines;
use crate::app::coding::{decisions, sight};
use crate::app::desk::{DeskError, RoundRead, has_cases, read_round, zone_of};
use crate::app::masking::Standing;
use crate::app::results::places;
use crate::store::audit::{self, Act, Subject};
use crate::store::codings::CodingKind;
use crate::store::networks::Network;
use crate::store::responses::Response;
use crate::store::{Connection, NetworkId, ResponseId, case_assignments, case_readings, codings, responses};
use crate::view::answers::sheet_path;
use crate::view::cases::{Earlier, Given, OnePage, OneRow, OneSection, Piece};
use crate::view::dates;
use crate::view::form::answered;
use crate::view::table::Fact;

/// The page of a case.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such case, or it does not count.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    viewer: Viewer,
    id: ResponseId,
) -> Result<OnePage, DeskError> {
    let (read, response) = find(connection, definitions, network.id, id)?;
    let rounds = [read];
    let cases = gather(connection, viewer, &rounds)?;
    let case = cases.iter().find(|case| case.answer.response == id).ok_or(DeskError::NotFound)?;
    let books = Books::of_network(connection, definitions, network.id)?;
    let path = format!("/staff/networks/{}/cases/{id}", network.id);
    let mut page = OnePage {
        name: case.name(),
        round: case.read.round.title.clone(),
        facts: facts(case, viewer, &books),
        is_masked: !viewer.reader.sees_answers(),
        waiting: if case.words == CaseWords::Waiting { WAITING.to_owned() } else { String::new() },
        sections: sections(case),
        whole: Vec::new(),
        gone: Vec::new(),
        earlier: Vec::new(),
        readings: Vec::new(),
        readers_wait: "",
        hides_others: false,
        answer_path: String::new(),
        disagreements: 0,
        path,
    };
    if viewer.reader.sees_answers() {
        let found = Found { names: Names::of_network(connection, network.id)?, books, network };
        found.fill(&mut page, connection, definitions, (case, &response), viewer)?;
    }
    Ok(page)
}

/// Notes in the log that somebody read a case.
///
/// # Errors
/// Those of the database.
pub fn note_view(connection: &mut Connection, viewer: Viewer, id: ResponseId, act: &Act) -> Result<(), DeskError> {
    let details = serde_json::json!({ "for": viewer.reader.name() });
    Ok(audit::record(connection, viewer.network, act, "answer.viewed", &Subject::new("response", id), &details)?)
}

/// The round of a case with its answers, and the case's response.
pub(in crate::app) fn find(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    id: ResponseId,
) -> Result<(RoundRead, Response), DeskError> {
    let response = responses::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    let read = read_round(connection, definitions, network, response.round_id)?;
    let is_case = has_cases(&read.questionnaire) && read.answers.iter().any(|answer| answer.response == id);
    if is_case { Ok((read, response)) } else { Err(DeskError::NotFound) }
}

fn facts(case: &Case<'_>, viewer: Viewer, books: &Books) -> Vec<Fact> {
    let (facts, mut shown) = (&case.facts, Vec::new());
    let mut say = |label: &str, value: Option<String>| {
        shown.extend(value.filter(|value| !value.is_empty()).map(|value| Fact::new(label, value)));
    };
    let label = |one: &Option<crate::view::cases::Labelled>| one.as_ref().map(|one| one.label.clone());
    say("種類", label(&facts.valence));
    say("年代", label(&facts.age));
    if viewer.reader.sees_answers() {
        say("性別", label(&facts.sex));
        say("状況", label(&facts.outcome));
        say("機関", Some(case.answer.agency_name.clone()));
    } else {
        say("分類", Some(codes(case, viewer.reader, books).join("、")));
    }
    shown
}

/// The sheet's questions: all that was answered, or the texts that may be shown.
fn sections(case: &Case<'_>) -> Vec<OneSection> {
    let row = |key: String, label: String, text: String| OneRow {
        key,
        label,
        pieces: vec![Piece { text, is_hit: false }],
        given: Vec::new(),
    };
    if case.words != CaseWords::Whole {
        let rows: Vec<_> = case.texts().into_iter().map(|one| row(one.question, one.label, one.text)).collect();
        return if rows.is_empty() { Vec::new() } else { vec![OneSection { title: "本文".to_owned(), rows }] };
    }
    let questionnaire = &case.read.questionnaire;
    let Completed { document, shown } = answer::complete(questionnaire, case.answer.document.clone());
    let all = answered(questionnaire, &document, &shown, &agencies(case.read), &places(case.read));
    let section = |section: crate::view::form::AnsweredSection| OneSection {
        title: section.title,
        rows: section.rows.into_iter().map(|one| row(one.key, one.label, one.answer.plain())).collect(),
    };
    all.into_iter().map(section).filter(|section| !section.rows.is_empty()).collect()
}

/// What is needed to say what readers found.
struct Found<'a> {
    names: Names,
    books: Books,
    network: &'a Network,
}

impl Found<'_> {
    fn fill(
        &self,
        page: &mut OnePage,
        connection: &mut Connection,
        definitions: &Definitions,
        (case, response): (&Case<'_>, &Response),
        viewer: Viewer,
    ) -> Result<(), DeskError> {
        let network = self.network.id;
        let readings = case_readings::of_response(connection, network, response.id)?;
        let mut history = codings::history(connection, network, response.id)?;
        page.hides_others = readings.iter().any(|one| one.user_id == viewer.user && one.finished_at.is_none());
        history.retain(|coding| sight::sees(&readings, viewer.user, coding));
        let newest = (case.texts(), response.latest_revision);
        let all = placed(connection, definitions, network, (&newest.0, newest.1), history)?;
        let (in_force, earlier): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.coding.taken_back_at.is_none());
        // How readers' difference over a question was settled is history once a correction has dropped the question.
        let is_past = |one: &Placed| one.is_gone && one.coding.kind != CodingKind::Reader;
        let (past, in_force): (Vec<_>, Vec<_>) = in_force.into_iter().partition(is_past);
        self.place(page, in_force);
        page.earlier = earlier.iter().chain(&past).rev().filter_map(|one| self.earlier(one)).collect();
        if !page.hides_others {
            let in_force = codings::of_response(connection, network, response.id)?;
            page.disagreements = decisions::open_of(&readings, &in_force, |unit| {
                unit.is_among(newest.0.iter().map(|text| text.question.as_str()))
            })
            .len();
        }
        let assigned = case_assignments::of_response(connection, network, response.id)?;
        let assigned: Vec<_> = assigned.into_iter().map(|user| (response.id, user)).collect();
        if !assigned.is_empty() && case.standing != Standing::Approved {
            page.readers_wait = case.standing.label();
        }
        page.readings = reading_lines(response.id, &readings, &assigned, &self.names);
        let sheet = sheet_path(response.round_id, case.answer.agency, case.answer.sheet);
        page.answer_path = format!("/staff/networks/{network}{sheet}");
        Ok(())
    }

    /// Puts codes beside what they were given to, and marks passages in the text.
    fn place(&self, page: &mut OnePage, in_force: Vec<Placed>) {
        let mut marked: HashMap<String, Vec<std::ops::Range<usize>>> = HashMap::new();
        for one in in_force {
            let Some(given) = self.given(&one) else { continue };
            let question = one.coding.passage.question.clone();
            let mut rows = page.sections.iter_mut().flat_map(|section| &mut section.rows);
            if one.is_gone {
                page.gone.push(given);
            } else if let Some(row) = rows.find(|row| row.key == question) {
                row.given.push(given);
                marked.entry(question).or_default().extend(one.range);
            } else {
                page.whole.push(given);
            }
        }
        for row in page.sections.iter_mut().flat_map(|section| &mut section.rows) {
            if let Some(ranges) = marked.get(&row.key).filter(|ranges| !ranges.is_empty()) {
                let text: String = row.pieces.iter().map(|piece| piece.text.as_str()).collect();
                row.pieces = with_marks(&text, ranges);
            }
        }
    }

    /// A code in words; `None` where its codebook is not one that readers use.
    fn given(&self, one: &Placed) -> Option<Given> {
        let coding = &one.coding;
        let book = self.books.book(&coding.codebook)?;
        let kind = match coding.kind {
            CodingKind::Reader => "",
            CodingKind::Settled => "協議の結果、付けることにした分類",
            CodingKind::Dropped => "協議の結果、付けないことにした分類",
        };
        Some(Given {
            id: coding.id.to_string(),
            book: book.title.clone(),
            label: self.books.label(&coding.codebook, &coding.code)?.to_owned(),
            quote: one.quote.clone(),
            by: self.names.of_actor(coding.coded_by).to_owned(),
            at: dates::moment(coding.coded_at, &zone_of(self.network)),
            kind: kind.to_owned(),
            note: one.note.clone(),
        })
    }

    fn earlier(&self, one: &Placed) -> Option<Earlier> {
        let taken = one.coding.taken_back_by.zip(one.coding.taken_back_at);
        Some(Earlier {
            given: self.given(one)?,
            by: taken.map(|(by, _)| self.names.of_actor(by).to_owned()).unwrap_or_default(),
            at: taken.map(|(_, at)| dates::moment(at, &zone_of(self.network))).unwrap_or_default(),
        })
    }
}

/// The text in pieces; what any of the ranges (in characters) covers is marked.
fn with_marks(text: &str, ranges: &[std::ops::Range<usize>]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let is_hit = ranges.iter().any(|range| range.contains(&at));
        match pieces.last_mut() {
            Some(last) if last.is_hit == is_hit => last.text.push(letter),
            _ => pieces.push(Piece { text: letter.to_string(), is_hit }),
        }
    }
    pieces
}
