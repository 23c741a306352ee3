//! How a code reaches its person: on a sheet of paper through an owner's hands, or by mail past them.

use jiff::{SignedDuration, Timestamp};

use super::{PeopleError, welcome_address, welcome_link};
use crate::app::desk::zone_of;
use crate::app::one_time_code::Code;
use crate::app::{ServerKey, letterhead, outbox as mails, qr};
use crate::assets::Templates;
use crate::mail::{CodeFor, CodeLetter, LINK, split};
use crate::store::audit::Act;
use crate::store::networks::Network;
use crate::store::outbox::{self, MailState, NewMail, Purpose, Waiting};
use crate::store::{Connection, MailId, NetworkId, StoreError};
use crate::view::dates;
use crate::view::people::CodeSheet;

/// For so long a wish for the same mail is a button pressed twice.
const TWICE: SignedDuration = SignedDuration::from_mins(1);

/// The way that is to be taken.
#[derive(Clone, Copy)]
pub struct Handing<'a> {
    /// The address of the site.
    pub public_url: &'a str,
    /// What mails are written with; `None` where the code is to be printed.
    pub mail: Option<CodeMail<'a>>,
}

/// What mails with codes are written with.
#[derive(Clone, Copy)]
pub struct CodeMail<'a> {
    /// The letters.
    pub templates: &'a Templates,
    /// What encrypts the code while it waits.
    pub key: &'a ServerKey,
    /// Whether a mail that cannot be delivered comes back to a mailbox that no owner reads.
    pub is_returned_elsewhere: bool,
}

/// A code on its way.
pub enum Handed {
    /// To be printed: it is shown once, since only its hash is kept.
    OnPaper(Box<CodeSheet>),
    /// In the outbox.
    ByMail,
}

/// Whom a code is for.
pub(super) struct Holder<'a> {
    pub(super) code_for: CodeFor,
    pub(super) name: &'a str,
    pub(super) mail: &'a str,
    /// In words; empty where they take part already.
    pub(super) role: &'static str,
}

impl Handing<'_> {
    /// Whether the very same mail was written just before: its code stays in force.
    pub(super) fn was_just_sent(
        &self,
        connection: &mut Connection,
        network: NetworkId,
        holder: &Holder<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        if self.mail.is_none() {
            return Ok(false);
        }
        let purpose = purpose(holder.code_for);
        let is_same = |mail: &outbox::Mail| mail.purpose == purpose && mail.to_address == holder.mail;
        let newest = outbox::codes(connection, network)?.into_iter().rfind(is_same);
        Ok(newest.is_some_and(|mail| {
            mail.state != MailState::Cancelled
                && !MailState::FAILED.contains(&mail.state)
                && now.duration_since(mail.created_at) < TWICE
        }))
    }

    /// Hands the code over, in the transaction that made it. Mails with the codes that it replaces are taken back.
    pub(super) fn hand(
        &self,
        connection: &mut Connection,
        network: &Network,
        holder: &Holder<'_>,
        (code, expires): (Code, Timestamp),
        act: &Act,
    ) -> Result<Handed, PeopleError> {
        take_back(connection, network.id, replaced(holder.code_for), holder.mail, act)?;
        match &self.mail {
            Some(by) => {
                let link = welcome_link(self.public_url, &code);
                by.queue(connection, network, holder, (&link, expires), act)?;
                Ok(Handed::ByMail)
            }
            None => Ok(Handed::OnPaper(Box::new(CodeSheet {
                purpose: match holder.code_for {
                    CodeFor::Invitation => "invitation",
                    CodeFor::Password => "password",
                    CodeFor::SecondFactor => "second_factor",
                },
                name: holder.name.to_owned(),
                mail: holder.mail.to_owned(),
                role_label: holder.role,
                expires: dates::moment(expires, &zone_of(network)),
                address: welcome_address(self.public_url),
                qr: qr::svg(&welcome_link(self.public_url, &code), "設定の画面を開くQRコード")?,
                code: code.text,
            }))),
        }
    }
}

impl CodeMail<'_> {
    /// The text that waits has a place for the link, which waits beside it encrypted.
    fn queue(
        &self,
        connection: &mut Connection,
        network: &Network,
        holder: &Holder<'_>,
        (link, expires): (&str, Timestamp),
        act: &Act,
    ) -> Result<(), PeopleError> {
        let zone = zone_of(network);
        let letter = CodeLetter {
            sender: &letterhead::sender(network, None),
            person: holder.name,
            role: holder.role,
            link: LINK,
            expires: &dates::moment(expires, &zone),
            expires_short: &dates::short(expires.to_zoned(zone).date()),
        };
        let text = letter.letter(self.templates, holder.code_for)?;
        let (subject, body) = split(&text);
        let id = MailId::new(act.at);
        let mail = NewMail {
            id,
            purpose: purpose(holder.code_for),
            round: None,
            invitation: None,
            contact: None,
            to_name: holder.name,
            to_address: holder.mail,
            subject,
            body,
            sealed: Some(&mails::seal(self.key, id, link)?),
            not_before: None,
        };
        Ok(outbox::queue(connection, network.id, &mail, act)?)
    }
}

/// Takes mails of these purposes back that wait for this address: their codes work no more.
pub(super) fn take_back(
    connection: &mut Connection,
    network: NetworkId,
    purposes: &[Purpose],
    address: &str,
    act: &Act,
) -> Result<(), StoreError> {
    for mail in outbox::codes(connection, network)?.iter().filter(|mail| mail.to_address == address) {
        outbox::cancel_waiting(connection, network, Waiting::Mail(mail.id), purposes, act)?;
    }
    Ok(())
}

/// A person has one code to get back in, and one invitation.
fn replaced(code_for: CodeFor) -> &'static [Purpose] {
    match code_for {
        CodeFor::Invitation => &[Purpose::UserInvitation],
        CodeFor::Password | CodeFor::SecondFactor => &[Purpose::PasswordReset, Purpose::SecondFactorReset],
    }
}

fn purpose(code_for: CodeFor) -> Purpose {
    match code_for {
        CodeFor::Invitation => Purpose::UserInvitation,
        CodeFor::Password => Purpose::PasswordReset,
        CodeFor::SecondFactor => Purpose::SecondFactorReset,
    }
}
