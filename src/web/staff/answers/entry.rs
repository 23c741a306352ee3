//! Beginning an entry, looking it through, handing it in, giving it up.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use serde::Deserialize;

use super::{Desk, EntryPath, Pairs, checked, reading, value, writing};
use crate::app::office::comparing::Choices;
use crate::app::office::entering::{self, Begin, Begun};
use crate::app::office::handing_in::{self, HandedIn, Typed};
use crate::app::office::{self};
use crate::app::respond::going_on;
use crate::store::entries::Hand;
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// What the page says, from the address.
#[derive(Debug, Default, Deserialize)]
pub struct Told {
    stale: Option<u8>,
}

/// `GET …/agencies/{agency}/entries/{hand}`: on to the agency's page.
///
/// # Errors
/// [`Problem::NotFound`] where the agency is not asked in this round.
pub async fn whole(state: Data<State>, desk: Desk, path: Path<EntryPath>) -> Result<HttpResponse, Problem> {
    let agency = reading(&state, &desk, path.asked()?, |_, _, visit| Ok(office::path(visit))).await?;
    Ok(see_other(agency))
}

/// `GET …/entries/{hand}/sheets/{sheet}`
///
/// # Errors
/// [`Problem::NotFound`] where there is no such sheet.
pub async fn start(
    state: Data<State>,
    desk: Desk,
    path: Path<EntryPath>,
    query: Query<Told>,
) -> Result<HttpResponse, Problem> {
    start_page(&state, &desk, &path, None, query.stale.is_some()).await
}

/// `POST …/entries/{hand}/sheets/{sheet}`: begins, or goes on.
///
/// # Errors
/// [`Problem::NotFound`] where there is no such sheet.
pub async fn begin(
    state: Data<State>,
    desk: Desk,
    path: Path<EntryPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let chosen = Begun { channel: value(&pairs, "channel").to_owned(), start: value(&pairs, "start").to_owned() };
    let ((asked, hand), sheet, user) = (path.asked()?, path.sheet, desk.signed.user.id);
    let typed = chosen.clone();
    let begun = writing(&state, &desk, (asked, hand), move |connection, _, visit| {
        let begun = entering::begin(connection, visit, (sheet, hand), user, &chosen)?;
        let first = visit.questionnaire.sections.first().map(|section| section.key.clone()).unwrap_or_default();
        Ok((begun, format!("{}/sheets/{sheet}", entering::entry_path(visit, hand)), first))
    });
    match begun.await? {
        (Begin::Open, entry, first) => Ok(see_other(format!("{entry}/sections/{first}"))),
        (Begin::NotChosen, _, _) => start_page(&state, &desk, &path, Some(typed), false).await,
        (Begin::NoFirst, entry, _) => Ok(see_other(entry.replace("/entries/second/", "/entries/first/"))),
    }
}

/// `GET …/entries/{hand}/sheets/{sheet}/review`
///
/// # Errors
/// [`Problem::NotFound`] where no entry of this hand is open.
pub async fn review(
    state: Data<State>,
    desk: Desk,
    path: Path<EntryPath>,
    query: Query<Told>,
) -> Result<HttpResponse, Problem> {
    let typed = Typed { is_stale: query.stale.is_some(), ..Typed::default() };
    review_page(&state, &desk, &path, typed).await
}

