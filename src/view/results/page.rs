//! The results page of a round.

use serde::Serialize;

use super::NOTES;
use crate::view::table::{Fact, LEGEND, ShownTable};

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct ResultsPage {
    round: String,
    title: String,
    has_cases: bool,
    facts: Vec<Fact>,
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
    /// The page of the round with this id and title.
    pub fn new(round: String, title: String, has_cases: bool, facts: Vec<Fact>, tables: Vec<ShownTable>) -> Self {
        let tables = tables
            .into_iter()
            .map(|table| {
                let svg = table.chart.as_ref().map(|chart| chart.svg(&format!("chart-{}", table.id)));
                TableWithChart { table, svg }
            })
            .collect();
        Self { round, title, has_cases, facts, notes: NOTES, legend: LEGEND, tables }
    }
}
