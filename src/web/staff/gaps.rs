//! What is offered, what is needed, and where they do not meet.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::desk::Desk;
use crate::analysis::gap::Parts;
use crate::app::Purpose;
use crate::app::desk::DeskError;
use crate::app::gaps::{self, GapSources};
use crate::app::viewing::Viewed;
use crate::store::RoundId;
use crate::view::gaps::evidence::{ShownEvidence, Which};
use crate::view::gaps::{Depth, RoundChoice, ShownList, ShownNeeded, ShownOffered};
use crate::web::{Problem, State};

/// A page, and which of the pages of gaps it is.
#[derive(Serialize)]
struct Page<T> {
    here: &'static str,
    /// Whether the person may read single answers.
    shows_answers: bool,
    /// The id of the round that was chosen; empty where none was.
    round: String,
    /// The rounds to choose from.
    rounds: Vec<RoundChoice>,
    #[serde(flatten)]
    page: T,
}

impl<T> Page<T> {
    fn new(here: &'static str, depth: Depth, rounds: Vec<RoundChoice>, page: T) -> Self {
        let chosen = rounds.iter().find(|round| round.is_chosen).map(|round| round.id.clone());
        Self { here, shows_answers: depth == Depth::Answers, round: chosen.unwrap_or_default(), rounds, page }
    }
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
    let round = asked.iter().find(|(name, _)| name == "round").map(|(_, value)| value.as_str());
    let (list, rounds) = looking(&state, &desk, round, move |sources| sources.list(parts, depth)).await?;
    desk.page("gaps", "staff/gaps.html", &Page::new("list", depth, rounds, Listed { list }))
}

/// What the tables show, and of which round, as the address says it.
#[derive(Debug, Default, Deserialize)]
pub struct Showing {
    show: Option<String>,
    round: Option<String>,
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
    let show = move |sources: &GapSources| sources.offered(is_served, depth);
    let (offered, rounds) = looking(&state, &desk, showing.round.as_deref(), show).await?;
    desk.page("gaps", "staff/gaps_offered.html", &Page::new("offered", depth, rounds, Offered { offered }))
}

/// `GET /staff/networks/{network}/gaps/needed`
///
/// # Errors
/// [`Problem::Fault`].
pub async fn needed(
    state: web::Data<State>,
    desk: Desk,
    showing: web::Query<Showing>,
) -> Result<HttpResponse, Problem> {
    let depth = depth(&desk);
    let (needed, rounds) =
        looking(&state, &desk, showing.round.as_deref(), move |sources| sources.needed(depth)).await?;
    desk.page("gaps", "staff/gaps_needed.html", &Page::new("needed", depth, rounds, Needed { needed }))
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
    round: Option<String>,
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
    let Figure { functions: function, methods: method, needs: need, band, definition, question, option, round } =
        figure.into_inner();
    let which = Which { function, method, need, band, definition, question, option };
    let (evidence, rounds) = looking(&state, &desk, round.as_deref(), move |sources| sources.evidence(&which)).await?;
    desk.page("gaps", "staff/gaps_evidence.html", &Page::new("", Depth::Answers, rounds, Evidence { evidence }))
}

/// How much of the answers the person may see.
fn depth(desk: &Desk) -> Depth {
    if desk.reader(Purpose::OfficeUse).sees_answers() { Depth::Answers } else { Depth::Counts }
}

/// Reads the network's rounds, around the one that the address names, and notes that somebody looks. What it names
/// wrongly is passed over.
async fn looking<T: Send + 'static>(
    state: &web::Data<State>,
    desk: &Desk,
    round: Option<&str>,
    show: impl FnOnce(&GapSources) -> T + Send + 'static,
) -> Result<(T, Vec<RoundChoice>), Problem> {
    let (shared, network) = (state.clone(), desk.network.id);
    let chosen: Option<RoundId> = round.and_then(|round| round.parse().ok());
    let shown = state.store.read(move |connection| {
        let sources = gaps::read(connection, &shared.definitions, &shared.gap_readings, network, chosen)?;
        Ok::<_, DeskError>((show(&sources), sources.choices.clone()))
    });
    let shown = shown.await?;
    desk.note_view(Viewed::Gaps).await?;
    Ok(shown)
}
