//! The results page of a round.

use serde::Serialize;

use super::NOTES;
use crate::view::table::{Fact, LEGEND, ShownTable};

/// What is shown of a round beside its tables.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// The round's id, for addresses.
    pub round: String,
    /// What it is called.
    pub title: String,
    /// Whether the reader may lay its cases side by side.
    pub has_cases: bool,
    /// Whether the reader may see where each agency stands.
    pub has_board: bool,
    /// Whether the reader may see what would be published beside everything.
    pub may_publish: bool,
    /// Whether the page shows what would be published.
    pub is_publication: bool,
    /// Network, period, how it was asked, response figures.
    pub facts: Vec<Fact>,
    /// What is kept from this reader, in words.
    pub withheld: Option<String>,
}

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct ResultsPage {
    #[serde(flatten)]
    shown: Shown,
    notes: &'static [&'static str],
    legend: &'static str,
    tables: Vec<TableWithChart>,
}

#[derive(Debug, Serialize)]
struct TableWithChart {
    #[serde(flatten)]
    table: ShownTable,
    /// Markup made by this program, with every text escaped.
    svg: Option<String>,
}

impl ResultsPage {
    /// The page of a round with its tables.
    pub fn new(shown: Shown, tables: Vec<ShownTable>) -> Self {
        let tables = tables
            .into_iter()
            .map(|table| {
                let svg = table.chart.as_ref().map(|chart| chart.svg(&format!("chart-{}", table.id)));
                TableWithChart { table, svg }
            })
            .collect();
        Self { shown, notes: NOTES, legend: LEGEND, tables }
    }
}
