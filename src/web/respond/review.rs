//! Reviewing, confirming and submitting.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query as FromQuery};
use tracing::Span;

use super::{Pairs, Query, base, of_sheet, page_or, writing};
use crate::app::hearings;
use crate::app::masking::warning;
use crate::app::receipt_mail;
use crate::app::respond::submitting::{self, Outcome};
use crate::app::respond::{Posted, Visit, drafting, forms};
use crate::store::revisions::Channel;
use crate::web::errors::Problem;
use crate::web::state::{State, see_other};

/// `GET /a/{token}/sheets/{sheet}/review`
pub(in crate::web) async fn show(
    state: Data<State>,
    path: Path<(String, i32)>,
    query: FromQuery<Query>,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let address = base(&token);
    let receipt = of_sheet(&token, sheet, "receipt");
    // A fault of the warning is logged beside the request, though it is looked for on another thread.
    let span = Span::current();
    page_or(&state, &token, "respond/review.html", receipt, move |connection, shared, visit| {
        let page = forms::review_page(connection, &shared.definitions, visit, sheet, &address, &query.told())?;
        let Some(mut page) = page else { return Ok(None) };
        let found = || warning::of_sheet(connection, &shared.masker, visit, sheet, &address);
        page.identifying = span.in_scope(found)?;
        Ok(Some(page))
    })
    .await
}

/// `POST /a/{token}/sheets/{sheet}/confirmations`: 「このままで正しい」
pub(in crate::web) async fn confirm(
    state: Data<State>,
    path: Path<(String, i32)>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let posted = Posted::from_pairs(pairs.into_inner());
    writing(&state, &token, move |connection, _, visit| {
        drafting::save_confirmations(connection, visit, sheet, &posted)
    })
    .await?;
    Ok(see_other(of_sheet(&token, sheet, "review?saved=1")))
}

/// `POST /a/{token}/sheets/{sheet}/revisions`: 提出
pub(in crate::web) async fn submit(
    state: Data<State>,
    path: Path<(String, i32)>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (token, sheet) = path.into_inner();
    let posted = Posted::from_pairs(pairs.into_inner());
    let outcome = writing(&state, &token, move |connection, shared, visit| {
        let outcome = submitting::submit(connection, visit, sheet, posted.version, &posted.save_key, channel(visit))?;
        if let Outcome::Received(receipt) = &outcome
            && shared.sends_mail
        {
            if visit.is_interviewer() {
                hearings::letter::queue(connection, &shared.templates, visit, receipt)?;
            } else {
                receipt_mail::queue(connection, &shared.templates, visit, sheet, receipt)?;
            }
        }
        Ok(outcome)
    });
    let page = match outcome.await? {
        Outcome::Received(_) => "receipt",
        Outcome::NotReady => "review",
        Outcome::Changed => "review?joined=1",
    };
    Ok(see_other(of_sheet(&token, sheet, page)))
}

/// The way by which an answer comes in behind a link.
fn channel(visit: &Visit) -> Channel {
    if visit.is_interviewer() { Channel::Interview } else { Channel::Web }
}
