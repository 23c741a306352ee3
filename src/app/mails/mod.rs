//! What the office does with a round's mails: look at them, invite a contact (again), write to chosen agencies, try a
//! letter out, set the hours.

pub mod contact;
pub mod handover;
pub mod hours;
pub mod list;
pub mod message;
pub mod reminding;
pub mod trial;
pub(super) mod words;
