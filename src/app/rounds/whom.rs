//! The third step: whom. The same page adds agencies to a round that is open already.

use std::collections::HashSet;

use super::setup::Setup;
use super::{Outcome, changed_meanwhile};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::register::kinds;
use crate::store::agencies::{self, Agency};
use crate::store::audit::Act;
use crate::store::contacts::{self, Contact};
use crate::store::invitations;
use crate::store::rounds::{self, Round};
use crate::store::{AgencyId, Connection};
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::making::{AgenciesPage, AgencyLine, KindGroup};

/// What a posted page of agencies asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Tick every agency of this kind.
    All(String),
    /// Tick none of this kind.
    None(String),
    /// Keep the choice and go on.
    Next,
}

impl Wish {
    /// The wish of a posted form.
    pub fn of(typed: &Typed) -> Self {
        match (typed.filled("all"), typed.filled("none")) {
            (Some(kind), _) => Self::All(kind),
            (None, Some(kind)) => Self::None(kind),
            (None, None) => Self::Next,
        }
    }
}

/// The agencies that may be asked: none that is archived, none that is invited already.
fn candidates(connection: &mut Connection, setup: &Setup) -> Result<Vec<Agency>, DeskError> {
    let network = setup.network.id;
    let invited: HashSet<AgencyId> =
        invitations::agencies_of_round(connection, network, setup.round.id)?.into_iter().collect();
    let all = agencies::of_network(connection, network)?;
    Ok(all.into_iter().filter(|agency| agency.archived_at.is_none() && !invited.contains(&agency.id)).collect())
}

/// The page, with these agencies ticked.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    setup: &Setup,
    chosen: &[AgencyId],
    problems: &[FieldProblem],
) -> Result<AgenciesPage, DeskError> {
    let candidates = candidates(connection, setup)?;
    let contacts = contacts::of_network(connection, setup.network.id)?;
    let kinds = kinds::of_network(connection, definitions, setup.network.id)?;
    let all = kinds.all();
    let mut codes: Vec<&str> = all.iter().map(|kind| kind.key.as_str()).collect();
    codes.extend(candidates.iter().map(|agency| agency.kind.as_str()));
    let mut seen = HashSet::new();
    codes.retain(|code| seen.insert(*code));
    let group = |code: &str| {
        let of_kind = candidates.iter().filter(|agency| agency.kind == code);
        let agencies: Vec<AgencyLine> = of_kind.map(|agency| line(agency, &contacts, chosen)).collect();
        KindGroup {
            chosen: agencies.iter().filter(|agency| agency.is_chosen).count(),
            label: kinds.label(code),
            code: code.to_owned(),
            agencies,
        }
    };
    let groups: Vec<KindGroup> = codes.into_iter().map(group).filter(|group| !group.agencies.is_empty()).collect();
    let typed = Typed::default();
    Ok(AgenciesPage {
        round: setup.head(),
        errors: FormState { typed: &typed, problems }.summary(&[("agency", "機関")]),
        first: groups
            .first()
            .and_then(|group| group.agencies.first())
            .map(|agency| agency.id.clone())
            .unwrap_or_default(),
        chosen: groups.iter().map(|group| group.chosen).sum(),
        groups,
    })
}

fn line(agency: &Agency, contacts: &[Contact], chosen: &[AgencyId]) -> AgencyLine {
    let own: Vec<&Contact> = contacts.iter().filter(|contact| contact.agency_id == agency.id).collect();
    AgencyLine {
        id: agency.id.to_string(),
        name: agency.name.clone(),
        note: if own.is_empty() {
            "担当者の登録がありません。機関の登録で補ってください。"
        } else if own.iter().all(|contact| contact.mail.is_none()) {
            "メールアドレスの登録がありません。依頼状でお届けください。"
        } else {
            ""
        },
        is_chosen: chosen.contains(&agency.id),
    }
}

/// The ticked agencies of a posted page after its button did its work; agencies that may not be asked (any
/// more) are left out.
///
/// # Errors
/// Those of the database.
pub fn ticked(connection: &mut Connection, setup: &Setup, typed: &Typed) -> Result<Vec<AgencyId>, DeskError> {
    let posted: HashSet<AgencyId> = typed.all("agency").filter_map(|id| id.parse().ok()).collect();
    let wish = Wish::of(typed);
    let is_ticked = |agency: &Agency| match &wish {
        Wish::All(kind) if agency.kind == *kind => true,
        Wish::None(kind) if agency.kind == *kind => false,
        _ => posted.contains(&agency.id),
    };
    Ok(candidates(connection, setup)?.iter().filter(|agency| is_ticked(agency)).map(|agency| agency.id).collect())
}

/// Keeps the choice in the draft; going on needs at least one agency.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is no draft any more.
pub fn save(
    connection: &mut Connection,
    setup: &Setup,
    typed: &Typed,
    edition: i32,
    act: &Act,
) -> Result<Outcome<()>, DeskError> {
    if !setup.is_draft() {
        return Err(DeskError::NotFound);
    }
    let chosen = ticked(connection, setup, typed)?;
    if chosen.is_empty() && Wish::of(typed) == Wish::Next {
        return Ok(Outcome::Refused(nobody()));
    }
    let round = Round { edition, ..setup.round.clone() };
    if !rounds::update(connection, setup.network.id, &round, act)? {
        return Ok(Outcome::Refused(changed_meanwhile()));
    }
    rounds::choose(connection, setup.network.id, setup.round.id, &chosen)?;
    Ok(Outcome::Done(()))
}

/// Nobody is chosen.
pub(super) fn nobody() -> Vec<FieldProblem> {
    vec![FieldProblem::at("agency", "依頼する機関を1つ以上選んでください。")]
}
