//! A compiled expression.

/// A compiled expression; evaluating it needs no names any more.
#[derive(Debug, Clone)]
pub struct Expression {
    pub(super) source: String,
    pub(super) root: Node,
    pub(super) reads: Vec<Reference>,
}

impl Expression {
    /// The text it was compiled from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Every answer it reads, in the order of the text.
    pub fn reads(&self) -> &[Reference] {
        &self.reads
    }
}

/// An answer, or a part of it, that an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reference {
    /// Whether `question` counts inside the repeat that the expression stands in.
    pub inner: bool,
    /// Index of the question in its scope.
    pub question: usize,
    /// Which part of its answer.
    pub part: Part,
}

/// Which part of an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// One item of counts or a checklist.
    Item(usize),
    /// The sum of what was typed; for a checklist the number of はい.
    Total,
    /// The sum of one row of a grid.
    Row(usize),
    /// The sum of one column of a grid.
    Column(usize),
}

#[derive(Debug, Clone)]
pub(super) enum Node {
    Number(f64),
    Text(String),
    Bool(bool),
    List(Vec<String>),
    Read(Reference),
    Not(Box<Node>),
    Negate(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
    Conditional(Box<Node>, Box<Node>, Box<Node>),
    Call(Function, Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// Element in list.
    In,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Contains,
    Size,
    Sum,
    Abs,
    Min,
    Max,
}

impl Function {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "contains" => Self::Contains,
            "size" => Self::Size,
            "sum" => Self::Sum,
            "abs" => Self::Abs,
            "min" => Self::Min,
            "max" => Self::Max,
            _ => return None,
        })
    }
}
