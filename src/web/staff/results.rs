//! The results of a round.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::rounds::RoundPath;
use crate::analysis::Dataset;
use crate::app::desk::{RoundHead, read_head};
use crate::app::viewing::{Page, Viewed};
use crate::app::{Purpose, results};
use crate::view::results::Arrangement;
use crate::web::{Problem, State};

/// What results are asked for, as addresses say it.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(rename = "for")]
    purpose: Option<String>,
    /// The purpose whose hidden figures are to be seen.
    behind: Option<String>,
    order: Option<String>,
    empty: Option<String>,
}

impl Asked {
    /// For what.
    pub(super) fn purpose(&self) -> Purpose {
        Purpose::from_name(self.purpose.as_deref())
    }

    /// Whether the figures behind those that are hidden for publication are to be seen.
    pub(super) fn looks_behind(&self) -> bool {
        self.behind.is_some()
    }

    /// How rows are arranged.
    fn arrangement(&self) -> Arrangement {
        Arrangement::from_address(|name| match name {
            "order" => self.order.clone(),
            "empty" => self.empty.clone(),
            _ => None,
        })
    }
}

/// `GET /staff/networks/{network}/rounds/{round}/results`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Problem> {
    let (shared, network, round) = (state.clone(), desk.network.clone(), path.id()?);
    let (reader, arrangement) = (desk.reader(asked.purpose()), asked.arrangement());
    let page = state
        .store
        .read(move |connection| {
            let head = read_head(connection, &shared.definitions, network.id, round)?;
            let page =
                |head: &RoundHead, dataset: &Dataset| results::page(head, dataset, &network.name, reader, arrangement);
            shared.round_data.count(connection, network.id, head, page)
        })
        .await?;
    desk.note_view(Viewed::figures(Page::Results, round, reader, asked.looks_behind())).await?;
    desk.page("", "staff/results.html", &page)
}
