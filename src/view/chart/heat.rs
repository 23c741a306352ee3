//! A heat map: a table whose cells are tinted by how far they stand out. Every cell holds its number with its
//! sign, so that no tint has to be told from another to read it.

use svg::node::element::{Path, Rectangle};

use super::canvas::{Anchor, LETTER, WIDTH, frame_of, letters, tidy};
use super::lines::wrapped;

/// A heat map.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// What it shows.
    pub title: String,
    /// What the numbers are, such as 「調整済み標準化残差」.
    pub numbers: String,
    /// From left to right.
    pub columns: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<HeatRow>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    /// What it is.
    pub label: String,
    /// One cell a column.
    pub cells: Vec<HeatCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatCell {
    /// Its number with its sign, or what stands in its place.
    pub text: String,
    /// How far it stands out, from -2 (much less) to 2 (much more); 0 is not tinted.
    pub tint: i8,
}

const SIDE: f64 = 150.0;
const LEAST_CELL: f64 = 62.0;
const MOST_CELL: f64 = 100.0;
const SMALL: f64 = 12.0;
const LINE: f64 = 16.0;
const PAD: f64 = 8.0;

impl Heat {
    /// The map as an `<svg>` element. `id` is unique on the page and made of ASCII letters, digits, `-` and `_`.
    pub fn svg(&self, id: &str) -> String {
        let columns = number(self.columns.len()).max(1.0);
        let cell = ((WIDTH - SIDE) / columns).clamp(LEAST_CELL, MOST_CELL);
        let width = SIDE + cell * columns;
        let heads: Vec<Vec<String>> = self.columns.iter().map(|column| wrapped(column, SMALL, cell - PAD)).collect();
        let sides: Vec<Vec<String>> = self.rows.iter().map(|row| wrapped(&row.label, SMALL, SIDE - PAD)).collect();
        let head = LINE * number(heads.iter().map(Vec::len).max().unwrap_or(0)) + PAD;
        let heights: Vec<f64> = sides.iter().map(|lines| LINE * number(lines.len()) + 2.0 * PAD).collect();
        let height = head + heights.iter().sum::<f64>() + 1.0;
        let mut drawing = frame_of(id, &self.title, &self.description(), width, height)
            .set("class", "chart heat")
            .set("width", tidy(width));
        for (at, lines) in heads.iter().enumerate() {
            let middle = SIDE + cell * (number(at) + 0.5);
            let top = head - PAD - LINE * number(lines.len());
            for (line, words) in lines.iter().enumerate() {
                let y = top + LINE * (number(line) + 1.0);
                drawing = drawing.add(letters(words, middle, y, Anchor::Middle).set("font-size", SMALL));
            }
        }
        let mut y = head;
        for ((row, lines), height) in self.rows.iter().zip(&sides).zip(heights) {
            for (line, words) in lines.iter().enumerate() {
                let base = y + PAD + LINE * (number(line) + 1.0) - 4.0;
                drawing = drawing.add(letters(words, 0.0, base, Anchor::Start).set("font-size", SMALL));
            }
            for (at, found) in row.cells.iter().enumerate() {
                let x = SIDE + cell * number(at);
                drawing = drawing.add(tinted(x, y, cell, height, found.tint)).add(letters(
                    &found.text,
                    x + cell / 2.0,
                    y + height / 2.0 + LETTER / 3.0,
                    Anchor::Middle,
                ));
                if found.tint.abs() > 1 {
                    drawing = drawing.add(rule(x, y, cell, height));
                }
            }
            y += height;
        }
        drawing.to_string()
    }

    fn description(&self) -> String {
        let row = |row: &HeatRow| {
            let cells = self.columns.iter().zip(&row.cells).map(|(column, cell)| format!("{column}{}", cell.text));
            format!("{}　{}", row.label, cells.collect::<Vec<_>>().join("・"))
        };
        format!("{}の一覧。{}。", self.numbers, self.rows.iter().map(row).collect::<Vec<_>>().join("、"))
    }
}

fn tinted(x: f64, y: f64, width: f64, height: f64, tint: i8) -> Rectangle {
    let fill = match tint {
        ..=-2 => "#ffb980",
        -1 => "#ffe9d6",
        0 => "#ffffff",
        1 => "#dbe6fe",
        2.. => "#9db7f9",
    };
    Rectangle::new()
        .set("x", tidy(x))
        .set("y", tidy(y))
        .set("width", tidy(width))
        .set("height", tidy(height))
        .set("fill", fill)
        .set("stroke", "#767676")
        .set("stroke-width", 1)
}

/// A line under the number of a cell that stands out far, for those who see no tints.
fn rule(x: f64, y: f64, width: f64, height: f64) -> Path {
    let (from, to, at) = (x + width / 2.0 - 16.0, x + width / 2.0 + 16.0, y + height / 2.0 + 9.0);
    Path::new()
        .set("class", "chart-axis")
        .set("d", format!("M{},{} H{}", tidy(from), tidy(at), tidy(to)))
        .set("stroke", "#1a1a1a")
        .set("stroke-width", 1.5)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn residuals() -> Heat {
        let cell = |text: &str, tint| HeatCell { text: text.to_owned(), tint };
        Heat {
            title: "把握 × 機関種別".to_owned(),
            numbers: "調整済み標準化残差".to_owned(),
            columns: ["保健所", "民間支援団体・NPO"].map(str::to_owned).to_vec(),
            rows: vec![
                HeatRow { label: "有".to_owned(), cells: vec![cell("＋2.8", 2), cell("－2.8", -2)] },
                HeatRow { label: "<無>".to_owned(), cells: vec![cell("0.0", 0), cell("-", 0)] },
            ],
        }
    }

    #[test]
    fn every_cell_holds_its_number_with_its_sign() {
        let drawing = residuals().svg("heat");
        for text in ["＋2.8", "－2.8", "0.0"] {
            assert!(drawing.contains(&format!("\n{text}\n</text>")), "{text}: {drawing}");
        }
        assert!(drawing.contains("調整済み標準化残差の一覧。有　保健所＋2.8・民間支援団体・NPO－2.8、"), "{drawing}");
        assert!(!drawing.contains("<無>"), "labels are no markup");
        assert_eq!((drawing.matches("#9db7f9").count(), drawing.matches("#ffb980").count()), (1, 1));
        assert_eq!(drawing.matches("stroke-width=\"1.5\"").count(), 2 + 3, "two rules, three patterns");
    }

    #[test]
    fn many_columns_make_it_wider_and_none_break_it() {
        let mut wide = residuals();
        wide.columns = (0..12).map(|at| format!("種別{at}")).collect();
        assert!(wide.svg("heat").contains("viewBox=\"0 0 894 "), "150 + 12 × 62");
        let empty = Heat { columns: Vec::new(), rows: Vec::new(), ..residuals() }.svg("heat");
        assert!(!empty.contains("NaN") && !empty.contains("inf"));
    }
}
