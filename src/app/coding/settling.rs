//! Where readers differ, and what the office settles: a coding of its own kind, beside the readers' own.

use std::collections::HashMap;

use super::books::Books;
use super::codable;
use super::decisions::{Difference, differences};
use super::passages::of_question;
use super::people::Names;
use super::placed::placed;
use crate::app::Definitions;
use crate::app::cases::{CaseHead, Viewer, all_coded};
use crate::app::desk::{DeskError, zone_of};
use crate::store::audit::{Act, Actor};
use crate::store::codings::{self, Coding, CodingKind, NewCoding, Passage};
use crate::store::networks::Network;
use crate::store::{Connection, ResponseId, UserId, case_readings};
use crate::view::cases::{WrittenText, written};
use crate::view::coding::{DifferenceLine, DifferencesPage, DifferingCase, PastLine};
use crate::view::dates;
use crate::view::field::Typed;

/// How settling ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settling {
    /// It is settled, or open again.
    Done,
    /// Somebody else settled it meanwhile, or readers differ no more.
    Stale,
}

/// What is to be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The code is given to the question.
    Given,
    /// It is not.
    Dropped,
    /// The matter is open again.
    Open,
}

impl Decision {
    /// By the value of the button that was pressed; `None` where there is no such button.
    pub fn of_button(value: &str) -> Option<Self> {
        match value {
            "given" => Some(Self::Given),
            "dropped" => Some(Self::Dropped),
            "open" => Some(Self::Open),
            _ => None,
        }
    }
}

/// The page. Cases that the viewer is reading are left out: they would see the codes of others.
///
/// # Errors
/// Those of the database, and an answer that does not fit its definition.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    viewer: Viewer,
) -> Result<DifferencesPage, DeskError> {
    let readings = case_readings::of_network(connection, network.id)?;
    let given = codings::of_network(connection, network.id)?;
    let is_mine = |case: ResponseId| {
        readings.iter().any(|one| one.response_id == case && one.user_id == viewer.user && one.finished_at.is_none())
    };
    let mut by_case: HashMap<ResponseId, Vec<Difference>> = HashMap::new();
    for difference in differences(&readings, &given).into_iter().filter(|one| !is_mine(one.unit.response)) {
        by_case.entry(difference.unit.response).or_default().push(difference);
    }
    let cases = all_coded(connection, definitions, viewer)?;
    let finished =
        |case: ResponseId| readings.iter().filter(|one| one.response_id == case && one.finished_at.is_some()).count();
    let mut page = DifferencesPage {
        told: "",
        read_twice: cases.iter().filter(|case| finished(case.id) > 1).count(),
        open: 0,
        settled: 0,
        cases: Vec::new(),
        past: Vec::new(),
    };
    let drawing = Drawing {
        names: Names::of_network(connection, network.id)?,
        books: Books::of_network(connection, definitions, network.id)?,
        network,
    };
    for case in &cases {
        let Some(found) = by_case.remove(&case.id) else { continue };
        let quotes = drawing.quotes(connection, definitions, case.id, &given)?;
        let is_there = |one: &&Difference| one.unit.is_among(case.labels.keys().map(String::as_str));
        let (now, gone): (Vec<&Difference>, Vec<&Difference>) = found.iter().partition(is_there);
        let settled_then = gone.into_iter().filter(|one| one.settled.is_some());
        page.past.extend(settled_then.filter_map(|one| drawing.past(case, one)));
        let lines: Vec<DifferenceLine> =
            now.into_iter().filter_map(|difference| drawing.line(case, difference, &quotes)).collect();
        if lines.is_empty() {
            continue;
        }
        page.open += lines.iter().filter(|line| line.settled_id.is_empty()).count();
        page.settled += lines.iter().filter(|line| !line.settled_id.is_empty()).count();
        page.cases.push(DifferingCase {
            path: format!("/staff/networks/{}/cases/{}", network.id, case.id),
            page: format!("/staff/networks/{}{}", network.id, case.page),
            name: case.name.clone(),
            agency: case.agency.clone(),
            round: case.round.clone(),
            lines,
        });
    }
    Ok(page)
}

