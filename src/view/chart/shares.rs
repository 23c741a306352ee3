//! Bars of one length in parts: how groups of different size divide over options.

use super::canvas::{Anchor, Fill, LETTER, WIDTH, bar, frame, letters, more_patterns};
use super::lines::{width, wrapped};

/// Bars in parts, each of full length.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// What it shows.
    pub title: String,
    /// The parts of every bar; at most [`MOST_SERIES`] can be told apart.
    pub series: Vec<ShareSeries>,
    /// From top to bottom.
    pub rows: Vec<ShareBar>,
}

/// A part of every bar.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareSeries {
    /// What it stands for.
    pub label: String,
    /// 無回答 and the like: hatched.
    pub is_rest: bool,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareBar {
    /// The group, with its n.
    pub label: String,
    /// One value a part.
    pub values: Vec<f64>,
    /// One text a part, such as 「3（60.0％）」.
    pub texts: Vec<String>,
}

/// How many parts can be told apart by their fills.
pub const MOST_SERIES: usize = 8;

const LINE: f64 = 20.0;
const THICK: f64 = 20.0;
const GAP: f64 = 10.0;
const SWATCH: f64 = 18.0;

impl Shares {
    /// The chart as an `<svg>` element. `id` is unique on the page and made of ASCII letters, digits, `-` and `_`.
    pub fn svg(&self, id: &str) -> String {
        let labels: Vec<Vec<String>> = self.rows.iter().map(|row| wrapped(&row.label, LETTER, WIDTH)).collect();
        let (legend, head) = self.legend();
        let height = head + labels.iter().map(|lines| LINE * count(lines.len()) + THICK + GAP).sum::<f64>();
        let mut drawing = frame(id, &self.title, &self.description(), height.max(1.0)).add(more_patterns(id));
        for (at, (series, (lines, x, y))) in self.series.iter().zip(&legend).enumerate() {
            drawing = drawing.add(bar(id, self.fill(at, series), x + 0.5, y + 2.0, SWATCH, SWATCH - 4.0));
            for (line, words) in lines.iter().enumerate() {
                let base = y + 14.0 + LINE * count(line);
                drawing = drawing.add(letters(words, x + SWATCH + 6.0, base, Anchor::Start));
            }
        }
        let mut y = head;
        for (row, lines) in self.rows.iter().zip(&labels) {
            for line in lines {
                y += LINE;
                drawing = drawing.add(letters(line, 0.0, y - 6.0, Anchor::Start));
            }
            let all: f64 = row.values.iter().sum();
            let scale = if all > 0.0 { (WIDTH - 1.0) / all } else { 0.0 };
            let mut x = 0.5;
            for (at, (value, series)) in row.values.iter().zip(&self.series).enumerate() {
                drawing = drawing.add(bar(id, self.fill(at, series), x, y, value * scale, THICK));
                x += value * scale;
            }
            y += THICK + GAP;
        }
        drawing.to_string()
    }

    fn fill(&self, at: usize, series: &ShareSeries) -> Fill {
        Fill::of_many(at, series.is_rest)
    }

    /// The lines and place of each legend entry, and how high the legend is; entries flow into lines.
    fn legend(&self) -> (Vec<(Vec<String>, f64, f64)>, f64) {
        let (mut x, mut y, mut bottom) = (0.0, 0.0, 0.0);
        let entries = self
            .series
            .iter()
            .map(|series| {
                let lines = wrapped(&series.label, LETTER, WIDTH - SWATCH - 6.0);
                let wide = SWATCH + 22.0 + lines.iter().map(|line| width(line, LETTER)).fold(0.0, f64::max);
                if x > 0.0 && x + wide > WIDTH + 16.0 {
                    (x, y) = (0.0, bottom);
                }
                let place = (x, y);
                x += wide;
                bottom = f64::max(bottom, y + LINE * count(lines.len()));
                (lines, place.0, place.1)
            })
            .collect();
        (entries, bottom + GAP)
    }

    fn description(&self) -> String {
        let row = |row: &ShareBar| {
            let parts = self.series.iter().zip(&row.texts).map(|(series, text)| format!("{}{text}", series.label));
            format!("{}　{}", row.label, parts.collect::<Vec<_>>().join("・"))
        };
        format!("内訳の帯グラフ。{}。", self.rows.iter().map(row).collect::<Vec<_>>().join("、"))
    }
}

fn count(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Shares {
        let series = |label: &str, is_rest| ShareSeries { label: label.to_owned(), is_rest };
        let row = |label: &str, values: [f64; 3], texts: [&str; 3]| ShareBar {
            label: label.to_owned(),
            values: values.to_vec(),
            texts: texts.map(str::to_owned).to_vec(),
        };
        Shares {
            title: "把握 × 機関種別".to_owned(),
            series: vec![series("有", false), series("無", false), series("無回答", true)],
            rows: vec![
                row("保健所（n＝4）", [3.0, 1.0, 0.0], ["3（75.0％）", "1（25.0％）", "0（0.0％）"]),
                row("<NPO>（n＝0）", [0.0; 3], ["0（-％）"; 3]),
            ],
        }
    }

    #[test]
    fn each_bar_is_of_full_length_and_divided_by_its_values() {
        let drawing = known().svg("shares");
        // 399 units in all: three quarters and one.
        assert!(drawing.contains("width=\"299.25\"") && drawing.contains("width=\"99.75\""), "{drawing}");
        assert!(drawing.contains("内訳の帯グラフ。保健所（n＝4）　有3（75.0％）・無1（25.0％）・無回答0（0.0％）、"));
        assert!(drawing.contains("url(#shares-hatch)") && !drawing.contains("<NPO>"));
        assert!(!drawing.contains("NaN") && !drawing.contains("inf"));
    }

    #[test]
    fn as_many_series_as_promised_have_fills_of_their_own() {
        let mut fills: Vec<String> =
            (0..MOST_SERIES).map(|at| format!("{:?}", Fill::of_many(at, at + 1 == MOST_SERIES))).collect();
        fills.sort();
        fills.dedup();
        assert_eq!(fills.len(), MOST_SERIES);
    }
}
