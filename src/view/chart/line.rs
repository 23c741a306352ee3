//! Lines over periods. A few lines share one drawing, told apart by marker and stroke as well as by colour;
//! many stand each in a small drawing of its own, so that none is lost among the others.

use svg::Document;
use svg::node::element::Path;

use super::canvas::{Anchor, LETTER, WIDTH, frame, letters, tidy};
use super::lines::{width, wrapped};
use crate::view::figures;

/// A chart of lines.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    /// What it shows.
    pub title: String,
    /// Such as ％ or 件.
    pub unit: String,
    /// What stands under each place.
    pub periods: Vec<String>,
    /// Whether each period but the first may be joined to the one before it.
    pub joined: Vec<bool>,
    /// The lines.
    pub series: Vec<Series>,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it stands for.
    pub label: String,
    /// One place a period.
    pub points: Vec<Point>,
}

/// A point of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// How high it stands; `None` where nothing is drawn: hidden, not asked, not to be computed.
    pub value: Option<f64>,
    /// What a table says there, without the unit.
    pub text: String,
}

/// So many lines can be told apart in one drawing.
const TOGETHER: usize = 5;
const LINE: f64 = 20.0;
const LEFT: f64 = 48.0;
const RIGHT: f64 = 16.0;
const TALL: f64 = 150.0;
const SMALL: f64 = 44.0;
const SAMPLE: f64 = 36.0;
/// Dark enough for lines on white; with the strokes beside them.
const STROKES: [(&str, &str); TOGETHER] =
    [("#0017c1", "none"), ("#8a3b00", "7 4"), ("#00594a", "2 3"), ("#7a0a7a", "10 3 2 3"), ("#404040", "14 5")];

impl LineChart {
    /// The chart as an `<svg>` element. `id` is unique on the page and made of ASCII letters, digits, `-` and `_`.
    pub fn svg(&self, id: &str) -> String {
        let panels: Vec<&[Series]> =
            if self.series.len() <= TOGETHER { vec![&self.series] } else { self.series.chunks(1).collect() };
        let is_small = panels.len() > 1;
        let labels: Vec<Vec<String>> = self.periods.iter().map(|label| wrapped(label, LETTER, self.room())).collect();
        let under = labels.iter().map(Vec::len).max().map_or(0.0, |lines| LINE * number(lines) + 8.0);
        let heads: Vec<f64> = panels.iter().map(|panel| self.head_height(panel)).collect();
        let plot = if is_small { SMALL } else { TALL };
        let height = heads.iter().map(|head| head + LINE + plot + under + 8.0).sum::<f64>();
        let mut drawing = frame(id, &self.title, &self.description(), height.max(1.0));
        let mut top = 0.0;
        for (panel, head) in panels.iter().zip(heads) {
            drawing = self.head(drawing, panel, top);
            let plot = Plot { top: top + head + LINE, height: plot, full: self.full(), chart: self };
            drawing = plot.axes(drawing, !is_small);
            for (place, series) in panel.iter().enumerate() {
                drawing = plot.line(drawing, series, place);
                if is_small {
                    drawing = plot.texts(drawing, series);
                }
            }
            for (period, lines) in labels.iter().enumerate() {
                for (row, line) in lines.iter().enumerate() {
                    let y = plot.top + plot.height + LINE * number(row + 1);
                    drawing = drawing.add(letters(line, plot.x(period), y, Anchor::Middle));
                }
            }
            top = plot.top + plot.height + under + 8.0;
        }
        drawing.to_string()
    }

    /// Names with a sample of each line; of one line alone its name.
    fn head(&self, mut drawing: Document, panel: &[Series], top: f64) -> Document {
        let mut y = top;
        for (place, series) in panel.iter().enumerate() {
            let indent = if panel.len() > 1 { SAMPLE + 8.0 } else { 0.0 };
            for (row, line) in wrapped(&series.label, LETTER, WIDTH - indent).iter().enumerate() {
                if row == 0 && indent > 0.0 {
                    let middle = y + LINE / 2.0 + 1.0;
                    drawing = drawing.add(stroke(place, format!("M0,{} H{SAMPLE}", tidy(middle)))).add(marker(
                        place,
                        SAMPLE / 2.0,
                        middle,
                    ));
                }
                y += LINE;
                drawing = drawing.add(letters(line, indent, y - 6.0, Anchor::Start));
            }
        }
        drawing
    }

