//! Where the boxes of a graph stand: pulled together by their arrows, pushed apart so that none covers another.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};

use super::{BOX, MARGIN, number};

/// The middle of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Boxes are this many times as wide as they are high: the forces know circles only, so that heights are stretched
/// while they work.
const STRETCH: f64 = 1.9;
/// Between two boxes.
const ROOM: f64 = 24.0;
const PUSH: f64 = -1200.0;
const PULL: f64 = 0.05;
const STEPS: usize = 400;
/// Rounds in which boxes that still touch are moved apart.
const MOST_ROUNDS: usize = 200;

/// The places of boxes of these heights. Those without an arrow stand in rows under the others.
pub(super) fn laid_out(heights: &[f64], ties: &[(usize, usize)]) -> Vec<Place> {
    let is_tied = |node: usize| ties.iter().any(|(from, to)| from != to && (*from == node || *to == node));
    let (tied, alone): (Vec<usize>, Vec<usize>) = (0..heights.len()).partition(|node| is_tied(*node));
    let mut places = vec![Place { x: 0.0, y: 0.0 }; heights.len()];
    let mut together = simulated(&tied, ties);
    let tied_heights: Vec<f64> = tied.iter().filter_map(|node| heights.get(*node)).copied().collect();
    move_apart(&mut together, &tied_heights);
    let left = together.iter().map(|place| place.x - BOX / 2.0).fold(f64::INFINITY, f64::min);
    let top =
        together.iter().zip(&tied_heights).map(|(place, height)| place.y - height / 2.0).fold(f64::INFINITY, f64::min);
    let (mut right, mut foot) = (0.0_f64, MARGIN);
    for ((node, place), height) in tied.iter().zip(&together).zip(&tied_heights) {
        let place = Place { x: place.x - left + MARGIN, y: place.y - top + MARGIN };
        (right, foot) = (right.max(place.x + BOX / 2.0), foot.max(place.y + height / 2.0 + 2.0 * ROOM));
        places[*node] = place;
    }
    in_rows(&alone, heights, right.max(3.2 * BOX), foot, &mut places);
    places
}

/// Springs along the arrows, and charges that keep boxes away from each other. Always begun alike.
fn simulated(tied: &[usize], ties: &[(usize, usize)]) -> Vec<Place> {
    if tied.is_empty() {
        return Vec::new();
    }
    let place = |node: &usize| tied.binary_search(node).ok();
    let links = ties.iter().filter_map(|(from, to)| Some((place(from)?, place(to)?))).filter(|(from, to)| from != to);
    let mut simulation = SimulationBuilder::new()
        .build(tied.iter().map(|_| Node::default()))
        .add_force("link", Link::new(links).distance(BOX * 1.5).strength(0.12))
        .add_force("charge", ManyBody::new().strength(PUSH))
        .add_force("collide", Collide::new().radius(|_| (BOX + ROOM) / 2.0).iterations(3))
        .add_force("x", PositionX::new().strength(PULL))
        .add_force("y", PositionY::new().strength(PULL * 1.4));
    simulation.tick(STEPS);
    simulation.positions().map(|[x, y]| Place { x, y: y / STRETCH }).collect()
}

/// Moves boxes that still touch apart, along the shorter way.
fn move_apart(places: &mut [Place], heights: &[f64]) {
    for _ in 0..MOST_ROUNDS {
        let mut has_moved = false;
        for one in 0..places.len() {
            for other in one + 1..places.len() {
                let (a, b) = (places[one], places[other]);
                let wide = BOX + ROOM - (a.x - b.x).abs();
                let high = (heights[one] + heights[other]) / 2.0 + ROOM - (a.y - b.y).abs();
                if wide <= 0.0 || high <= 0.0 {
                    continue;
                }
                has_moved = true;
                if wide < high {
                    let step = if a.x <= b.x { -wide } else { wide } / 2.0;
                    (places[one].x, places[other].x) = (a.x + step, b.x - step);
                } else {
                    let step = if a.y <= b.y { -high } else { high } / 2.0;
                    (places[one].y, places[other].y) = (a.y + step, b.y - step);
                }
            }
        }
        if !has_moved {
            return;
        }
    }
}

/// Boxes side by side, as many in a row as the width has room for.
fn in_rows(alone: &[usize], heights: &[f64], width: f64, top: f64, places: &mut [Place]) {
    let mut y = top;
    let mut columns = 1_u32;
    while f64::from(columns + 1) * (BOX + ROOM) <= width {
        columns += 1;
    }
    for row in alone.chunks(usize::try_from(columns).unwrap_or(1)) {
        let high = row.iter().filter_map(|node| heights.get(*node)).copied().fold(0.0, f64::max);
        for (column, node) in row.iter().enumerate() {
            places[*node] = Place { x: MARGIN + BOX / 2.0 + number(column) * (BOX + ROOM), y: y + high / 2.0 };
        }
        y += high + ROOM;
    }
}
