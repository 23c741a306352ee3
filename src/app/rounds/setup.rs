//! A round as it is being prepared or steered: everything its pages need.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, zone_of};
use crate::definition::Questionnaire;
use crate::store::networks::Network;
use crate::store::rounds::{self, Round, RoundPlan, RoundState};
use crate::store::{AgencyId, Connection, RoundId};
use crate::view::dates;
use crate::view::rounds::RoundHead;

/// A round with its plan, as a page or a change finds it.
#[derive(Clone)]
pub struct Setup {
    /// The network.
    pub network: Network,
    /// The round.
    pub round: Round,
    /// Its letters and reminders.
    pub plan: RoundPlan,
    /// The agencies chosen; none once it is open, since they are invited then.
    pub chosen: Vec<AgencyId>,
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// Today, where the network is.
    pub today: Date,
}

impl Setup {
    /// Reads the round.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the network has no such round.
    pub fn read(
        connection: &mut Connection,
        definitions: &Definitions,
        network: &Network,
        id: RoundId,
        now: Timestamp,
    ) -> Result<Self, DeskError> {
        let round = rounds::find(connection, network.id, id)?.ok_or(DeskError::NotFound)?;
        Ok(Self {
            plan: rounds::plan(connection, network.id, id)?.ok_or(DeskError::NotFound)?,
            chosen: rounds::chosen(connection, network.id, id)?,
            questionnaire: definitions.of_version(connection, network.id, round.version_id)?,
            today: today(network, now),
            network: network.clone(),
            round,
        })
    }

    /// Whether it is still being prepared.
    pub fn is_draft(&self) -> bool {
        self.round.state == RoundState::Draft
    }

    /// What stands on each of its pages.
    pub fn head(&self) -> RoundHead {
        RoundHead {
            id: self.round.id.to_string(),
            title: self.round.title.clone(),
            state: state_words(&self.round, self.today),
            edition: self.round.edition,
            is_draft: self.is_draft(),
            has_period: !self.round.period_text.is_empty(),
            has_agencies: !self.chosen.is_empty(),
            has_schedule: self.plan.reminder_days.is_some(),
        }
    }
}

/// Today, where the network is.
pub(super) fn today(network: &Network, now: Timestamp) -> Date {
    now.to_zoned(zone_of(network)).date()
}

/// Where a round stands, in words.
pub(in crate::app) fn state_words(round: &Round, today: Date) -> &'static str {
    match round.state {
        RoundState::Draft => "準備中",
        RoundState::Open if round.opens_on.is_some_and(|day| day > today) => "受付開始前",
        RoundState::Open if round.paused_at.is_some() => "受付中（メール停止中）",
        RoundState::Open => "受付中",
        RoundState::Closed => "受付終了",
    }
}

/// A day as fields show it: 「令和8年12月18日（金）」, which is read back.
pub(super) fn shown_day(day: Option<Date>) -> String {
    day.map(dates::day).unwrap_or_default()
}
