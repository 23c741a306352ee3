//! One agency as the board shows it.

use jiff::Timestamp;

use super::Around;
use super::delivery::Delivery;
use super::notes::{self, Refused};
use super::read::{Board, Standing};
use super::states;
use crate::app::links;
use crate::store::CallNoteId;
use crate::store::rounds::RoundState;
use crate::view::board::{BoardLine, Phone};
use crate::view::dates;

/// What lines are written from.
pub(super) struct Writer<'a> {
    pub(super) board: &'a Board,
    pub(super) around: Around<'a>,
    pub(super) path: &'a str,
    pub(super) now: Timestamp,
    pub(super) refused: Option<&'a Refused>,
    /// Whether reminders can be sent.
    pub(super) reminds: bool,
}

impl Writer<'_> {
    /// The line of an agency.
    pub(super) fn line(&self, standing: &Standing) -> BoardLine {
        let Standing { row, delivery, event, .. } = standing;
        let zone = &self.board.zone;
        let words = |at: Option<Timestamp>| at.map(|at| dates::moment(at, zone)).unwrap_or_default();
        let path = format!("{}/agencies/{}", self.path, row.agency.id);
        let refused = self.refused.filter(|refused| refused.agency == row.agency.id);
        BoardLine {
            id: row.agency.id.to_string(),
            kind: self.board.kinds.label(&row.agency.kind),
            phones: phones(standing),
            delivery: delivery.words(),
            sent: words(standing.sent_at),
            is_undeliverable: *delivery == Delivery::Undeliverable,
            states: standing.marks.clone(),
            reason: row.invitation.declined_reason.clone().unwrap_or_default(),
            checks: standing.checks.len(),
            event: event.map(|(_, what)| what).unwrap_or_default(),
            last: words(event.map(|(at, _)| at)),
            notes: standing.notes.iter().map(|note| notes::line(note, &path, zone)).collect(),
            next_note: CallNoteId::new(self.now).to_string(),
            typed: refused.map(|refused| refused.words.clone()).unwrap_or_default(),
            error: refused.map(|refused| refused.problem.clone()).unwrap_or_default(),
            link: self.link(standing),
            is_remindable: self.reminds && states::is_unanswered(row) && is_reached(standing),
            agency: row.agency.name.clone(),
            path,
        }
    }

    fn link(&self, standing: &Standing) -> String {
        if self.board.round.state != RoundState::Open {
            return String::new();
        }
        let invitation = &standing.row.invitation;
        links::address(self.around.public_url, &links::token(self.around.key, invitation.id, invitation.issue_number))
    }
}

/// Whether mail reaches any of its contacts, as far as is known.
pub(super) fn is_reached(standing: &Standing) -> bool {
    standing.contacts.iter().any(|contact| contact.mail.is_some() && contact.undeliverable_at.is_none())
}

/// Whom to call: all contacts with a number, or the first where none has one.
pub(super) fn phones(standing: &Standing) -> Vec<Phone> {
    let phone = |contact: &crate::store::contacts::Contact| Phone {
        name: [contact.post.as_str(), contact.name.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("　"),
        telephone: contact.telephone.clone().unwrap_or_default(),
        is_undeliverable: contact.undeliverable_at.is_some(),
    };
    let has_number = |contact: &&crate::store::contacts::Contact| contact.telephone.is_some();
    let with_number: Vec<Phone> = standing.contacts.iter().filter(has_number).map(phone).collect();
    if with_number.is_empty() { standing.contacts.iter().take(1).map(phone).collect() } else { with_number }
}
