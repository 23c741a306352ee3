//! The board of a round: where every agency stands, whom to call, what came in since last time.

mod arrival;
mod attention;
mod delivery;
mod events;
pub mod export;
mod line;
pub mod link;
mod look;
pub mod notes;
pub mod overview;
mod read;
pub mod readings;
mod states;

use jiff::Timestamp;
use jiff::civil::Date;

pub use readings::Readings;

use super::definitions::Definitions;
use super::desk::{DeskError, has_cases};
use super::outbox;
use super::rounds::state_words;
use super::server_key::ServerKey;
use crate::store::networks::Network;
use crate::store::rounds::{Round, RoundState};
use crate::store::{Connection, RoundId, StoreError, UserId, board_looks};
use crate::view::board::{BoardHead, BoardPage, Filter, STATES, Sort, StateTotal};
use crate::view::dates;
use notes::Refused;
use read::{Board, Standing};

/// What a board is drawn from beside the database.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The questionnaires.
    pub definitions: &'a Definitions,
    /// What was read of answers before.
    pub readings: &'a Readings,
    /// What links are made from.
    pub key: &'a ServerKey,
    /// The address of the site.
    pub public_url: &'a str,
    /// Whether mail is sent at all.
    pub sends_mail: bool,
}

/// Who looks at which board, and when.
#[derive(Clone)]
pub struct Looking {
    /// The network.
    pub network: Network,
    /// The round.
    pub round: RoundId,
    /// Who looks.
    pub user: UserId,
    /// When.
    pub now: Timestamp,
}

/// What the page says beside the board.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// What has just been done, as a sentence.
    pub done: String,
    /// A note that could not be kept.
    pub refused: Option<Refused>,
}

/// A board, and the look that is to be noted.
pub struct Shown {
    /// The page.
    pub page: BoardPage,
    /// The look, where it is to be noted.
    pub look: Option<board_looks::Look>,
}

/// The board of a round, with the agencies that are looked for.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn show(
    connection: &mut Connection,
    around: Around<'_>,
    looking: &Looking,
    filter: &Filter,
    told: &Told,
) -> Result<Shown, DeskError> {
    let network = looking.network.id;
    let board = read::board(connection, around, looking)?;
    let last = board_looks::find(connection, network, looking.round, looking.user)?;
    let (since, look) = look::looking(last, looking.now);
    let trouble = outbox::health(connection, network, around.sends_mail, looking.now)?;
    let path = format!("/staff/networks/{network}/rounds/{}", looking.round);
    let news = attention::News { since, reader: looking.user };
    let lines: Vec<(&Standing, Vec<&str>)> =
        board.standings.iter().map(|standing| (standing, keys(standing, news))).collect();
    let mut shown: Vec<&Standing> = lines
        .iter()
        .filter(|(Standing { row, .. }, keys)| filter.takes(keys, &row.agency.kind, &row.agency.name, &row.agency.kana))
        .map(|(standing, _)| *standing)
        .collect();
    if filter.order() == Sort::Last {
        shown.sort_by_key(|standing| std::cmp::Reverse(standing.event.map(|(at, _)| at)));
    }
    let reminds = around.sends_mail && board.round.state == RoundState::Open && board.round.paused_at.is_none();
    let writer =
        line::Writer { board: &board, around, path: &path, now: looking.now, refused: told.refused.as_ref(), reminds };
    let kinds = board.kinds.all().into_iter().filter(|kind| {
        kind.key == filter.kind || board.standings.iter().any(|standing| standing.row.agency.kind == kind.key)
    });
    let page = BoardPage {
        round: head(&board, looking.now),
        facts: board.counts.facts(),
        progress: board.counts.progress(),
        invited: board.counts.invited,
        answered: board.counts.answered,
        mail_trouble: trouble.map(|health| health.words()),
        told: told.done.clone(),
        reminds,
        calls: attention::calls(&board, &path),
        arrivals: attention::arrivals(&board, &path, news),
        waiting: attention::waiting(&board, &path, looking.now),
        totals: totals(&board, &lines),
        filter: filter.form(kinds.map(|kind| (kind.key, kind.label))),
        agencies: shown.into_iter().map(|standing| writer.line(standing)).collect(),
        all: board.standings.len(),
        note_length: notes::LENGTH,
        has_error: told.refused.is_some(),
        path,
    };
    Ok(Shown { page, look })
}

/// Notes that somebody looked.
///
/// # Errors
/// Those of the database.
pub fn note_look(connection: &mut Connection, looking: &Looking, look: board_looks::Look) -> Result<(), StoreError> {
    board_looks::note(connection, looking.network.id, looking.round, looking.user, look)
}

fn head(board: &Board, now: Timestamp) -> BoardHead {
    let round = &board.round;
    let today = now.to_zoned(board.zone.clone()).date();
    BoardHead {
        id: round.id.to_string(),
        title: round.title.clone(),
        state: state_words(round, today),
        is_draft: round.state == RoundState::Draft,
        is_open: round.state == RoundState::Open,
        due: dates::day(round.due_on),
        left: left(round, today),
        period: round.period_text.clone(),
        has_cases: has_cases(&board.questionnaire),
    }
}

/// How far off the due date is, while answers are taken.
pub(super) fn left(round: &Round, today: Date) -> String {
    if round.state != RoundState::Open {
        return String::new();
    }
    let days = today.until(round.due_on).map_or(0, |span| span.get_days());
    match days {
        0 => "本日が期限です".to_owned(),
        1.. => format!("期限まであと{days}日"),
        _ => format!("期限を{}日過ぎています", -days),
    }
}

/// By which keys of the filter an agency is found.
fn keys(standing: &Standing, news: attention::News) -> Vec<&'static str> {
    let mut keys: Vec<&'static str> = standing.marks.iter().map(|mark| mark.key).collect();
    let is_unanswered = states::is_unanswered(&standing.row);
    let also = [
        ("unanswered", is_unanswered),
        ("to_check", !standing.checks.is_empty()),
        ("new", standing.came().iter().any(|came| came.is_new(news.since, news.reader))),
        ("unsent", is_unanswered && standing.delivery == delivery::Delivery::NotSent),
        ("undeliverable", standing.delivery == delivery::Delivery::Undeliverable),
    ];
    keys.extend(also.into_iter().filter(|(_, is_so)| *is_so).map(|(key, _)| key));
    keys
}

/// How many agencies, and sheets, stand how: every state in which one is.
fn totals(board: &Board, lines: &[(&Standing, Vec<&str>)]) -> Vec<StateTotal> {
    let sheets = |wanted: &str| {
        let marks = board.standings.iter().flat_map(|standing| &standing.marks);
        marks.filter(|mark| mark.key == wanted).map(|mark| mark.sheets).sum()
    };
    STATES
        .iter()
        .map(|(key, label)| {
            let agencies = lines.iter().filter(|(_, keys)| keys.contains(key)).count();
            StateTotal { label, key, agencies, sheets: sheets(key) }
        })
        .filter(|total| total.agencies > 0)
        .collect()
}
