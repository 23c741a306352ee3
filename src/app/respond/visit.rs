//! A visit: what a link opens, looked up by its token alone.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{NotYet, RespondError, ledger, sheets};
use crate::app::definitions::Definitions;
use crate::definition::{AnsweredBy, AnswersPerAgency, Questionnaire, QuestionnaireKind};
use crate::store::audit::{Act, Actor};
use crate::store::drafts::Draft;
use crate::store::entries::Hand;
use crate::store::invitations::{self, Opened};
use crate::store::opened_sheets::{self, OpenedSheet};
use crate::store::responses::{Response, ResponseState};
use crate::store::rounds::{self, RoundState};
use crate::store::sheets::{SheetState, SheetStatus};
use crate::store::{Connection, NetworkId, TokenHash, UserId, hearings};
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
    /// Whether an interviewer holds this hearing, by an account or a link.
    pub has_interviewer: bool,
}

/// Opens a link. This changes nothing: mail gateways fetch links too.
///
/// # Errors
/// [`RespondError::LinkUnknown`] where the token is of no open round, [`RespondError::NotYet`] where it takes
/// answers from a later day on.
pub fn open(
    connection: &mut Connection,
    definitions: &Definitions,
    token: &str,
    now: Timestamp,
) -> Result<Visit, RespondError> {
    let token = TokenHash::of(token);
    let (opened, visitor) = match invitations::by_token(connection, token)? {
        Some(opened) => (opened, Visitor::Agency),
        None => by_interviewers_token(connection, token)?,
    };
    of_link(connection, definitions, (opened, visitor), now)
}

/// Opens an agency's own link, even after its round has closed: what it handed in stays its own to agree to.
///
/// # Errors
/// [`RespondError::LinkUnknown`] where the token is of no round that was opened.
pub fn open_even_closed(
    connection: &mut Connection,
    definitions: &Definitions,
    token: &str,
    now: Timestamp,
) -> Result<Visit, RespondError> {
    let opened = invitations::by_token(connection, TokenHash::of(token))?;
    let opened = opened.filter(|opened| opened.round.state != RoundState::Draft).ok_or(RespondError::LinkUnknown)?;
    of_opened(connection, definitions, opened, Visitor::Agency, now)
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
    let Some(found) = opened_sheets::by_token(connection, TokenHash::of(token), sheet)? else {
        let visit = open(connection, definitions, token, now)?;
        let on_sheet = on_sheet(connection, &visit, sheet)?;
        return Ok((visit, on_sheet));
    };
    let OpenedSheet { opened, sheet: mut status, mut draft, has_other_invitations } = found;
    let visit = of_link(connection, definitions, (opened, Visitor::Agency), now)?;
    if visit.only_confirms() {
        // What an interviewer has not handed in is nobody else's to read.
        draft = None;
        status.iter_mut().for_each(|status| status.draft = None);
    }
    Ok((visit, OnSheet { status, draft, has_other_invitations }))
}

/// A sheet of a visit that came another way than by the agency's own link.
///
/// # Errors
/// Those of the database; that there is no such sheet is found later.
pub fn on_sheet(connection: &mut Connection, visit: &Visit, sheet: i32) -> Result<OnSheet, RespondError> {
    let status = match sheets::status_or_removed(connection, visit, sheet) {
        Ok(status) => Some(status),
        Err(RespondError::NotFound) => None,
        Err(error) => return Err(error),
    };
    let draft = match &status {
        Some(status) => ledger::find(connection, visit, status.sheet.id)?,
        None => None,
    };
    Ok(OnSheet { status, draft, has_other_invitations: true })
}

fn of_link(
    connection: &mut Connection,
    definitions: &Definitions,
    (opened, visitor): (Opened, Visitor),
    now: Timestamp,
) -> Result<Visit, RespondError> {
    if opened.round.state != RoundState::Open {
        return Err(RespondError::LinkUnknown);
    }
    let visit = of_opened(connection, definitions, opened, visitor, now)?;
    match visit.opened.round.opens_on {
        Some(day) if day > visit.today() => Err(RespondError::NotYet(Box::new(visit.not_yet(day)))),
        _ => Ok(visit),
    }
}

