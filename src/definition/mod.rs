//! Questionnaires and everything they are made of. Pure: no files, no clock, no framework.

mod build;
pub mod bundle;
pub mod codes;
pub mod expression;
pub mod feed;
mod file;
pub mod library;
pub mod question;
pub mod questionnaire;
pub mod schema;
mod source;
pub mod words;

pub use codes::{Code, CodeList, Codebook, CodebookCode, MirroredPair};
pub use expression::Expression;
pub use feed::Feed;
pub use library::{FileProblem, Library, SourceFile};
pub use question::{
    Check, NumberFormat, Options, Prefill, Question, QuestionType, Severity, Sharing, Source, Step, Totals,
};
pub use questionnaire::{AnsweredBy, AnswersPerAgency, Questionnaire, QuestionnaireKind, Section};
pub use source::Position;
pub use words::{Language, Words};
