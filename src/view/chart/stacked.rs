//! Horizontal bars in parts: a grid's rows down, its columns as parts, with a legend of patterns.

use super::canvas::{Anchor, Fill, LETTER, WIDTH, axis, bar, frame, letters};
use super::lines::{width, wrapped};
use super::{Part, length_of, words_of};

/// A stacked bar chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacked {
    /// What it shows.
    pub title: String,
    /// Such as 件.
    pub unit: String,
    /// The parts of every bar.
    pub series: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<Stack>,
}

/// One bar in parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// What it stands for.
    pub label: String,
    /// One value a part.
    pub values: Vec<Part>,
}

const LINE: f64 = 20.0;
const THICK: f64 = 16.0;
const GAP: f64 = 10.0;
const END: f64 = 70.0;
const SWATCH: f64 = 16.0;

impl Stacked {
    pub(super) fn svg(&self, id: &str) -> String {
        let labels: Vec<Vec<String>> = self.rows.iter().map(|row| wrapped(&row.label, LETTER, WIDTH)).collect();
        let legend = self.legend();
        let head = legend.last().map_or(0.0, |(_, y)| y + LINE + GAP);
        let height = head + labels.iter().map(|lines| LINE * count(lines.len()) + THICK + GAP).sum::<f64>();
        let mut drawing = frame(id, &self.title, &self.description(), height.max(1.0));
        for (at, (name, (x, y))) in self.series.iter().zip(&legend).enumerate() {
            drawing = drawing.add(bar(id, Fill::of(at), *x + 0.5, *y + 2.0, SWATCH, SWATCH - 4.0)).add(letters(
                name,
                x + SWATCH + 6.0,
                y + 14.0,
                Anchor::Start,
            ));
        }
        let full = self.rows.iter().map(Stack::length).fold(0.0, f64::max);
        let scale = if full > 0.0 { (WIDTH - END) / full } else { 0.0 };
        let mut y = head;
        for (row, lines) in self.rows.iter().zip(&labels) {
            for line in lines {
                y += LINE;
                drawing = drawing.add(letters(line, 0.0, y - 6.0, Anchor::Start));
            }
            let mut x = 0.5;
            for (at, value) in row.values.iter().enumerate() {
                let long = length_of(*value) * scale;
                drawing = drawing.add(bar(id, Fill::of(at), x, y, long, THICK));
                x += long;
            }
            drawing = drawing.add(axis(0.5, y - 1.0, y + THICK + 1.0)).add(letters(
                &row.total(&self.unit),
                x + 8.0,
                y + THICK - 3.0,
                Anchor::Start,
            ));
            y += THICK + GAP;
        }
        drawing.to_string()
    }

    /// The place of each legend entry; they flow into lines.
    fn legend(&self) -> Vec<(f64, f64)> {
        let (mut x, mut y) = (0.0, 0.0);
        self.series
            .iter()
            .map(|name| {
                let wide = SWATCH + 6.0 + width(name, LETTER) + 16.0;
                if x > 0.0 && x + wide > WIDTH {
                    x = 0.0;
                    y += LINE;
                }
                let place = (x, y);
                x += wide;
                place
            })
            .collect()
    }

    fn description(&self) -> String {
        let row = |row: &Stack| {
            let parts: Vec<String> = self
                .series
                .iter()
                .zip(&row.values)
                .map(|(name, value)| format!("{name}{}", words_of(*value, &self.unit)))
                .collect();
            format!("{}　{}", row.label, parts.join("・"))
        };
        format!("積み上げ横棒グラフ。{}。", self.rows.iter().map(row).collect::<Vec<_>>().join("、"))
    }
}

impl Stack {
    fn length(&self) -> f64 {
        self.values.iter().copied().map(length_of).sum()
    }

    /// The sum of all parts; hidden where one of them is.
    fn total(&self, unit: &str) -> String {
        let hidden = self.values.iter().any(Part::is_hidden);
        words_of(if hidden { Part::Hidden } else { Part::Shown(self.length()) }, unit)
    }
}

fn count(lines: usize) -> f64 {
    f64::from(u32::try_from(lines).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart_by_pattern_and_legend() {
        let chart = Stacked {
            title: "対応方法と時間帯".to_owned(),
            unit: "件".to_owned(),
            series: ["平日の日中", "平日の夜間", "土曜・日曜・祝日", "その他の時間帯"].map(str::to_owned).to_vec(),
            rows: vec![
                Stack { label: "電話相談".to_owned(), values: [10.0, 4.0, 0.0, 1.0].map(Part::Shown).to_vec() },
                Stack { label: "面接相談".to_owned(), values: [0.0; 4].map(Part::Shown).to_vec() },
            ],
        };
        insta::assert_snapshot!(chart.svg("grid"));
    }
}
