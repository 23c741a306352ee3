//! Coverage, demand and gaps as plain text, for a terminal.

use super::list::{NearGroup, ShownGap, ShownList};
use super::needed::{ShownNeeded, ShownSignal};
use super::offered::{OfferTable, ServedRow, ShownOffered};
use crate::view::table::{Cell, Role, ShownRow, ShownTable};
use crate::view::text;

/// Everything, one part after the other.
pub fn all(offered: Option<&ShownOffered>, needed: &ShownNeeded, list: &ShownList) -> String {
    let mut tables: Vec<ShownTable> = Vec::new();
    if let Some(offered) = offered {
        tables.extend(offered.tables.iter().map(of_offers));
        tables.push(of_served(&offered.served));
    }
    tables.extend(needed.signals.iter().flat_map(of_signal));
    let sources = needed.sources.iter().chain(offered.iter().flat_map(|offered| offered.sources.iter().skip(1)));
    let words: String = sources.map(|source| format!("{source}\n")).collect();
    let claims = offered.iter().flat_map(|offered| &offered.claims).chain(&needed.claims);
    let claims: String = claims.map(|claim| format!("注　{claim}\n")).collect();
    format!("{words}\n{}{claims}\n{}", text::tables(&tables), of_list(list))
}

fn table(title: &str, side: &'static str, head: Vec<String>, rows: Vec<ShownRow>, notes: Vec<String>) -> ShownTable {
    ShownTable {
        id: String::new(),
        title: title.to_owned(),
        how: "機関数",
        base: String::new(),
        notes,
        side,
        spans: Vec::new(),
        head,
        rows,
        chart: None,
        chart_column: 0,
    }
}

fn row(label: &str, cells: impl IntoIterator<Item = String>) -> ShownRow {
    ShownRow { label: label.to_owned(), cells: cells.into_iter().map(Cell::words).collect(), role: Role::Body }
}

fn of_offers(offers: &OfferTable) -> ShownTable {
    let rows = offers.rows.iter().map(|line| {
        let cells = line.cells.iter().map(|cell| match cell.level {
            "thin" => format!("{}（手薄）", cell.text),
            _ => cell.text.clone(),
        });
        row(&line.label, cells.chain([line.not_said.clone()]))
    });
    let head = offers.bands.iter().cloned().chain(["年代が分からない".to_owned()]).collect();
    table(offers.title, offers.side, head, rows.collect(), Vec::new())
}

fn of_served(served: &[ServedRow]) -> ShownTable {
    let rows = served.iter().map(|one| row(&one.label, [one.agencies.clone(), one.cases.clone(), one.largest.clone()]));
    let head = ["対応した機関数", "件数（重複を含む）", "最も多い機関の割合"].map(str::to_owned).to_vec();
    table("年代ごとに、相談に対応した機関と件数", "年代", head, rows.collect(), Vec::new())
}

fn of_signal(signal: &ShownSignal) -> Vec<ShownTable> {
    let mut tables = Vec::new();
    if let Some(matrix) = &signal.matrix {
        let rows = matrix.rows.iter().map(|line| row(&line.label, line.cells.iter().map(|cell| cell.text.clone())));
        tables.push(table(matrix.title, "支援", matrix.bands.clone(), rows.collect(), signal.notes.clone()));
    }
    for told in signal.tables.iter().filter(|told| !told.rows.is_empty()) {
        let rows = told.rows.iter().map(|line| row(&line.label, line.cells.iter().map(|cell| cell.text.clone())));
        let head = if told.head.is_empty() { vec!["挙げた機関".to_owned()] } else { told.head.clone() };
        tables.push(table(&told.title, "選択肢", head, rows.collect(), told.bases.clone()));
    }
    tables
}

fn of_list(list: &ShownList) -> String {
    let mut text = String::from("■ 支援のはざまの一覧\n");
    if !list.can_be_made {
        text.push_str("支援の機能と利用できる年代を尋ねた調査の回答がないため、一覧を作れません。\n");
        return text;
    }
    text.push_str(&format!("{}\n", list.formula));
    for part in &list.parts {
        text.push_str(&format!("　{}：1点＝{}、2点＝{}\n", part.label, part.one, part.two));
    }
    if list.gaps.is_empty() {
        text.push_str(&format!("\n当てはまる組合せはありません。{}\n", list.empty));
    }
    list.gaps.iter().for_each(|gap| text.push_str(&one(gap)));
    text.push('\n');
    list.claims.iter().for_each(|claim| text.push_str(&format!("注　{claim}\n")));
    text
}

fn one(gap: &ShownGap) -> String {
    let parts: Vec<String> = gap.parts.iter().map(|(label, points)| format!("{label}{points}")).collect();
    let mut text = format!(
        "\n{}　{}【{}】目安{}点（{}）\n　{}\n",
        gap.band,
        gap.function,
        gap.level,
        gap.points,
        parts.join("、"),
        gap.sentence
    );
    for NearGroup { why, agencies, .. } in &gap.nearest {
        let names: Vec<&str> = agencies.iter().map(|voice| voice.agency.as_str()).collect();
        text.push_str(&format!("　近い機関　{why}：{}\n", names.join("、")));
    }
    text
}
