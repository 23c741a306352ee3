//! The names an expression may use, and what each stands for.

/// A question as expressions see it.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The question's key.
    pub key: String,
    /// What its answer is.
    pub shape: Shape,
}

/// What an answer is in an expression.
#[derive(Debug, Clone)]
pub enum Shape {
    /// number, scale, calculated.
    Number,
    /// text, paragraph, date, month.
    Text,
    /// choice: one of these codes.
    Code(Vec<String>),
    /// choices, ranking: a list of these codes.
    Codes(Vec<String>),
    /// counts: numbers by item, and `.total`.
    Counts(Vec<String>),
    /// grid: `.total`, `.rows.KEY`, `.columns.KEY`.
    Grid {
        /// Row keys.
        rows: Vec<String>,
        /// Column keys.
        columns: Vec<String>,
    },
    /// checklist: booleans by item, and `.total`.
    Checklist(Vec<String>),
    /// agencies, repeat: only `size(x)`.
    Countable,
    /// note, agency: cannot be used.
    Unusable,
    /// A question with mistakes of its own: what reads it is neither right nor wrong yet.
    Broken,
}

/// The names in reach: the questionnaire's questions, and inside a repeat its own.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Questions outside repeats, by index.
    pub outer: &'a [Outline],
    /// Questions of the repeat the expression stands in.
    pub inner: Option<&'a [Outline]>,
}

impl<'a> Scope<'a> {
    /// Where a name is found: inside first.
    pub(super) fn find(&self, key: &str) -> Option<(bool, usize, &'a Shape)> {
        let look = |questions: &'a [Outline]| {
            questions
                .iter()
                .enumerate()
                .find(|(_, outline)| outline.key == key)
                .map(|(index, outline)| (index, &outline.shape))
        };
        if let Some((index, shape)) = self.inner.and_then(look) {
            return Some((true, index, shape));
        }
        look(self.outer).map(|(index, shape)| (false, index, shape))
    }
}
