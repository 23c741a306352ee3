//! What a person is asked to look at again, at its field.

/// Something to look at before an answer can be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Dotted path of the question, such as `caseload` or `unmet.0.cases`.
    pub question: String,
    /// Name of the form field it belongs to.
    pub field: String,
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// What to do, in Japanese, without a mark in front.
    pub message: String,
}

/// What kind of problem it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// What was typed cannot be read.
    Malformed,
    /// Something needed was left blank.
    Missing,
    /// A check that blocks does not hold.
    CheckFailed,
    /// A check that asks once does not hold. Posting `field` with the value `fingerprint` says that
    /// the answers are right; it stands until an answer that the check reads changes.
    Confirm {
        /// Position among the question's checks.
        check: usize,
        /// Field of the confirmation, `confirm:QUESTION:CHECK`.
        field: String,
        /// A hash of the values that the check reads.
        fingerprint: String,
    },
}

impl Problem {
    /// What was typed cannot be read.
    pub(super) fn malformed(question: &str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            question: question.to_owned(),
            field: field.into(),
            kind: ProblemKind::Malformed,
            message: message.into(),
        }
    }

    /// Something needed was left blank.
    pub(super) fn missing(question: &str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { question: question.to_owned(), field: field.into(), kind: ProblemKind::Missing, message: message.into() }
    }

    /// Whether the problem lies at the question with this path, or inside it.
    pub fn is_within(&self, path: &str) -> bool {
        self.question.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}
