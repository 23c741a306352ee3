//! Good and difficult cases side by side as plain text, for a terminal.

use super::CLAIMS;
use crate::analysis::profile::{Cases, Compared, Line, VALENCE, profile};
use crate::view::table::{Cell, Role, ShownRow, ShownTable};
use crate::view::text;

/// One table an attribute, without values that no case has; empty where there are no cases.
pub fn all(cases: &Cases) -> String {
    if cases.cases.is_empty() {
        return String::new();
    }
    let places = cases.attributes.iter().enumerate().filter(|(_, attribute)| attribute.key != VALENCE);
    let tables: Vec<ShownTable> = places
        .map(|(place, attribute)| {
            let profile = profile(cases, place);
            let lines = profile.lines.iter().filter(|line| line.counts != Compared::default());
            table(&attribute.label, lines.map(row).chain([blank(&profile.blank)]).collect())
        })
        .collect();
    let claims: String = CLAIMS.iter().map(|claim| format!("注　{claim}\n")).collect();
    format!("\n{}{claims}", text::tables(&tables))
}

fn table(label: &str, rows: Vec<ShownRow>) -> ShownTable {
    ShownTable {
        id: String::new(),
        title: format!("困難事例と好事例：{label}"),
        how: "件数（機関数）",
        base: String::new(),
        notes: Vec::new(),
        side: "",
        spans: Vec::new(),
        head: ["困難事例", "好事例"].map(str::to_owned).to_vec(),
        rows,
        chart: None,
        chart_column: 0,
    }
}

fn row(line: &Line) -> ShownRow {
    let label = line.headings.iter().map(|heading| heading.label.as_str()).collect();
    ShownRow { label, cells: cells(&line.counts), role: Role::Body }
}

fn blank(blank: &Compared) -> ShownRow {
    ShownRow { label: "無回答".to_owned(), cells: cells(blank), role: Role::Blank }
}

fn cells(counts: &Compared) -> Vec<Cell> {
    let words = |cases: u64, agencies: u64| format!("{cases}件（{agencies}機関）");
    [&counts.difficult, &counts.good].map(|count| Cell::words(words(count.cases, count.agencies))).to_vec()
}
