//! The coordinators' desk: sign-in, rounds, results, cases, gaps, the workbook.

mod admission;
pub mod agencies;
pub mod answers;
pub mod board;
mod cookie;
mod desk;
pub mod given;
pub mod hearings;
pub mod home;
pub mod letters;
pub mod mail_hours;
pub mod mails;
mod menu;
pub mod messages;
pub mod reminders;
pub mod results;
pub mod round_making;
pub mod round_settings;
mod round_setup;
pub mod round_steps;
pub mod rounds;
pub mod sign_in;
mod signed_in;
pub mod start;
pub mod workbook;

pub(super) use admission::only_whom_the_table_names;
pub use desk::Desk;
pub use signed_in::SignedIn;

use super::Problem;
use crate::app::desk::DeskError;

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotFound => Self::NotFound,
            fault => Self::fault(fault),
        }
    }
}
