//! 支えられる体制: functions and ways of support by age band.

use serde::Serialize;

use super::names::Depth;
use super::sources::{self, SourceRound};
use super::words;
use crate::analysis::coverage::{Axes, Coverage, Level, OfferCell, OfferLine, Offers, Served};
use crate::analysis::gap::Picture;
use crate::analysis::share;
use crate::view::figures;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownOffered {
    /// Whose answers stand behind it, a sentence each.
    pub sources: Vec<String>,
    /// Functions, then ways of support.
    pub tables: Vec<OfferTable>,
    /// What was done, by age band.
    pub served: Vec<ServedRow>,
    /// Whether the tables show what those who offer it did, instead of how many offer it.
    pub is_served: bool,
    /// Whether cases are shown beside agencies.
    pub shows_cases: bool,
    /// What the figures may claim.
    pub claims: Vec<&'static str>,
}

/// One table: down what is offered, across the age bands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfferTable {
    /// `functions` or `methods`.
    pub id: &'static str,
    /// Its caption.
    pub title: &'static str,
    /// What the lines are.
    pub side: &'static str,
    /// The age bands.
    pub bands: Vec<String>,
    /// The lines.
    pub rows: Vec<OfferRow>,
}

/// One function or way of support.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfferRow {
    /// What it is.
    pub label: String,
    /// One cell an age band.
    pub cells: Vec<ShownCell>,
    /// Who offers it without saying to which ages.
    pub not_said: String,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownCell {
    /// How much there is: `none`, `thin`, `some`.
    pub level: &'static str,
    /// The same in words; empty where there is enough.
    pub word: &'static str,
    /// The figure.
    pub text: String,
    /// The number of agencies that offer it.
    #[serde(skip)]
    pub agencies: u64,
    /// What the page of its evidence is asked for.
    pub query: String,
}

/// What was done for one age band.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ServedRow {
    /// The band.
    pub label: String,
    /// Agencies that had cases of it.
    pub agencies: String,
    /// Cases of all together, persons counted several times.
    pub cases: String,
    /// The share of the agency that had most.
    pub largest: String,
}

/// The page; `is_served` shows in the tables what those who offer something did.
pub fn shown(picture: &Picture, rounds: &[SourceRound], is_served: bool, depth: Depth) -> Option<ShownOffered> {
    // Cases of a few persons could be worked out from shares.
    let is_served = is_served && depth == Depth::Answers;
    let (place, coverage) = picture.coverage.as_ref()?;
    let round = rounds.get(*place).into_iter().map(SourceRound::sentence);
    let bands = || picture.axes.bands.iter().map(|band| band.label.clone());
    Some(ShownOffered {
        sources: round.chain(sources::blanks(coverage)).collect(),
        tables: tables(&picture.axes, coverage, is_served, depth),
        served: bands().zip(&coverage.served).map(|(label, served)| served_row(label, served, depth)).collect(),
        shows_cases: depth == Depth::Answers,
        is_served,
        claims: words::OFFERED.to_vec(),
    })
}

/// The two tables.
pub fn tables(axes: &Axes, coverage: &Coverage, is_served: bool, depth: Depth) -> Vec<OfferTable> {
    let table = |offers: &Option<Offers>, id, title, side| {
        let offers = offers.as_ref()?;
        Some(OfferTable {
            id,
            title,
            side,
            bands: axes.bands.iter().map(|band| band.label.clone()).collect(),
            rows: offers.lines.iter().map(|line| row(axes, line, id, is_served, depth)).collect(),
        })
    };
    let functions = table(&coverage.functions, "functions", "年代と支援の機能ごとの機関数", "支援の機能");
    let methods = table(&coverage.methods, "methods", "年代と対応方法ごとの機関数", "対応方法");
    functions.into_iter().chain(methods).collect()
}

fn row(axes: &Axes, line: &OfferLine, kind: &str, is_served: bool, depth: Depth) -> OfferRow {
    let key = &line.function.heading.key;
    let cells = axes.bands.iter().zip(&line.cells).map(|(band, cell)| {
        let level = cell.level();
        ShownCell {
            level: level.name(),
            word: if level == Level::Some { "" } else { level.label() },
            text: if is_served { did(cell) } else { figures::count(cell.by.agencies()) },
            agencies: cell.by.agencies(),
            query: depth.query(format!("{kind}={key}&band={}", band.key)),
        }
    });
    OfferRow {
        label: line.function.heading.label.clone(),
        cells: cells.collect(),
        not_said: figures::count(line.ages_not_said.agencies()),
    }
}

/// What those who offer it did: `2機関（最大62.5％）`; `…` where none of them wrote a number down.
fn did(cell: &OfferCell) -> String {
    let served = &cell.served;
    let agencies = served.agencies();
    match (cell.by.is_empty(), served.told.is_empty(), agencies) {
        (true, ..) => "-".to_owned(),
        (_, true, _) => "…".to_owned(),
        (.., 0) => "0機関".to_owned(),
        _ => format!("{}機関（最大{}％）", figures::count(agencies), largest_share(served)),
    }
}

/// The share of the agency with most cases, one decimal; `-` where there were none.
pub fn largest_share(served: &Served) -> String {
    share::percent(whole(served.largest()), whole(served.total()))
}

/// The same with what it is a share of: `件数を記入した2機関の計10件のうち90.0％`.
pub fn share_of_told(served: &Served) -> String {
    format!(
        "件数を記入した{}機関の計{}件のうち{}％",
        figures::count(served.by_agency().len() as u64),
        figures::amount(served.total(), 0),
        largest_share(served)
    )
}

/// Counts of cases are whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts from 0 to 9,999,999 each")]
fn whole(count: f64) -> u64 {
    count.max(0.0) as u64
}

fn served_row(label: String, served: &Served, depth: Depth) -> ServedRow {
    let kept_back = |text: String| if depth == Depth::Answers { text } else { String::new() };
    let is_told = !served.told.is_empty();
    let or_unknown = |text: String| if is_told { text } else { "…".to_owned() };
    let share = largest_share(served);
    ServedRow {
        label,
        agencies: or_unknown(figures::count(served.agencies())),
        cases: kept_back(or_unknown(figures::amount(served.total(), 0))),
        largest: kept_back(or_unknown(if share == "-" { share } else { format!("{share}％") })),
    }
}
