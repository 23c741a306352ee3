//! The people of a network: who they are, asking new ones, letting them back in, their roles.

mod handing;
mod inviting;
mod list;
mod member;
mod resetting;
mod welcome;

pub use handing::{CodeMail, Handed, Handing};
pub use inviting::{again, invite, take_back};
pub use list::{invite_page, page, person_page};
pub use member::change;
pub use resetting::reset;
pub use welcome::{Door, complete, door};

use super::account::AccountError;
use super::one_time_code::Code;
use super::qr::QrError;
use super::sealed::SealError;
use crate::mail::MailError;
use crate::store::StoreError;
use crate::view::field::FieldProblem;

/// Why something was not done with the people of a network.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The network has no such person or invitation.
    #[error("not found")]
    NotFound,
    /// Every field that cannot be taken, with what to do.
    #[error("{} field(s) cannot be taken", .0.len())]
    Fields(Vec<FieldProblem>),
    /// No code could be made.
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    /// The address does not fit a QR code.
    #[error(transparent)]
    Qr(#[from] QrError),
    /// A letter could not be written.
    #[error(transparent)]
    Letter(#[from] MailError),
    /// A code could not be encrypted.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The password could not be looked at or hashed.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PeopleError {
    fn of_page(words: &str) -> Self {
        Self::Fields(vec![FieldProblem::of_page(words)])
    }
}

/// The page on which codes are typed.
fn welcome_address(public_url: &str) -> String {
    format!("{}/staff/welcome", public_url.trim_end_matches('/'))
}

/// The same with a code, to be followed.
fn welcome_link(public_url: &str, code: &Code) -> String {
    format!("{}?code={}", welcome_address(public_url), code.text)
}
