//! The first page of a network, which differs by role.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::desk::Desk;
use super::{given, hearings, rounds};
use crate::store::memberships::Role;
use crate::view::rounds::RoundLine;
use crate::web::{Problem, State};

/// `GET /staff/networks/{network}`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn show(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    match desk.role {
        Role::Owner | Role::Coordinator => rounds::list(&state, &desk).await,
        Role::Facilitator => meeting(&state, &desk).await,
        Role::Interviewer => hearings::list(&state, &desk).await,
        Role::Coder => given::list(&state, &desk).await,
        Role::Auditor => desk.page("rounds", "staff/start_auditor.html", &Nothing {}),
    }
}

/// What whoever chairs the meeting finds: results of rounds, nothing of single answers.
#[derive(Debug, Serialize)]
struct MeetingView {
    rounds: Vec<RoundLine>,
}

async fn meeting(state: &web::Data<State>, desk: &Desk) -> Result<HttpResponse, Problem> {
    let (shared, network, now) = (state.clone(), desk.network.clone(), state.clock.now());
    let rounds = state
        .store
        .read(move |connection| crate::app::rounds::with_results(connection, &shared.definitions, &network, now))
        .await?;
    desk.page("rounds", "staff/start_meeting.html", &MeetingView { rounds })
}

#[derive(Debug, Serialize)]
struct Nothing {}
