//! Forms of the desk: what was typed, what is wrong with it, and the fields as pages show them. All that is
//! wrong is told at once, at its field, and nothing typed is lost.

use serde::Serialize;

/// What a form posted: names and values in order, with LF at line ends.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pairs: Vec<(String, String)>,
}

impl Typed {
    /// The pairs as posted.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs: pairs.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect() }
    }

    /// The value of a field, without blanks around it; empty where it was not posted.
    pub fn one(&self, name: &str) -> &str {
        self.pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value.trim())
    }

    /// The same, `None` where nothing was typed.
    pub fn filled(&self, name: &str) -> Option<String> {
        Some(self.one(name)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// The value of a field as it was typed, blanks too, as passwords are taken.
    pub fn raw(&self, name: &str) -> &str {
        self.pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field, as ticked boxes post them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.trim())
    }

    /// Puts a value in, as when a form is filled by the program.
    pub fn put(mut self, name: &str, value: impl Into<String>) -> Self {
        self.pairs.push((name.to_owned(), value.into()));
        self
    }
}

/// Something wrong in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field; empty where it concerns the page.
    pub field: &'static str,
    /// What to do, as a sentence.
    pub message: String,
}

impl FieldProblem {
    /// One at a field.
    pub fn at(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }

    /// One of the page as a whole.
    pub fn of_page(message: impl Into<String>) -> Self {
        Self::at("", message)
    }
}

/// A line of the error summary.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorLine {
    /// Name of the field; empty where it concerns the page.
    pub field: String,
    /// What the field is called.
    pub label: String,
    /// What to do.
    pub message: String,
}

/// One field of a form.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Whether it must be filled.
    pub required: bool,
    /// What to know before filling it in.
    pub support: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub errors: Vec<String>,
}

/// One box to tick or choose.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What it posts.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// More about it; empty where nothing is to be said.
    pub help: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A form's state, from which its fields are drawn.
#[derive(Clone, Copy)]
pub struct FormState<'a> {
    /// What was typed or is stored.
    pub typed: &'a Typed,
    /// What is wrong with it.
    pub problems: &'a [FieldProblem],
}

impl FormState<'_> {
    /// A field that must be filled.
    pub fn required(&self, name: &'static str, label: &'static str, support: impl Into<String>) -> Field {
        Field { required: true, ..self.optional(name, label, support) }
    }

    /// A field that may stay blank.
    pub fn optional(&self, name: &'static str, label: &'static str, support: impl Into<String>) -> Field {
        let errors = self.problems.iter().filter(|problem| problem.field == name);
        Field {
            name,
            label,
            required: false,
            support: support.into(),
            value: self.typed.one(name).to_owned(),
            errors: errors.map(|problem| problem.message.clone()).collect(),
        }
    }

    /// The error summary; `labels` are the names of the page's fields.
    pub fn summary(&self, labels: &[(&'static str, &'static str)]) -> Vec<ErrorLine> {
        let label = |field: &str| labels.iter().find(|(name, _)| *name == field).map_or("", |(_, label)| label);
        let line = |problem: &FieldProblem| ErrorLine {
            field: problem.field.to_owned(),
            label: label(problem.field).to_owned(),
            message: problem.message.clone(),
        };
        self.problems.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_beside_what_is_wrong_with_it() {
        let typed =
            Typed::new(vec![("due".to_owned(), " 約1月 ".to_owned()), ("text".to_owned(), "あ\r\nい".to_owned())]);
        let problems =
            [FieldProblem::at("due", "日付で入力してください。"), FieldProblem::of_page("別の方が変更しました。")];
        let state = FormState { typed: &typed, problems: &problems };
        let due = state.required("due", "回答期限", "");
        assert_eq!((due.value.as_str(), due.errors.len(), due.required), ("約1月", 1, true));
        assert_eq!(state.optional("text", "本文", "").value, "あ\nい");
        let lines = state.summary(&[("due", "回答期限")]);
        assert_eq!((lines[0].label.as_str(), lines[1].field.as_str()), ("回答期限", ""));
    }
}
