//! Crosstabs of a round.

use actix_web::{HttpResponse, web};

use super::desk::Desk;
use super::output::Output;
use super::round_setup::refused;
use super::rounds::RoundPath;
use crate::analysis::Dataset;
use crate::app::crosstabs;
use crate::app::desk::{RoundHead, read_head};
use crate::app::viewing::{Page, Viewed};
use crate::view::field::Typed;
use crate::web::{Problem, State};

/// What is asked for: `row`, `column`, `share`, `test`, `order`, `empty`, `section`; `for` and `behind`.
type Asked = web::Query<Vec<(String, String)>>;

/// `GET /staff/networks/{network}/rounds/{round}/crosstabs`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    asked: Asked,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round) = (state.clone(), desk.network.id, path.id()?);
    let output = Output::of(&asked);
    let (reader, typed) = (desk.reader(output.purpose), Typed::new(asked.into_inner()));
    let page = state
        .store
        .read(move |connection| {
            let head = read_head(connection, &shared.definitions, network, round)?;
            let page = |head: &RoundHead, dataset: &Dataset| crosstabs::page(head, dataset, reader, &typed);
            shared.round_data.count(connection, network, head, page)?
        })
        .await?;
    desk.note_view(Viewed::figures(Page::Crosstabs, round, reader, output.looks_behind)).await?;
    let shown = desk.page("", "staff/crosstab.html", &page)?;
    Ok(if page.has_errors() { refused(shown) } else { shown })
}
