//! Which words of a case a reader may see. The one place where that is decided: boards, pages, searches and files ask
//! here.

use crate::app::Reader;
use crate::app::desk::{ReadAnswer, RoundRead};
use crate::app::masking::released::Released;
use crate::view::cases::written;

/// What of a case's words is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseWords {
    /// All that was written.
    Whole,
    /// What its agency approved for others: question and text, with persons masked.
    Masked(Vec<(String, String)>),
    /// Nothing: the agency has not approved a masked version of the answer as it is now.
    Waiting,
}

/// What is said where [`CaseWords::Waiting`]: true before the agency is asked, while it looks, and after it has said no.
pub const WAITING: &str = "機関が承認した本文はありません";

/// The words of a case that a reader may see.
pub fn text_for(reader: Reader, released: &Released, read: &RoundRead, answer: &ReadAnswer) -> CaseWords {
    if reader.sees_answers() {
        return CaseWords::Whole;
    }
    let questionnaire = &read.questionnaire;
    match released.document(questionnaire, (answer.response, answer.revision), &answer.document) {
        Some(masked) => {
            let texts = written(questionnaire, &masked).into_iter();
            CaseWords::Masked(texts.map(|text| (text.question, text.text)).collect())
        }
        None => CaseWords::Waiting,
    }
}
