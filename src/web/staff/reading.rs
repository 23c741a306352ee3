//! Reading a case to code it: by a reader whom it was given to, or by somebody of the office.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::cases::CasePath;
use super::desk::Desk;
use super::round_setup::refused;
use crate::app::Purpose;
use crate::app::coding::reader::CaseReader;
use crate::app::coding::{giving, reading};
use crate::app::desk::DeskError;
use crate::app::given_cases;
use crate::store::Connection;
use crate::view::field::{FieldProblem, Typed};
use crate::web::state::see_other;
use crate::web::{Problem, State};

/// Name–value pairs of a posted form, in order.
pub(super) type Pairs = Form<Vec<(String, String)>>;

/// What the page says after something was done, from the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    fn told(&self) -> &'static str {
        match self.done.as_str() {
            "given" => "分類を付けました。",
            "taken-back" => "分類を取り消しました。取り消した記録は残ります。",
            "accepted" => "候補を採用し、分類を付けました。",
            "rejected" => "候補を採用しないことにしました。",
            "finished" => "分類を終了しました。",
            "reopened" => "分類を再開しました。",
            _ => "",
        }
    }
}

/// A code given to a case, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct CodingPath {
    case: String,
    coding: String,
}

/// A suggestion for a case, in an address.
#[derive(Debug, Clone, Deserialize)]
pub struct SuggestionPath {
    case: String,
    suggestion: String,
}

/// `GET …/given/{case}` and `GET …/cases/{case}/coding`
///
/// # Errors
/// [`Problem::NotFound`] where the person may not read the case.
pub async fn show(
    state: Data<State>,
    desk: Desk,
    path: Path<CasePath>,
    done: Query<Done>,
) -> Result<HttpResponse, Problem> {
    let reader = reader(&desk, &path)?;
    again(&state, &desk, reader, (Typed::default(), Vec::new()), done.told()).await
}

/// `POST …/codings`: gives the ticked codes to the ticked places.
///
/// # Errors
/// [`Problem::NotFound`] where the person may not read the case.
pub async fn give(state: Data<State>, desk: Desk, path: Path<CasePath>, pairs: Pairs) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (reader, act, posted) = (reader(&desk, &path)?, desk.signed.act(&state), typed.clone());
    doing(&state, &desk, reader, (typed, "given"), move |connection, state| {
        giving::give(connection, &state.definitions, reader, &posted, &act)
    })
    .await
}

/// `POST …/codings/{coding}/removal`
///
/// # Errors
/// [`Problem::NotFound`] where the person gave no such code to the case.
pub async fn take_back(
    state: Data<State>,
    desk: Desk,
    path: Path<CodingPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (reader, act) = (reader(&desk, &CasePath::new(&path.case))?, desk.signed.act(&state));
    let coding = path.coding.parse().map_err(|_| Problem::NotFound)?;
    doing(&state, &desk, reader, (typed, "taken-back"), move |connection, state| {
        giving::take_back(connection, &state.definitions, (reader, coding), &act)
    })
    .await
}

/// `POST …/suggestions/{suggestion}`: accepts or rejects what a rule proposes.
///
/// # Errors
/// [`Problem::NotFound`] where the case has no such suggestion.
pub async fn decide(
    state: Data<State>,
    desk: Desk,
    path: Path<SuggestionPath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (reader, act) = (reader(&desk, &CasePath::new(&path.case))?, desk.signed.act(&state));
    let suggestion = path.suggestion.parse().map_err(|_| Problem::NotFound)?;
    let is_accepted = match typed.one("decision") {
        "accept" => true,
        "reject" => false,
        _ => return Err(Problem::Unreadable),
    };
    let done = if is_accepted { "accepted" } else { "rejected" };
    doing(&state, &desk, reader, (typed, done), move |connection, state| {
        giving::decide(connection, &state.definitions, (reader, suggestion), is_accepted, &act)
    })
    .await
}

/// `POST …/completion`: from then on the reader sees the codes of others.
///
/// # Errors
/// [`Problem::NotFound`] where the person may not read the case.
pub async fn finish(
    state: Data<State>,
    desk: Desk,
    path: Path<CasePath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (reader, act) = (reader(&desk, &path)?, desk.signed.act(&state));
    doing(&state, &desk, reader, (typed, "finished"), move |connection, state| {
        giving::finish(connection, &state.definitions, reader, &act)
    })
    .await
}

/// `POST …/reopening`
///
/// # Errors
/// [`Problem::NotFound`] where the person may not read the case.
pub async fn reopen(
    state: Data<State>,
    desk: Desk,
    path: Path<CasePath>,
    pairs: Pairs,
) -> Result<HttpResponse, Problem> {
    let typed = checked(&desk, pairs)?;
    let (reader, act) = (reader(&desk, &path)?, desk.signed.act(&state));
    doing(&state, &desk, reader, (typed, "reopened"), move |connection, state| {
        giving::reopen(connection, &state.definitions, reader, &act).map(|()| Vec::new())
    })
    .await
}

/// What was posted, where the form is this session's.
pub(super) fn checked(desk: &Desk, pairs: Pairs) -> Result<Typed, Problem> {
    let typed = Typed::new(pairs.into_inner());
    desk.signed.check_form(typed.one("csrf"))?;
    Ok(typed)
}

fn reader(desk: &Desk, path: &CasePath) -> Result<CaseReader, Problem> {
    let (network, user) = (desk.network.id, desk.signed.user.id);
    Ok(CaseReader { network, case: path.id()?, user, reader: desk.reader(Purpose::OfficeUse) })
}

/// Does something in one transaction: leads back to the page, or shows it again with what was sent and what stands
/// against it.
async fn doing(
    state: &Data<State>,
    desk: &Desk,
    reader: CaseReader,
    (typed, done): (Typed, &'static str),
    act: impl FnOnce(&mut Connection, &State) -> Result<Vec<FieldProblem>, DeskError> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let shared = state.clone();
    let problems = state.store.write(move |connection| act(connection, &shared)).await?;
    if problems.is_empty() {
        return Ok(see_other(format!("{}?done={done}", reader.path())));
    }
    Ok(refused(again(state, desk, reader, (typed, problems), "").await?))
}

/// The case with the codes that the reader may see; who reads it is noted.
async fn again(
    state: &Data<State>,
    desk: &Desk,
    reader: CaseReader,
    (typed, problems): (Typed, Vec<FieldProblem>),
    told: &'static str,
) -> Result<HttpResponse, Problem> {
    let (shared, network) = (state.clone(), desk.network.clone());
    let mut page = state
        .store
        .read(move |connection| reading::page(connection, &shared.definitions, &network, reader, (&typed, &problems)))
        .await?;
    page.told = told;
    let (case, act) = (reader.case, desk.signed.act(state));
    state.store.write(move |connection| given_cases::note_view(connection, reader.network, case, &act)).await?;
    desk.page(if reader.is_office() { "cases" } else { "" }, "staff/coding/reading.html", &page)
}