/// What the link of an interviewer without an account opens: the same, and never what the agency may do.
fn by_interviewers_token(connection: &mut Connection, token: TokenHash) -> Result<(Opened, Visitor), RespondError> {
    let (network, id) = hearings::by_token(connection, token)?.ok_or(RespondError::LinkUnknown)?;
    let opened = invitations::by_id(connection, network, id)?.ok_or(RespondError::LinkUnknown)?;
    Ok((opened, Visitor::Interviewer(Actor::Interviewer(id))))
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
    let has_interviewer = questionnaire.answered_by == AnsweredBy::Interviewer
        && hearings::has_interviewer(connection, opened.network.id, opened.invitation.id)?;
    // A zone that is not known here must not shut agencies out; dates are then Japan's.
    let zone = TimeZone::get(&opened.network.time_zone).unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(9)));
    Ok(Visit { opened, questionnaire, zone, now, visitor, has_interviewer })
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

    /// Whether an interviewer fills it in, and the agency only confirms it. A hearing that nobody holds is the
    /// agency's own to fill in.
    pub fn is_hearing(&self) -> bool {
        self.has_interviewer
    }

    /// Whether an interviewer visits.
    pub fn is_interviewer(&self) -> bool {
        matches!(self.visitor, Visitor::Interviewer(_))
    }

    /// Whether it is the agency that visits a hearing which somebody else fills in: it reads and confirms.
    pub fn only_confirms(&self) -> bool {
        self.visitor == Visitor::Agency && self.is_hearing()
    }

    /// Whether what was opened still is: the agency's link was not replaced, and its round not closed.
    ///
    /// # Errors
    /// Those of the database.
    pub fn still_opens(&self, connection: &mut Connection) -> Result<bool, RespondError> {
        match self.visitor {
            Visitor::Agency => Ok(invitations::still_opens(connection, &self.opened)?),
            Visitor::Interviewer(_) => {
                let opened = &self.opened;
                let round = rounds::find(connection, opened.network.id, opened.round.id)?;
                let is_held = hearings::has_interviewer(connection, opened.network.id, opened.invitation.id)?;
                Ok(is_held && round.is_some_and(|round| round.state == RoundState::Open))
            }
            Visitor::Office { .. } => Ok(true),
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

    fn not_yet(&self, from: Date) -> NotYet {
        let Head { title, department, officer, telephone, .. } = self.head("", None);
        NotYet { title, from: dates::day(from), office: format!("{department}　担当　{officer}"), telephone }
    }

    /// Whether the due date is over.
    pub fn is_past_due(&self) -> bool {
        self.today() > self.opened.round.due_on
    }

    /// Whether a sheet may be written on: a first answer until the round is closed, a submitted one
    /// until the due date, or whenever the coordinator asked to look again.
    pub fn is_open(&self, sheet: &SheetStatus) -> bool {
        match self.visitor {
            Visitor::Office { .. } => return true,
            Visitor::Interviewer(_) => {
                let has_agreed = |response: &Response| response.is_confirmed() && response.confirmed_at.is_some();
                let is_closed = |response: &Response| has_agreed(response) || response.state == ResponseState::SetAside;
                return !sheet.response.as_ref().is_some_and(is_closed);
            }
            Visitor::Agency if self.is_hearing() => return false,
            Visitor::Agency => {}
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
            is_interviewer: self.is_interviewer(),
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
        sheet_word(&self.questionnaire)
    }

    /// The same with its number: 「事例シート 2」.
    pub fn sheet_name(&self, number: i32) -> String {
        format!("{} {number}", self.sheet_word())
    }
}

/// What one of several sheets of a questionnaire is called.
pub(in crate::app) fn sheet_word(questionnaire: &Questionnaire) -> &'static str {
    match questionnaire.kind {
        QuestionnaireKind::Case => "事例シート",
        QuestionnaireKind::Intake => "受付票",
        QuestionnaireKind::Scale => "記録用紙",
        _ => "回答シート",
    }
}
