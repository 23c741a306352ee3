//! What is offered, what is needed, and where they do not meet.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::desk::Desk;
use crate::analysis::gap::Parts;
use crate::app::Purpose;
use crate::app::gaps::{self, GapSources};
use crate::app::viewing::Viewed;
use crate::view::gaps::evidence::{ShownEvidence, Which};
use crate::view::gaps::{Depth, ShownList, ShownNeeded, ShownOffered};
use crate::web::{Problem, State};

/// A page, and which of the pages of gaps it is.
#[derive(Serialize)]
struct Page<T> {
    here: &'static str,
    /// Whether the person may read single answers.
    shows_answers: bool,
    #[serde(flatten)]
    page: T,
}

/// What is offered, where anybody was asked.
#[derive(Serialize)]
struct Offered {
    offered: Option<ShownOffered>,
}

/// What is needed.
#[derive(Serialize)]
struct Needed {
    needed: ShownNeeded,
}

/// The list.
#[derive(Serialize)]
struct Listed {
    list: ShownList,
}

/// The evidence of a figure, where there is one.
#[derive(Serialize)]
struct Evidence {
    evidence: Option<ShownEvidence>,
}

/// The parts that count, as `GET /gaps` says them: `chosen` tells that the form was sent, with a `part` each.
type Asked = web::Query<Vec<(String, String)>>;

/// `GET /staff/networks/{network}/gaps`: the list.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn list(state: web::Data<State>, desk: Desk, asked: Asked) -> Result<HttpResponse, Problem> {
    let is_chosen = asked.iter().any(|(name, _)| name == "chosen");
    let parts = if is_chosen {
        Parts::only(|part| asked.iter().any(|(name, value)| name == "part" && value == part.name()))
    } else {
        Parts::ALL
    };
    let depth = depth(&desk);
    let list = looking(&state, &desk, move |sources| sources.list(parts, depth)).await?;
    desk.page(
        "gaps",
        "staff/gaps.html",
        &Page { here: "list", shows_answers: depth == Depth::Answers, page: Listed { list } },
    )
}

/// What the tables of offers show, as the address says it.
#[derive(Debug, Default, Deserialize)]
pub struct Showing {
    show: Option<String>,
}

/// `GET /staff/networks/{network}/gaps/offered`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn offered(
    state: web::Data<State>,
    desk: Desk,
    showing: web::Query<Showing>,
) -> Result<HttpResponse, Problem> {
    let depth = depth(&desk);
    let is_served = showing.show.as_deref() == Some("served");
    let offered = looking(&state, &desk, move |sources| sources.offered(is_served, depth)).await?;
    desk.page(
        "gaps",
        "staff/gaps_offered.html",
        &Page { here: "offered", shows_answers: depth == Depth::Answers, page: Offered { offered } },
    )
}

/// `GET /staff/networks/{network}/gaps/needed`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn needed(state: web::Data<State>, desk: Desk) -> Result<HttpResponse, Problem> {
    let depth = depth(&desk);
    let needed = looking(&state, &desk, move |sources| sources.needed(depth)).await?;
    desk.page(
        "gaps",
        "staff/gaps_needed.html",
        &Page { here: "needed", shows_answers: depth == Depth::Answers, page: Needed { needed } },
    )
}

/// A figure, as addresses name it.
#[derive(Debug, Default, Deserialize)]
pub struct Figure {
    functions: Option<String>,
    methods: Option<String>,
    needs: Option<String>,
    band: Option<String>,
    definition: Option<String>,
    question: Option<String>,
    option: Option<String>,
}

/// `GET /staff/networks/{network}/gaps/evidence`: whose answers stand behind a figure. A figure that is not there any
/// more, since answers changed, is told as such.
///
/// # Errors
/// [`Problem::Fault`].
pub async fn evidence(
    state: web::Data<State>,
    desk: Desk,
    figure: web::Query<Figure>,
) -> Result<HttpResponse, Problem> {
    let Figure { functions: function, methods: method, needs: need, band, definition, question, option } =
        figure.into_inner();
    let which = Which { function, method, need, band, definition, question, option };
    let evidence = looking(&state, &desk, move |sources| sources.evidence(&which)).await?;
    desk.page("gaps", "staff/gaps_evidence.html", &Page { here: "", shows_answers: true, page: Evidence { evidence } })
}

/// How much of the answers the person may see.
fn depth(desk: &Desk) -> Depth {
    if desk.reader(Purpose::OfficeUse).sees_answers() { Depth::Answers } else { Depth::Counts }
}

/// Reads the network's rounds and notes that somebody looks.
async fn looking<T: Send + 'static>(
    state: &web::Data<State>,
    desk: &Desk,
    show: impl FnOnce(&GapSources) -> T + Send + 'static,
) -> Result<T, Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let shown = state.store.read(move |connection| {
        gaps::read(connection, &shared.definitions, &shared.gap_readings, network).map(|sources| show(&sources))
    });
    let shown = shown.await?;
    desk.note_view(Viewed::Gaps).await?;
    Ok(shown)
}
