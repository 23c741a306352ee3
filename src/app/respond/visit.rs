//! A visit: what a link opens, looked up by its token alone.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::RespondError;
use crate::app::definitions::Definitions;
use crate::definition::{AnsweredBy, AnswersPerAgency, Questionnaire, QuestionnaireKind};
use crate::store::audit::{Act, Actor};
use crate::store::drafts::Draft;
use crate::store::entries::Hand;
use crate::store::invitations::{self, Opened};
use crate::store::opened_sheets::{self, OpenedSheet};
use crate::store::responses::ResponseState;
use crate::store::rounds::RoundState;
use crate::store::sheets::{SheetState, SheetStatus};
use crate::store::{Connection, NetworkId, TokenHash, UserId};
use crate::view::dates;
use crate::view::form::{Head, Places};

/// Who fills in a sheet: what they do is signed so, and what they type is kept where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// The agency, by its own link.
    Agency,
    /// An interviewer, by a link of their own or signed in.
    Interviewer(Actor),
    /// The office, which types in what came another way.
    Office {
        /// Who types.
        user: UserId,
        /// Whether it is the entry itself, or a second one to compare.
        hand: Hand,
    },
}

/// What a link opens, or what the office has opened.
#[derive(Clone)]
pub struct Visit {
    /// The invitation with its network, round, agency and version.
    pub opened: Opened,
    /// The questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// The network's time zone.
    pub zone: TimeZone,
    /// The present time.
    pub now: Timestamp,
    /// Who fills in.
    pub visitor: Visitor,
}

/// Opens a link. This changes nothing: mail gateways fetch links too.
///
/// # Errors
/// [`RespondError::LinkUnknown`] where the token is of no open round.
pub fn open(
    connection: &mut Connection,
    definitions: &Definitions,
    token: &str,
    now: Timestamp,
) -> Result<Visit, RespondError> {
    let opened = invitations::by_token(connection, TokenHash::of(token))?.ok_or(RespondError::LinkUnknown)?;
    of_link(connection, definitions, opened, now)
}

/// A sheet behind a link, found together with it.
pub struct OnSheet {
    status: Option<SheetStatus>,
    draft: Option<Draft>,
    /// Whether the agency was invited to any other round.
    pub has_other_invitations: bool,
}

impl OnSheet {
    /// The sheet, be it removed, and what is saved of it.
    ///
    /// # Errors
    /// [`RespondError::NotFound`] where the invitation never had such a sheet.
    pub fn found(self) -> Result<(SheetStatus, Option<Draft>), RespondError> {
        Ok((self.status.ok_or(RespondError::NotFound)?, self.draft))
    }
}

/// Opens a link for one of its sheets, by one look-up. This changes nothing.
///
/// # Errors
/// As for [`open`]; that there is no such sheet is found later.
pub fn open_sheet(
    connection: &mut Connection,
    definitions: &Definitions,
    (token, sheet): (&str, i32),
    now: Timestamp,
) -> Result<(Visit, OnSheet), RespondError> {
    let found = opened_sheets::by_token(connection, TokenHash::of(token), sheet)?;
    let OpenedSheet { opened, sheet, draft, has_other_invitations } = found.ok_or(RespondError::LinkUnknown)?;
    let visit = of_link(connection, definitions, opened, now)?;
    Ok((visit, OnSheet { status: sheet, draft, has_other_invitations }))
}

fn of_link(
    connection: &mut Connection,
    definitions: &Definitions,
    opened: Opened,
    now: Timestamp,
) -> Result<Visit, RespondError> {
    if opened.round.state != RoundState::Open {
        return Err(RespondError::LinkUnknown);
    }
    of_opened(connection, definitions, opened, Visitor::Agency, now)
}

/// The visit of an invitation that was looked up already.
///
/// # Errors
/// Those of the database and of definitions.
pub fn of_opened(
    connection: &mut Connection,
    definitions: &Definitions,
    opened: Opened,
    visitor: Visitor,
    now: Timestamp,
) -> Result<Visit, RespondError> {
    let questionnaire = definitions.of_version(connection, opened.network.id, opened.version.id)?;
    // A zone that is not known here must not shut agencies out; dates are then Japan's.
    let zone = TimeZone::get(&opened.network.time_zone).unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(9)));
    Ok(Visit { opened, questionnaire, zone, now, visitor })
}

