//! 支援を必要とする状況: each signal in tables of its own.

use serde::Serialize;

use super::names::{Depth, JOINT, agencies};
use super::sources::{self, SourceRound};
use super::told::{self, ToldTable};
use super::words;
use crate::analysis::coverage::FunctionHeading;
use crate::analysis::evidence::Mentions;
use crate::analysis::gap::{CodedNeed, Demand, Picture, Unmet};
use crate::definition::Feed;
use crate::view::figures;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownNeeded {
    /// Whose answers stand behind it, a sentence each.
    pub sources: Vec<String>,
    /// One a signal.
    pub signals: Vec<ShownSignal>,
    /// What the figures may claim.
    pub claims: Vec<&'static str>,
}

/// One signal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownSignal {
    /// Unique on the page.
    pub id: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Function × age band, where the signal names both.
    pub matrix: Option<Matrix>,
    /// Questions.
    pub tables: Vec<ToldTable>,
    /// What stands in no cell, and what to know.
    pub notes: Vec<String>,
    /// What to say where nothing was told.
    pub nothing: &'static str,
}

/// Functions down, as far as the signal names them, and age bands across.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// Its caption.
    pub title: &'static str,
    /// The age bands.
    pub bands: Vec<String>,
    /// The lines.
    pub rows: Vec<MatrixRow>,
}

/// One function.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    /// The function.
    pub label: String,
    /// One cell an age band.
    pub cells: Vec<MatrixCell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixCell {
    /// `2機関・3件`; `-` where nobody names it.
    pub text: String,
    /// What the page of its evidence is asked for; empty where there is none.
    pub query: String,
}

/// The heading of cases whose age is not known.
pub(super) const WITHOUT_BAND: &str = "年代が分からない";

/// What stands where nobody names it.
const NOBODY: &str = "-";

/// The page.
pub fn shown(picture: &Picture, rounds: &[SourceRound], depth: Depth) -> ShownNeeded {
    ShownNeeded {
        sources: sources::sentences(picture, rounds),
        signals: signals(picture, depth),
        claims: words::NEEDED.to_vec(),
    }
}

/// The signals, in the order of the page.
pub fn signals(picture: &Picture, depth: Depth) -> Vec<ShownSignal> {
    let Demand { told, .. } = &picture.demand;
    let signal = |id, title, feed, nothing| ShownSignal {
        id,
        title,
        matrix: None,
        tables: told::tables(told, feed, depth),
        notes: Vec::new(),
        nothing,
    };
    vec![
        unmet(picture, depth),
        difficult_cases(picture, depth),
        coded_needs(picture, depth),
        signal(
            "doubtful-end",
            "支援を区切りとした後も、気がかりが残った事例",
            Feed::DemandDoubtfulEnd,
            "この設問への回答は、まだありません。",
        ),
        signal(
            "hard-to-reach",
            "支援が届きにくいと感じる状況",
            Feed::DemandHardToReach,
            "この設問への回答は、まだありません。",
        ),
        signal(
            "conditions",
            "聞き取りで挙がった心身の状態（疑いを含む）",
            Feed::DemandCondition,
            "機関の確認が済んだ聞き取りは、まだありません。",
        ),
    ]
}

fn unmet(picture: &Picture, depth: Depth) -> ShownSignal {
    let unmet = &picture.demand.unmet;
    let text = |function, band| {
        let by = unmet.by(function, band);
        (!by.is_empty()).then(|| depth.agencies_and_unmet(by.agencies(), unmet.cases(function, band)))
    };
    let mut notes = Vec::new();
    let unplaced: Mentions = unmet.unplaced().map(|report| report.by).collect();
    if !unplaced.is_empty() {
        notes.push(format!(
            "支援の種類又は年代の記入がないもの：{}・{}件の記入（表に含みません）",
            agencies(&unplaced),
            figures::count(Unmet::entries(unmet.unplaced()))
        ));
    }
    let without_number = Unmet::entries(unmet.reports.iter().filter(|report| report.cases.is_none()));
    if without_number > 0 && depth == Depth::Answers {
        notes.push(format!("「件」は、機関が記入した件数です。件数の記入がないものが{without_number}件分あります。"));
    }
    if depth == Depth::Answers && unmet.reports.iter().any(|report| report.is_joint && report.cases.is_some()) {
        notes.push(JOINT.to_owned());
    }
    ShownSignal {
        id: "unmet",
        title: "つなぎ先を探したものの、見つからなかった、又は利用に至らなかった支援",
        matrix: matrix(picture, "探した支援と、探していた方の年代", text, depth),
        tables: told::tables(&picture.demand.told, Feed::DemandUnmet, depth),
        notes,
        nothing: "見つからなかったと答えた機関は、まだありません。",
    }
}

