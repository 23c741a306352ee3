//! The pages of a sheet that is being filled in: questions and review; and the whole questionnaire, blank.

use super::posted::Posted;
use super::sheets::FilledSheet;
use super::{OnSheet, RespondError, Visit, Visitor, asked, previous, sheets};
use crate::answer::{self, Judgement, RawFields};
use crate::app::definitions::Definitions;
use crate::app::register::kinds;
use crate::definition::{Question, QuestionType};
use crate::store::{Connection, agencies};
use crate::view::dates;
use crate::view::form::{Agencies, Form, Places, RegisteredAgency, ReviewPage, SectionPage, Standing, WholePage};

/// What a page is told beside what is stored.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Whether it follows a save.
    pub just_saved: bool,
    /// Whether that save made more questions appear.
    pub more_appeared: bool,
    /// Whether that save was joined with another.
    pub joined: bool,
    /// Whether blanks are shown as errors.
    pub shows_missing: bool,
    /// How many questions that save filled with last time's answers.
    pub filled: Option<usize>,
    /// Number of the sheet that this one was copied from.
    pub copied_from: Option<i32>,
    /// Whether that save answered the counts of cases with 0.
    pub answered_none: bool,
    /// Why what the page shows is not saved, in words.
    pub not_saved: Option<String>,
    /// Paths of the questions that the page showed when it saved by itself; `None` where it did not.
    pub saved_by_itself: Option<Vec<String>>,
}

/// A page of questions; `None` where the sheet takes no more corrections.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet or section.
pub fn section_page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (sheet, section): (i32, &str),
    base: &str,
    told: &Told,
) -> Result<Option<SectionPage>, RespondError> {
    let filled = sheets::filled(connection, visit, sheet)?;
    page_of(connection, definitions, visit, (&filled, section, true), base, told)
}

/// The same behind an agency's link that was opened for the sheet.
///
/// # Errors
/// As for [`section_page`].
pub fn page_on(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (sheet, section): (OnSheet, &str),
    base: &str,
    told: &Told,
) -> Result<Option<SectionPage>, RespondError> {
    let has_others = sheet.has_other_invitations;
    let filled = sheets::filled_on(sheet)?;
    let mut page = page_of(connection, definitions, visit, (&filled, section, has_others), base, told)?;
    if let (Some(page), Some(shown)) = (&mut page, &told.saved_by_itself) {
        page.standing.more_appeared = page.asked().iter().any(|path| !shown.iter().any(|known| known == path));
    }
    Ok(page)
}

/// The page of questions that the posted page would have led to, where it could not be saved: what
/// was typed stands in it, and it can be sent again as if it were the first time.
///
/// # Errors
/// As for [`section_page`].
pub fn unsaved_page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (sheet, section): (OnSheet, &str),
    base: &str,
    (posted, told): (&Posted, &Told),
) -> Result<Option<SectionPage>, RespondError> {
    let has_others = sheet.has_other_invitations;
    let mut filled = sheets::filled_on(sheet)?;
    let asked = visit.questionnaire.sections.iter().find(|candidate| candidate.key == section);
    filled.fields = posted.put_into(&filled.fields, asked.ok_or(RespondError::NotFound)?);
    let mut page = page_of(connection, definitions, visit, (&filled, section, has_others), base, told)?;
    if let Some(page) = &mut page {
        page.standing.version = posted.version;
        page.standing.save_key.clone_from(&posted.save_key);
        page.base_fields = serde_json::to_string(&posted.base)?;
    }
    Ok(page)
}

fn page_of(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    (filled, section, has_other_invitations): (&FilledSheet, &str, bool),
    base: &str,
    told: &Told,
) -> Result<Option<SectionPage>, RespondError> {
    if !visit.is_open(&filled.status) {
        return Ok(None);
    }
    let asked = visit.questionnaire.sections.iter().find(|candidate| candidate.key == section);
    let asked = asked.ok_or(RespondError::NotFound)?;
    // Few pages ask for agencies: the others need not read the register.
    let agencies = if asks_for_agencies(&asked.questions) {
        agencies_to_name(connection, definitions, visit)?
    } else {
        Agencies::default()
    };
    let judgement = answer::judge(&visit.questionnaire, &filled.fields);
    let places = visit.places();
    let shows_missing = told.shows_missing;
    let form = Form { shows_missing, ..form(visit, &filled.fields, &judgement, &agencies, &places) };
    let head = visit.head(base, Some(filled.status.sheet.number));
    let page = form.section_page(section, head, standing(visit, filled, told));
    let mut page = page.ok_or(RespondError::NotFound)?;
    // Most agencies are asked for the first time: they need no look at earlier rounds.
    if has_other_invitations && let Some(previous) = previous::find(connection, definitions, visit)? {
        form.put_previous(&mut page, &previous);
    }
    form.put_comments(&mut page, &asked::open(connection, visit, &filled.status, &filled.fields)?);
    // Zeros for all that a paper leaves blank are the agency's to say.
    page.has_case_counts &= !visit.is_office();
    Ok(Some(page))
}