    fn head_height(&self, panel: &[Series]) -> f64 {
        let indent = if panel.len() > 1 { SAMPLE + 8.0 } else { 0.0 };
        panel.iter().map(|series| LINE * number(wrapped(&series.label, LETTER, WIDTH - indent).len())).sum()
    }

    /// How wide a period's label may be.
    fn room(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / number(self.periods.len().max(1)) - 6.0
    }

    /// The value of the top: the least of 1, 2, 2.5, 5 and 10 times a power of ten that holds all.
    fn full(&self) -> f64 {
        let most = self.series.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
        let most = most.fold(0.0, f64::max);
        let power = 10f64.powf(most.max(1.0).log10().floor());
        [1.0, 2.0, 2.5, 5.0, 10.0].iter().map(|step| step * power).find(|top| *top >= most).unwrap_or(most)
    }

    fn description(&self) -> String {
        let line = |series: &Series| {
            let points: Vec<String> = self
                .periods
                .iter()
                .zip(&series.points)
                .map(|(period, point)| {
                    let unit = if point.value.is_some() { self.unit.as_str() } else { "" };
                    format!("{period} {}{unit}", point.text)
                })
                .collect();
            format!("{}：{}。", series.label, points.join("、"))
        };
        let lines: String = self.series.iter().map(line).collect();
        let pairs = self.periods.iter().zip(self.periods.iter().skip(1)).zip(&self.joined);
        let apart: String = pairs
            .filter(|(_, joined)| !**joined)
            .map(|((one, next), _)| format!("{one}と{next}の間は線で結んでいません。"))
            .collect();
        format!("折れ線グラフ。{lines}{apart}")
    }
}

/// Where lines are drawn.
struct Plot<'a> {
    top: f64,
    height: f64,
    full: f64,
    chart: &'a LineChart,
}

impl Plot<'_> {
    fn x(&self, period: usize) -> f64 {
        let places = number(self.chart.periods.len().max(1));
        LEFT + (number(period) + 0.5) * (WIDTH - LEFT - RIGHT) / places
    }

    fn y(&self, value: f64) -> f64 {
        self.top + self.height * (1.0 - if self.full > 0.0 { value / self.full } else { 0.0 })
    }

    /// The base line, and in a large drawing the top and the middle with their values.
    fn axes(&self, mut drawing: Document, is_large: bool) -> Document {
        let marks = if is_large { &[0.0, 0.5, 1.0][..] } else { &[0.0] };
        for mark in marks {
            let value = self.full * mark;
            let line = format!("M{LEFT},{} H{}", tidy(self.y(value)), WIDTH - RIGHT);
            let colour = if *mark > 0.0 { "#d9d9d9" } else { "#767676" };
            let path = Path::new().set("class", "chart-axis").set("d", line).set("stroke", colour);
            drawing = drawing.add(path.set("stroke-width", 1).set("fill", "none"));
            if is_large {
                let text = format!("{}{}", figures::amount(value, figures::decimals_of([value])), self.chart.unit);
                drawing = drawing.add(letters(&text, LEFT - 6.0, self.y(value) + 5.0, Anchor::End));
            }
        }
        drawing
    }

    /// Strokes between points that may be joined, and a marker on each.
    fn line(&self, mut drawing: Document, series: &Series, place: usize) -> Document {
        let mut before: Option<(f64, f64)> = None;
        for (period, point) in series.points.iter().enumerate() {
            let here = point.value.map(|value| (self.x(period), self.y(value)));
            let is_joined = period.checked_sub(1).and_then(|step| self.chart.joined.get(step)) == Some(&true);
            if let (Some((x1, y1)), Some((x2, y2)), true) = (before, here, is_joined) {
                let path = format!("M{},{} L{},{}", tidy(x1), tidy(y1), tidy(x2), tidy(y2));
                drawing = drawing.add(stroke(place, path));
            }
            before = here;
        }
        for (period, value) in series.points.iter().enumerate().filter_map(|(at, point)| Some((at, point.value?))) {
            drawing = drawing.add(marker(place, self.x(period), self.y(value)));
        }
        drawing
    }

    /// What each point says, above it.
    fn texts(&self, mut drawing: Document, series: &Series) -> Document {
        for (period, point) in series.points.iter().enumerate() {
            let text =
                if point.value.is_some() { format!("{}{}", point.text, self.chart.unit) } else { point.text.clone() };
            let y = self.y(point.value.unwrap_or(0.0)) - 8.0;
            let half = width(&text, LETTER) / 2.0;
            let x = self.x(period).clamp(half, WIDTH - half);
            drawing = drawing.add(letters(&text, x, y, Anchor::Middle));
        }
        drawing
    }
}

