//! All settings of a round on one page, and its buttons: begin, another due date, pause, close, archive, copy.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::desk::Desk;
use super::round_setup::{Pairs, on_to, reading, refused, taken, writing};
use super::rounds::RoundPath;
use crate::app::rounds::running::{self, Step};
use crate::app::rounds::{Outcome, Setup, copying, making, opening, settings};
use crate::store::rounds::RoundState;
use crate::store::{Connection, RoundId};
use crate::view::field::{FieldProblem, Typed};
use crate::view::making::ConfirmPage;
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
        let agencies = self.agencies.unwrap_or_default();
        let mails = match self.mails.unwrap_or_default() {
            0 => "依頼のメールはありません。".to_owned(),
            mails => format!("依頼のメール{mails}通を、順に送ります。"),
        };
        Some(match self.done.as_deref()? {
            "saved" => "保存しました。".to_owned(),
            "opened" => format!("調査を開始し、{agencies}機関に依頼しました。{mails}"),
            "added" => format!("{agencies}機関を加え、依頼しました。{mails}"),
            "extended" => "回答期限を変更しました。".to_owned(),
            "closed" => "受付を終了しました。".to_owned(),
            "reopened" => "受付を再開しました。回答期限が過ぎている場合は、新しい期限に変更してください。".to_owned(),
            "paused" => "メールの送信を止めました。回答の受付は続いています。".to_owned(),
            "resumed" => "メールの送信を再開しました。".to_owned(),
            "archived" => "この調査を保管しました。「調査の一覧」には表示しません。".to_owned(),
            "restored" => "この調査を「調査の一覧」に戻しました。".to_owned(),
            "copied" => {
                "前の調査の内容を写しました。対象期間、日程と依頼の文を確かめてから開始してください。".to_owned()
            }
            _ => return None,
        })
    }
}

/// `GET /staff/networks/{network}/rounds/{round}/settings`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn show(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    done: web::Query<Done>,
) -> Result<HttpResponse, Problem> {
    page(&state, &desk, path.id()?, done.told(), None, Vec::new()).await
}

async fn page(
    state: &web::Data<State>,
    desk: &Desk,
    id: RoundId,
    told: Option<String>,
    typed: Option<Typed>,
    problems: Vec<FieldProblem>,
) -> Result<HttpResponse, Problem> {
    let page = reading(state, desk, id, move |connection, shared, setup| {
        settings::page(connection, &shared.definitions, setup, typed.as_ref(), &problems)
    });
    let mut page = page.await?;
    page.told = told;
    desk.page("", "staff/rounds/settings.html", &page)
}

/// Answers a button: told on the settings page, or what stood against it.
async fn answer<T>(
    state: &web::Data<State>,
    desk: &Desk,
    id: RoundId,
    outcome: Outcome<T>,
    told: impl FnOnce(T) -> String,
) -> Result<HttpResponse, Problem> {
    match outcome {
        Outcome::Done(value) => Ok(on_to(desk, id, &format!("settings?done={}", told(value)))),
        Outcome::Refused(problems) => Ok(refused(page(state, desk, id, None, None, problems).await?)),
    }
}

/// `POST /staff/networks/{network}/rounds/{round}/opening`: 開始する
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such draft.
pub async fn open(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (_, edition)) = (path.id()?, taken(&desk, pairs)?);
    let opened = writing(&state, &desk, id, move |connection, shared, setup, act| {
        opening::open(connection, &shared.key, shared.mailing().as_ref(), setup, edition, act)
    });
    answer(&state, &desk, id, opened.await?, |asked| {
        format!("opened&agencies={}&mails={}", asked.agencies, asked.queued.mails)
    })
    .await
}

/// `POST /staff/networks/{network}/rounds/{round}/due-date`: 回答期限を変更する
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such open round.
pub async fn extend(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (typed, edition)) = (path.id()?, taken(&desk, pairs)?);
    let posted = typed.clone();
    let extended = writing(&state, &desk, id, move |connection, _, setup, act| {
        running::extend(connection, setup, &posted, edition, act)
    });
    match extended.await? {
        Outcome::Done(()) => Ok(on_to(&desk, id, "settings?done=extended")),
        Outcome::Refused(problems) => Ok(refused(page(&state, &desk, id, None, Some(typed), problems).await?)),
    }
}

