//! The population pyramid: age bands down, the first series to the left, the second to the right,
//! a third (性別不明) beside them, all on one scale.

use super::canvas::{Anchor, Fill, LETTER, WIDTH, axis, bar, frame, letters};
use super::lines::width;
use super::{Part, length_of, words_of};

/// A pyramid.
#[derive(Debug, Clone, PartialEq)]
pub struct Pyramid {
    /// What it shows.
    pub title: String,
    /// Such as 件.
    pub unit: String,
    /// The two or three series: 男, 女, 性別不明.
    pub series: Vec<String>,
    /// Youngest first, as in the table.
    pub rows: Vec<PyramidRow>,
}

/// One age band.
#[derive(Debug, Clone, PartialEq)]
pub struct PyramidRow {
    /// The band.
    pub label: String,
    /// One value a series.
    pub values: Vec<Part>,
}

const ROW: f64 = 26.0;
const HEAD: f64 = 26.0;
const THICK: f64 = 18.0;
const GAP: f64 = 10.0;

impl Pyramid {
    pub(super) fn svg(&self, id: &str) -> String {
        let rows = f64::from(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let mut drawing = frame(id, &self.title, &self.description(), HEAD + ROW * rows);
        let label = self.rows.iter().map(|row| width(&row.label, LETTER)).fold(0.0, f64::max) + GAP;
        let most: Vec<f64> =
            (0..self.series.len()).map(|at| self.rows.iter().map(|row| value(row, at)).fold(0.0, f64::max)).collect();
        let words: Vec<f64> = (0..self.series.len()).map(|at| self.words(at)).collect();
        let room = WIDTH - label - words.iter().sum::<f64>() - GAP;
        let all: f64 = most.iter().sum();
        let scale = if all > 0.0 { room / all } else { 0.0 };
        let length = |at: usize| most.get(at).copied().unwrap_or(0.0) * scale;
        let word = |at: usize| words.get(at).copied().unwrap_or(0.0);
        let middle = label + word(0) + length(0);
        let third = middle + length(1) + word(1) + GAP;

        for (at, name) in self.series.iter().enumerate() {
            drawing = drawing.add(match at {
                0 => letters(name, middle - 6.0, HEAD - 10.0, Anchor::End),
                1 => letters(name, middle + 6.0, HEAD - 10.0, Anchor::Start),
                _ => letters(name, third, HEAD - 10.0, Anchor::Start),
            });
        }
        for (at, row) in self.rows.iter().enumerate() {
            let y = HEAD + ROW * f64::from(u32::try_from(at).unwrap_or(u32::MAX));
            let base = y + THICK - 4.0;
            drawing = drawing.add(letters(&row.label, 0.0, base, Anchor::Start));
            for series in 0..self.series.len().min(3) {
                let long = value(row, series) * scale;
                let text = text(row, series, "");
                let fill = Fill::of(if series == 2 { 3 } else { series });
                drawing = match series {
                    0 => drawing.add(bar(id, fill, middle - long, y, long, THICK)).add(letters(
                        &text,
                        middle - long - 5.0,
                        base,
                        Anchor::End,
                    )),
                    1 => drawing.add(bar(id, fill, middle, y, long, THICK)).add(letters(
                        &text,
                        middle + long + 5.0,
                        base,
                        Anchor::Start,
                    )),
                    _ => drawing.add(bar(id, fill, third, y, long, THICK)).add(letters(
                        &text,
                        third + long + 5.0,
                        base,
                        Anchor::Start,
                    )),
                };
            }
        }
        let bottom = HEAD + ROW * rows - 4.0;
        drawing = drawing.add(axis(middle, HEAD - 4.0, bottom));
        if self.series.len() > 2 {
            drawing = drawing.add(axis(third, HEAD - 4.0, bottom));
        }
        drawing.to_string()
    }

    /// The room that the figures of a series take at the ends of its bars; at least its name's.
    fn words(&self, series: usize) -> f64 {
        let name = self.series.get(series).map_or(0.0, |name| width(name, LETTER));
        let figure = self.rows.iter().map(|row| width(&text(row, series, ""), LETTER)).fold(0.0, f64::max);
        figure.max(name) + 12.0
    }

    fn description(&self) -> String {
        let row = |row: &PyramidRow| {
            let parts: Vec<String> = self
                .series
                .iter()
                .enumerate()
                .map(|(at, name)| format!("{name}{}", text(row, at, &self.unit)))
                .collect();
            format!("{}　{}", row.label, parts.join("・"))
        };
        format!("人口ピラミッド型のグラフ。{}。", self.rows.iter().map(row).collect::<Vec<_>>().join("、"))
    }
}

fn value(row: &PyramidRow, series: usize) -> f64 {
    row.values.get(series).copied().map_or(0.0, length_of)
}

fn text(row: &PyramidRow, series: usize, unit: &str) -> String {
    words_of(row.values.get(series).copied().unwrap_or(Part::Shown(0.0)), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caseload(values: [[f64; 3]; 3]) -> Pyramid {
        let bands = ["12歳以下", "13～15歳", "年齢不明"];
        Pyramid {
            title: "年代別・性別の件数".to_owned(),
            unit: "件".to_owned(),
            series: ["男", "女", "性別不明"].map(str::to_owned).to_vec(),
            rows: bands
                .iter()
                .zip(values)
                .map(|(band, values)| PyramidRow {
                    label: (*band).to_owned(),
                    values: values.map(Part::Shown).to_vec(),
                })
                .collect(),
        }
    }

    #[test]
    fn two_sexes_and_the_unknown_on_one_scale() {
        insta::assert_snapshot!(caseload([[1.0, 0.0, 0.0], [120.0, 45.0, 2.0], [0.0, 0.0, 7.0]]).svg("age"));
    }

    #[test]
    fn a_hidden_count_has_no_length_and_no_number() {
        let mut chart = caseload([[1.0, 0.0, 0.0], [120.0, 45.0, 2.0], [0.0, 0.0, 7.0]]);
        chart.rows[0].values[0] = Part::Hidden;
        let drawing = chart.svg("age");
        assert!(drawing.contains("12歳以下　男x・女0件・性別不明0件"), "{drawing}");
        assert_eq!(drawing.matches("stroke-width=\"0\"").count(), 5, "{drawing}");
    }

    #[test]
    fn nobody_is_drawn_without_bars() {
        let drawing = caseload([[0.0; 3]; 3]).svg("age");
        assert!(!drawing.contains("NaN"));
        assert_eq!(drawing.matches("stroke-width=\"0\"").count(), 9);
    }
}
