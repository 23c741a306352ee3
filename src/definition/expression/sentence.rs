//! The sentence of a check, with `{EXPRESSION}` places filled from the answers.

use super::compile::{ExpressionProblem, Purpose, compile};
use super::evaluate::{Answers, Value, plain};
use super::names::Scope;
use super::tree::Expression;
use crate::definition::words::Words;

/// Text with places for values.
#[derive(Debug, Clone)]
pub struct Sentence {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Value(Expression),
}

impl Sentence {
    /// The sentence with its places filled; a blank is shown as 「空欄」.
    pub fn text(&self, answers: &impl Answers) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Value(expression) => match expression.value(answers) {
                    Some(Value::Number(number)) => plain(number).to_string(),
                    Some(Value::Text(text)) => text.to_owned(),
                    _ => "空欄".to_owned(),
                },
            })
            .collect()
    }
}

/// Compiles a sentence whose `{…}` places are expressions.
///
/// # Errors
/// Every problem of every place, or a brace without its partner.
pub fn compile_sentence(source: &str, scope: Scope<'_>) -> Result<Sentence, Vec<ExpressionProblem>> {
    let (mut pieces, mut problems, mut rest) = (Vec::new(), Vec::new(), source);
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            problems.push(ExpressionProblem(Words::new("「{」に対する「}」がありません。", "a '{' has no '}'")));
            return Err(problems);
        };
        pieces.push(Piece::Text(rest[..open].to_owned()));
        match compile(&rest[open + 1..open + length], scope, Purpose::Shown) {
            Ok(expression) => pieces.push(Piece::Value(expression)),
            Err(found) => problems.extend(found),
        }
        rest = &rest[open + length + 1..];
    }
    pieces.push(Piece::Text(rest.to_owned()));
    if problems.is_empty() { Ok(Sentence { pieces }) } else { Err(problems) }
}
