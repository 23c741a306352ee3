//! Bars in pairs: two things that belong together, one under the other, held by a bracket.

use svg::node::element::Path;

use super::canvas::{Anchor, Fill, LETTER, WIDTH, axis, bar, frame, letters};
use super::lines::wrapped;

/// A chart of pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct Paired {
    /// What it shows.
    pub title: String,
    /// What the first and the second bar of each pair stand for.
    pub series: [String; 2],
    /// From top to bottom.
    pub pairs: Vec<[PairedBar; 2]>,
    /// Whether the bracket is broken: the two belong together loosely.
    pub is_loose: bool,
    /// The value of a bar of full length.
    pub full: f64,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct PairedBar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// What is written at its end.
    pub text: String,
}

const LINE: f64 = 20.0;
const THICK: f64 = 16.0;
const GAP: f64 = 8.0;
const BETWEEN: f64 = 18.0;
/// Where bars begin: beside the bracket.
const LEFT: f64 = 14.5;
/// Kept free for the words at the end of a full bar.
const END: f64 = 110.0;
const SWATCH: f64 = 16.0;

impl Paired {
    /// The chart as an `<svg>` element. `id` is unique on the page and made of ASCII letters, digits, `-` and `_`.
    pub fn svg(&self, id: &str) -> String {
        let lines = |one: &PairedBar| wrapped(&one.label, LETTER, WIDTH - LEFT);
        let rows: Vec<[Vec<String>; 2]> = self.pairs.iter().map(|[one, other]| [lines(one), lines(other)]).collect();
        let high = |lines: &Vec<String>| LINE * f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX)) + THICK + GAP;
        let head = 2.0 * LINE + BETWEEN;
        let height = head + rows.iter().map(|[one, other]| high(one) + high(other) + BETWEEN).sum::<f64>();
        let mut drawing = frame(id, &self.title, &self.description(), height);
        for (at, name) in self.series.iter().enumerate() {
            let y = if at == 0 { 0.0 } else { LINE };
            drawing = drawing.add(bar(id, fill(at), 0.5, y + 2.0, SWATCH, SWATCH - 4.0));
            drawing = drawing.add(letters(name, SWATCH + 6.0, y + 14.0, Anchor::Start));
        }
        let mut y = head;
        for (pair, wrapped) in self.pairs.iter().zip(&rows) {
            let top = y;
            for ((at, one), lines) in pair.iter().enumerate().zip(wrapped) {
                for line in lines {
                    y += LINE;
                    drawing = drawing.add(letters(line, LEFT, y - 6.0, Anchor::Start));
                }
                let length = if self.full > 0.0 { one.value / self.full * (WIDTH - LEFT - END) } else { 0.0 };
                drawing = drawing
                    .add(bar(id, fill(at), LEFT, y, length, THICK))
                    .add(axis(LEFT, y - 1.0, y + THICK + 1.0))
                    .add(letters(&one.text, LEFT + length + 8.0, y + THICK - 3.0, Anchor::Start));
                y += THICK + GAP;
            }
            drawing = drawing.add(self.bracket(top + 4.0, y - GAP));
            y += BETWEEN;
        }
        drawing.to_string()
    }

    fn bracket(&self, top: f64, bottom: f64) -> Path {
        let path = Path::new()
            .set("class", "chart-line")
            .set("d", format!("M8,{top} H2 V{bottom} H8"))
            .set("fill", "none")
            .set("stroke", "#767676")
            .set("stroke-width", 2);
        if self.is_loose { path.set("stroke-dasharray", "4 4") } else { path }
    }

    fn description(&self) -> String {
        let one = |at: usize, bar: &PairedBar| {
            let series = self.series.get(at).map_or("", String::as_str);
            format!("{series}の「{}」{}", bar.label, bar.text)
        };
        let pairs: Vec<String> =
            self.pairs.iter().map(|[first, next]| format!("{}と、{}", one(0, first), one(1, next))).collect();
        format!("対にした横棒グラフ。{}。", pairs.join("。"))
    }
}

fn fill(at: usize) -> Fill {
    if at == 0 { Fill::Stripes } else { Fill::Solid }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_held_together_and_nothing_draws_no_bar() {
        let bar =
            |label: &str, value: f64, text: &str| PairedBar { label: label.to_owned(), value, text: text.to_owned() };
        let chart = Paired {
            title: "助言".to_owned(),
            series: ["困難事例".to_owned(), "好事例".to_owned()],
            pairs: vec![[bar("助言を受ける機会がない", 3.0, "3件（2機関）"), bar("助言<を>受けた", 0.0, "0件")]],
            is_loose: true,
            full: 3.0,
        };
        let drawing = chart.svg("p1");
        assert!(
            drawing.contains("困難事例の「助言を受ける機会がない」3件（2機関）と、好事例の「助言&lt;を&gt;受けた」0件")
        );
        assert_eq!(drawing.matches("stroke-dasharray").count(), 1);
        assert_eq!(drawing.matches("stroke-width=\"0\"").count(), 1);
        assert!(drawing.contains("width=\"275.5\""), "the longest bar leaves room for its words: {drawing}");
        let nothing = Paired { full: 0.0, is_loose: false, ..chart }.svg("p1");
        assert!(!nothing.contains("NaN") && !nothing.contains("stroke-dasharray"));
    }
}
