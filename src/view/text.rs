//! Tables as plain text, for a terminal: columns line up where full-width letters are two wide.

use unicode_width::UnicodeWidthStr;

use super::table::{LEGEND, ShownRow, ShownTable};

const GAP: &str = "  ";

/// Tables one after the other with their bases and notes, the legend at the end.
pub fn tables(tables: &[ShownTable]) -> String {
    let mut text: String = tables.iter().map(one).collect();
    text.push_str(LEGEND);
    text.push('\n');
    text
}

fn one(table: &ShownTable) -> String {
    let mut text = format!("■ {}\n{}　{}\n", table.title, table.how, table.base);
    let grid = Grid::new(table);
    text.push_str(&grid.spans(table));
    text.push_str(&grid.line(table.side, table.head.iter().map(String::as_str)));
    for ShownRow { label, cells, .. } in &table.rows {
        text.push_str(&grid.line(label, cells.iter().map(|cell| cell.text.as_str())));
    }
    for note in &table.notes {
        text.push_str(&format!("注　{note}\n"));
    }
    text.push('\n');
    text
}

/// The widths of a table's columns.
struct Grid {
    side: usize,
    columns: Vec<usize>,
}

impl Grid {
    fn new(table: &ShownTable) -> Self {
        let labels = table.rows.iter().map(|row| width(&row.label));
        let side = labels.chain([width(table.side)]).max().unwrap_or(0);
        let mut columns: Vec<usize> = table.head.iter().map(|label| width(label)).collect();
        for (column, cell) in table.rows.iter().flat_map(|row| row.cells.iter().enumerate()) {
            if let Some(wide) = columns.get_mut(column) {
                *wide = (*wide).max(width(&cell.text));
            }
        }
        let mut first = 0;
        for span in &table.spans {
            let under: usize = columns.iter().skip(first).take(span.columns).map(|column| column + GAP.len()).sum();
            if let Some(last) = columns.get_mut(first + span.columns.max(1) - 1) {
                *last += (width(&span.label) + GAP.len()).saturating_sub(under);
            }
            first += span.columns;
        }
        Self { side, columns }
    }

    /// Headings over several columns, or nothing.
    fn spans(&self, table: &ShownTable) -> String {
        if table.spans.is_empty() {
            return String::new();
        }
        let mut line = " ".repeat(self.side);
        let mut first = 0;
        for span in &table.spans {
            let under: usize =
                self.columns.iter().skip(first).take(span.columns).map(|column| column + GAP.len()).sum();
            line.push_str(GAP);
            line.push_str(&span.label);
            line.push_str(&spaces(under.saturating_sub(GAP.len()), &span.label));
            first += span.columns;
        }
        ended(&line)
    }

    /// One line: the side to the left, figures to the right of their columns.
    fn line<'t>(&self, side: &str, cells: impl Iterator<Item = &'t str>) -> String {
        let mut line = format!("{side}{}", spaces(self.side, side));
        for (cell, wide) in cells.zip(&self.columns) {
            line.push_str(GAP);
            line.push_str(&spaces(*wide, cell));
            line.push_str(cell);
        }
        ended(&line)
    }
}

fn ended(line: &str) -> String {
    format!("{}\n", line.trim_end())
}

fn spaces(wide: usize, text: &str) -> String {
    " ".repeat(wide.saturating_sub(width(text)))
}

/// In columns of a terminal set to Japanese: `～` and `①` take two.
fn width(text: &str) -> usize {
    text.width_cjk()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::table::{Cell, Role, Span};

    #[test]
    fn columns_line_up_under_full_width_letters() {
        let row = |label: &str, count, percent: &str, role| ShownRow {
            label: label.to_owned(),
            cells: vec![Cell::count(count), Cell::share(percent)],
            role,
        };
        let table = ShownTable {
            id: "methods".to_owned(),
            title: "対応方法".to_owned(),
            how: "複数回答（MA）",
            base: "n＝1,300".to_owned(),
            notes: vec!["割合の合計は100％を超えることがあります。".to_owned()],
            side: "選択肢",
            spans: vec![Span { label: "全体（n＝1,300）".to_owned(), columns: 2 }],
            head: vec!["機関数".to_owned(), "割合（％）".to_owned()],
            rows: vec![row("19～29歳", 1200, "92.3", Role::Body), row("LINE", 5, "0.4", Role::Body)],
            chart: None,
            chart_column: 0,
        };
        let expect = "\
■ 対応方法
複数回答（MA）　n＝1,300
          全体（n＝1,300）
選択肢    機関数  割合（％）
19～29歳   1,200        92.3
LINE           5         0.4
注　割合の合計は100％を超えることがあります。

";
        assert_eq!(one(&table), expect);
    }
}
