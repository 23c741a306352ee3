//! Confirmations: 「このままで正しい」 stands until an answer that the check reads changes.

use std::fmt::Write;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::definition::Expression;
use crate::definition::expression::{Answers, Value};

/// A hash of the values an expression reads, short and stable; no answer can be read from it.
pub(super) fn fingerprint(expression: &Expression, answers: &impl Answers) -> String {
    let mut read = expression.source().to_owned();
    for reference in expression.reads() {
        // Writing to a String cannot fail.
        let _ = match answers.read(reference) {
            None => write!(read, "\n-"),
            Some(Value::Number(number)) => write!(read, "\nn{number}"),
            Some(Value::Text(text)) => write!(read, "\nt{}:{text}", text.len()),
            Some(Value::Bool(truth)) => write!(read, "\nb{truth}"),
            Some(Value::List(codes)) => write!(read, "\nl{}", codes.join(",")),
            Some(Value::Size(size)) => write!(read, "\ns{size}"),
        };
    }
    HEXLOWER.encode(&Sha256::digest(read.as_bytes())[..8])
}
