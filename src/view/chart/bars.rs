//! Horizontal bars: one option a bar, its label above it, count and share at its end.

use super::canvas::{Anchor, Fill, LETTER, WIDTH, axis, bar, frame, letters};
use super::lines::wrapped;

/// A bar chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What it shows.
    pub title: String,
    /// The value of a bar of full length: the base for shares (so that full is 100 %), else the greatest value.
    pub full: f64,
    /// From top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length.
    pub value: f64,
    /// What is written at its end, such as 「12（63.2%）」.
    pub text: String,
    /// 無回答 and the like: hatched.
    pub is_rest: bool,
}

const LINE: f64 = 20.0;
const THICK: f64 = 16.0;
const GAP: f64 = 10.0;
/// Kept free for the words at the end of a full bar.
const END: f64 = 116.0;

impl Bars {
    pub(super) fn svg(&self, id: &str) -> String {
        let labels: Vec<Vec<String>> = self.bars.iter().map(|bar| wrapped(&bar.label, LETTER, WIDTH)).collect();
        let height = labels.iter().map(|lines| LINE * count(lines) + THICK + GAP).sum::<f64>();
        let mut drawing = frame(id, &self.title, &self.description(), height.max(1.0));
        let mut y = 0.0;
        for (one, lines) in self.bars.iter().zip(&labels) {
            for line in lines {
                y += LINE;
                drawing = drawing.add(letters(line, 0.0, y - 6.0, Anchor::Start));
            }
            let length = if self.full > 0.0 { one.value / self.full * (WIDTH - END) } else { 0.0 };
            let fill = if one.is_rest { Fill::Hatch } else { Fill::Solid };
            drawing = drawing
                .add(bar(id, fill, 0.5, y, length, THICK))
                .add(axis(0.5, y - 1.0, y + THICK + 1.0))
                .add(letters(&one.text, length + 8.0, y + THICK - 3.0, Anchor::Start));
            y += THICK + GAP;
        }
        drawing.to_string()
    }

    fn description(&self) -> String {
        let parts: Vec<String> = self.bars.iter().map(|bar| format!("{}　{}", bar.label, bar.text)).collect();
        format!("横棒グラフ。{}。", parts.join("、"))
    }
}

fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn methods() -> Bars {
        let bar = |label: &str, value: f64, text: &str| Bar {
            label: label.to_owned(),
            value,
            text: text.to_owned(),
            is_rest: label == "無回答",
        };
        Bars {
            title: "対応方法".to_owned(),
            full: 8.0,
            bars: vec![
                bar("電話相談", 8.0, "8（100.0%）"),
                bar("機関の職員が自宅などに出向いて行う、一時間を超えることもある訪問相談", 2.0, "2（25.0%）"),
                bar("<その他> & \"不明\"", 0.0, "0（0.0%）"),
                bar("無回答", 1.0, "1（12.5%）"),
            ],
        }
    }

    #[test]
    fn bars_with_labels_counts_and_shares() {
        insta::assert_snapshot!(methods().svg("q1"));
    }

    #[test]
    fn nothing_answered_draws_no_bar() {
        let drawing = Bars { full: 0.0, ..methods() }.svg("q1");
        assert!(!drawing.contains("NaN") && !drawing.contains("inf"));
        assert_eq!(drawing.matches("stroke-width=\"0\"").count(), 4);
    }
}
