//! From the text of an expression to a checked tree.

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};
use cel::parser::PrattParser;

use super::names::{Scope, Shape};
use super::tree::{Expression, Function, Node, Operator, Reference};
use super::types::{Type, part_of, usable};
use crate::definition::words::Words;

/// Longest expression taken, in characters.
const MAX_LENGTH: usize = 500;
/// Deepest nesting taken.
const MAX_NESTING: usize = 20;

/// What an expression must come out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// `show_if` and `that`: true or false.
    Condition,
    /// `calculated.value`: a number.
    Number,
    /// A place in a sentence: a number or text.
    Shown,
}

/// Something wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionProblem(pub Words);

/// Compiles `source` with the names of `scope`.
///
/// # Errors
/// Every problem found: it does not parse, is too long or nested too deep, names what does not
/// exist, or comes out as the wrong type. None where it only reads a question that is broken itself.
pub fn compile(source: &str, scope: Scope<'_>, purpose: Purpose) -> Result<Expression, Vec<ExpressionProblem>> {
    if source.chars().count() > MAX_LENGTH {
        return Err(vec![problem(
            format!("式が長すぎます（{MAX_LENGTH}字まで）。"),
            format!("the expression is longer than {MAX_LENGTH} characters"),
        )]);
    }
    if nesting(source) > MAX_NESTING {
        return Err(vec![problem(
            format!("式の入れ子が深すぎます（{MAX_NESTING}段まで）。"),
            format!("the expression is nested deeper than {MAX_NESTING}"),
        )]);
    }
    let ast = PrattParser::new().parse(source).map_err(|errors| {
        let first = errors.errors.first().map(|error| error.msg.clone()).unwrap_or_default();
        vec![problem(format!("式を読み取れません（{first}）。"), format!("the expression does not parse ({first})"))]
    })?;
    let mut compiler = Compiler { scope, problems: Vec::new(), reads: Vec::new() };
    let root = compiler.node(&ast);
    if let Some((_, found)) = &root {
        let fits = match purpose {
            Purpose::Condition => *found == Type::Bool,
            Purpose::Number => *found == Type::Number,
            Purpose::Shown => *found == Type::Number || found.is_text(),
        };
        if !fits {
            let wanted = match purpose {
                Purpose::Condition => Words::new("真偽", "true or false"),
                Purpose::Number => Words::new("数", "a number"),
                Purpose::Shown => Words::new("数か文字", "a number or text"),
            };
            let found = found.words();
            compiler.say(
                format!("式の結果は{}でなければなりませんが、{}になります。", wanted.ja, found.ja),
                format!("the expression must come out as {}, but is {}", wanted.en, found.en),
            );
        }
    }
    match root {
        Some((root, _)) if compiler.problems.is_empty() => {
            Ok(Expression { source: source.to_owned(), root, reads: compiler.reads })
        }
        _ => Err(compiler.problems),
    }
}

fn problem(ja: impl Into<String>, en: impl Into<String>) -> ExpressionProblem {
    ExpressionProblem(Words::new(ja, en))
}

/// Depth of brackets outside strings. Chains of operators are bounded by the length.
fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest, mut quote) = (0_usize, 0, None);
    for character in source.chars() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, '(' | '[' | '{') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

struct Compiler<'a> {
    scope: Scope<'a>,
    problems: Vec<ExpressionProblem>,
    reads: Vec<Reference>,
}

type Typed = Option<(Node, Type)>;

