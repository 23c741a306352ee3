//! The outbox: mails are written in the transaction of the act that causes them, and leave by a worker.
//!
//! A row is one mail to one recipient. Its body holds no personal link, only a place for it: the link is worked out
//! when the mail is sent.

mod bounce;
mod health;
mod hold;
mod look_up;
mod queue;
mod sending;

use jiff::Timestamp;

use super::columns::{At, Maybe, enum_column};
use super::schema::outbox;
use super::{ContactId, InvitationId, MailId, RoundId};

pub use bounce::{Returned, returned};
pub use health::{Standing, standing};
pub use hold::{hold_waiting, release_held};
pub use look_up::{asked, codes, find, last_asked, last_to, of_round, requests_to};
pub use queue::{Waiting, cancel_waiting, queue};
pub use sending::{Claim, Claimed, Outcome, any_due, claim, finish, next_due};

enum_column! {
    /// What a mail is for.
    Purpose {
        /// The request to answer.
        Invitation = "invitation",
        /// A reminder to an agency that has done nothing behind its link yet.
        ReminderUnopened = "reminder_unopened",
        /// A reminder to an agency that has begun.
        ReminderHalfDone = "reminder_half_done",
        /// The thanks for an answer.
        Receipt = "receipt",
        /// An answer that comes back with a question (確認のお願い).
        SentBack = "sent_back",
        /// What an interviewer wrote down, for the agency to check (内容確認).
        ContentCheck = "content_check",
        /// The masked versions of an agency's cases, for it to agree to.
        MaskingCheck = "masking_check",
        /// A free message to chosen agencies.
        Message = "message",
        /// A letter that an officer sends to themselves, to see it.
        Test = "test",
        /// An invitation of a user to sign in.
        UserInvitation = "user_invitation",
        /// A link to set a new password.
        PasswordReset = "password_reset",
        /// A link to take a lost authenticator off.
        SecondFactorReset = "second_factor_reset",
    }
}

impl Purpose {
    /// What asks an agency to answer: between two of these some time has to pass.
    pub const ASKING: &[Self] = &[Self::Invitation, Self::ReminderUnopened, Self::ReminderHalfDone];

    /// What asks again.
    pub const REMINDERS: &[Self] = &[Self::ReminderUnopened, Self::ReminderHalfDone];

    /// What leaves only within the network's hours, and not while its round is paused. For all others somebody waits.
    pub const OF_OFFICE: &[Self] = &[Self::Invitation, Self::ReminderUnopened, Self::ReminderHalfDone, Self::Message];

    /// What brings one person a code of their own.
    pub const CODES: &[Self] = &[Self::UserInvitation, Self::PasswordReset, Self::SecondFactorReset];

    /// 0 where somebody waits for the mail, 1 where it is one of many: a round's thousand invitations do not keep a
    /// receipt back.
    pub(super) fn priority(self) -> i32 {
        match self {
            Self::Invitation | Self::ReminderUnopened | Self::ReminderHalfDone | Self::Message => 1,
            Self::Receipt
            | Self::SentBack
            | Self::ContentCheck
            | Self::MaskingCheck
            | Self::Test
            | Self::UserInvitation
            | Self::PasswordReset
            | Self::SecondFactorReset => 0,
        }
    }
}

enum_column! {
    /// Where a mail stands.
    MailState {
        /// To be sent, once it is due.
        Waiting = "waiting",
        /// To be sent once its round goes on: it is paused.
        Held = "held",
        /// A worker is sending it.
        Sending = "sending",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server will not take it: sending it again is of no use.
        Refused = "refused",
        /// It could not be handed over for days.
        GivenUp = "given_up",
        /// The server took it, and it came back.
        Bounced = "bounced",
        /// It was taken back before it was sent.
        Cancelled = "cancelled",
    }
}

impl MailState {
    /// The states of a mail that never reached its recipient, though it was tried.
    pub const FAILED: &[Self] = &[Self::Refused, Self::GivenUp, Self::Bounced];
}

/// A mail to be sent.
#[derive(Clone)]
pub struct NewMail<'a> {
    /// Its id, which also names it in mail programs (`Message-ID`).
    pub id: MailId,
    /// What it is for.
    pub purpose: Purpose,
    /// The round it is about, if it is about one.
    pub round: Option<RoundId>,
    /// The invitation whose link it holds.
    pub invitation: Option<InvitationId>,
    /// The contact it goes to, where the recipient is one.
    pub contact: Option<ContactId>,
    /// The recipient's name.
    pub to_name: &'a str,
    /// The recipient's one address.
    pub to_address: &'a str,
    /// One line.
    pub subject: &'a str,
    /// The text, with `mail::LINK` where the personal link belongs.
    pub body: &'a str,
    /// What takes the place of `mail::LINK` where it is no invitation's link, as `app::outbox::seal` encrypts it.
    pub sealed: Option<&'a str>,
    /// Not to be sent before this time.
    pub not_before: Option<Timestamp>,
}

/// Names only the ids: a log must not hold names and addresses.
impl std::fmt::Debug for NewMail<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewMail").field("id", &self.id).field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

/// A mail of the outbox, without its text.
#[derive(Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = outbox)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// What it is for.
    pub purpose: Purpose,
    /// The round it is about, if it is about one.
    pub round_id: Option<RoundId>,
    /// The invitation whose link it holds.
    pub invitation_id: Option<InvitationId>,
    /// The contact it goes to, where the recipient is one.
    pub contact_id: Option<ContactId>,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to_address: String,
    /// The subject.
    pub subject: String,
    /// Where it stands.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is due, or when the claim of the worker that sends it ends.
    #[diesel(deserialize_as = At)]
    pub next_attempt_at: Timestamp,
    /// When the server took it.
    #[diesel(deserialize_as = Maybe<At>)]
    pub sent_at: Option<Timestamp>,
    /// What went wrong last, as a code such as `recipient 550`.
    pub last_error: Option<String>,
    /// When it was written.
    #[diesel(deserialize_as = At)]
    pub created_at: Timestamp,
}

impl Mail {
    /// Whether it is still to be sent, or being sent.
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, MailState::Waiting | MailState::Held | MailState::Sending)
    }
}

/// Shows neither name nor address.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Mail");
        shown.field("id", &self.id).field("purpose", &self.purpose).field("state", &self.state);
        shown.field("attempts", &self.attempts).field("last_error", &self.last_error).finish_non_exhaustive()
    }
}
