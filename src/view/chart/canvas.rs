//! What every chart is drawn with: the frame with its text alternative, letters, fills.

use svg::Document;
use svg::node::element::{Definitions, Description, Path, Pattern, Rectangle, Text, Title};

/// The width of every chart in its own units.
pub(super) const WIDTH: f64 = 400.0;
/// The size of letters.
pub(super) const LETTER: f64 = 14.0;

const INK: &str = "#1a1a1a";

/// How an area is filled: told apart by pattern as well as by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Solid,
    Stripes,
    Dots,
    Hatch,
    Pale,
    Upright,
    Level,
    Checks,
}

impl Fill {
    /// The fills of charts with many series.
    const MANY: [Self; 7] =
        [Self::Solid, Self::Stripes, Self::Dots, Self::Pale, Self::Upright, Self::Level, Self::Checks];

    /// The fill of the nth of many series; 無回答 and the like are hatched.
    pub(super) fn of_many(series: usize, is_rest: bool) -> Self {
        if is_rest { Self::Hatch } else { Self::MANY[series % Self::MANY.len()] }
    }

    /// The fill of the nth series.
    pub(super) fn of(series: usize) -> Self {
        [Self::Solid, Self::Stripes, Self::Dots, Self::Hatch][series % 4]
    }

    fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Stripes => "stripes",
            Self::Dots => "dots",
            Self::Hatch => "hatch",
            Self::Pale => "pale",
            Self::Upright => "upright",
            Self::Level => "level",
            Self::Checks => "checks",
        }
    }

    fn value(self, id: &str) -> String {
        match self {
            Self::Solid => "#0017c1".to_owned(),
            Self::Pale => "#c5d7fb".to_owned(),
            _ => format!("url(#{id}-{})", self.name()),
        }
    }

    fn edge(self) -> &'static str {
        match self {
            Self::Solid => "#0017c1",
            Self::Stripes | Self::Dots | Self::Pale | Self::Upright | Self::Level | Self::Checks => "#264af4",
            Self::Hatch => "#595959",
        }
    }
}

/// An empty chart with its title, its description and the patterns.
pub(super) fn frame(id: &str, title: &str, description: &str, height: f64) -> Document {
    frame_of(id, title, description, WIDTH, height)
}

/// The same of another width.
pub(super) fn frame_of(id: &str, title: &str, description: &str, width: f64, height: f64) -> Document {
    Document::new()
        .set("viewBox", format!("0 0 {} {}", tidy(width), tidy(height)))
        .set("class", "chart")
        .set("id", id)
        .set("role", "img")
        .set("aria-labelledby", format!("{id}-title {id}-desc"))
        .set("font-family", "sans-serif")
        .add(Title::new(title).set("id", format!("{id}-title")))
        .add(Description::new().set("id", format!("{id}-desc")).add(svg::node::Text::new(description)))
        .add(patterns(id))
}

fn patterns(id: &str) -> Definitions {
    Definitions::new()
        .add(pattern(id, Fill::Stripes, "#c5d7fb", "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2"))
        .add(pattern(id, Fill::Dots, "#ffffff", "M2,3 h2"))
        .add(pattern(id, Fill::Hatch, "#f2f2f2", "M0,0 l6,6 M6,0 l-6,6"))
}

/// What [`Fill::of_many`] needs beside the patterns of every frame.
pub(super) fn more_patterns(id: &str) -> Definitions {
    Definitions::new()
        .add(pattern(id, Fill::Upright, "#ffffff", "M3,0 v6"))
        .add(pattern(id, Fill::Level, "#e8f1fe", "M0,3 h6"))
        .add(pattern(id, Fill::Checks, "#ffffff", "M3,0 v6 M0,3 h6"))
}

fn pattern(id: &str, fill: Fill, ground: &str, path: &str) -> Pattern {
    Pattern::new()
        .set("id", format!("{id}-{}", fill.name()))
        .set("patternUnits", "userSpaceOnUse")
        .set("width", 6)
        .set("height", 6)
        .add(Rectangle::new().set("width", 6).set("height", 6).set("fill", ground))
        .add(Path::new().set("d", path).set("stroke", fill.edge()).set("stroke-width", 1.5).set("fill", "none"))
}

/// A filled bar; one of no length leaves no mark.
pub(super) fn bar(id: &str, fill: Fill, x: f64, y: f64, width: f64, height: f64) -> Rectangle {
    Rectangle::new()
        .set("class", "chart-bar")
        .set("x", tidy(x))
        .set("y", tidy(y))
        .set("width", tidy(width.max(0.0)))
        .set("height", tidy(height))
        .set("fill", fill.value(id))
        .set("stroke", fill.edge())
        .set("stroke-width", if width > 0.0 { 1 } else { 0 })
}

/// Where the letters stand from their x.
#[derive(Debug, Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of letters.
pub(super) fn letters(text: &str, x: f64, y: f64, anchor: Anchor) -> Text {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    Text::new(text)
        .set("x", tidy(x))
        .set("y", tidy(y))
        .set("font-size", LETTER)
        .set("fill", INK)
        .set("text-anchor", anchor)
}

/// The line that bars grow from.
pub(super) fn axis(x: f64, from: f64, to: f64) -> Path {
    Path::new()
        .set("class", "chart-axis")
        .set("d", format!("M{},{} V{}", tidy(x), tidy(from), tidy(to)))
        .set("stroke", "#767676")
        .set("stroke-width", 1)
}

/// Two decimals are enough for a drawing, and keep it small and the same everywhere.
pub(super) fn tidy(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
