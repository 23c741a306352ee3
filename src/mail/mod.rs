//! Mail to agencies: plain Japanese text, one recipient a message, so that no address is ever shown to another.

pub mod bounce;
mod error;
mod letter;
mod message;
pub mod own_letter;
mod reply;
mod smtp;
mod transport;

pub use error::{MailError, Meaning, ServerFault, Stage};
pub use letter::{
    CodeFor, CodeLetter, ContentCheck, FreeMessage, Heading, Invitation, LINK, MaskingCheck, Receipt, Reminder, Sender,
    SentBack, Trial,
};
pub use message::{Mailbox, Message, split};
pub use smtp::Server;
pub use transport::{Transport, Way};
