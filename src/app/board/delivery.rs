//! Whether the mail that asks has reached an agency.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::store::ContactId;
use crate::store::contacts::Contact;
use crate::store::outbox::{Mail, MailState, Purpose};

/// What became of the mails that ask an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    /// None was written.
    NotSent,
    /// One waits to be sent.
    Waiting,
    /// One was sent to somebody who can be reached.
    Sent,
    /// None arrives.
    Undeliverable,
}

impl Delivery {
    /// In words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::NotSent => "未送付",
            Self::Waiting => "送信待ち",
            Self::Sent => "送付済み",
            Self::Undeliverable => "不達",
        }
    }

    /// What became of an agency's mails (oldest first), with the time of the last that was sent. Of each
    /// contact the newest mail counts, since addresses are mended.
    pub(super) fn of(mails: &[&Mail], contacts: &[Contact]) -> (Self, Option<Timestamp>) {
        let asking = mails.iter().filter(|mail| Purpose::ASKING.contains(&mail.purpose));
        let asking = asking.filter(|mail| mail.state != MailState::Cancelled);
        let mut newest: HashMap<Option<ContactId>, &Mail> = HashMap::new();
        for mail in asking {
            newest.insert(mail.contact_id, mail);
        }
        let unreachable =
            |mail: &Mail| contacts.iter().any(|one| mail.contact_id == Some(one.id) && one.undeliverable_at.is_some());
        let stands = |wanted: &[MailState]| newest.values().any(|mail| wanted.contains(&mail.state));
        let is_sent = newest.values().any(|mail| mail.state == MailState::Sent && !unreachable(mail));
        let sent_at = newest.values().filter_map(|mail| mail.sent_at).max();
        let mut with_mail = contacts.iter().filter(|contact| contact.mail.is_some()).peekable();
        let none_arrives = with_mail.peek().is_some() && with_mail.all(|contact| contact.undeliverable_at.is_some());
        let delivery = if is_sent {
            Self::Sent
        } else if stands(&[MailState::Waiting, MailState::Held, MailState::Sending]) && !none_arrives {
            Self::Waiting
        } else if none_arrives || stands(MailState::FAILED) || stands(&[MailState::Sent]) {
            Self::Undeliverable
        } else {
            Self::NotSent
        };
        (delivery, sent_at)
    }
}
