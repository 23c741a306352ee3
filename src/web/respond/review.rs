//! Reviewing, confirming and submitting.

use actix_web::HttpResponse;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::{Data, Path, Query as FromQuery};

use super::{Pairs, Query, base, of_sheet, page_or, writing};
use crate::app::links;
use crate::app::receipt_mail::{self, Handed};
use crate::app::respond::submitting::{self, Outcome};
use crate::app::respond::{Posted, drafting, forms};
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
    page_or(&state, &token, "respond/review.html", receipt, move |connection, shared, visit| {
        forms::review_page(connection, &shared.definitions, visit, sheet, &address, &query.told())
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
    let outcome = writing(&state, &token, move |connection, _, visit| {
        let outcome = submitting::submit(connection, visit, sheet, posted.version, &posted.save_key, Channel::Web)?;
        let handed = match &outcome {
            Outcome::Received(receipt) => receipt_mail::handed(connection, visit, sheet, receipt)?,
            Outcome::NotReady | Outcome::Changed => None,
        };
        Ok((outcome, handed))
    });
    let (outcome, handed) = outcome.await?;
    if let Some(handed) = handed {
        send_receipt(&state, &token, handed);
    }
    let page = match outcome {
        Outcome::Received(_) => "receipt",
        Outcome::NotReady => "review",
        Outcome::Changed => "review?joined=1",
    };
    Ok(see_other(of_sheet(&token, sheet, page)))
}

/// Sends the receipt by mail, if mail is to be sent. Nobody waits for it, and the answer is in whatever becomes
/// of it; the log says what failed, under the request's id.
fn send_receipt(state: &Data<State>, token: &str, handed: Handed) {
    let Some(transport) = state.mail.clone() else { return };
    let link = links::address(&state.public_url, token);
    let (state, span) = (state.clone(), tracing::Span::current());
    drop(spawn_blocking(move || {
        let _in_request = span.enter();
        match handed.letters(&state.templates, &link) {
            Ok(letters) => receipt_mail::send(&transport, &letters),
            Err(error) => tracing::error!(%error, "a receipt was not written"),
        }
    }));
}
