//! The pages of one masked case, for its agency and for the office.

use super::editing::{Typed, Wrong};
use super::retyped::Retyped;
use super::{Case, Standing};
use crate::analysis::masking::decision::figures;
use crate::app::office::{place, words};
use crate::app::respond::{RespondError, Visit};
use crate::store::audit::{self, Subject};
use crate::store::masked_cases::{self, MaskedState};
use crate::store::{Connection, ResponseId, contacts};
use crate::view::dates;
use crate::view::masking::{
    AgencyMaskingPage, OfficeMaskingPage, PassageView, Proposal, StepLine, TextView, text_view,
};

/// What a page is told beside what is stored.
#[derive(Clone, Default)]
pub struct Told {
    /// What was done just now, as a sentence.
    pub done: &'static str,
    /// Whether what was sent came too late.
    pub is_stale: bool,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// The page of the agency that wrote the case.
///
/// # Errors
/// Those of the database.
pub fn for_agency(
    connection: &mut Connection,
    visit: &Visit,
    case: &Case,
    (sheet, base): (i32, &str),
    told: &Told,
) -> Result<AgencyMaskingPage, RespondError> {
    let head = visit.head(base, Some(sheet));
    Ok(AgencyMaskingPage { head, proposal: proposal(connection, visit, case, sheet, told)? })
}

/// The page of the office.
///
/// # Errors
/// Those of the database.
pub fn for_office(
    connection: &mut Connection,
    visit: &Visit,
    case: &Case,
    (sheet, sends_mail): (i32, bool),
    told: &Told,
) -> Result<OfficeMaskingPage, RespondError> {
    let contacts = contacts::of_agency(connection, visit.network(), visit.opened.agency.id)?;
    Ok(OfficeMaskingPage {
        place: place(visit, sheet),
        proposal: proposal(connection, visit, case, sheet, told)?,
        may_ask: matches!(case.standing(), Standing::NotAsked | Standing::Withheld),
        addresses: contacts.iter().filter(|contact| sends_mail && contact.mail.is_some()).count(),
    })
}

/// Notes in the log that somebody of the office read a case as it was written.
///
/// # Errors
/// Those of the database.
pub fn note_view(connection: &mut Connection, visit: &Visit, case: ResponseId) -> Result<(), RespondError> {
    let details = serde_json::json!({});
    let subject = Subject::new("response", case);
    Ok(audit::record(connection, visit.network(), &visit.act(), "masking.viewed", &subject, &details)?)
}

fn proposal(
    connection: &mut Connection,
    visit: &Visit,
    case: &Case,
    sheet: i32,
    told: &Told,
) -> Result<Proposal, RespondError> {
    let standing = case.standing();
    let (masked, _, shown) = figures(&case.decisions);
    let places = visit.places();
    let mut texts: Vec<TextView> =
        case.texts.iter().map(|text| text_view(text, &case.decisions, super::editing::passage_name)).collect();
    let retyped = Retyped::of(connection, visit.network(), case, told)?;
    for text in &mut texts {
        text.label = places.fill(&text.label);
        retyped.put_into(text);
    }
    let errors = told.wrong.all().into_iter().map(|(field, message)| (field.clone(), title(&texts, &field), message));
    let errors = errors.collect();
    Ok(Proposal {
        sheet,
        version: case.version(),
        revision: case.response.latest_revision,
        standing: standing.label(),
        is_approved: standing == Standing::Approved,
        is_withheld: standing == Standing::Withheld,
        is_anew: standing == Standing::AskedAnew,
        texts,
        masked,
        shown,
        note: told.typed.one("note").to_owned(),
        note_error: told.wrong.at("note"),
        errors,
        told: told.done,
        is_stale: told.is_stale,
        steps: steps(connection, visit, case)?,
    })
}

/// What the field of a mistake is called.
fn title(texts: &[TextView], field: &str) -> String {
    let of_words = |text: &&TextView| field == format!("words:{}", text.field);
    if let Some(text) = texts.iter().find(of_words) {
        return format!("ほかに伏せる言葉（{}）", text.label);
    }
    let of_passage = |passage: &&PassageView| field == format!("reason:{}", passage.name);
    let passage = texts.iter().flat_map(|text| &text.passages).find(of_passage);
    passage.map_or_else(|| "理由".to_owned(), |passage| format!("「{}」を伏せない理由", passage.words))
}

fn steps(connection: &mut Connection, visit: &Visit, case: &Case) -> Result<Vec<StepLine>, RespondError> {
    let all = masked_cases::steps(connection, visit.network(), case.response.id)?;
    all.into_iter()
        .map(|step| {
            let (masked, added, shown) = figures(&step.decisions);
            Ok(StepLine {
                at: dates::moment(step.changed_at, &visit.zone),
                by: words::person(connection, step.changed_by)?,
                done: match step.state {
                    MaskedState::Prepared => "伏せ字を用意",
                    MaskedState::Asked => "確認をお願い・見直し",
                    MaskedState::Approved => "承認",
                    MaskedState::Withheld => "共有しない",
                },
                revision: step.revision,
                masked,
                added,
                shown,
                note: step.note,
            })
        })
        .collect()
}