fn stroke(place: usize, path: String) -> Path {
    let (colour, dashes) = STROKES[place % TOGETHER];
    let line = Path::new().set("class", "chart-line").set("d", path).set("stroke", colour);
    line.set("stroke-width", 2).set("stroke-dasharray", dashes).set("fill", "none")
}

/// A sign of its own for each line: square, diamond, triangle, cross, plus.
fn marker(place: usize, x: f64, y: f64) -> Path {
    let (colour, _) = STROKES[place % TOGETHER];
    let (left, right, up, down) = (tidy(x - 5.0), tidy(x + 5.0), tidy(y - 5.0), tidy(y + 5.0));
    let (x, y) = (tidy(x), tidy(y));
    let (path, is_filled) = match place % TOGETHER {
        0 => (format!("M{left},{up} H{right} V{down} H{left} Z"), true),
        1 => (format!("M{x},{up} L{right},{y} L{x},{down} L{left},{y} Z"), true),
        2 => (format!("M{x},{up} L{right},{down} L{left},{down} Z"), true),
        3 => (format!("M{left},{up} L{right},{down} M{right},{up} L{left},{down}"), false),
        _ => (format!("M{left},{y} H{right} M{x},{up} V{down}"), false),
    };
    let fill = if is_filled { colour } else { "none" };
    let sign = Path::new().set("class", "chart-line").set("d", path).set("stroke", colour);
    sign.set("stroke-width", 2).set("fill", fill)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(series: &[(&str, [Option<f64>; 3])]) -> LineChart {
        let point = |value: &Option<f64>| Point {
            value: *value,
            text: value.map_or("x".to_owned(), |value| format!("{value:.1}")),
        };
        LineChart {
            title: "対応方法".to_owned(),
            unit: "％".to_owned(),
            periods: ["令和5年度", "令和6年度", "令和7年度"].map(str::to_owned).to_vec(),
            joined: vec![true, false],
            series: series
                .iter()
                .map(|(label, values)| Series {
                    label: (*label).to_owned(),
                    points: values.iter().map(point).collect(),
                })
                .collect(),
        }
    }

    #[test]
    fn lines_are_told_apart_by_marker_and_stroke_and_never_join_what_may_not_be_joined() {
        let drawing =
            chart(&[("電話相談", [Some(50.0), Some(62.5), Some(70.0)]), ("<訪問>", [Some(10.0), None, Some(30.0)])]);
        insta::assert_snapshot!(drawing.svg("q1"));
        // One stroke: 2023 to 2024 of the first line. Each line's sample has one more.
        let strokes = drawing.svg("q1").matches(" L").count();
        let in_diamonds = 3 * 3; // the second line's two points and its sample
        assert_eq!(strokes - in_diamonds, 1);
        assert!(drawing.svg("q1").contains("令和6年度と令和7年度の間は線で結んでいません。"));
    }

    #[test]
    fn many_lines_stand_in_drawings_of_their_own_with_their_values() {
        let many: Vec<_> =
            ["一", "二", "三", "四", "五", "六"].iter().map(|label| (*label, [Some(1.0), Some(2.0), None])).collect();
        let drawing = chart(&many).svg("q1");
        assert_eq!(drawing.matches(">2.0％<").count() + drawing.matches("\n2.0％\n").count(), 6, "{drawing}");
        assert_eq!(drawing.matches("stroke-dasharray=\"none\"").count(), 6, "{drawing}");
    }

    #[test]
    fn the_top_is_a_round_number_that_holds_all() {
        let full = |most| chart(&[("一", [Some(most), None, None])]).full();
        for (most, top) in
            [(0.0, 1.0), (0.4, 1.0), (7.0, 10.0), (62.5, 100.0), (100.0, 100.0), (1210.0, 2000.0), (21.0, 25.0)]
        {
            assert_eq!(full(most), top, "{most}");
        }
    }

    #[test]
    fn nothing_to_draw_draws_nothing_odd() {
        let drawing = LineChart { periods: Vec::new(), joined: Vec::new(), ..chart(&[]) }.svg("q1");
        assert!(!drawing.contains("NaN") && !drawing.contains("inf"));
    }
}