impl Visit {
    /// The network whose rows may be seen.
    pub fn network(&self) -> NetworkId {
        self.opened.network.id
    }

    /// Signs a change as whoever visits.
    pub fn act(&self) -> Act {
        match self.visitor {
            Visitor::Agency => Act::by_invitation(self.opened.invitation.id, self.now),
            Visitor::Interviewer(actor) => Act { actor, at: self.now },
            Visitor::Office { user, .. } => Act::by_user(user, self.now),
        }
    }

    /// Whether the office types, whom no check and no date holds up.
    pub fn is_office(&self) -> bool {
        matches!(self.visitor, Visitor::Office { .. })
    }

    /// Whether an interviewer fills it in, and the agency only confirms it.
    pub fn is_hearing(&self) -> bool {
        self.questionnaire.answered_by == AnsweredBy::Interviewer
    }

    /// Whether what was opened still is: the agency's link was not replaced, and its round not closed.
    ///
    /// # Errors
    /// Those of the database.
    pub fn still_opens(&self, connection: &mut Connection) -> Result<bool, RespondError> {
        match self.visitor {
            Visitor::Agency => Ok(invitations::still_opens(connection, &self.opened)?),
            Visitor::Interviewer(_) | Visitor::Office { .. } => Ok(true),
        }
    }

    /// Whether an agency fills in several sheets.
    pub fn has_many(&self) -> bool {
        self.questionnaire.answers_per_agency == AnswersPerAgency::Many
    }

    /// Today, where the network is.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }

    /// Whether the due date is over.
    pub fn is_past_due(&self) -> bool {
        self.today() > self.opened.round.due_on
    }

    /// Whether a sheet may be written on: a first answer until the round is closed, a submitted one
    /// until the due date, or whenever the coordinator asked to look again.
    pub fn is_open(&self, sheet: &SheetStatus) -> bool {
        if self.is_office() {
            return true;
        }
        match sheet.state() {
            SheetState::NotStarted | SheetState::InProgress => true,
            SheetState::Answered(ResponseState::SentBack) => true,
            SheetState::Answered(_) => !self.is_past_due(),
        }
    }

    /// What stands on every page; `base` is the address of the link's start page.
    pub fn head(&self, base: &str, sheet: Option<i32>) -> Head {
        let Opened { network, round, agency, .. } = &self.opened;
        let own = |of_round: &Option<String>, of_network: &str| {
            of_round.as_deref().filter(|text| !text.is_empty()).unwrap_or(of_network).to_owned()
        };
        Head {
            base: base.to_owned(),
            title: round.title.clone(),
            network: network.name.clone(),
            department: format!("{}{}", network.municipality, network.department),
            officer: own(&round.officer_name, &network.officer_name),
            telephone: own(&round.officer_telephone, &network.telephone),
            office_hours: network.office_hours.clone(),
            mail: own(&round.officer_mail, &network.mail),
            agency: agency.name.clone(),
            due: dates::day(round.due_on),
            is_late: self.is_past_due(),
            minutes: self.questionnaire.minutes,
            period: round.period_text.clone(),
            sheet_name: sheet.filter(|_| self.has_many()).map(|number| self.sheet_name(number)),
        }
    }

    /// What stands in `{period}` and the like.
    pub fn places(&self) -> Places {
        let round = &self.opened.round;
        Places {
            period: round.period_text.clone(),
            fiscal_year: round.fiscal_year.map(dates::fiscal_year).unwrap_or_else(|| round.period_text.clone()),
            agency: self.opened.agency.name.clone(),
        }
    }

    /// What one of several sheets is called.
    pub fn sheet_word(&self) -> &'static str {
        match self.questionnaire.kind {
            QuestionnaireKind::Case => "事例シート",
            QuestionnaireKind::Intake => "受付票",
            QuestionnaireKind::Scale => "記録用紙",
            _ => "回答シート",
        }
    }

    /// The same with its number: 「事例シート 2」.
    pub fn sheet_name(&self, number: i32) -> String {
        format!("{} {number}", self.sheet_word())
    }
}
