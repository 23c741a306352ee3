//! How far readers are with the cases and hearings of a network, and giving cases to readers.

use std::collections::{BTreeMap, HashMap};

use super::decisions::{self, Unit};
use super::people::Names;
use crate::app::Definitions;
use crate::app::cases::{CaseHead, Viewer, all, all_coded};
use crate::app::desk::DeskError;
use crate::app::masking::Standing;
use crate::store::audit::Act;
use crate::store::case_readings::{self, Reading};
use crate::store::memberships::{self, Role};
use crate::store::{Connection, NetworkId, ResponseId, UserId, case_assignments, coding_suggestions, codings};
use crate::view::cases::ReadingLine;
use crate::view::coding::{ProgressLine, ProgressPage};
use crate::view::field::{Choice, FieldProblem, FormState, Typed};

/// What fields of the form are called in its error summary.
const FIELDS: &[(&str, &str)] = &[("user", "読み手"), ("cases", "事例")];

/// The page, with what was sent and what is wrong with it.
///
/// # Errors
/// Those of the database, and an answer that does not fit its definition.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    viewer: Viewer,
    (typed, problems): (&Typed, &[FieldProblem]),
) -> Result<ProgressPage, DeskError> {
    let network = viewer.network;
    let names = Names::of_network(connection, network)?;
    let readings = case_readings::of_network(connection, network)?;
    let given = codings::of_network(connection, network)?;
    let mut suggestions: HashMap<ResponseId, i64> =
        coding_suggestions::undecided(connection, network)?.into_iter().collect();
    let assigned = case_assignments::of_network(connection, network)?;
    let all = all_coded(connection, definitions, viewer)?;
    let mut open: BTreeMap<ResponseId, usize> = BTreeMap::new();
    let is_there = |unit: &Unit| {
        let case = all.iter().find(|case| case.id == unit.response);
        case.is_some_and(|case| unit.is_among(case.labels.keys().map(String::as_str)))
    };
    for difference in decisions::open_of(&readings, &given, is_there) {
        *open.entry(difference.unit.response).or_default() += 1;
    }
    let (hearings, cases): (Vec<CaseHead>, Vec<CaseHead>) = all.into_iter().partition(|one| one.is_hearing);
    let finished =
        |case: ResponseId| readings.iter().filter(|one| one.response_id == case && one.finished_at.is_some()).count();
    let mut line = |case: CaseHead| {
        let readers = reading_lines(case.id, &readings, &assigned, &names);
        let is_given = assigned.iter().any(|(response, _)| *response == case.id);
        let is_waiting = is_given && case.standing != Standing::Approved;
        ProgressLine {
            path: format!("/staff/networks/{network}/cases/{}", case.id),
            page: format!("/staff/networks/{network}{}", case.page),
            readers,
            waiting: if is_waiting { case.standing.label() } else { "" },
            suggestions: suggestions.remove(&case.id).unwrap_or_default(),
            open: open.get(&case.id).copied().unwrap_or_default(),
            is_ticked: typed.all("case").any(|ticked| ticked == case.id.to_string()),
            id: case.id.to_string(),
            name: case.name,
            agency: case.agency,
            round: case.round,
            codes: case.codes,
        }
    };
    Ok(ProgressPage {
        told: String::new(),
        errors: FormState { typed, problems }.summary(FIELDS),
        readers: readers(connection, network, typed.one("user"))?,
        read: cases.iter().filter(|case| finished(case.id) > 0).count(),
        read_twice: cases.iter().filter(|case| finished(case.id) > 1).count(),
        open: cases.iter().chain(&hearings).filter_map(|case| open.get(&case.id)).sum(),
        cases: cases.iter().cloned().map(&mut line).collect(),
        hearings: hearings.iter().cloned().map(&mut line).collect(),
    })
}

/// Gives the ticked cases to a reader: how many are new to them, or what stands against it.
///
/// # Errors
/// Those of the database.
pub fn assign(
    connection: &mut Connection,
    definitions: &Definitions,
    viewer: Viewer,
    typed: &Typed,
    act: &Act,
) -> Result<Result<usize, Vec<FieldProblem>>, DeskError> {
    let known: Vec<ResponseId> = all(connection, definitions, viewer)?.into_iter().map(|case| case.id).collect();
    let cases: Vec<ResponseId> =
        typed.all("case").filter_map(|id| id.parse().ok()).filter(|id| known.contains(id)).collect();
    let readers = readers(connection, viewer.network, "")?;
    let user = typed.one("user");
    let user: Option<UserId> = user.parse().ok().filter(|_| readers.iter().any(|reader| reader.value == user));
    let mut problems = Vec::new();
    if user.is_none() {
        problems.push(FieldProblem::at("user", "読み手を選んでください。"));
    }
    if cases.is_empty() {
        problems.push(FieldProblem::at("cases", "担当にする事例を選んでください。"));
    }
    let Some(user) = user.filter(|_| problems.is_empty()) else { return Ok(Err(problems)) };
    let mut new = 0;
    for case in cases {
        new += usize::from(case_assignments::assign(connection, viewer.network, case, user, act)?);
    }
    Ok(Ok(new))
}

/// The network's readers, whom cases can be given to.
fn readers(connection: &mut Connection, network: NetworkId, chosen: &str) -> Result<Vec<Choice>, DeskError> {
    let members = memberships::members(connection, network)?.into_iter();
    let active = members.filter(|member| {
        member.role == Role::Coder && member.deactivated_at.is_none() && member.user.deactivated_at.is_none()
    });
    let choice = |member: memberships::Member| Choice {
        is_chosen: member.user.id.to_string() == chosen,
        value: member.user.id.to_string(),
        label: format!("{}（{}）", member.user.display_name, member.user.mail),
        help: String::new(),
    };
    Ok(active.map(choice).collect())
}

/// Who reads a case, and how far they are: first those whom it was given to.
pub(in crate::app) fn reading_lines(
    case: ResponseId,
    readings: &[Reading],
    assigned: &[(ResponseId, UserId)],
    names: &Names,
) -> Vec<ReadingLine> {
    let mut users: Vec<UserId> =
        assigned.iter().filter(|(response, _)| *response == case).map(|(_, user)| *user).collect();
    let of_case = || readings.iter().filter(|one| one.response_id == case);
    for reading in of_case() {
        if !users.contains(&reading.user_id) {
            users.push(reading.user_id);
        }
    }
    let line = |user: UserId| {
        let reading = of_case().find(|one| one.user_id == user);
        let is_done = reading.is_some_and(|one| one.finished_at.is_some());
        let is_dependent = reading.is_some_and(|one| !one.is_independent);
        let note = if is_dependent {
            "ほかの読み手の分類を見られる状態で付けたため、一致の計算には入れません。"
        } else {
            ""
        };
        ReadingLine {
            name: names.of(user).to_owned(),
            state: match reading {
                None => "未着手",
                Some(_) if is_done => "終了",
                Some(_) => "分類中",
            }
            .to_owned(),
            is_done,
            note: note.to_owned(),
        }
    };
    users.into_iter().map(line).collect()
}
