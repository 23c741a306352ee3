//! What needs attention in all rounds at work: the desk's first page on a Monday.

use jiff::Timestamp;

use super::attention::{self, News};
use super::look;
use super::read::{self, Board};
use super::{Around, Looking, left};
use crate::app::desk::{DeskError, questionnaire_of};
use crate::app::outbox;
use crate::store::board::{self, RoundCounts};
use crate::store::networks::Network;
use crate::store::rounds::{self, Round, RoundState};
use crate::store::{Connection, UserId, board_looks};
use crate::view::board::{Overview, OverviewLine, OverviewWho};

/// How many agencies of a round are named; its board names all.
const NAMED: usize = 3;

/// Where the rounds at work stand, to a person who looks. To look here makes nothing old: news are told on the boards.
///
/// # Errors
/// Those of the database and of definitions.
pub fn overview(
    connection: &mut Connection,
    around: Around<'_>,
    network: &Network,
    user: UserId,
    now: Timestamp,
) -> Result<Overview, DeskError> {
    let counts = board::counts(connection, network.id)?;
    let mut shown = Overview {
        mail_trouble: outbox::health(connection, network.id, around.sends_mail, now)?.map(|health| health.words()),
        ..Overview::default()
    };
    let mut rounds = rounds::opened(connection, network.id)?;
    rounds.sort_by_key(|round| round.due_on);
    for round in rounds {
        if round.archived_at.is_some() || !is_at_work(&round, counts.get(&round.id)) {
            continue;
        }
        if questionnaire_of(connection, around.definitions, network.id, &round)?.is_none() {
            continue;
        }
        let looking = Looking { network: network.clone(), round: round.id, user, now };
        let last = board_looks::find(connection, network.id, round.id, user)?;
        let (since, _) = look::looking(last, now);
        let board = read::board(connection, around, &looking)?;
        shown.has_rounds = true;
        add(&mut shown, &board, &looking, News { since, reader: user });
    }
    Ok(shown)
}

/// A closed round is, as long as the office has not decided about all of its answers.
fn is_at_work(round: &Round, counts: Option<&RoundCounts>) -> bool {
    let is_undecided = |counts: &RoundCounts| {
        counts.answers.iter().any(|count| super::readings::is_undecided(count.state) && count.number > 0)
    };
    round.state == RoundState::Open || counts.is_some_and(is_undecided)
}

fn add(shown: &mut Overview, board: &Board, looking: &Looking, news: News) {
    let path = format!("/staff/networks/{}/rounds/{}", looking.network.id, looking.round);
    let line = |part: &str, number: String, when: String, who: Vec<OverviewWho>, all: usize| OverviewLine {
        title: board.round.title.clone(),
        path: format!("{path}#{part}"),
        number,
        when,
        more: if who.is_empty() { 0 } else { all.saturating_sub(who.len()) },
        who,
    };
    if board.round.state == RoundState::Open {
        let waiting = attention::waiting(board, &path, looking.now);
        let who = waiting.lines.iter().take(NAMED).map(|one| OverviewWho {
            agency: one.agency.clone(),
            path: one.path.clone(),
            note: if one.is_undeliverable { "メール不達".to_owned() } else { one.state.clone() },
            phones: Vec::new(),
        });
        if waiting.number > 0 {
            let today = looking.now.to_zoned(board.zone.clone()).date();
            let number = format!("{}機関", waiting.number);
            shown.waiting.push(line("waiting", number, left(&board.round, today), who.collect(), waiting.number));
        }
    }
    let calls = attention::calls(board, &path);
    if !calls.is_empty() {
        let who = calls.iter().take(NAMED).map(|call| OverviewWho {
            agency: format!("{}の{}", call.agency, call.sheet),
            path: call.path.clone(),
            note: String::new(),
            phones: call.phones.clone(),
        });
        shown.calls.push(line("calls", format!("{}件", calls.len()), String::new(), who.collect(), calls.len()));
    }
    let arrivals = attention::arrivals(board, &path, news);
    if arrivals.number > 0 {
        // At a person's first visit all answers are new to them: their number says enough.
        let named = if arrivals.since.is_empty() { 0 } else { NAMED };
        let who = arrivals.lines.iter().take(named).map(|arrival| OverviewWho {
            agency: format!("{}の{}", arrival.agency, arrival.sheet),
            path: arrival.path.clone(),
            note: arrival.what.to_owned(),
            phones: Vec::new(),
        });
        let since = if arrivals.since.is_empty() { String::new() } else { format!("{}以降", arrivals.since) };
        shown.arrivals.push(line("arrivals", format!("{}件", arrivals.number), since, who.collect(), arrivals.number));
    }
}
