//! What the office asks to look at again: met by another answer, or by saying that it is right.
//!
//! Saying so is a field of the draft like the confirmation of a check, `confirm:QUESTION:ID`, so that it is
//! saved, merged and kept with the answers. The whole answer stands for the question of the empty key.

use crate::definition::Questionnaire;

use super::names::fields_belonging_to;
use super::raw::RawFields;

/// The field that says 「このままで正しい」 to a comment; its value is `1`.
pub fn right_field(question: &str, id: &str) -> String {
    format!("confirm:{question}:{id}")
}

/// The field of the reason for that.
pub fn right_reason_field(question: &str, id: &str) -> String {
    format!("reason:{question}:{id}")
}

/// Whether a comment is met: `now` says that the answer is right, or answers the question otherwise than `before`.
/// A question that is asked no longer has nothing left to look at.
pub fn is_met(
    questionnaire: &Questionnaire,
    (question, id): (&str, &str),
    before: &RawFields,
    now: &RawFields,
) -> bool {
    if !now.first(&right_field(question, id)).is_empty() {
        return true;
    }
    let is_answer = |name: &str| !["confirm:", "reason:", "conflict:"].iter().any(|kind| name.starts_with(kind));
    if question.is_empty() {
        return before.only(is_answer) != now.only(is_answer);
    }
    let Some((_, asked)) = questionnaire.find(question) else { return true };
    let belongs = fields_belonging_to(asked);
    let of_answer = |name: &str| is_answer(name) && belongs(name);
    before.only(of_answer) != now.only(of_answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};

    #[test]
    fn a_comment_is_met_by_another_answer_or_by_a_word() {
        let questionnaire = asking("- {key: a, type: number, label: 甲}\n- {key: b, type: number, label: 乙}");
        let before = typed([("a", "1"), ("b", "2")]);
        let check = |question: &str, now: RawFields, expect: bool| {
            assert_eq!(is_met(&questionnaire, (question, "7"), &before, &now), expect, "{question} {now:?}");
        };
        check("a", before.clone(), false);
        check("a", typed([("a", "3"), ("b", "2")]), true);
        check("a", typed([("a", "1"), ("b", "3")]), false);
        check("a", typed([("a", "1"), ("b", "2"), ("confirm:a:7", "1")]), true);
        check("a", typed([("a", "1"), ("b", "2"), ("confirm:a:8", "1"), ("reason:a:7", "x")]), false);
        check("", before.clone(), false);
        check("", typed([("a", "1"), ("b", "3")]), true);
        check("", typed([("a", "1"), ("b", "2"), ("confirm::7", "1")]), true);
        check("gone", before.clone(), true);
    }
}
