//! What the office does with a round's mails: look at them, invite a contact (again), write to chosen agencies, try a
//! letter out, set the hours.

pub mod contact;
pub mod hours;
pub mod list;
pub mod message;
pub mod reminding;
pub mod trial;
mod words;
