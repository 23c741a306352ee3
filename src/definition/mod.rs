//! Questionnaires and everything they are made of. Pure: no files, no clock, no framework.

pub mod codes;
pub mod expression;
pub mod feed;
pub mod question;
pub mod questionnaire;
pub mod words;

pub use codes::{Code, CodeList, Codebook, MirroredPair};
pub use expression::Expression;
pub use feed::Feed;
pub use question::{
    Check, NumberFormat, Options, Prefill, Question, QuestionType, Severity, Sharing, Source, Step, Totals,
};
pub use questionnaire::{AnsweredBy, AnswersPerAgency, Questionnaire, QuestionnaireKind, Section};
pub use words::{Language, Words};
