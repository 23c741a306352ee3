//! The page on which the office chooses whom to remind at once.

use std::collections::HashSet;

use jiff::Timestamp;

use super::words;
use crate::app::calendar::Calendar;
use crate::app::desk::DeskError;
use crate::app::reminders::{Unanswered, unanswered};
use crate::app::rounds::Setup;
use crate::app::working_hours::WorkingHours;
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection};
use crate::view::dates;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::mails::{RemindedLine, RemindersPage};

/// What a posted page came to.
#[derive(Clone, Copy, Default)]
pub struct Choice<'a> {
    /// The agencies chosen; `None` where nobody has chosen yet.
    pub chosen: Option<&'a HashSet<AgencyId>>,
    /// Those among them that are to be confirmed.
    pub too_soon: &'a [AgencyId],
    /// What is wrong.
    pub problems: &'a [FieldProblem],
}

/// The page, with these agencies chosen: all whom mail reaches and who were not asked just before, where nobody has
/// chosen yet.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    calendar: &Calendar,
    sends_mail: bool,
    setup: &Setup,
    choice: &Choice<'_>,
    now: Timestamp,
) -> Result<RemindersPage, DeskError> {
    let Choice { chosen, too_soon, problems } = *choice;
    let hours = WorkingHours::of(connection, &setup.network, calendar)?;
    let open = unanswered(connection, setup.network.id, setup.round.id)?;
    let is_chosen = |agency: &Unanswered| match chosen {
        Some(chosen) => chosen.contains(&agency.agency.id),
        None => !agency.was_just_asked(now),
    };
    let line = |agency: &Unanswered| RemindedLine {
        id: agency.agency.id.to_string(),
        name: agency.agency.name.clone(),
        state: if agency.saved_at.is_some() { "入力中" } else { "未着手" },
        asked: agency.asked_at.map(|at| dates::moment(at, hours.zone())).unwrap_or_default(),
        recipients: agency.contacts.iter().map(|one| format!("{} 様", one.name)).collect::<Vec<_>>().join("、"),
        is_chosen: is_chosen(agency) && !agency.contacts.is_empty(),
    };
    let typed = Typed::default();
    let agencies: Vec<RemindedLine> = open.iter().map(line).collect();
    let of_too_soon = || open.iter().filter(|agency| too_soon.contains(&agency.agency.id));
    Ok(RemindersPage {
        round: setup.head(),
        errors: FormState { typed: &typed, problems }.summary(&[("agency", "機関")]),
        obstacle: obstacle(setup, sends_mail),
        facts: words::plan(setup, &hours, now),
        too_soon: of_too_soon().map(|agency| agency.agency.name.clone()).collect(),
        confirmed: of_too_soon().map(|agency| agency.agency.id.to_string()).collect(),
        first: agencies.iter().find(|line| !line.recipients.is_empty()).map_or_else(String::new, |one| one.id.clone()),
        agencies,
    })
}

/// Why the office cannot send mails about a round now; empty where it can.
pub(super) fn obstacle(setup: &Setup, sends_mail: bool) -> &'static str {
    if !sends_mail {
        "メールを出さない設定になっています。電話などでお知らせください。"
    } else if setup.round.state != RoundState::Open {
        "受付中の調査ではないため、メールを送れません。"
    } else if setup.round.paused_at.is_some() {
        "この調査のメールを止めています。「調査の設定」で再開してから送ってください。"
    } else {
        ""
    }
}