fn difficult_cases(picture: &Picture, depth: Depth) -> ShownSignal {
    let needs = &picture.demand.cases;
    let text = |function: usize, band: usize| {
        let at = needs.cells.get(function).and_then(|bands| bands.get(band))?;
        (!at.is_empty()).then(|| depth.cases(at))
    };
    let mut notes = Vec::new();
    if !needs.difficult.is_empty() {
        notes.push(format!("困難事例は、{}です。", depth.cases(&needs.difficult)));
    }
    for (which, what) in [
        (&needs.without_band, "年代が分からないもの"),
        (&needs.without_need, "必要とされた支援の記入がないもの、又は「その他」「まだ分からない」だけのもの"),
    ] {
        if !which.is_empty() && depth == Depth::Answers {
            notes.push(format!("うち、{what}：{}（表に含みません）", depth.cases(which)));
        }
    }
    ShownSignal {
        id: "cases",
        title: "困難事例で必要とされていた支援",
        matrix: matrix(picture, "困難事例で必要とされていた支援と、年代", text, depth),
        tables: Vec::new(),
        notes,
        nothing: "困難事例は、まだ寄せられていません。",
    }
}

/// What readers found needed; of codes that no function answers (a network's own) too.
fn coded_needs(picture: &Picture, depth: Depth) -> ShownSignal {
    let cases = &picture.demand.cases;
    let coded = &cases.coded;
    let is_unknown_shown = coded.needs.iter().any(|need| !need.without_band.is_empty());
    let unknown = [(String::new(), WITHOUT_BAND.to_owned())];
    let columns: Vec<(String, String)> = picture
        .axes
        .bands
        .iter()
        .map(|band| (band.key.clone(), band.label.clone()))
        .chain(unknown.into_iter().filter(|_| is_unknown_shown))
        .collect();
    let row = |need: &CodedNeed| {
        let by = need.bands.iter().chain([&need.without_band]);
        let cell = |((band, _), by): (&(String, String), &Mentions)| {
            if by.is_empty() {
                return MatrixCell { text: NOBODY.to_owned(), query: String::new() };
            }
            let query = format!("needs={}&band={band}", need.heading.key);
            MatrixCell { text: depth.cases(by), query: depth.query(query) }
        };
        let cells: Vec<MatrixCell> = columns.iter().zip(by).map(cell).collect();
        cells.iter().any(|cell| cell.text != NOBODY).then(|| MatrixRow { label: need.heading.label.clone(), cells })
    };
    let rows: Vec<MatrixRow> = coded.needs.iter().filter_map(row).collect();
    let mut notes = Vec::new();
    if !rows.is_empty() {
        notes.push(format!("読み手がこのコード表で分類した困難事例は、{}です。", depth.cases(&coded.coded)));
        notes.push(
            "提案されただけで、読み手が確かめていない分類は数えません。機関が用紙で選んだ必要とは別に数えています（同じ事例が両方にあることがあります）。"
                .to_owned(),
        );
    }
    let title = "困難事例から読み手が読み取った必要と、年代";
    ShownSignal {
        id: "coded",
        title: "困難事例から、読み手が必要と読み取った支援",
        matrix: (!rows.is_empty()).then(|| Matrix {
            title,
            bands: columns.into_iter().map(|(_, label)| label).collect(),
            rows,
        }),
        tables: Vec::new(),
        notes,
        nothing: "「必要とされている支援」のコード表で分類した困難事例は、まだありません。",
    }
}

fn matrix(
    picture: &Picture,
    title: &'static str,
    text: impl Fn(usize, usize) -> Option<String>,
    depth: Depth,
) -> Option<Matrix> {
    let axes = &picture.axes;
    let row = |(place, function): (usize, &FunctionHeading)| {
        let cells: Vec<MatrixCell> = axes
            .bands
            .iter()
            .enumerate()
            .map(|(band, heading)| match text(place, band) {
                Some(text) => {
                    let query = format!("functions={}&band={}", function.heading.key, heading.key);
                    MatrixCell { text, query: depth.query(query) }
                }
                None => MatrixCell { text: NOBODY.to_owned(), query: String::new() },
            })
            .collect();
        cells.iter().any(|cell| cell.text != NOBODY).then(|| MatrixRow { label: function.heading.label.clone(), cells })
    };
    let rows: Vec<MatrixRow> = axes.functions.iter().enumerate().filter_map(row).collect();
    let bands = axes.bands.iter().map(|band| band.label.clone()).collect();
    (!rows.is_empty()).then_some(Matrix { title, bands, rows })
}
