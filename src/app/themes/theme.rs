//! One theme: everybody's words, and the summary.

use super::coded::{self, Codes};
use super::{completed, hearing, path, unit};
use crate::analysis::themes::{Theme, themes};
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, RoundRead, zone_of};
use crate::app::results::places;
use crate::store::audit::Act;
use crate::store::networks::Network;
use crate::store::theme_summaries::{self, NewSummary, ThemeSummary};
use crate::store::{Connection, ResponseId, RoundId, UserId};
use crate::view::answers::sheet_path;
use crate::view::dates;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::form::{Agencies, RegisteredAgency, answered};
use crate::view::themes::{SummaryEdition, ThemePage, Voice};

/// The longest summary, in characters: a short text, as on a page of a report.
pub const MOST: usize = 1000;

/// Where a theme stands: its network, round and item.
#[derive(Clone, Copy)]
pub struct Where<'a> {
    /// The network.
    pub network: &'a Network,
    /// The round.
    pub round: RoundId,
    /// Key of the item.
    pub theme: &'a str,
    /// Who looks at it: who is reading a hearing sees nobody else's codes in it.
    pub user: UserId,
    /// The code whose voices alone are shown, as 「needs:place」; blank for all.
    pub code: &'a str,
}

/// The page of a theme, with what is stored or what was typed.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such theme.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    at: Where<'_>,
    typed: Option<&Typed>,
    problems: &[FieldProblem],
) -> Result<ThemePage, DeskError> {
    let network = at.network.id;
    let read = hearing(connection, definitions, network, at.round)?;
    let answers = completed(&read);
    let all = themes(&read.questionnaire, &answers);
    let place = all.iter().position(|theme| theme.key == at.theme).ok_or(DeskError::NotFound)?;
    let theme = all.get(place).ok_or(DeskError::NotFound)?;
    let editions: Vec<ThemeSummary> = theme_summaries::of_round(connection, network, at.round)?
        .into_iter()
        .filter(|summary| summary.question == theme.key)
        .collect();
    let codes = Codes::of_round(connection, definitions, (network, at.round), at.user)?;
    let (here, fill) = (path(network, at.round), places(&read));
    let stored = Typed::default().put("summary", editions.first().map_or("", |newest| newest.words.as_str()));
    let state = FormState { typed: typed.unwrap_or(&stored), problems };
    let support = format!(
        "声から読み取れることを、{MOST}字以内で書いてください。個人や機関が特定される書き方は避けてください。会議の資料に使えます。書き直す前の要約も残ります。"
    );
    let beside = |place: Option<usize>| {
        place.and_then(|place| all.get(place)).map_or_else(String::new, |theme| format!("{here}/{}", theme.key))
    };
    let spoke: Vec<ResponseId> =
        theme.voices.iter().filter_map(|place| Some(read.answers.get(*place)?.response)).collect();
    let offered = codes.of_item(&spoke, theme.key, &format!("{here}/{}", theme.key), (at.code, unit(&read)));
    // A code that nobody gave here, as of an old address, hides nothing.
    let chosen = offered.iter().any(|code| code.is_here).then_some(at.code);
    Ok(ThemePage {
        all: format!("{}{}", spoke.len(), unit(&read)),
        unit: unit(&read),
        is_filtered: chosen.is_some(),
        path: format!("{here}/{}", theme.key),
        round: read.round.title.clone(),
        section: fill.fill(theme.section),
        label: fill.fill(theme.label),
        voices: voices(&read, &answers, theme, (&codes, chosen)),
        codes: offered,
        silent: theme.blank.iter().filter_map(|place| Some(read.answers.get(*place)?.agency_name.clone())).collect(),
        summary: state.optional("summary", "この項目の要約", support),
        seen: editions.first().map_or(0, |newest| newest.edition),
        errors: state.summary(&[("summary", "この項目の要約")]),
        editions: editions.into_iter().map(|summary| edition(summary, at.network)).collect(),
        told: None,
        before: beside(place.checked_sub(1)),
        after: beside(Some(place + 1)),
        overview: here,
    })
}

fn edition(summary: ThemeSummary, network: &Network) -> SummaryEdition {
    SummaryEdition {
        edition: summary.edition,
        by: summary.written_by,
        at: dates::moment(summary.written_at, &zone_of(network)),
        words: summary.words,
    }
}

/// What each agency said, in the register's order.
fn voices(
    read: &RoundRead,
    answers: &[crate::answer::Completed],
    theme: &Theme<'_>,
    (codes, chosen): (&Codes, Option<&str>),
) -> Vec<Voice> {
    let registered =
        read.agencies.iter().map(|agency| RegisteredAgency { id: agency.id.to_string(), name: agency.name.clone() });
    let agencies = Agencies::new(registered.collect(), read.kinds.clone(), Vec::new());
    let places = places(read);
    let kind = |code: &str| {
        read.kinds.iter().find(|kind| kind.key == code).map_or_else(|| code.to_owned(), |kind| kind.label.clone())
    };
    let voice = |place: &usize| {
        let (answer, completed) = (read.answers.get(*place)?, answers.get(*place)?);
        let given = codes.of(answer.response, theme.key);
        if chosen.is_some_and(|chosen| !given.iter().any(|code| coded::name(code) == chosen)) {
            return None;
        }
        let sections = answered(&read.questionnaire, &completed.document, &completed.shown, &agencies, &places);
        let row = sections.into_iter().flat_map(|section| section.rows).find(|row| row.key == theme.key)?;
        Some(Voice {
            agency: answer.agency_name.clone(),
            kind: kind(&answer.agency_kind),
            words: row.answer.plain(),
            codes: codes.labels(&given),
            whole: codes.labels(&codes.of(answer.response, "")),
            coding: format!("/cases/{}/coding", answer.response),
            path: sheet_path(read.round.id, answer.agency, answer.sheet),
        })
    };
    theme.voices.iter().filter_map(voice).collect()
}

/// Keeps the summary that was posted; the inner error is everything that is wrong with it.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such theme.
pub fn summarise(
    connection: &mut Connection,
    definitions: &Definitions,
    at: Where<'_>,
    typed: &Typed,
    by: UserId,
    act: &Act,
) -> Result<Result<(), Vec<FieldProblem>>, DeskError> {
    let network = at.network.id;
    let read = hearing(connection, definitions, network, at.round)?;
    if !themes(&read.questionnaire, &[]).iter().any(|theme| theme.key == at.theme) {
        return Err(DeskError::NotFound);
    }
    let words = typed.one("summary");
    let length = words.chars().count();
    if length > MOST {
        let message = format!("{MOST}字以内で書いてください。今は{length}字です。");
        return Ok(Err(vec![FieldProblem::at("summary", message)]));
    }
    let editions = theme_summaries::of_round(connection, network, at.round)?;
    let newest = editions.iter().find(|summary| summary.question == at.theme);
    if newest.map_or("", |newest| newest.words.as_str()) == words {
        return Ok(Ok(()));
    }
    let seen = typed.one("seen").parse().unwrap_or(-1);
    let is_newest = seen == newest.map_or(0, |newest| newest.edition);
    let new = NewSummary { round: at.round, question: at.theme, seen, words, by };
    if is_newest && theme_summaries::write(connection, network, &new, act)? {
        return Ok(Ok(()));
    }
    let message = "ほかの方が、この要約を先に書き直しました。下の「これまでの要約」で今の内容を確かめて、必要なところを書き足してから、もう一度保存してください。";
    Ok(Err(vec![FieldProblem::at("summary", message)]))
}
