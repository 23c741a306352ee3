//! 「今年度は該当事例がありません」: shows what would become 0, and sets it.

use super::drafting;
use super::posted::Posted;
use super::saving::Saved;
use super::{RespondError, Visit, forms, sheets};
use crate::answer;
use crate::app::definitions::Definitions;
use crate::definition::Questionnaire;
use crate::store::Connection;
use crate::view::form::NoCasesPage;

/// The question whether to answer the counts of cases with 0; `None` where none is asked, or the sheet
/// takes no more corrections.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
    base: &str,
    joined: bool,
) -> Result<Option<NoCasesPage>, RespondError> {
    let filled = sheets::filled(connection, visit, sheet)?;
    let Some(section) = first_section(&visit.questionnaire).filter(|_| visit.is_open(&filled.status)) else {
        return Ok(None);
    };
    let mut none = filled.fields.clone();
    answer::answer_none(&visit.questionnaire, &mut none);
    let agencies = forms::agencies_to_name(connection, definitions, visit)?;
    let judgement = answer::judge(&visit.questionnaire, &none);
    let places = visit.places();
    let mut changes = forms::form(visit, &none, &judgement, &agencies, &places).changes(&filled.fields);
    // A table of zeros says less than the word.
    changes.iter_mut().for_each(|change| change.after = "0".to_owned());
    Ok(Some(NoCasesPage {
        head: visit.head(base, Some(sheet)),
        sheet,
        version: filled.version,
        save_key: forms::new_save_key(),
        section: section.to_owned(),
        changes,
        joined,
    }))
}

/// Answers the counts of cases with 0. `None` where something was saved since the page was shown,
/// which nobody has seen; else the key of the section to go on with.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet, or no count of cases is asked.
pub fn answer_none(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    posted: &Posted,
) -> Result<Option<String>, RespondError> {
    let section = first_section(&visit.questionnaire).ok_or(RespondError::NotFound)?;
    let saved = drafting::change_all(connection, visit, sheet, posted, |fields| {
        answer::answer_none(&visit.questionnaire, fields);
    })?;
    Ok(saved.map(|Saved { .. }| section.to_owned()))
}

fn first_section(questionnaire: &Questionnaire) -> Option<&str> {
    let asks = |section: &&crate::definition::Section| section.questions.iter().any(|question| question.zero_if_none);
    questionnaire.sections.iter().find(asks).map(|section| section.key.as_str())
}
