//! Words as dots with lines between them, laid out by forces: the same on every run, since nothing is drawn by lot.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};
use svg::Document;
use svg::node::element::{Circle, Description, Group, Line, Text, Title};

/// The width of the picture in its own units.
const WIDTH: f64 = 900.0;
/// Room around it.
const MARGIN: f64 = 46.0;
/// The size of letters.
const LETTER: f64 = 15.0;
/// How long the forces work.
const STEPS: usize = 300;

/// A word.
pub(super) struct Dot {
    pub(super) label: String,
    /// Its area goes by this.
    pub(super) weight: f64,
}

/// A line between two words, by their places.
pub(super) struct Tie {
    pub(super) from: usize,
    pub(super) to: usize,
    /// From 0 to 1: how thick it is.
    pub(super) weight: f64,
}

/// The picture as an `<svg>` element. `id` is unique on the page.
pub(super) fn svg(id: &str, title: &str, description: &str, dots: &[Dot], ties: &[Tie]) -> String {
    let most = dots.iter().map(|dot| dot.weight).fold(1.0, f64::max);
    let radii: Vec<f64> = dots.iter().map(|dot| 5.0 + 11.0 * (dot.weight / most).sqrt()).collect();
    let (places, height) = fitted(&laid_out(dots, ties, &radii));
    let mut lines = Group::new().set("stroke", "#8a8a8a");
    for tie in ties {
        let (Some(from), Some(to)) = (places.get(tie.from), places.get(tie.to)) else { continue };
        let line = Line::new()
            .set("x1", tidy(from[0]))
            .set("y1", tidy(from[1]))
            .set("x2", tidy(to[0]))
            .set("y2", tidy(to[1]))
            .set("stroke-width", tidy(1.0 + 4.0 * tie.weight));
        lines = lines.add(line);
    }
    let mut circles = Group::new().set("fill", "#c5d7fb").set("stroke", "#0017c1").set("stroke-width", 1.5);
    let mut letters = Group::new()
        .set("fill", "#1a1a1a")
        .set("font-size", LETTER)
        .set("text-anchor", "middle")
        .set("stroke", "#ffffff")
        .set("stroke-width", 4)
        .set("stroke-linejoin", "round")
        .set("paint-order", "stroke");
    for ((dot, radius), place) in dots.iter().zip(&radii).zip(&places) {
        circles =
            circles.add(Circle::new().set("cx", tidy(place[0])).set("cy", tidy(place[1])).set("r", tidy(*radius)));
        let below = place[1] + radius + LETTER;
        letters = letters.add(Text::new(dot.label.as_str()).set("x", tidy(place[0])).set("y", tidy(below)));
    }
    Document::new()
        .set("viewBox", format!("0 0 {WIDTH} {}", tidy(height)))
        .set("class", "word-picture")
        .set("id", id)
        .set("role", "img")
        .set("aria-labelledby", format!("{id}-title {id}-desc"))
        .set("font-family", "sans-serif")
        .add(Title::new(title).set("id", format!("{id}-title")))
        .add(Description::new().set("id", format!("{id}-desc")).add(svg::node::Text::new(description)))
        .add(lines)
        .add(circles)
        .add(letters)
        .to_string()
}

fn laid_out(dots: &[Dot], ties: &[Tie], radii: &[f64]) -> Vec<[f64; 2]> {
    // A label is as wide as its letters: half of that is what others keep away.
    let rooms: Vec<f64> =
        dots.iter().zip(radii).map(|(dot, radius)| radius.max(wide(&dot.label) * LETTER / 2.0 * 0.82) + 9.0).collect();
    let mut simulation = SimulationBuilder::default()
        .build((0..dots.len()).map(|_| Node::default()))
        .add_force("ties", Link::new(ties.iter().map(|tie| (tie.from, tie.to))).distance(70.0))
        .add_force("apart", ManyBody::new().strength(-170.0))
        .add_force("rooms", Collide::new().radius(move |at| rooms.get(at).copied().unwrap_or(20.0)).iterations(3))
        .add_force("x", PositionX::new().strength(0.05))
        .add_force("y", PositionY::new().strength(0.09));
    simulation.tick(STEPS);
    simulation.positions().collect()
}

/// The places within the picture, and how high it is. Nothing is drawn larger than it was laid out.
fn fitted(places: &[[f64; 2]]) -> (Vec<[f64; 2]>, f64) {
    let bounds = |axis: usize| {
        let values = places.iter().map(move |place| place[axis]);
        (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (top, bottom)) = (bounds(0), bounds(1));
    let room = WIDTH - 2.0 * MARGIN;
    let scale = if right - left > room { room / (right - left) } else { 1.0 };
    let start = (WIDTH - (right - left) * scale) / 2.0;
    let fit = |place: &[f64; 2]| [start + (place[0] - left) * scale, MARGIN + (place[1] - top) * scale];
    (places.iter().map(fit).collect(), (bottom - top).max(0.0) * scale + 2.0 * MARGIN)
}

/// The width of a label in letters: those of ASCII are half as wide.
fn wide(label: &str) -> f64 {
    label.chars().map(|sign| if sign.is_ascii() { 0.5 } else { 1.0 }).sum()
}

fn tidy(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots(number: usize) -> Vec<Dot> {
        (0..number).map(|at| Dot { label: format!("伴走型支援{at}"), weight: (at % 9 + 1) as f64 }).collect()
    }

    #[test]
    fn the_picture_is_the_same_on_every_run_and_holds_every_word() {
        let ties: Vec<Tie> = (1..60).map(|at| Tie { from: at, to: at / 3, weight: 0.4 }).collect();
        let picture = || svg("p", "題", "説明", &dots(60), &ties);
        assert_eq!(picture(), picture());
        assert_eq!(picture().matches("<circle").count(), 60);
        assert_eq!(picture().matches("<line").count(), 59);
    }

    #[test]
    fn sixty_words_do_not_stand_on_each_other() {
        let ties: Vec<Tie> = (1..60).map(|at| Tie { from: at, to: at / 3, weight: 0.4 }).collect();
        let dots = dots(60);
        let radii = vec![10.0; 60];
        let (places, height) = fitted(&laid_out(&dots, &ties, &radii));
        for (at, one) in places.iter().enumerate() {
            assert!((0.0..=WIDTH).contains(&one[0]) && (0.0..=height).contains(&one[1]));
            for other in &places[at + 1..] {
                let apart = (one[0] - other[0]).hypot(one[1] - other[1]);
                assert!(apart > 20.0, "{apart}");
            }
        }
    }
}
