//! The value of an expression over given answers. Blank is `None` throughout.

use super::tree::{Expression, Function, Node, Operator, Reference};

/// A value while evaluating; codes and texts are borrowed from the answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// A number.
    Number(f64),
    /// Text, or the code of a choice.
    Text(&'a str),
    /// True or false.
    Bool(bool),
    /// Codes chosen; the empty list where nothing is selected.
    List(Vec<&'a str>),
    /// How many agencies or instances there are.
    Size(usize),
}

/// The answers an expression reads.
pub trait Answers {
    /// The value of a reference; `None` where it is blank, 不明 or hidden.
    fn read(&self, reference: &Reference) -> Option<Value<'_>>;
}

impl Expression {
    /// The value, or `None` where the expression meets a blank (or has no finite value).
    pub fn value<'a>(&'a self, answers: &'a impl Answers) -> Option<Value<'a>> {
        value(&self.root, answers)
    }

    /// Whether a condition holds; `None` where it meets a blank.
    pub fn holds(&self, answers: &impl Answers) -> Option<bool> {
        match self.value(answers)? {
            Value::Bool(truth) => Some(truth),
            _ => None,
        }
    }

    /// A number; `None` where it meets a blank.
    pub fn number(&self, answers: &impl Answers) -> Option<f64> {
        match self.value(answers)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Both sides of every operator are evaluated first: one blank anywhere is a blank result.
fn value<'a>(node: &'a Node, answers: &'a impl Answers) -> Option<Value<'a>> {
    match node {
        Node::Number(number) => Some(Value::Number(*number)),
        Node::Text(text) => Some(Value::Text(text)),
        Node::Bool(truth) => Some(Value::Bool(*truth)),
        Node::List(codes) => Some(Value::List(codes.iter().map(String::as_str).collect())),
        Node::Read(reference) => answers.read(reference),
        Node::Not(inner) => match value(inner, answers)? {
            Value::Bool(truth) => Some(Value::Bool(!truth)),
            _ => None,
        },
        Node::Negate(inner) => number(inner, answers).map(|number| Value::Number(-number)),
        Node::Binary(operator, left, right) => {
            let (left, right) = (value(left, answers), value(right, answers));
            binary(*operator, left?, right?)
        }
        Node::Conditional(condition, yes, no) => {
            let (condition, yes, no) = (value(condition, answers)?, value(yes, answers)?, value(no, answers)?);
            match condition {
                Value::Bool(true) => Some(yes),
                Value::Bool(false) => Some(no),
                _ => None,
            }
        }
        Node::Call(function, arguments) => call(*function, arguments, answers),
    }
}

fn number(node: &Node, answers: &impl Answers) -> Option<f64> {
    match value(node, answers)? {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

fn binary<'a>(operator: Operator, left: Value<'a>, right: Value<'a>) -> Option<Value<'a>> {
    use Operator as Op;
    let truth = match (operator, left, right) {
        (Op::And, Value::Bool(a), Value::Bool(b)) => a && b,
        (Op::Or, Value::Bool(a), Value::Bool(b)) => a || b,
        (_, Value::Number(a), Value::Number(b)) => return arithmetic(operator, a, b),
        (Op::Equal, a, b) => a == b,
        (Op::NotEqual, a, b) => a != b,
        (Op::In, Value::Text(code), Value::List(list)) => list.contains(&code),
        (Op::Less, Value::Text(a), Value::Text(b)) => a < b,
        (Op::LessOrEqual, Value::Text(a), Value::Text(b)) => a <= b,
        (Op::Greater, Value::Text(a), Value::Text(b)) => a > b,
        (Op::GreaterOrEqual, Value::Text(a), Value::Text(b)) => a >= b,
        _ => return None,
    };
    Some(Value::Bool(truth))
}

fn arithmetic<'a>(operator: Operator, a: f64, b: f64) -> Option<Value<'a>> {
    use Operator as Op;
    let compared = plain(a).total_cmp(&plain(b));
    let number = match operator {
        Op::Equal => return Some(Value::Bool(compared.is_eq())),
        Op::NotEqual => return Some(Value::Bool(compared.is_ne())),
        Op::Less => return Some(Value::Bool(compared.is_lt())),
        Op::LessOrEqual => return Some(Value::Bool(compared.is_le())),
        Op::Greater => return Some(Value::Bool(compared.is_gt())),
        Op::GreaterOrEqual => return Some(Value::Bool(compared.is_ge())),
        Op::Add => a + b,
        Op::Subtract => a - b,
        Op::Multiply => a * b,
        Op::Divide => a / b,
        Op::Remainder => a % b,
        Op::And | Op::Or | Op::In => return None,
    };
    number.is_finite().then_some(Value::Number(number))
}

/// A number as a person would reckon it: binary fractions make 0.30000000000000004 of 0.1 + 0.2,
/// which is neither compared nor shown. Fourteen significant digits are kept, and there is no -0.
pub(super) fn plain(number: f64) -> f64 {
    if number.fract() == 0.0 { number + 0.0 } else { format!("{number:.13e}").parse().unwrap_or(number) }
}

fn call<'a>(function: Function, arguments: &'a [Node], answers: &'a impl Answers) -> Option<Value<'a>> {
    match function {
        Function::Contains => match (value(&arguments[0], answers)?, value(&arguments[1], answers)?) {
            (Value::List(list), Value::Text(code)) => Some(Value::Bool(list.contains(&code))),
            (Value::Text(text), Value::Text(part)) => Some(Value::Bool(text.contains(part))),
            _ => None,
        },
        Function::Size => match value(&arguments[0], answers)? {
            Value::List(list) => Some(size(list.len())),
            Value::Text(text) => Some(size(text.chars().count())),
            Value::Size(count) => Some(size(count)),
            _ => None,
        },
        // Adds what was typed; blank only where nothing was.
        Function::Sum => {
            let typed: Vec<f64> = arguments.iter().filter_map(|argument| number(argument, answers)).collect();
            (!typed.is_empty()).then(|| Value::Number(typed.iter().sum()))
        }
        Function::Abs => number(&arguments[0], answers).map(|number| Value::Number(number.abs())),
        Function::Min => extreme(arguments, answers, f64::min),
        Function::Max => extreme(arguments, answers, f64::max),
    }
}

fn extreme<'a>(arguments: &[Node], answers: &impl Answers, pick: fn(f64, f64) -> f64) -> Option<Value<'a>> {
    let numbers: Option<Vec<f64>> = arguments.iter().map(|argument| number(argument, answers)).collect();
    numbers?.into_iter().reduce(pick).map(Value::Number)
}

#[expect(clippy::cast_precision_loss, reason = "lists of a questionnaire are far shorter than 2^53")]
fn size<'a>(count: usize) -> Value<'a> {
    Value::Number(count as f64)
}
