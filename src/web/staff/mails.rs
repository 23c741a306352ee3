//! The mails of a round: where they stand, an invitation to one contact, and a letter to oneself.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::reminders;
use super::round_setup::{Pairs, on_to, reading, taken, writing};
use super::rounds::RoundPath;
use crate::app::desk::DeskError;
use crate::app::mails::{contact, list, trial};
use crate::store::AgencyId;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What was done just now.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
    agencies: Option<usize>,
    mails: Option<usize>,
}

impl Done {
    fn told(&self) -> Option<String> {
        let (agencies, mails) = (self.agencies.unwrap_or_default(), self.mails.unwrap_or_default());
        let leaves = "送る時間になると、順に送ります。";
        Some(match self.done.as_deref()? {
            "invited" => format!("この担当者への依頼のメールを用意しました。{leaves}"),
            "not-invited" => {
                "送信待ちの依頼があるか、アドレスの登録がないため、新しい依頼は用意しませんでした。".to_owned()
            }
            "reminded" => reminders::told(agencies, mails),
            "reminded-before" => reminders::told_twice(agencies),
            "written" => format!("{agencies}機関へのメッセージ{mails}通を用意しました。{leaves}"),
            "tried" => "ご自身宛てに試しのメールを送りました。届くまで少しお待ちください。".to_owned(),
            _ => return None,
        })
    }
}

/// `GET /staff/networks/{network}/rounds/{round}/mails`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    let page = reading(&state, &desk, path.id()?, |connection, shared, setup| {
        list::page(connection, &shared.calendar, shared.sends_mail, setup, shared.clock.now())
    });
    let mut page = page.await?;
    page.told = done.told();
    desk.page("", "staff/mails/list.html", &page)
}

/// `POST /staff/networks/{network}/rounds/{round}/mails`: the invitation to one contact.
///
/// # Errors
/// [`Problem::NotFound`] where the round is not open, asks no such contact, or no mail is sent.
pub async fn invite(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, _)) = (path.id()?, taken(&desk, pairs)?);
    let invited = typed.one("contact").parse().map_err(|_| Problem::NotFound)?;
    let queued = writing(&state, &desk, id, move |connection, shared, setup, act| {
        let mailing = shared.mailing().ok_or(DeskError::NotFound)?;
        contact::invite(connection, &mailing, setup, invited, act)
    });
    let done = if queued.await? { "invited" } else { "not-invited" };
    // From the register back to it: the address is put together here, never taken from the form.
    if let Ok(agency) = typed.one("agency").parse::<AgencyId>() {
        return Ok(see_other(format!("{}/agencies/{agency}?told={done}", desk.path())));
    }
    Ok(on_to(&desk, id, &format!("mails?done={done}")))
}

/// `POST /staff/networks/{network}/rounds/{round}/test-mails`: the invitation to oneself, to see it.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round, or no mail is sent.
pub async fn try_out(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, _)) = (path.id()?, taken(&desk, pairs)?);
    let (wanted, user) = (typed.one("agency").parse().ok(), desk.signed.user.clone());
    let sending = writing(&state, &desk, id, move |connection, shared, setup, act| {
        let mailing = shared.mailing().ok_or(DeskError::NotFound)?;
        trial::send(connection, mailing.templates, setup, &shared.public_url, wanted, &user, act)
    });
    sending.await?;
    Ok(on_to(&desk, id, "mails?done=tried"))
}
