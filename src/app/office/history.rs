//! Every revision of an answer, and what changed between any two.

use super::{place, status, words};
use crate::answer::{self, RawFields};
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, forms};
use crate::store::revisions::{self, Revision};
use crate::store::{Connection, NetworkId};
use crate::view::answers::{DifferenceLine, HistoryLine, HistoryPage};
use crate::view::dates;

/// The history, with what changed between two revisions: the last two where none are named.
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in on the sheet, or there is no such revision.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
    (from, to): (Option<i32>, Option<i32>),
) -> Result<HistoryPage, RespondError> {
    let status = status(connection, visit, sheet)?;
    let response = status.response.ok_or(RespondError::NotFound)?;
    let all = revisions::of_response(connection, visit.network(), response.id)?;
    let to = to.unwrap_or(response.latest_revision);
    let from = from.unwrap_or_else(|| (to - 1).max(1));
    let find = |number| all.iter().find(|revision| revision.number == number).ok_or(RespondError::NotFound);
    let differences = compare(connection, definitions, visit, find(from)?, find(to)?)?;
    let mut lines = Vec::with_capacity(all.len());
    for revision in all.iter().rev() {
        lines.push(HistoryLine {
            number: revision.number,
            at: dates::moment(revision.submitted_at, &visit.zone),
            by: words::person(connection, revision.submitted_by)?,
            channel: words::channel(revision.channel),
            reason: revision.reason.clone().unwrap_or_default(),
            counts: revision.number == response.latest_revision,
        });
    }
    Ok(HistoryPage {
        place: place(visit, sheet),
        receipt_number: response.receipt_number.to_string(),
        revisions: lines,
        from,
        to,
        differences,
    })
}

/// By the newer questionnaire: what an older one asked and it does not is no longer to be compared.
fn compare(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    before: &Revision,
    after: &Revision,
) -> Result<Vec<DifferenceLine>, RespondError> {
    let network: NetworkId = visit.network();
    let questionnaire = definitions.of_version(connection, network, after.version_id)?;
    let fields = |revision: &Revision| serde_json::from_str::<RawFields>(&revision.fields);
    let found = answer::difference(&questionnaire, &fields(before)?, &fields(after)?);
    let agencies = forms::agencies_to_name(connection, definitions, visit)?;
    let places = visit.places();
    Ok(found.iter().map(|one| DifferenceLine::new(one, &agencies, &places)).collect())
}
