//! Questions that depend on themselves through `show_if` and calculated values.

use crate::definition::expression::{Expression, Reference};
use crate::definition::source::{Notes, Position};

/// What one question's visibility and value depend on; a check may read anything.
#[derive(Debug, Default)]
pub(super) struct Depends(Vec<Reference>);

impl Depends {
    /// Adds what an expression reads.
    pub(super) fn add(&mut self, expression: &Expression) {
        self.0.extend(expression.reads());
    }

    /// Adds what the questions of a repeat read outside it: from there the repeat stands for them.
    pub(super) fn add_outside_of(&mut self, inner: &[Self]) {
        self.0.extend(inner.iter().flat_map(|depends| &depends.0).filter(|reference| !reference.inner));
    }
}

/// One scope's questions with what they depend on; `inner` for the questions of a repeat.
pub(super) fn note_circles(questions: &[(&str, Position)], depends: &[Depends], inner: bool, notes: &Notes) {
    let graph: Vec<Vec<usize>> = depends
        .iter()
        .map(|depends| {
            depends.0.iter().filter(|reference| reference.inner == inner).map(|reference| reference.question)
        })
        .map(Iterator::collect)
        .collect();
    let on_circle = questions.iter().enumerate().filter(|(index, _)| reaches(*index, *index, &graph));
    for (_, (key, at)) in on_circle {
        notes.add(
            *at,
            format!("「{key}」の表示条件や計算式が、めぐりめぐって自分自身に戻っています。"),
            format!("'{key}' depends on itself (circular)"),
        );
    }
}

fn reaches(from: usize, target: usize, graph: &[Vec<usize>]) -> bool {
    let mut seen = vec![false; graph.len()];
    let mut open = graph[from].clone();
    while let Some(next) = open.pop() {
        if next == target {
            return true;
        }
        if !std::mem::replace(&mut seen[next], true) {
            open.extend(&graph[next]);
        }
    }
    false
}
