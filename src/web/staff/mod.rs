//! The coordinators' desk: sign-in, rounds, results, cases, gaps, the workbook.

pub mod account;
mod admission;
pub mod agencies;
pub mod agreement;
pub mod answers;
pub mod before_after;
pub mod board;
pub mod call_notes;
pub mod cases;
pub mod coding;
pub mod coding_rules;
mod cookie;
pub mod crosstabs;
mod desk;
pub mod difficulty;
pub mod files;
pub mod gaps;
pub mod given;
pub mod handover;
pub mod hearings;
pub mod home;
pub mod letters;
pub mod log;
pub mod mail_hours;
pub mod mails;
pub mod masking;
mod menu;
pub mod messages;
pub mod norishiro;
mod output;
pub mod output_settings;
pub mod people;
pub mod profiles;
pub mod reading;
pub mod reminders;
pub mod resources;
pub mod results;
pub mod round_making;
pub mod round_settings;
mod round_setup;
pub mod round_steps;
pub mod rounds;
mod saved;
pub mod second_factor;
pub mod sign_in;
mod signed_in;
pub mod start;
pub mod themes;
pub mod ties;
pub mod trends;
pub mod welcome;
pub mod words;
pub mod workbook;

pub(super) use admission::only_whom_the_table_names;
pub use desk::Desk;
pub use signed_in::SignedIn;

use super::Problem;
use crate::app::account::AccountError;
use crate::app::coding_rules::RulesError;
use crate::app::desk::DeskError;
use crate::app::files::FileError;
use crate::app::people::PeopleError;
use crate::app::second_factor::SecondFactorError;
use crate::app::sign_in::SignInError;

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotFound => Self::NotFound,
            fault => Self::fault(fault),
        }
    }
}

impl From<RulesError> for Problem {
    fn from(error: RulesError) -> Self {
        match error {
            RulesError::Desk(error) => error.into(),
            RulesError::Dictionary(error) => Self::fault(error),
        }
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Desk(error) => error.into(),
            fault => Self::fault(fault),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::SignIn(SignInError::Busy) => Self::TooOften { wait: sign_in::BUSY_WAIT },
            fault => Self::fault(fault),
        }
    }
}

impl From<SecondFactorError> for Problem {
    fn from(error: SecondFactorError) -> Self {
        match error {
            SecondFactorError::Store(error) => Self::fault(error),
            fault => Self::fault(fault),
        }
    }
}

impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::NotFound => Self::NotFound,
            PeopleError::Account(error) => error.into(),
            PeopleError::Store(error) => Self::fault(error),
            fault => Self::fault(fault),
        }
    }
}