/// `POST …/entries/{hand}/sheets/{sheet}/revisions`: hands the entry in.
///
/// # Errors
/// [`Problem::NotFound`] where no entry is open.
pub async fn hand_in(
    state: Data<State>,
    desk: Desk,
    path: Path<EntryPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let ((asked, hand), sheet) = (path.asked()?, path.sheet);
    let version: i32 = value(&pairs, "_version").parse().map_err(|_| Problem::Unreadable)?;
    let reason = value(&pairs, "reason").to_owned();
    if hand == Hand::Second {
        return Err(Problem::NotFound);
    }
    let choices = choices(&pairs);
    let typed = Typed { reason: reason.clone(), choices: choices.clone(), ..Typed::default() };
    let handed = writing(&state, &desk, (asked, hand), move |connection, _, visit| {
        Ok((handing_in::hand_in(connection, visit, sheet, version, (&reason, &choices))?, office::path(visit)))
    });
    let (handed, agency) = handed.await?;
    let typed = match handed {
        HandedIn::Received => return Ok(see_other(format!("{agency}/sheets/{sheet}?done=entered"))),
        HandedIn::Stale => Typed { is_stale: true, ..typed },
        HandedIn::Overtaken => Typed { is_overtaken: true, ..typed },
        HandedIn::Reason(reason_error) => Typed { reason_error, ..typed },
        HandedIn::Unchosen => Typed { is_unchosen: true, ..typed },
    };
    review_page(&state, &desk, &path, typed).await
}

/// `POST …/entries/{hand}/sheets/{sheet}/removal`: gives the entry up.
///
/// # Errors
/// [`Problem::NotFound`] where no entry of this hand is open.
pub async fn give_up(
    state: Data<State>,
    desk: Desk,
    path: Path<EntryPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let pairs = checked(&desk, pairs)?;
    let ((asked, hand), sheet) = (path.asked()?, path.sheet);
    let version: i32 = value(&pairs, "_version").parse().map_err(|_| Problem::Unreadable)?;
    let gone = writing(&state, &desk, (asked, hand), move |connection, _, visit| {
        let gone = entering::give_up(connection, visit, (sheet, hand), version)?;
        Ok((gone, office::path(visit), entering::entry_path(visit, hand)))
    });
    let (is_gone, agency, entry) = gone.await?;
    Ok(see_other(if is_gone { agency } else { format!("{entry}/sheets/{sheet}?stale=1") }))
}

/// Where a person goes on with an entry that is open.
///
/// # Errors
/// [`Problem::NotFound`] where no entry of this hand is open.
pub async fn go_on(state: Data<State>, desk: Desk, path: Path<EntryPath>) -> Result<HttpResponse, Problem> {
    let ((asked, hand), sheet) = (path.asked()?, path.sheet);
    let page = reading(&state, &desk, (asked, hand), move |connection, _, visit| {
        let next = going_on::next_section(connection, visit, sheet)?;
        let page = next.map_or_else(|| "review".to_owned(), |key| format!("sections/{key}"));
        Ok(format!("{}/sheets/{sheet}/{page}", entering::entry_path(visit, hand)))
    });
    Ok(see_other(page.await?))
}

/// What was chosen of two entries: `choose:FIELD`, with `typed:FIELD` for what was typed anew.
fn choices(pairs: &[(String, String)]) -> Choices {
    let chosen = |(name, choice): &(String, String)| {
        let field = name.strip_prefix("choose:")?;
        let typed = value(pairs, &format!("typed:{field}")).to_owned();
        Some((field.to_owned(), (choice.clone(), typed)))
    };
    pairs.iter().filter_map(chosen).collect()
}

async fn start_page(
    state: &Data<State>,
    desk: &Desk,
    path: &EntryPath,
    typed: Option<Begun>,
    is_stale: bool,
) -> Result<HttpResponse, Problem> {
    let ((asked, hand), sheet, user) = (path.asked()?, path.sheet, desk.signed.user.id);
    let page = reading(state, desk, (asked, hand), move |connection, _, visit| {
        entering::page(connection, visit, (sheet, hand), user, typed.as_ref(), is_stale)
    });
    desk.page("", "staff/answers/entry.html", &page.await?)
}

async fn review_page(
    state: &Data<State>,
    desk: &Desk,
    path: &EntryPath,
    typed: Typed,
) -> Result<HttpResponse, Problem> {
    let ((asked, hand), sheet) = (path.asked()?, path.sheet);
    let page = reading(state, desk, (asked, hand), move |connection, shared, visit| {
        handing_in::page(connection, &shared.definitions, visit, (sheet, hand), &typed)
    });
    desk.page("", "staff/answers/review.html", &page.await?)
}
