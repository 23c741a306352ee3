//! The results page of a round.

use std::collections::HashMap;

use serde::Serialize;

use super::{Arrangement, NOTES, Switch, query, switches};
use crate::view::disclosure::Output;
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
    /// Whether it rates persons, so that ratings of one person can be laid side by side.
    pub has_before_after: bool,
    /// Whether the reader may see where each agency stands.
    pub has_board: bool,
    /// Whether all is shown, or what would be published.
    #[serde(flatten)]
    pub output: Output,
    /// Network, period, how it was asked, response figures.
    pub facts: Vec<Fact>,
    /// What is kept from this reader, in words.
    pub withheld: Option<String>,
    /// How the rows are arranged.
    #[serde(skip)]
    pub arrangement: Arrangement,
}

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct ResultsPage {
    #[serde(flatten)]
    shown: Shown,
    notes: &'static [&'static str],
    legend: &'static str,
    switches: [Switch; 2],
    /// What the address of crosstabs of every question says.
    crosstabs: String,
    /// What addresses say to stay in the same output.
    output_query: String,
    tables: Vec<TableWithChart>,
}

#[derive(Debug, Serialize)]
struct TableWithChart {
    #[serde(flatten)]
    table: ShownTable,
    /// Markup made by this program, with every text escaped.
    svg: Option<String>,
    /// What the address of its crosstab says; `None` where it has none.
    crosstab: Option<String>,
}

impl ResultsPage {
    /// The page of a round with its tables. `names` says by a table's id what its question is called on crosstabs.
    pub fn new(shown: Shown, tables: Vec<ShownTable>, names: &HashMap<String, String>) -> Self {
        let arrangement = shown.arrangement;
        let others: &[_] = if shown.output.is_publication { &[("for", "publication")] } else { &[] };
        let to_crosstab = |row: &str| {
            let asked = [("row", row), ("column", "agency_kind")];
            query(asked.into_iter().chain(arrangement.pairs()).chain(others.iter().copied()))
        };
        let tables = tables
            .into_iter()
            .map(|table| {
                let svg = table.chart.as_ref().map(|chart| chart.svg(&format!("chart-{}", table.id)));
                let crosstab = names.get(&table.id).map(|name| to_crosstab(name));
                TableWithChart { table, svg, crosstab }
            })
            .collect();
        Self {
            switches: switches(arrangement, others),
            crosstabs: to_crosstab("all"),
            output_query: query(others.iter().copied()),
            shown,
            notes: NOTES,
            legend: LEGEND,
            tables,
        }
    }
}