/// The review page; `None` where the sheet takes no more corrections.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn review_page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
    base: &str,
    told: &Told,
) -> Result<Option<ReviewPage>, RespondError> {
    let filled = sheets::filled(connection, visit, sheet)?;
    if !visit.is_open(&filled.status) {
        return Ok(None);
    }
    let agencies = agencies_to_name(connection, definitions, visit)?;
    let judgement = answer::judge(&visit.questionnaire, &filled.fields);
    let places = visit.places();
    let form = Form { shows_missing: true, ..form(visit, &filled.fields, &judgement, &agencies, &places) };
    let is_sent = filled.status.response.is_some() && !filled.status.has_unsent_changes();
    let mut page = form.review_page(visit.head(base, Some(sheet)), standing(visit, &filled, told), is_sent);
    form.review_comments(&mut page, &asked::open(connection, visit, &filled.status, &filled.fields)?);
    Ok(Some(page))
}

/// The whole questionnaire, blank, conditional questions too.
///
/// # Errors
/// Those of the database.
pub fn whole_page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    base: &str,
) -> Result<WholePage, RespondError> {
    let agencies = agencies_to_name(connection, definitions, visit)?;
    let fields = RawFields::default();
    let judgement = answer::judge(&visit.questionnaire, &fields);
    let places = visit.places();
    let form = Form {
        questionnaire: &visit.questionnaire,
        raw: &fields,
        judgement: &judgement,
        agencies: &agencies,
        places: &places,
        shows_missing: false,
        shows_all: true,
    };
    Ok(form.whole_page(visit.head(base, None)))
}

/// The form of the visit's questionnaire, with what was typed and found.
pub(super) fn form<'a>(
    visit: &'a Visit,
    raw: &'a RawFields,
    judgement: &'a Judgement,
    agencies: &'a Agencies,
    places: &'a Places,
) -> Form<'a> {
    let questionnaire = &visit.questionnaire;
    Form { questionnaire, raw, judgement, agencies, places, shows_missing: false, shows_all: false }
}

/// A key for the save that a page may make.
pub(super) fn new_save_key() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

/// Whether any of the questions names agencies.
fn asks_for_agencies(questions: &[Question]) -> bool {
    questions.iter().any(|question| match &question.kind {
        QuestionType::Agency | QuestionType::Agencies { .. } => true,
        QuestionType::Repeat { questions, .. } => asks_for_agencies(questions),
        _ => false,
    })
}

/// The agencies that an answer may name: all of the network but the one that answers.
pub(in crate::app) fn agencies_to_name(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
) -> Result<Agencies, RespondError> {
    let own = visit.opened.agency.id;
    let register = agencies::names(connection, visit.network())?
        .into_iter()
        .filter(|(id, _)| *id != own)
        .map(|(id, name)| RegisteredAgency { id: id.to_string(), name })
        .collect();
    let kinds = kinds::of_network(connection, definitions, visit.network())?;
    Ok(Agencies::new(register, kinds.offered, kinds.retired))
}

/// The agency's own sheet and what the office enters for it are kept apart in a browser, too.
fn keep(visit: &Visit, filled: &FilledSheet) -> String {
    let sheet = filled.status.sheet.id;
    match visit.visitor {
        Visitor::Office { hand, .. } => format!("{hand}-{sheet}"),
        Visitor::Agency | Visitor::Interviewer(_) => sheet.to_string(),
    }
}

fn standing(visit: &Visit, filled: &FilledSheet, told: &Told) -> Standing {
    Standing {
        sheet: filled.status.sheet.number,
        keep: keep(visit, filled),
        version: filled.version,
        save_key: new_save_key(),
        saved_at: filled.status.draft.as_ref().map(|draft| dates::moment(draft.saved_at, &visit.zone)),
        saved_clock: filled.status.draft.as_ref().map(|draft| dates::clock(draft.saved_at, &visit.zone)),
        saved_by_itself: told.saved_by_itself.is_some(),
        just_saved: told.just_saved,
        more_appeared: told.more_appeared,
        joined: told.joined,
        not_saved: told.not_saved.clone(),
        is_correction: filled.status.response.is_some(),
        filled: told.filled,
        copied_from: told.copied_from.filter(|_| visit.has_many()).map(|number| visit.sheet_name(number)),
        answered_none: told.answered_none,
    }
}