/// A handler for each step of a round, which differ in nothing but their name.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident: $step:ident, $told:literal;)+) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`Problem::NotFound`] where the round is not where the step begins.
        pub async fn $name(
            state: web::Data<State>,
            desk: Desk,
            path: web::Path<RoundPath>,
            pairs: Pairs,
        ) -> Result<HttpResponse, Problem> {
            let (id, (_, edition)) = (path.id()?, taken(&desk, pairs)?);
            let taken = writing(&state, &desk, id, move |connection, _, setup, act| {
                running::take(connection, setup, Step::$step, edition, act)
            });
            answer(&state, &desk, id, taken.await?, |()| $told.to_owned()).await
        }
    )+};
}

steps! {
    /// `POST /staff/networks/{network}/rounds/{round}/closing`: 受付を終了する
    close: Close, "closed";
    /// `POST /staff/networks/{network}/rounds/{round}/reopening`: 受付を再開する
    reopen: Reopen, "reopened";
    /// `POST /staff/networks/{network}/rounds/{round}/pause`: メールを止める
    pause: Pause, "paused";
    /// `POST /staff/networks/{network}/rounds/{round}/resumption`: メールを再開する
    resume: Resume, "resumed";
    /// `POST /staff/networks/{network}/rounds/{round}/archiving`: 保管する
    archive: Archive, "archived";
    /// `POST /staff/networks/{network}/rounds/{round}/restoration`: 一覧に戻す
    restore: Restore, "restored";
}

/// `GET /staff/networks/{network}/rounds/{round}/closing`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn closing(state: web::Data<State>, desk: Desk, path: web::Path<RoundPath>) -> Result<HttpResponse, Problem> {
    confirm(&state, &desk, path.id()?, RoundState::Open, settings::closing).await
}

/// `GET /staff/networks/{network}/rounds/{round}/deletion`
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn deletion(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
) -> Result<HttpResponse, Problem> {
    confirm(&state, &desk, path.id()?, RoundState::Draft, |_, setup| Ok(settings::deletion(setup))).await
}

/// The question before a step, or the settings where it cannot be taken from here.
async fn confirm(
    state: &web::Data<State>,
    desk: &Desk,
    id: RoundId,
    from: RoundState,
    question: fn(&mut Connection, &Setup) -> Result<ConfirmPage, crate::app::desk::DeskError>,
) -> Result<HttpResponse, Problem> {
    let page = reading(state, desk, id, move |connection, _, setup| {
        (setup.round.state == from).then(|| question(connection, setup)).transpose()
    });
    match page.await? {
        Some(page) => desk.page("", "staff/rounds/confirm.html", &page),
        None => Ok(on_to(desk, id, "settings")),
    }
}

/// `POST /staff/networks/{network}/rounds/{round}/deletion`: a draft goes; what was begun stays.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn delete(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, (_, edition)) = (path.id()?, taken(&desk, pairs)?);
    let deleted =
        writing(&state, &desk, id, move |connection, _, setup, act| making::delete(connection, setup, edition, act));
    Ok(if deleted.await? { see_other(desk.path()) } else { on_to(&desk, id, "settings") })
}

/// `POST /staff/networks/{network}/rounds/{round}/copies`: the draft of the next round.
///
/// # Errors
/// [`Problem::NotFound`] where the network has no such round.
pub async fn copy(
    state: web::Data<State>,
    desk: Desk,
    path: web::Path<RoundPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let (id, _) = (path.id()?, taken(&desk, pairs)?);
    let made = writing(&state, &desk, id, |connection, _, setup, act| copying::copy(connection, setup, act));
    Ok(on_to(&desk, made.await?, "settings?done=copied"))
}
