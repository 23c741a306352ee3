//! Noting what was said on the telephone, and mending what was noted.

use jiff::tz::TimeZone;

use super::Looking;
use crate::app::desk::{DeskError, zone_of};
use crate::store::audit::Act;
use crate::store::call_notes::{self, CallNote};
use crate::store::invitations::{self, Opened};
use crate::store::{AgencyId, CallNoteId, Connection, StoreError, users};
use crate::view::board::{NoteLine, NotePage, NotesPart};
use crate::view::dates;

/// Most characters of a note.
pub const LENGTH: usize = 1_000;

/// A note that could not be kept, as it was typed.
#[derive(Clone)]
pub struct Refused {
    /// The agency it is about.
    pub agency: AgencyId,
    /// What was typed.
    pub words: String,
    /// What to do.
    pub problem: String,
}

/// Leaves the words out: they may speak of a person.
impl std::fmt::Debug for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refused").field("agency", &self.agency).finish_non_exhaustive()
    }
}

/// Keeps a note about an agency; `Some` where it has to be written otherwise. The same note sent twice is one.
///
/// # Errors
/// [`DeskError::NotFound`] where the agency is not asked in this round.
pub fn add(
    connection: &mut Connection,
    looking: &Looking,
    agency: AgencyId,
    id: CallNoteId,
    words: &str,
) -> Result<Option<Refused>, DeskError> {
    let asked = asked(connection, looking, agency)?;
    let kept = match kept(words) {
        Ok(kept) => kept,
        Err(problem) => return Ok(Some(Refused { agency, words: words.to_owned(), problem })),
    };
    let act = Act::by_user(looking.user, looking.now);
    call_notes::add(connection, looking.network.id, id, (asked.invitation.id, &kept), looking.user, &act)?;
    Ok(None)
}

/// Puts other words into a note that was at this edition; `Some` where they have to be written otherwise, or somebody
/// mended it since. The same words sent twice are mended once.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such note about this agency.
pub fn mend(
    connection: &mut Connection,
    looking: &Looking,
    (agency, id): (AgencyId, CallNoteId),
    edition: i32,
    words: &str,
) -> Result<Option<Refused>, DeskError> {
    let (_, note) = noted(connection, looking, agency, id)?;
    let refused = |problem: String| Ok(Some(Refused { agency, words: words.to_owned(), problem }));
    let kept = match kept(words) {
        Ok(kept) => kept,
        Err(problem) => return refused(problem),
    };
    if kept == note.words {
        return Ok(None);
    }
    let act = Act::by_user(looking.user, looking.now);
    let is_same = note.edition == edition;
    if is_same && call_notes::mend(connection, looking.network.id, &note, &kept, looking.user, &act)? {
        return Ok(None);
    }
    refused(
        "この画面を開いた後に、ほかの方が記録を直しました。下の今の記録を確かめ、もう一度入力してください。".to_owned(),
    )
}

/// The page on which a note is mended.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such note about this agency.
pub fn page(
    connection: &mut Connection,
    looking: &Looking,
    (agency, id): (AgencyId, CallNoteId),
    refused: Option<&Refused>,
) -> Result<NotePage, DeskError> {
    let (asked, note) = noted(connection, looking, agency, id)?;
    let zone = zone_of(&looking.network);
    let here = format!("/staff/networks/{}/rounds/{}/agencies/{agency}", looking.network.id, looking.round);
    let mender = match note.mended_by {
        Some(user) => users::find(connection, user)?.map(|user| user.display_name),
        None => None,
    };
    let earlier = call_notes::earlier(connection, looking.network.id, id)?;
    Ok(NotePage {
        title: asked.round.title,
        agency: asked.agency.name,
        edition: note.edition,
        mended_by: mender.unwrap_or_default(),
        typed: refused.map_or_else(|| note.words.clone(), |refused| refused.words.clone()),
        error: refused.map(|refused| refused.problem.clone()).unwrap_or_default(),
        most: LENGTH,
        earlier: earlier
            .into_iter()
            .map(|one| NoteLine {
                words: one.words,
                by: one.written_by,
                at: dates::moment(one.written_at, &zone),
                mended: String::new(),
                path: String::new(),
            })
            .collect(),
        note: line(&note, &here, &zone),
        here,
    })
}

/// The notes about an agency in its round, with the form for one more.
///
/// # Errors
/// Those of the database.
pub fn part(
    connection: &mut Connection,
    looking: &Looking,
    asked: &Opened,
    refused: Option<&Refused>,
) -> Result<NotesPart, StoreError> {
    let zone = zone_of(&looking.network);
    let here = format!("/staff/networks/{}/rounds/{}/agencies/{}", looking.network.id, looking.round, asked.agency.id);
    let notes = call_notes::of_invitation(connection, looking.network.id, asked.invitation.id)?;
    Ok(NotesPart {
        lines: notes.iter().map(|note| line(note, &here, &zone)).collect(),
        next: CallNoteId::new(looking.now).to_string(),
        typed: refused.map(|refused| refused.words.clone()).unwrap_or_default(),
        error: refused.map(|refused| refused.problem.clone()).unwrap_or_default(),
        most: LENGTH,
    })
}

/// A note as lists show it; `agency` is the address of its agency in the round.
pub(in crate::app) fn line(note: &CallNote, agency: &str, zone: &TimeZone) -> NoteLine {
    NoteLine {
        words: note.words.clone(),
        by: note.written_by.clone(),
        at: dates::moment(note.written_at, zone),
        mended: note.mended_at.map(|at| dates::moment(at, zone)).unwrap_or_default(),
        path: format!("{agency}/notes/{}", note.id),
    }
}

fn asked(connection: &mut Connection, looking: &Looking, agency: AgencyId) -> Result<Opened, DeskError> {
    invitations::of_agency(connection, looking.network.id, looking.round, agency)?.ok_or(DeskError::NotFound)
}

fn noted(
    connection: &mut Connection,
    looking: &Looking,
    agency: AgencyId,
    id: CallNoteId,
) -> Result<(Opened, CallNote), DeskError> {
    let asked = asked(connection, looking, agency)?;
    let note = call_notes::find(connection, looking.network.id, asked.invitation.id, id)?;
    Ok((asked, note.ok_or(DeskError::NotFound)?))
}

/// The words as they are kept; or what to do.
fn kept(words: &str) -> Result<String, String> {
    let kept = words.trim().replace("\r\n", "\n");
    let length = kept.chars().count();
    match length {
        0 => Err("記録の内容を入力してください。".to_owned()),
        _ if length > LENGTH => Err(format!("{LENGTH}文字以内で入力してください（現在{length}文字）。")),
        _ => Ok(kept),
    }
}
