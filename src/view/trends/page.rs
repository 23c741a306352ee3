//! The pages: which questionnaires were asked in several periods, and the figures of one of them.

use serde::Serialize;

use super::TrendShown;
use crate::analysis::trend::Step;
use crate::view::disclosure::Output;
use crate::view::table::{LEGEND, ShownTable};

/// The questionnaires of a network.
#[derive(Debug, Serialize)]
pub struct TrendList {
    /// One a questionnaire, the one asked last first.
    pub offered: Vec<Offered>,
}

/// A questionnaire in the list.
#[derive(Debug, Serialize)]
pub struct Offered {
    /// Its title.
    pub title: String,
    /// The round that was asked last, for addresses.
    pub round: String,
    /// The periods, in the order of time.
    pub periods: Vec<String>,
    /// Whether it rates persons, so that ratings of one person can be laid side by side.
    pub has_before_after: bool,
}

/// A period on the page.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodLine {
    /// The round's id.
    pub round: String,
    /// 「令和7年度」.
    pub label: String,
    /// What the round is called.
    pub title: String,
    /// The days in words.
    pub period: String,
    /// Whether its figures are shown.
    pub is_chosen: bool,
    /// Whether answers still come in.
    pub is_open: bool,
    /// How many valid answers, with their unit; empty where it is not chosen.
    pub valid: String,
    /// How many of the agencies that answered had answered in the shown period before; empty for the first.
    pub again: String,
}

/// Whose figures are shown, and in which output.
#[derive(Debug, Serialize)]
pub struct About {
    /// The questionnaire's title.
    pub title: String,
    /// The round that the page was opened from.
    pub round: String,
    /// Whether all is shown, or what would be published.
    #[serde(flatten)]
    pub output: Output,
}

/// What the page of a questionnaire shows.
#[derive(Debug, Serialize)]
pub struct TrendPage {
    #[serde(flatten)]
    about: About,
    /// The chosen rounds as an address names them, each with a `&` before it; empty where none was chosen.
    with: String,
    periods: Vec<PeriodLine>,
    is_alone: bool,
    breaks: Vec<String>,
    withheld: Vec<String>,
    notes: &'static [&'static str],
    legend: &'static str,
    tables: Vec<TableWithLines>,
}

#[derive(Debug, Serialize)]
struct TableWithLines {
    #[serde(flatten)]
    table: ShownTable,
    /// Markup made by this program, with every text escaped.
    svg: Option<String>,
}

/// What the reader should know of all tables.
const NOTES: &[&str] = &[
    "設問と選択肢は、文言ではなく符号（キー）で期間をまたいでつないでいます。文言は最も新しい調査票のものです。",
    "割合は、期間ごとに示すn（無回答を含む）に対するもので、小数第2位を四捨五入しています。",
    "前の期間との差（ポイント）は、四捨五入する前の割合から計算しています。表の割合の引き算とは一致しないことがあります。",
    "期間によって、回答した機関の顔ぶれが異なります。差は、支援や地域の変化を直ちに意味するものではありません。",
];

impl TrendPage {
    /// The page of the questionnaire of a round. `chosen_rounds` are those that the address names; `steps` stand between the chosen ones of `periods`.
    pub fn new(
        about: About,
        chosen_rounds: &[String],
        periods: Vec<PeriodLine>,
        steps: &[Step],
        withheld: Vec<String>,
        tables: Vec<TrendShown>,
    ) -> Self {
        let chosen: Vec<&str> =
            periods.iter().filter(|period| period.is_chosen).map(|period| period.label.as_str()).collect();
        let breaks = chosen.iter().zip(chosen.iter().skip(1)).zip(steps);
        let breaks: Vec<String> = breaks.filter_map(|((one, next), step)| why(one, next, *step)).collect();
        let tables = tables.into_iter().map(|TrendShown { table, chart }| {
            let svg = chart.as_ref().map(|chart| chart.svg(&format!("chart-{}", table.id)));
            TableWithLines { table, svg }
        });
        Self {
            is_alone: chosen.len() < 2,
            tables: tables.collect(),
            with: chosen_rounds.iter().map(|round| format!("&with={round}")).collect(),
            about,
            periods,
            breaks,
            withheld,
            notes: NOTES,
            legend: LEGEND,
        }
    }
}

/// Why two periods are not joined, or what is to be known where they are.
fn why(one: &str, next: &str, step: Step) -> Option<String> {
    let apart = "並べて示し、線で結ばず、差も示していません。";
    Some(match step {
        Step::Joined => return None,
        Step::AfterGap => {
            format!("「{one}」と「{next}」の間には、調査のない期間があります。差は、続く二つの期間の差ではありません。")
        }
        Step::Overlapping => format!("「{one}」と「{next}」は、対象とする期間が重なるため、{apart}"),
        Step::Unequal => format!("「{one}」と「{next}」は、対象とする期間の長さが異なるため、{apart}"),
        Step::Unknown => {
            format!("「{one}」と「{next}」は、対象とする期間の日付が登録されていないものがあるため、{apart}")
        }
    })
}
