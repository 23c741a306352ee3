//! Forms and everything an agency reads around them: plain data for the templates, made from a
//! questionnaire, the fields as typed, and what was found in them.

mod agencies;
mod answered;
mod comments;
pub mod control;
mod correction;
mod declaration;
mod head;
mod html;
mod numbers;
mod options;
mod pages;
mod places;
mod previous;
mod question;
mod section;
pub mod select;
mod sums;

pub use agencies::{Agencies, RegisteredAgency};
pub use answered::{AnsweredRow, AnsweredSection, answered};
pub use comments::{AskedAgain, AskedItem, CommentView, OpenComment, ReviewComment, WHOLE};
pub use correction::{Change, CorrectionPage, NoCasesPage, RevisionLine, RevisionPage};
pub use declaration::{CompletionPage, DeclinePage, Declining};
pub use head::Head;
pub use pages::{Confirmed, ReceiptPage, RemovedSheet, ReviewPage, SheetLine, StartPage, WholePage};
pub use places::Places;
pub use previous::{Previous, PreviousOffer};
pub use question::Form;
pub use section::{SectionPage, Standing, Step};