/// Settles whether a code is given to a question of a case, or opens the matter again. `settled` in the form names how
/// it was settled when the page was opened.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such case.
pub fn settle(
    connection: &mut Connection,
    definitions: &Definitions,
    (viewer, case): (Viewer, ResponseId),
    (typed, decision): (&Typed, Decision),
    act: &Act,
) -> Result<Settling, DeskError> {
    let (read, response) = codable::find(connection, definitions, viewer.network, case)?;
    let readings = case_readings::of_response(connection, viewer.network, case)?;
    let given = codings::of_response(connection, viewer.network, case)?;
    let found = differences(&readings, &given).into_iter().find(|one| {
        one.unit.question == typed.one("question")
            && one.codebook == typed.one("codebook")
            && one.code == typed.one("code")
    });
    let Some(found) = found else { return Ok(Settling::Stale) };
    let was = found.settled.as_ref().map(|coding| coding.id.to_string()).unwrap_or_default();
    let answer = read.answers.iter().find(|answer| answer.response == case).ok_or(DeskError::NotFound)?;
    let texts = written(&read.questionnaire, &answer.document);
    // A correction may have dropped the question meanwhile.
    if was != typed.one("settled") || !found.unit.is_among(texts.iter().map(|text| text.question.as_str())) {
        return Ok(Settling::Stale);
    }
    if let Some(settled) = &found.settled
        && !codings::take_back(connection, viewer.network, settled, act)?
    {
        return Ok(Settling::Stale);
    }
    let kind = match decision {
        Decision::Given => CodingKind::Settled,
        Decision::Dropped => CodingKind::Dropped,
        Decision::Open => return Ok(Settling::Done),
    };
    let new = NewCoding {
        response: case,
        revision: response.latest_revision,
        passage: passage(&texts, &found.unit.question),
        codebook: found.codebook,
        code: found.code,
        kind,
    };
    let is_new = codings::give(connection, viewer.network, &new, act)?;
    Ok(if is_new { Settling::Done } else { Settling::Stale })
}

/// All of a question; it is named even where its text was taken out since.
fn passage(texts: &[WrittenText], question: &str) -> Passage {
    let text = texts.iter().find(|text| text.question == question);
    text.map_or_else(|| Passage { question: question.to_owned(), ..Passage::default() }, of_question)
}

/// What drawing the page needs.
struct Drawing<'a> {
    names: Names,
    books: Books,
    network: &'a Network,
}

/// Who gave which code to which words of which question.
type Quotes = Vec<(Coding, String)>;

impl Drawing<'_> {
    fn quotes(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        case: ResponseId,
        given: &[Coding],
    ) -> Result<Quotes, DeskError> {
        let of_case = given.iter().filter(|coding| coding.response_id == case && coding.kind == CodingKind::Reader);
        let of_case: Vec<Coding> = of_case.cloned().collect();
        let (read, response) = codable::find(connection, definitions, self.network.id, case)?;
        let answer = read.answers.iter().find(|answer| answer.response == case).ok_or(DeskError::NotFound)?;
        let texts = written(&read.questionnaire, &answer.document);
        let newest = (texts.as_slice(), response.latest_revision);
        let placed = placed(connection, definitions, self.network.id, newest, of_case)?;
        Ok(placed.into_iter().map(|one| (one.coding, one.quote)).collect())
    }

    fn line(&self, case: &CaseHead, difference: &Difference, quotes: &Quotes) -> Option<DifferenceLine> {
        let unit = &difference.unit;
        let names = |users: &[UserId]| users.iter().map(|user| self.names.of(*user).to_owned()).collect();
        let is_of = |coding: &Coding| {
            coding.passage.question == unit.question
                && coding.codebook == difference.codebook
                && coding.code == difference.code
                && matches!(coding.coded_by, Actor::User(user) if difference.given_by.contains(&user))
        };
        let whole = || "事例全体".to_owned();
        Some(DifferenceLine {
            question_label: if unit.question.is_empty() {
                whole()
            } else {
                case.labels.get(&unit.question).cloned().unwrap_or_else(|| "（訂正により、今はない回答）".to_owned())
            },
            question: unit.question.clone(),
            book: self.books.book(&difference.codebook)?.title.clone(),
            label: self.books.label(&difference.codebook, &difference.code)?.to_owned(),
            codebook: difference.codebook.clone(),
            code: difference.code.clone(),
            given_by: names(&difference.given_by),
            not_given_by: names(&difference.not_given_by),
            quotes: quotes
                .iter()
                .filter(|(coding, quote)| is_of(coding) && !quote.is_empty())
                .map(|(_, quote)| quote.clone())
                .collect(),
            settled: difference.settled.as_ref().map(|coding| self.settled(coding)).unwrap_or_default(),
            settled_id: difference.settled.as_ref().map(|coding| coding.id.to_string()).unwrap_or_default(),
        })
    }

    /// A settled difference over a question that a correction has dropped.
    fn past(&self, case: &CaseHead, difference: &Difference) -> Option<PastLine> {
        Some(PastLine {
            page: format!("/staff/networks/{}{}", self.network.id, case.page),
            name: format!("{}（{}）", case.name, case.agency),
            label: self.books.label(&difference.codebook, &difference.code)?.to_owned(),
            settled: difference.settled.as_ref().map(|coding| self.settled(coding)).unwrap_or_default(),
        })
    }

    fn settled(&self, coding: &Coding) -> String {
        let how = if coding.kind == CodingKind::Settled {
            "付けることにしました"
        } else {
            "付けないことにしました"
        };
        let (by, at) = (self.names.of_actor(coding.coded_by), dates::moment(coding.coded_at, &zone_of(self.network)));
        format!("{how}（{by}　{at}）")
    }
}
