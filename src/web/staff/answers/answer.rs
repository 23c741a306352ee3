//! One answer as it was handed in. Whoever reads it is noted.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::{Desk, SheetPath, reading, writing};
use crate::app::office::{self, answer, answer::Told};
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What the page says after something was done, from the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    fn told(&self) -> Told {
        let done = match self.done.as_str() {
            "accepted" => "受理しました。",
            "asked" => "機関に確認をお願いしました。",
            "set-aside" => "集計の対象から外しました。回収数には数え、有効回答数には数えません。",
            "undone" => "提出済みに戻しました。",
            "entered" => "入力した回答を登録しました。",
            _ => "",
        };
        Told { done, is_stale: self.done == "stale" }
    }
}

/// `GET …/agencies/{agency}/sheets/{sheet}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such sheet.
pub async fn show(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    query: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let (asked, sheet) = ((path.asked()?, Hand::First), path.sheet);
    let told = query.told();
    let page = reading(&state, &desk, asked, move |connection, shared, visit| {
        let page = answer::page(connection, &shared.definitions, visit, sheet, told)?;
        Ok(page.ok_or_else(|| office::path(visit)))
    });
    match page.await? {
        Ok(page) => {
            writing(&state, &desk, asked, move |connection, _, visit| answer::note_view(connection, visit, sheet))
                .await?;
            desk.page("", "staff/answers/answer.html", &page)
        }
        Err(agency) => Ok(see_other(agency)),
    }
}
