//! Tables as plain text, for a terminal: columns line up where full-width letters are two wide.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::table::{LEGEND, ShownRow, ShownTable, Span};

const GAP: &str = "  ";

/// In columns of a terminal; wider tables are broken between groups.
const WIDEST: usize = 118;

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
    for block in grid.blocks(table) {
        if !table.spans.is_empty() {
            text.push_str(&grid.line("", block.spans.iter().map(|(span, wide)| (span.as_str(), *wide, Side::Left))));
        }
        let columns = || block.columns.clone();
        let heads = columns().filter_map(|column| grid.cell(column, table.head.get(column)?));
        text.push_str(&grid.line(table.side, heads));
        for ShownRow { label, cells, .. } in &table.rows {
            let cells = columns().filter_map(|column| grid.cell(column, &cells.get(column)?.text));
            text.push_str(&grid.line(label, cells));
        }
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

/// Columns that stand beside each other on a terminal.
struct Block {
    columns: Range<usize>,
    /// Headings over several of them, with their widths.
    spans: Vec<(String, usize)>,
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
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
        let mut grid = Self { side, columns };
        for (span, under) in spans(table) {
            let short = width(&span.label).saturating_sub(grid.wide(under.clone()));
            if let Some(last) = grid.columns.get_mut(under.end - 1) {
                *last += short;
            }
        }
        grid
    }

    /// The width of neighbouring columns with the gaps between them.
    fn wide(&self, columns: Range<usize>) -> usize {
        let gaps = columns.len().saturating_sub(1) * GAP.len();
        self.columns.get(columns).unwrap_or_default().iter().sum::<usize>() + gaps
    }

    /// Tables with many groups go on below, with the side repeated.
    fn blocks(&self, table: &ShownTable) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for (span, under) in spans(table) {
            let entry = (span.label.clone(), self.wide(under.clone()));
            match blocks.last_mut() {
                Some(block) if self.side + GAP.len() + self.wide(block.columns.start..under.end) <= WIDEST => {
                    block.columns.end = under.end;
                    block.spans.push(entry);
                }
                _ => blocks.push(Block { columns: under, spans: vec![entry] }),
            }
        }
        if blocks.is_empty() {
            blocks.push(Block { columns: 0..self.columns.len(), spans: Vec::new() });
        }
        blocks
    }

    fn cell<'t>(&self, column: usize, text: &'t str) -> Option<(&'t str, usize, Side)> {
        Some((text, *self.columns.get(column)?, Side::Right))
    }

    /// One line: the side to the left, each cell in its width.
    fn line<'t>(&self, side: &str, cells: impl Iterator<Item = (&'t str, usize, Side)>) -> String {
        let mut line = format!("{side}{}", spaces(self.side, side));
        for (cell, wide, to) in cells {
            let rest = spaces(wide, cell);
            line.push_str(GAP);
            line.push_str(&match to {
                Side::Left => format!("{cell}{rest}"),
                Side::Right => format!("{rest}{cell}"),
            });
        }
        ended(&line)
    }
}

/// Headings over several columns, each with the columns under it.
fn spans(table: &ShownTable) -> impl Iterator<Item = (&Span, Range<usize>)> {
    table.spans.iter().scan(0, |first, span| {
        let under = *first..*first + span.columns.max(1);
        *first = under.end;
        Some((span, under))
    })
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
    use crate::view::table::{Cell, Role};

    fn row(label: &str, cells: Vec<Cell>) -> ShownRow {
        ShownRow { label: label.to_owned(), cells, role: Role::Body }
    }

    fn table(spans: &[&str], rows: Vec<ShownRow>) -> ShownTable {
        let head = ["機関数", "割合（％）"].map(str::to_owned);
        ShownTable {
            id: "methods".to_owned(),
            title: "対応方法".to_owned(),
            how: "複数回答（MA）",
            base: "n＝1,300".to_owned(),
            notes: vec!["割合の合計は100％を超えることがあります。".to_owned()],
            side: "選択肢",
            spans: spans.iter().map(|label| Span { label: (*label).to_owned(), columns: 2 }).collect(),
            head: head.iter().cloned().cycle().take(2 * spans.len().max(1)).collect(),
            rows,
            chart: None,
            chart_column: 0,
        }
    }

    #[test]
    fn columns_line_up_under_full_width_letters() {
        let rows = vec![
            row("19～29歳", vec![Cell::count(1200), Cell::share("92.3")]),
            row("LINE", vec![Cell::count(5), Cell::share("0.4")]),
        ];
        let expect = "\
■ 対応方法
複数回答（MA）　n＝1,300
          全体（n＝1,300）
選択肢    機関数  割合（％）
19～29歳   1,200        92.3
LINE           5         0.4
注　割合の合計は100％を超えることがあります。

";
        assert_eq!(one(&table(&["全体（n＝1,300）"], rows.clone())), expect);
        let plain = expect.replace("          全体（n＝1,300）\n", "");
        assert_eq!(one(&table(&[], rows)), plain);
    }

    #[test]
    fn a_wide_table_goes_on_below() {
        let cells = |count: usize| (0..count).flat_map(|_| [Cell::count(5), Cell::share("0.4")]).collect::<Vec<_>>();
        let labels = [
            "全体（n＝9）",
            "市区町村窓口（n＝3）",
            "保健所・保健センター（n＝2）",
            "学校（n＝1）",
            "その他の機関（n＝3）",
        ];
        let text = one(&table(&labels, vec![row("電話", cells(labels.len()))]));
        assert_eq!(text.lines().filter(|line| line.starts_with("選択肢")).count(), 2, "{text}");
        assert!(text.lines().all(|line| width(line) <= WIDEST), "{text}");
        for label in labels {
            assert_eq!(text.matches(label).count(), 1, "{label}");
        }
        assert_eq!(text.matches("0.4").count(), labels.len());
    }
}
