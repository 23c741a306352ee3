//! Expressions that only add answers up.

use super::tree::{Expression, Function, Node, Operator, Reference};

impl Expression {
    /// The answers whose sum it is; `None` where it is anything else.
    pub fn sum(&self) -> Option<Vec<Reference>> {
        summed(&self.root)
    }

    /// Both sides of an equation between sums of answers, such as `a.total == b.x + b.y`; `None` where it is
    /// anything else.
    pub fn equal_sums(&self) -> Option<(Vec<Reference>, Vec<Reference>)> {
        match &self.root {
            Node::Binary(Operator::Equal, left, right) => Some((summed(left)?, summed(right)?)),
            _ => None,
        }
    }
}

fn summed(node: &Node) -> Option<Vec<Reference>> {
    match node {
        Node::Read(reference) => Some(vec![*reference]),
        Node::Binary(Operator::Add, left, right) => {
            let mut all = summed(left)?;
            all.extend(summed(right)?);
            Some(all)
        }
        Node::Call(Function::Sum, parts) => {
            let parts: Option<Vec<Vec<Reference>>> = parts.iter().map(summed).collect();
            Some(parts?.concat())
        }
        _ => None,
    }
}
