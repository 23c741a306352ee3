//! Mail to agencies: plain Japanese text, one recipient a message, so that no address is ever shown to another.

mod error;
mod letter;
mod message;
mod transport;

pub use error::MailError;
pub use letter::{Invitation, LINK, Receipt, Sender};
pub use message::{Mailbox, Message};
pub use transport::Transport;
