//! Noting what was said on the telephone.

use super::Looking;
use crate::app::desk::DeskError;
use crate::store::audit::Act;
use crate::store::{AgencyId, CallNoteId, Connection, call_notes, invitations};

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
    let network = looking.network.id;
    let asked = invitations::of_agency(connection, network, looking.round, agency)?.ok_or(DeskError::NotFound)?;
    let refused = |problem: String| Some(Refused { agency, words: words.to_owned(), problem });
    let kept = words.trim().replace("\r\n", "\n");
    if kept.is_empty() {
        return Ok(refused("記録の内容を入力してください。".to_owned()));
    }
    let length = kept.chars().count();
    if length > LENGTH {
        return Ok(refused(format!("{LENGTH}文字以内で入力してください（現在{length}文字）。")));
    }
    let act = Act::by_user(looking.user, looking.now);
    call_notes::add(connection, network, id, (asked.invitation.id, &kept), looking.user, &act)?;
    Ok(None)
}