impl Compiler<'_> {
    fn say(&mut self, ja: impl Into<String>, en: impl Into<String>) {
        self.problems.push(problem(ja, en));
    }

    fn node(&mut self, expression: &IdedExpr) -> Typed {
        match &expression.expr {
            Expr::Literal(literal) => self.literal(literal),
            Expr::Ident(_) | Expr::Select(_) => self.read(&expression.expr),
            Expr::List(list) => {
                let mut codes = Vec::new();
                for element in &list.elements {
                    match &element.expr {
                        Expr::Literal(LiteralValue::String(text)) => codes.push(text.inner().to_owned()),
                        _ => {
                            self.say(
                                "［］の中には文字（\"…\"）だけを書いてください。",
                                "a list may hold only quoted text",
                            );
                            return None;
                        }
                    }
                }
                Some((Node::List(codes), Type::List))
            }
            Expr::Call(call) => self.call(call),
            _ => {
                self.say("この書き方は使えません（使えるのは比較、四則、&& || !、contains、size、sum、abs、min、max）。", "this form is not supported (use comparisons, arithmetic, && || !, contains, size, sum, abs, min, max)");
                None
            }
        }
    }

    fn literal(&mut self, literal: &LiteralValue) -> Typed {
        #[expect(clippy::cast_precision_loss, reason = "numbers of a questionnaire are far below 2^53")]
        Some(match literal {
            LiteralValue::Boolean(value) => (Node::Bool(*value.inner()), Type::Bool),
            LiteralValue::Double(value) => (Node::Number(*value.inner()), Type::Number),
            LiteralValue::Int(value) => (Node::Number(*value.inner() as f64), Type::Number),
            LiteralValue::UInt(value) => (Node::Number(*value.inner() as f64), Type::Number),
            LiteralValue::String(value) => (Node::Text(value.inner().to_owned()), Type::Text),
            LiteralValue::Null | LiteralValue::Bytes(_) => {
                self.say(
                    "null は使えません。空欄は自動で扱われます。",
                    "null cannot be used; blanks are taken care of",
                );
                return None;
            }
        })
    }

    fn read(&mut self, expression: &Expr) -> Typed {
        let Some(path) = path_of(expression) else {
            self.say("この書き方は使えません。", "this form is not supported");
            return None;
        };
        let Some((inner, question, shape)) = self.scope.find(path[0]) else {
            self.say(format!("「{}」という設問はありません。", path[0]), format!("there is no question '{}'", path[0]));
            return None;
        };
        if matches!(shape, Shape::Broken) {
            return None;
        }
        let Some((part, found)) = part_of(shape, &path[1..]) else {
            let name = path.join(".");
            self.say(
                format!("「{name}」は使えません（{}）。", usable(shape).ja),
                format!("'{name}' cannot be used ({})", usable(shape).en),
            );
            return None;
        };
        let reference = Reference { inner, question, part };
        self.reads.push(reference);
        Some((Node::Read(reference), found))
    }

    fn call(&mut self, call: &CallExpr) -> Typed {
        let nodes: Vec<Typed> =
            call.target.as_deref().into_iter().chain(&call.args).map(|argument| self.node(argument)).collect();
        let nodes: Vec<(Node, Type)> = nodes.into_iter().collect::<Option<_>>()?;
        if let Some(operator) = operator_of(&call.func_name) {
            let [left, right] = <[(Node, Type); 2]>::try_from(nodes).ok()?;
            return self.binary(operator, left, right);
        }
        match call.func_name.as_str() {
            operators::LOGICAL_NOT => {
                let (node, found) = nodes.into_iter().next()?;
                self.expect(&found, &Type::Bool, "!")?;
                Some((Node::Not(Box::new(node)), Type::Bool))
            }
            operators::NEGATE => {
                let (node, found) = nodes.into_iter().next()?;
                self.expect(&found, &Type::Number, "-")?;
                Some((Node::Negate(Box::new(node)), Type::Number))
            }
            operators::CONDITIONAL => {
                let [(condition, what), (yes, one), (no, two)] = <[(Node, Type); 3]>::try_from(nodes).ok()?;
                self.expect(&what, &Type::Bool, "? :")?;
                let common = if one == two {
                    one
                } else if one.is_text() && two.is_text() {
                    Type::Text
                } else {
                    self.say("「? :」の二つの値の種類が違います。", "the two values of '? :' are of different types");
                    return None;
                };
                Some((Node::Conditional(Box::new(condition), Box::new(yes), Box::new(no)), common))
            }
            name => self.function(name, nodes),
        }
    }

    fn function(&mut self, name: &str, arguments: Vec<(Node, Type)>) -> Typed {
        let Some(function) = Function::from_name(name) else {
            self.say(format!("「{name}」という関数はありません。"), format!("there is no function '{name}'"));
            return None;
        };
        let count_fits = match function {
            Function::Contains => arguments.len() == 2,
            Function::Size | Function::Abs => arguments.len() == 1,
            Function::Sum | Function::Min | Function::Max => !arguments.is_empty(),
        };
        if !count_fits {
            self.say(format!("{name} の引数の数が違います。"), format!("{name} has the wrong number of arguments"));
            return None;
        }
        let (nodes, types): (Vec<Node>, Vec<Type>) = arguments.into_iter().unzip();
        let result = match function {
            Function::Contains => {
                if types[0].is_text() && types[1].is_text() {
                    Type::Bool
                } else if !types[0].is_list() || !types[1].is_text() {
                    self.say(
                        "contains(選択肢の並び, \"コード\") の形で書いてください。",
                        "write contains(list, \"code\")",
                    );
                    return None;
                } else {
                    self.known_code(&types[0], &nodes[1])?;
                    Type::Bool
                }
            }
            Function::Size => {
                if !(types[0].is_list() || types[0].is_text() || types[0] == Type::Countable) {
                    self.say("size に数は使えません。", "size takes a list or text");
                    return None;
                }
                Type::Number
            }
            Function::Sum | Function::Abs | Function::Min | Function::Max => {
                for found in &types {
                    self.expect(found, &Type::Number, name)?;
                }
                Type::Number
            }
        };
        Some((Node::Call(function, nodes), result))
    }

    fn binary(&mut self, operator: Operator, left: (Node, Type), right: (Node, Type)) -> Typed {
        let ((left, one), (right, two)) = (left, right);
        let result = match operator {
            Operator::And | Operator::Or => {
                self.expect(&one, &Type::Bool, "&& ||")?;
                self.expect(&two, &Type::Bool, "&& ||")?;
                Type::Bool
            }
            Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Remainder => {
                self.expect(&one, &Type::Number, "+ - * / %")?;
                self.expect(&two, &Type::Number, "+ - * / %")?;
                Type::Number
            }
            Operator::In => {
                if !one.is_text() || !two.is_list() {
                    self.say("「値 in [並び]」の形で書いてください。", "write 'value in [list]'");
                    return None;
                }
                if let (Type::Code(_), Node::List(codes)) = (&one, &right) {
                    for code in codes {
                        self.known_code(&one, &Node::Text(code.clone()))?;
                    }
                }
                if let Type::Codes(_) = &two {
                    self.known_code(&two, &left)?;
                }
                Type::Bool
            }
            Operator::Equal | Operator::NotEqual => {
                if !(one == two || one.is_text() && two.is_text() || one.is_list() && two.is_list())
                    || one == Type::Countable
                {
                    self.mismatch(&one, &two);
                    return None;
                }
                self.known_code(&one, &right)?;
                self.known_code(&two, &left)?;
                Type::Bool
            }
            Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
                if !(one == Type::Number && two == Type::Number || one.is_text() && two.is_text()) {
                    self.mismatch(&one, &two);
                    return None;
                }
                Type::Bool
            }
        };
        Some((Node::Binary(operator, Box::new(left), Box::new(right)), result))
    }

    fn mismatch(&mut self, one: &Type, two: &Type) {
        let (one, two) = (one.words(), two.words());
        self.say(
            format!("{}と{}は比べられません。", one.ja, two.ja),
            format!("{} cannot be compared with {}", one.en, two.en),
        );
    }

    /// A literal compared with an answer must be one of the question's codes.
    fn known_code(&mut self, holder: &Type, literal: &Node) -> Option<()> {
        if let (Type::Code(codes) | Type::Codes(codes), Node::Text(code)) = (holder, literal)
            && !codes.contains(code)
        {
            self.say(format!("「{code}」という選択肢はありません。"), format!("there is no option '{code}'"));
            return None;
        }
        Some(())
    }

    fn expect(&mut self, found: &Type, wanted: &Type, place: &str) -> Option<()> {
        if found == wanted {
            return Some(());
        }
        let (found, wanted) = (found.words(), wanted.words());
        self.say(
            format!("「{place}」には{}が必要ですが、{}になっています。", wanted.ja, found.ja),
            format!("'{place}' needs {}, but has {}", wanted.en, found.en),
        );
        None
    }
}

fn operator_of(name: &str) -> Option<Operator> {
    Some(match name {
        operators::LOGICAL_AND => Operator::And,
        operators::LOGICAL_OR => Operator::Or,
        operators::ADD => Operator::Add,
        operators::SUBSTRACT => Operator::Subtract,
        operators::MULTIPLY => Operator::Multiply,
        operators::DIVIDE => Operator::Divide,
        operators::MODULO => Operator::Remainder,
        operators::EQUALS => Operator::Equal,
        operators::NOT_EQUALS => Operator::NotEqual,
        operators::LESS => Operator::Less,
        operators::LESS_EQUALS => Operator::LessOrEqual,
        operators::GREATER => Operator::Greater,
        operators::GREATER_EQUALS => Operator::GreaterOrEqual,
        operators::IN => Operator::In,
        _ => return None,
    })
}

fn path_of(expression: &Expr) -> Option<Vec<&str>> {
    match expression {
        Expr::Ident(name) => Some(vec![name]),
        Expr::Select(select) if !select.test => {
            let mut path = path_of(&select.operand.expr)?;
            path.push(&select.field);
            Some(path)
        }
        _ => None,
    }
}
