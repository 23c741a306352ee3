//! Preparing the masked version of a case.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::{Desk, Pairs, SheetPath, checked, reading, writing};
use crate::app::masking::approving::{self, Said, Wish};
use crate::app::masking::editing::Typed;
use crate::app::masking::{asking, page};
use crate::app::office;
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

impl Done {
    fn told(&self) -> &'static str {
        match self.done.as_deref() {
            Some("keep") => "保存しました。",
            Some("ask") => "この内容を保存し、機関に確認をお願いしました。",
            Some("heard") => "機関の承認を記録しました。",
            Some("look") => {
                "伏せ字を直しました。直した内容を機関に確認した上で、もう一度「機関の承認を記録する」を押してください。"
            }
            _ => "",
        }
    }
}

/// `GET …/sheets/{sheet}/masking`
///
/// # Errors
/// [`Problem::NotFound`] where no case was handed in on the sheet.
pub async fn show(
    state: Data<State>,
    desk: Desk,
    path: Path<SheetPath>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    shown(&state, &desk, &path, page::Told { done: done.told(), ..page::Told::default() }).await
}

/// `POST …/sheets/{sheet}/masking`: what is masked, and whether the agency is asked.
///
/// # Errors
/// [`Problem::NotFound`] where no case was handed in on the sheet.
pub async fn say(state: Data<State>, desk: Desk, path: Path<SheetPath>, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let typed = Typed::from_pairs(&checked(&desk, pairs)?);
    let wish = Wish::of_button(typed.one("answer"));
    let (sheet, form) = (path.sheet, typed.clone());
    // Passages are looked for before the writer is asked: it takes a moment.
    let case = reading(&state, &desk, (path.asked()?, Hand::First), move |connection, shared, visit| {
        approving::case_for(connection, &shared.definitions, &shared.masker, visit, sheet)
    });
    let case = case.await?;
    let said = writing(&state, &desk, (path.asked()?, Hand::First), move |connection, shared, visit| {
        let said = approving::say(connection, visit, &case, wish, &form)?;
        if matches!(said, Said::Done(Wish::Ask)) && shared.sends_mail {
            asking::queue_letter(connection, &shared.templates, visit, 1)?;
        }
        Ok((said, office::path(visit)))
    });
    let (said, agency) = said.await?;
    let done = match said {
        Said::Done(Wish::Ask) => "ask",
        Said::Done(Wish::HeardApproval) => "heard",
        Said::Done(_) => "keep",
        Said::LookAgain => "look",
        Said::Stale => {
            return shown(&state, &desk, &path, page::Told { is_stale: true, typed, ..page::Told::default() }).await;
        }
        Said::Wrong(wrong) => {
            return shown(&state, &desk, &path, page::Told { typed, wrong, ..page::Told::default() }).await;
        }
    };
    Ok(see_other(format!("{agency}/sheets/{sheet}/masking?done={done}")))
}

async fn shown(state: &Data<State>, desk: &Desk, path: &SheetPath, told: page::Told) -> Result<HttpResponse, Problem> {
    let sheet = path.sheet;
    let page = reading(state, desk, (path.asked()?, Hand::First), move |connection, shared, visit| {
        let case = approving::case_for(connection, &shared.definitions, &shared.masker, visit, sheet)?;
        let page = page::for_office(connection, visit, &case, (sheet, shared.sends_mail), &told)?;
        Ok((page, case.response.id))
    });
    let (page, case) = page.await?;
    let noted = writing(state, desk, (path.asked()?, Hand::First), move |connection, _, visit| {
        page::note_view(connection, visit, case)
    });
    noted.await?;
    desk.page("cases", "staff/masking/one.html", &page)
}
