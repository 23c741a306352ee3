//! What an agency is warned of before it hands an answer in. A warning, never an obstacle.

use super::{Masker, known};
use crate::analysis::masking::texts;
use crate::answer;
use crate::app::respond::{RespondError, Visit, sheets};
use crate::store::Connection;
use crate::view::masking::{Identifying, identifying};

/// The passages of a sheet, as it is saved, by which a person could be told; none where nothing can be looked for,
/// which is our own fault and stands in the log.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn of_sheet(
    connection: &mut Connection,
    masker: &Masker,
    visit: &Visit,
    sheet: i32,
    base: &str,
) -> Result<Vec<Identifying>, RespondError> {
    match found(connection, masker, visit, sheet, base) {
        Err(RespondError::Masking(error)) => {
            tracing::error!(%error, "nothing can be warned of before an answer is handed in");
            Ok(Vec::new())
        }
        found => found,
    }
}

fn found(
    connection: &mut Connection,
    masker: &Masker,
    visit: &Visit,
    sheet: i32,
    base: &str,
) -> Result<Vec<Identifying>, RespondError> {
    let filled = sheets::filled(connection, visit, sheet)?;
    let judgement = answer::judge(&visit.questionnaire, &filled.fields);
    let document = answer::complete(&visit.questionnaire, judgement.document).document;
    let texts = texts(&visit.questionnaire, &document);
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let known = known(connection, visit.network())?;
    let mut found = Vec::new();
    for text in &texts {
        let passages = masker.find(&text.text, &known)?;
        if !passages.is_empty() {
            found.push((text, passages));
        }
    }
    let places = visit.places();
    Ok(identifying(&visit.questionnaire, &places, &found, &format!("{base}/sheets/{sheet}")))
}
