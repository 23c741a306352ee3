//! What was typed, given back on the page that says it could not be saved.

use actix_web::web::Query;
use actix_web::{HttpMessage, HttpRequest};
use serde::Serialize;

use super::errors::Problem;
use super::limits::PostedForm;

/// A form that was sent from behind a personal link and could not be saved.
#[derive(Serialize)]
pub(super) struct KeptForm {
    /// Where it was sent to.
    action: String,
    /// All its fields in order, to send them again just as they were.
    fields: Vec<(String, String)>,
    /// What a person typed, to be read and copied.
    typed: Vec<String>,
    /// Whether sending it again can help.
    may_send_again: bool,
}

impl KeptForm {
    /// The form of a request that ended in a problem; nothing where there was none, or where it
    /// was refused for what it holds: it stands in the page before, which says what to change.
    pub(super) fn of(request: &HttpRequest, problem: Option<&Problem>, is_fault: bool) -> Option<Self> {
        let is_closed = matches!(problem, Some(Problem::LinkUnknown));
        let may_send_again = is_fault || matches!(problem, Some(Problem::TooOften { .. }));
        if !request.path().starts_with("/a/") || !(is_closed || may_send_again) {
            return None;
        }
        let extensions = request.extensions();
        let PostedForm(form) = extensions.get()?;
        let fields = Query::<Vec<(String, String)>>::from_query(std::str::from_utf8(form).ok()?).ok()?.into_inner();
        let typed: Vec<String> =
            fields.iter().filter(|(name, value)| is_typed(name, value)).map(|pair| pair.1.clone()).collect();
        if is_closed && typed.is_empty() {
            return None;
        }
        Some(Self { action: request.path().to_owned(), fields, typed, may_send_again })
    }

    /// Whether it can be sent again.
    pub(super) fn may_send_again(&self) -> bool {
        self.may_send_again
    }
}

/// Whether a person typed it: not a field of the page itself, not the code of an option, not an id.
fn is_typed(name: &str, value: &str) -> bool {
    let is_code = |value: &str| {
        value.starts_with(|sign: char| sign.is_ascii_lowercase())
            && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let is_own = name.starts_with('_') || name.starts_with("confirm:") || name.ends_with(".count");
    let is_id = name.ends_with(".id");
    !is_own && !is_id && !value.trim().is_empty() && !is_code(value)
}

#[cfg(test)]
mod tests {
    use super::is_typed;

    #[test]
    fn words_and_numbers_are_typed_and_the_rest_is_not() {
        for (name, value) in [("staff", "約10"), ("caseload.persons", "12"), ("q.other", "SNS相談"), ("q", "A4")] {
            assert!(is_typed(name, value), "{name}");
        }
        let others = [("_base", "{}"), ("methods", "visit"), ("confirm:q:0", "3f9"), ("q", " "), ("q.1.id", "0199")];
        for (name, value) in others {
            assert!(!is_typed(name, value), "{name}");
        }
    }
}
