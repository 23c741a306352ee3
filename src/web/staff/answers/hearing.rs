//! Who holds an agency's hearing: by name, or by a link for an interviewer who has no account.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use serde::Deserialize;

use super::{AgencyPath, Desk, Pairs, asked, checked, reading, value, writing};
use crate::app::hearings::assigning;
use crate::app::office;
use crate::app::respond::{RespondError, Visit};
use crate::store::Connection;
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// An interviewer of an agency, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct InterviewerPath {
    round: String,
    agency: String,
    user: String,
}

/// `GET …/agencies/{agency}/hearing`
///
/// # Errors
/// [`Problem::NotFound`] where the round asks no hearing.
pub async fn show(state: Data<State>, desk: Desk, path: Path<AgencyPath>) -> Result<HttpResponse, Problem> {
    let asked = (path.asked()?, Hand::First);
    let page = reading(&state, &desk, asked, |connection, shared, visit| {
        assigning::page(connection, visit, &shared.key, &shared.public_url)
    });
    desk.page("", "staff/answers/hearing.html", &page.await?)
}

/// `POST …/agencies/{agency}/hearing/interviewers`
///
/// # Errors
/// [`Problem::NotFound`] where the round asks no hearing.
pub async fn assign(
    state: Data<State>,
    desk: Desk,
    path: Path<AgencyPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let user = value(&pairs, "user").parse().map_err(|_| Problem::Unreadable)?;
    change(&state, &desk, &path, move |connection, _, visit| assigning::assign(connection, visit, user)).await
}

/// `POST …/agencies/{agency}/hearing/interviewers/{user}/removal`
///
/// # Errors
/// [`Problem::NotFound`] where the hearing was not given to this person.
pub async fn unassign(
    state: Data<State>,
    desk: Desk,
    path: Path<InterviewerPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    checked(&desk, pairs)?;
    let user = path.user.parse().map_err(|_| Problem::NotFound)?;
    let asked = (asked(&path.round, &path.agency)?, Hand::First);
    let agency = writing(&state, &desk, asked, move |connection, _, visit| {
        assigning::unassign(connection, visit, user)?;
        Ok(office::path(visit))
    });
    Ok(see_other(format!("{}/hearing", agency.await?)))
}

/// `POST …/agencies/{agency}/hearing/link`: a link for interviewers, in place of the one before.
///
/// # Errors
/// [`Problem::NotFound`] where the round asks no hearing.
pub async fn issue(
    state: Data<State>,
    desk: Desk,
    path: Path<AgencyPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let seen: i32 = value(&pairs, "issue").parse().map_err(|_| Problem::Unreadable)?;
    let issue = move |connection: &mut Connection, shared: &State, visit: &Visit| {
        assigning::issue_link(connection, visit, &shared.key, seen)
    };
    change(&state, &desk, &path, issue).await
}

/// `POST …/agencies/{agency}/hearing/link/removal`
///
/// # Errors
/// [`Problem::NotFound`] where the round asks no hearing.
pub async fn revoke(
    state: Data<State>,
    desk: Desk,
    path: Path<AgencyPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    checked(&desk, pairs)?;
    change(&state, &desk, &path, |connection, _, visit| assigning::revoke_link(connection, visit)).await
}

async fn change(
    state: &Data<State>,
    desk: &Desk,
    path: &AgencyPath,
    change: impl FnOnce(&mut Connection, &State, &Visit) -> Result<(), RespondError> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let agency = writing(state, desk, (path.asked()?, Hand::First), move |connection, shared, visit| {
        change(connection, shared, visit)?;
        Ok(office::path(visit))
    });
    Ok(see_other(format!("{}/hearing", agency.await?)))
}
