//! What comes first: answers to call about, what came in since last time, who has not answered.

use jiff::Timestamp;

use super::delivery::Delivery;
use super::read::{Board, Standing};
use super::{line, states};
use crate::app::reminders;
use crate::store::UserId;
use crate::view::board::{ArrivalLine, Arrivals, CallLine, Waiting, WaitingLine};
use crate::view::dates;

/// How many lines a list shows here; the table below shows all.
const LINES: usize = 20;

/// How many of the things to ask about are told.
const CHECKS: usize = 3;

/// Since when answers are new, and to whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct News {
    pub(super) since: Option<Timestamp>,
    pub(super) reader: UserId,
}

/// The answers with something to be asked about, a line for each sheet.
pub(super) fn calls(board: &Board, path: &str) -> Vec<CallLine> {
    let mut lines = Vec::new();
    for standing in &board.standings {
        let mut sheets: Vec<i32> = standing.checks.iter().map(|(sheet, _)| *sheet).collect();
        sheets.dedup();
        for sheet in sheets {
            let here = standing.checks.iter().filter(|(of, _)| *of == sheet);
            let all: Vec<String> = here.map(|(_, words)| words.clone()).collect();
            lines.push(CallLine {
                agency: standing.row.agency.name.clone(),
                phones: line::phones(standing),
                sheet: sheet_name(board, sheet),
                path: address(standing, path, sheet),
                more: all.len().saturating_sub(CHECKS),
                checks: all.into_iter().take(CHECKS).collect(),
            });
        }
    }
    lines
}

/// What came in since last time, newest first.
pub(super) fn arrivals(board: &Board, path: &str, news: News) -> Arrivals {
    let mut came: Vec<(Timestamp, ArrivalLine)> = Vec::new();
    for standing in &board.standings {
        for one in standing.came().into_iter().filter(|one| one.is_new(news.since, news.reader)) {
            let line = ArrivalLine {
                agency: standing.row.agency.name.clone(),
                sheet: sheet_name(board, one.sheet),
                path: address(standing, path, one.sheet),
                at: dates::moment(one.arrival.submitted_at, &board.zone),
                what: one.words(),
            };
            came.push((one.arrival.submitted_at, line));
        }
    }
    came.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Arrivals {
        since: news.since.map(|since| dates::moment(since, &board.zone)).unwrap_or_default(),
        number: came.len(),
        lines: came.into_iter().map(|(_, line)| line).take(LINES).collect(),
    }
}

/// Who has not answered `now`: first those whom no mail reaches, then those who have not begun.
pub(super) fn waiting(board: &Board, path: &str, now: Timestamp) -> Waiting {
    let unanswered = board.standings.iter().filter(|standing| states::is_unanswered(&standing.row));
    let mut waiting: Vec<&Standing> = unanswered.collect();
    let has_begun = |standing: &Standing| standing.marks.iter().any(|mark| mark.key == "in_progress");
    waiting.sort_by_key(|standing| (standing.delivery != Delivery::Undeliverable, has_begun(standing)));
    let line = |standing: &&Standing| WaitingLine {
        agency: standing.row.agency.name.clone(),
        path: format!("{path}/agencies/{}", standing.row.agency.id),
        phones: line::phones(standing),
        state: standing.marks.iter().map(|mark| mark.words()).collect::<Vec<_>>().join("・"),
        is_undeliverable: standing.delivery == Delivery::Undeliverable,
    };
    let reached = waiting.iter().filter(|standing| line::is_reached(standing));
    let (just_asked, remindable): (Vec<&&Standing>, Vec<&&Standing>) =
        reached.partition(|standing| standing.asked_at.is_some_and(|at| reminders::is_quiet(at, now)));
    Waiting {
        number: waiting.len(),
        lines: waiting.iter().take(LINES).map(line).collect(),
        remindable: remindable.iter().map(|standing| standing.row.agency.id.to_string()).collect(),
        just_asked: just_asked.len(),
    }
}

fn sheet_name(board: &Board, sheet: i32) -> String {
    if board.counts.many { format!("{sheet}枚目") } else { "回答".to_owned() }
}

fn address(standing: &Standing, path: &str, sheet: i32) -> String {
    format!("{path}/agencies/{}/sheets/{sheet}", standing.row.agency.id)
}
