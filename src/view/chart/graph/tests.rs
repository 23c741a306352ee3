use super::*;

fn graph(nodes: usize, edges: impl IntoIterator<Item = (usize, usize)>) -> Graph {
    let node = |place: usize| GraphNode {
        label: format!("第{place}相談支援センターひだまりの会"),
        group: place % 5,
        look: if place % 7 == 3 { Look::Unheard } else { Look::Plain },
    };
    Graph {
        title: "連携".to_owned(),
        groups: ["行政", "保健医療", "福祉", "教育", "民間"].map(str::to_owned).to_vec(),
        nodes: (0..nodes).map(node).collect(),
        edges: edges.into_iter().map(|(from, to)| GraphEdge { from, to, weight: 1 }).collect(),
        verb: "を挙げている",
    }
}

/// Sixty boxes, three arrows from each.
fn sixty() -> Graph {
    let named = |from: usize| [7 * from + 3, from * from + 1, 5 * from + 11].map(move |to| (from, to % 60));
    graph(60, (0..60).flat_map(named).filter(|(from, to)| from != to))
}

#[test]
fn the_picture_is_the_same_on_every_run() {
    assert_eq!(sixty().svg("ties"), sixty().svg("ties"));
}

#[test]
fn no_box_covers_another() {
    let graph = sixty();
    let heights = vec![3.0 * LINE + 2.0 * PAD; 60];
    let ties: Vec<_> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let places = laid_out(&heights, &ties);
    for (at, one) in places.iter().enumerate() {
        assert!(one.x >= BOX / 2.0 && one.y >= heights[at] / 2.0, "{at} stands outside: {one:?}");
        for other in &places[at + 1..] {
            let is_apart = (one.x - other.x).abs() >= BOX || (one.y - other.y).abs() >= heights[at];
            assert!(is_apart, "{one:?} {other:?}");
        }
    }
}

#[test]
fn arrows_that_go_both_ways_are_one_line_with_two_heads() {
    let drawn = graph(4, [(0, 1), (1, 0), (1, 2), (3, 3)]).svg("g");
    assert_eq!(drawn.matches("marker-start").count(), 1);
    assert_eq!(drawn.matches("marker-end").count(), 2);
    assert!(drawn.contains("4の箱と4本の矢印の図"), "{drawn}");
}

#[test]
fn nothing_and_one_box_are_pictures_too() {
    for nodes in [0, 1] {
        let drawn = graph(nodes, []).svg("g");
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
    }
}

#[test]
fn no_name_touches_the_border_of_its_box() {
    // Two signs that hang over, wide Latin letters, and a plain name.
    let names = ["地域若者サポートステーション」）B", "NPO法人WITH MOMMY WORLD", "保健所"];
    for line in names.iter().flat_map(|name| lines_of(name)) {
        let size = size_of(&line);
        assert!(width(&line, size) <= BOX - STRIPE - 2.0 * PAD && size > 8.0, "{line}: {size}");
    }
    assert!((size_of("保健所") - SIZE).abs() < f64::EPSILON, "a plain name stays as it is");
}

/// Writes the picture of sixty agencies to a file, to be looked at: `NORISHIRO_LOOK=/tmp/… cargo test --lib graph`.
#[test]
fn sixty_boxes_can_be_looked_at() {
    if let Ok(folder) = std::env::var("NORISHIRO_LOOK") {
        std::fs::write(format!("{folder}/sixty.svg"), sixty().svg("ties")).unwrap();
    }
}
