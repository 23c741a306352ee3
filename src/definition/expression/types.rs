//! The types of expressions, and what each shape of answer offers.

use super::names::Shape;
use super::tree::Part;
use crate::definition::words::Words;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    Number,
    Text,
    Code(Vec<String>),
    List,
    Codes(Vec<String>),
    Bool,
    Countable,
}

impl Type {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Number => Words::new("数", "a number"),
            Self::Text | Self::Code(_) => Words::new("文字", "text"),
            Self::List | Self::Codes(_) => Words::new("選択肢の並び", "a list"),
            Self::Bool => Words::new("真偽", "true or false"),
            Self::Countable => Words::new("繰り返し", "a list of agencies or instances"),
        }
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Code(_))
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self, Self::List | Self::Codes(_))
    }
}

/// The part of an answer that a path after the key names, with its type.
pub(super) fn part_of(shape: &Shape, path: &[&str]) -> Option<(Part, Type)> {
    let position = |keys: &[String], key: &str| keys.iter().position(|candidate| candidate == key);
    Some(match (shape, path) {
        (Shape::Number, []) => (Part::Whole, Type::Number),
        (Shape::Text, []) => (Part::Whole, Type::Text),
        (Shape::Code(codes), []) => (Part::Whole, Type::Code(codes.clone())),
        (Shape::Codes(codes), []) => (Part::Whole, Type::Codes(codes.clone())),
        (Shape::Countable, []) => (Part::Whole, Type::Countable),
        (Shape::Counts(_) | Shape::Grid { .. } | Shape::Checklist(_), ["total"]) => (Part::Total, Type::Number),
        (Shape::Counts(items), [item]) => (Part::Item(position(items, item)?), Type::Number),
        (Shape::Checklist(items), [item]) => (Part::Item(position(items, item)?), Type::Bool),
        (Shape::Grid { rows, .. }, ["rows", key]) => (Part::Row(position(rows, key)?), Type::Number),
        (Shape::Grid { columns, .. }, ["columns", key]) => (Part::Column(position(columns, key)?), Type::Number),
        _ => return None,
    })
}

/// What can be written instead.
pub(super) fn usable(shape: &Shape) -> Words {
    match shape {
        Shape::Number | Shape::Text | Shape::Code(_) | Shape::Codes(_) => {
            Words::new("設問のキーだけで書きます", "use the question's key alone")
        }
        Shape::Counts(items) | Shape::Checklist(items) => Words::new(
            format!("使えるのは .total と .{}", items.join(" .")),
            format!("it has .total and .{}", items.join(" .")),
        ),
        Shape::Grid { .. } => {
            Words::new("使えるのは .total、.rows.キー、.columns.キー", "it has .total, .rows.KEY and .columns.KEY")
        }
        Shape::Countable => Words::new("使えるのは size(…) だけです", "only size(…) can be used"),
        Shape::Unusable | Shape::Broken => {
            Words::new("この種類の設問は式に使えません", "this type of question cannot be used")
        }
    }
}
