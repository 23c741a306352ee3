//! Who is tied to whom: boxes with their names inside, and arrows between them. Laid out the same on every run.

mod layout;

use std::collections::BTreeSet;

use svg::Document;
use svg::node::element::{Definitions, Marker, Path, Rectangle, Title};

use super::canvas::{Anchor, Fill, bar, frame_of, letters, more_patterns, tidy};
use super::lines::{width, wrapped};
use layout::{Place, laid_out};

/// A graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// What it shows.
    pub title: String,
    /// What the groups of its boxes are called, in their order.
    pub groups: Vec<String>,
    /// Its boxes.
    pub nodes: Vec<GraphNode>,
    /// Its arrows, at most one from a box to another.
    pub edges: Vec<GraphEdge>,
    /// What an arrow says, for the text alternative, such as 「を挙げている」.
    pub verb: &'static str,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphNode {
    /// What stands in it.
    pub label: String,
    /// Which group it belongs to.
    pub group: usize,
    /// How it is drawn.
    pub look: Look,
}

/// How a box is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Look {
    /// Whoever was heard.
    Plain,
    /// Whoever was not heard: a broken line around it.
    Unheard,
    /// Whoever is only spoken of: a dotted line around it, on grey.
    Outside,
}

/// An arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphEdge {
    /// From this box.
    pub from: usize,
    /// To this one.
    pub to: usize,
    /// How many stand behind it: thicker from 2 on.
    pub weight: usize,
}

/// The width of a box, the size of its letters, and the height of a line of them.
const BOX: f64 = 134.0;
const SIZE: f64 = 12.0;
const LINE: f64 = 15.0;
/// The stripe at a box's left that tells its group.
const STRIPE: f64 = 9.0;
const PAD: f64 = 5.0;
const MARGIN: f64 = 12.0;
/// More lines of a name than these are cut.
const MOST_LINES: usize = 3;
const ARROW: &str = "#5a6ab8";
const MUTUAL: &str = "#0017c1";
const INK: &str = "#333333";

impl Graph {
    /// The picture as an `<svg>` element, in its natural size. `id` is unique on the page and made of ASCII letters,
    /// digits, `-` and `_`.
    pub fn svg(&self, id: &str) -> String {
        let labels: Vec<Vec<String>> = self.nodes.iter().map(|node| lines_of(&node.label)).collect();
        let heights: Vec<f64> = labels.iter().map(|lines| number(lines.len()) * LINE + 2.0 * PAD).collect();
        let ties: Vec<(usize, usize)> = self.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let places = laid_out(&heights, &ties);
        let width = places.iter().map(|place| place.x + BOX / 2.0).fold(0.0, f64::max) + MARGIN;
        let foot = places.iter().zip(&heights).map(|(place, height)| place.y + height / 2.0).fold(0.0, f64::max);
        let (legend, height) = self.legend(id, foot + 2.0 * MARGIN, width.max(LEAST_WIDTH));
        let width = width.max(LEAST_WIDTH);
        let mut drawing = frame_of(id, &self.title, &self.description(), width, height)
            .set("class", "chart graph")
            .set("width", tidy(width))
            .add(more_patterns(id))
            .add(Definitions::new().add(head(id, "one", ARROW)).add(head(id, "both", MUTUAL)));
        for path in self.arrows(id, &places, &heights) {
            drawing = drawing.add(path);
        }
        for (((node, place), lines), height) in self.nodes.iter().zip(&places).zip(&labels).zip(&heights) {
            drawing = boxed(drawing, id, node, *place, lines, *height);
        }
        for path in legend {
            drawing = drawing.add(path);
        }
        drawing.to_string()
    }

    /// One line between two boxes: an arrow where one names the other, two heads where each does.
    fn arrows(&self, id: &str, places: &[Place], heights: &[f64]) -> Vec<Path> {
        let ties: BTreeSet<(usize, usize)> = self.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let mut paths = Vec::new();
        // Those that go both ways stand on top of the others.
        for wants_mutual in [false, true] {
            for edge in self.edges.iter().filter(|edge| edge.from != edge.to) {
                let is_mutual = ties.contains(&(edge.to, edge.from));
                if is_mutual != wants_mutual || (is_mutual && edge.from > edge.to) {
                    continue;
                }
                let (Some(from), Some(to)) = (places.get(edge.from), places.get(edge.to)) else { continue };
                let half = |node: usize| heights.get(node).map_or(0.0, |height| height / 2.0);
                let start = at_edge(*from, *to, half(edge.from));
                let end = at_edge(*to, *from, half(edge.to));
                let (kind, colour) = if is_mutual { ("both", MUTUAL) } else { ("one", ARROW) };
                let thick = if edge.weight > 1 { 1.6 } else { 0.9 } + if is_mutual { 0.6 } else { 0.0 };
                let mut path = Path::new()
                    .set("d", format!("M{},{} L{},{}", tidy(start.x), tidy(start.y), tidy(end.x), tidy(end.y)))
                    .set("stroke", colour)
                    .set("stroke-width", tidy(thick))
                    .set("fill", "none")
                    .set("marker-end", format!("url(#{id}-{kind})"));
                if is_mutual {
                    path = path.set("marker-start", format!("url(#{id}-{kind})"));
                }
                paths.push(path);
            }
        }
        paths
    }

