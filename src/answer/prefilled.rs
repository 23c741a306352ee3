//! Last time's answers that stand in a new draft and that nobody has looked at yet: each is marked by a field
//! of its own, `prefilled:QUESTION`, until the page with it is saved or the answer is changed.

use crate::definition::{Prefill, Questionnaire};

use super::names::fields_belonging_to;
use super::prefill::is_typed;
use super::raw::RawFields;

const MARK: &str = "prefilled:";

fn mark(question: &str) -> String {
    format!("{MARK}{question}")
}

/// What a new draft begins with: last time's answers (`last`, as [`super::carried`] gives them) to the questions
/// with `prefill: last_answer`, each marked. Empty where there are none.
pub fn beginning(questionnaire: &Questionnaire, last: &RawFields) -> RawFields {
    let mut fields = RawFields::default();
    for question in questionnaire.questions() {
        if question.prefill == Prefill::LastAnswer && is_typed(question, last) {
            fields.put_all(last.only(fields_belonging_to(question)));
            fields.set(mark(&question.key), "1");
        }
    }
    fields
}

/// Whether a question holds last time's answer that nobody has looked at yet.
pub fn is_prefilled(fields: &RawFields, question: &str) -> bool {
    !fields.first(&mark(question)).is_empty()
}

/// Whether any question does.
pub fn has_marks(fields: &RawFields) -> bool {
    fields.iter().any(|(name, _)| name.starts_with(MARK))
}

/// Takes the marks of these questions away: somebody has looked at them.
pub fn looked_at<'q>(fields: &mut RawFields, questions: impl IntoIterator<Item = &'q str>) {
    for question in questions {
        fields.remove_where(|name| name.strip_prefix(MARK) == Some(question));
    }
}

/// The fields without any mark.
pub fn without_marks(mut fields: RawFields) -> RawFields {
    fields.remove_where(|name| name.starts_with(MARK));
    fields
}

/// Takes the marks of those questions away whose answer is no longer as it was `before`.
pub fn changed(questionnaire: &Questionnaire, before: &RawFields, fields: &mut RawFields) {
    let is_changed = |question: &&crate::definition::Question| {
        let belongs = fields_belonging_to(question);
        before.only(&belongs) != fields.only(&belongs)
    };
    let changed: Vec<&str> = questionnaire
        .questions()
        .filter(|question| is_prefilled(fields, &question.key))
        .filter(is_changed)
        .map(|question| question.key.as_str())
        .collect();
    looked_at(fields, changed);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};

    const QUESTIONS: &str = "- {key: staff, type: number, label: 職員, prefill: last_answer}
- {key: way, type: text, label: 方法, prefill: last_answer}
- {key: cases, type: number, label: 件数}";

    #[test]
    fn only_what_the_questionnaire_asks_for_is_put_in_and_marked() {
        let questionnaire = asking(QUESTIONS);
        let fields = beginning(&questionnaire, &typed([("staff", "3"), ("cases", "9")]));
        assert_eq!(fields, typed([("staff", "3"), ("prefilled:staff", "1")]));
        assert!(is_prefilled(&fields, "staff") && !is_prefilled(&fields, "cases"));
        assert!(beginning(&questionnaire, &typed([("cases", "9")])).is_empty());
    }

    #[test]
    fn marks_go_where_somebody_looked_or_changed_something() {
        let questionnaire = asking(QUESTIONS);
        let before = beginning(&questionnaire, &typed([("staff", "3"), ("way", "訪問")]));
        let mut fields = before.clone();
        fields.set("staff", "4");
        changed(&questionnaire, &before, &mut fields);
        assert!(!is_prefilled(&fields, "staff") && is_prefilled(&fields, "way"));
        looked_at(&mut fields, ["way"]);
        assert_eq!(fields, typed([("staff", "4"), ("way", "訪問")]));
        assert_eq!(without_marks(before), typed([("staff", "3"), ("way", "訪問")]));
    }
}