    /// What the stripes mean, under the picture; and how high the picture then is.
    fn legend(&self, id: &str, top: f64, width: f64) -> (Vec<Box<dyn svg::Node>>, f64) {
        const ITEM: f64 = 200.0;
        let mut drawn: Vec<Box<dyn svg::Node>> = Vec::new();
        let (mut x, mut y) = (MARGIN, top);
        for (group, label) in self.groups.iter().enumerate() {
            if x + ITEM > width && x > MARGIN {
                (x, y) = (MARGIN, y + 22.0);
            }
            drawn.push(Box::new(bar(id, Fill::of_many(group, false), x, y, STRIPE * 2.0, 14.0)));
            drawn.push(Box::new(letters(label, x + STRIPE * 2.0 + 6.0, y + 12.0, Anchor::Start)));
            x += ITEM;
        }
        (drawn, y + 22.0 + MARGIN)
    }

    /// What the picture says, in words. The table beside it says all of it.
    fn description(&self) -> String {
        let (nodes, edges) = (self.nodes.len(), self.edges.len());
        let some = self.edges.iter().take(3).filter_map(|edge| {
            let (from, to) = (self.nodes.get(edge.from)?, self.nodes.get(edge.to)?);
            Some(format!("{}は{}{}", from.label, to.label, self.verb))
        });
        let mut words = format!("{nodes}の箱と{edges}本の矢印の図。");
        for example in some {
            words.push_str(&example);
            words.push('。');
        }
        words.push_str("全ては図の後の表にあります。");
        words
    }
}

/// A narrower picture has no room for its legend.
const LEAST_WIDTH: f64 = 420.0;

fn boxed(drawing: Document, id: &str, node: &GraphNode, place: Place, lines: &[String], height: f64) -> Document {
    let (left, top) = (place.x - BOX / 2.0, place.y - height / 2.0);
    let ground = if node.look == Look::Outside { "#f2f2f2" } else { "#ffffff" };
    let mut shape = Rectangle::new()
        .set("x", tidy(left))
        .set("y", tidy(top))
        .set("width", BOX)
        .set("height", tidy(height))
        .set("rx", 4)
        .set("fill", ground)
        .set("stroke", INK)
        .set("stroke-width", 1.2)
        .add(Title::new(node.label.as_str()));
    match node.look {
        Look::Plain => {}
        Look::Unheard => shape = shape.set("stroke-dasharray", "6 3"),
        Look::Outside => shape = shape.set("stroke-dasharray", "2 3"),
    }
    let mut drawing =
        drawing.add(shape).add(bar(id, Fill::of_many(node.group, false), left + 2.0, top + 2.0, STRIPE, height - 4.0));
    let middle = left + STRIPE + (BOX - STRIPE) / 2.0;
    for (line, words) in lines.iter().enumerate() {
        let y = top + PAD + LINE * (number(line) + 1.0) - 3.5;
        drawing = drawing.add(letters(words, middle, y, Anchor::Middle).set("font-size", tidy(size_of(words))));
    }
    drawing
}

/// A name in a few lines.
fn lines_of(label: &str) -> Vec<String> {
    // Signs that never begin a line hang over by one.
    let mut lines = wrapped(label, SIZE, BOX - STRIPE - 2.0 * PAD - SIZE);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// The size of letters in which a line stays off the border of its box: signs that hang over, and Latin letters of most
/// fonts, take more room than where lines break is reckoned by.
fn size_of(line: &str) -> f64 {
    const ROOM: f64 = BOX - STRIPE - 2.0 * PAD;
    let latin: f64 =
        line.chars().filter(char::is_ascii).map(|letter| if letter.is_ascii_lowercase() { 0.1 } else { 0.22 }).sum();
    let widest = width(line, SIZE) + latin * SIZE;
    if widest > ROOM { SIZE * ROOM / widest } else { SIZE }
}

/// Where the line between the middles of two boxes leaves the first one.
fn at_edge(of: Place, towards: Place, half_height: f64) -> Place {
    let (x, y) = (towards.x - of.x, towards.y - of.y);
    let reach = |room: f64, way: f64| if way.abs() < f64::EPSILON { f64::INFINITY } else { room / way.abs() };
    let part = reach(BOX / 2.0 + 1.0, x).min(reach(half_height + 1.0, y)).min(1.0);
    Place { x: of.x + x * part, y: of.y + y * part }
}

fn head(id: &str, kind: &str, colour: &str) -> Marker {
    Marker::new()
        .set("id", format!("{id}-{kind}"))
        .set("viewBox", "0 0 10 10")
        .set("refX", 9)
        .set("refY", 5)
        .set("markerWidth", 8)
        .set("markerHeight", 8)
        .set("markerUnits", "userSpaceOnUse")
        .set("orient", "auto-start-reverse")
        .add(Path::new().set("d", "M0,0 L10,5 L0,10 Z").set("fill", colour))
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
