//! Two people, or one on two screens, fill in the same answer: a three-way merge by question.

use crate::definition::Questionnaire;

use super::names::fields_belonging_to;
use super::raw::RawFields;

/// What came out of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// All fields. Where two differ they are as `theirs`, so that the later one does not win silently.
    pub fields: RawFields,
    /// Questions that both changed differently, in order; a person chooses.
    pub conflicts: Vec<Conflict>,
}

/// One question that two people answered differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The question's key.
    pub question: String,
    /// Its fields as saved now.
    pub mine: RawFields,
    /// Its fields as saved meanwhile.
    pub theirs: RawFields,
}

/// Merges what is saved now (`mine`) with what was saved meanwhile (`theirs`), both having started
/// from `base`. Equal values are no conflict.
pub fn merge(questionnaire: &Questionnaire, base: &RawFields, mine: &RawFields, theirs: &RawFields) -> Merged {
    let (mut fields, mut conflicts) = (theirs.clone(), Vec::new());
    let [mut base_rest, mut my_rest] = [base.clone(), mine.clone()];
    for question in questionnaire.questions() {
        let belongs = fields_belonging_to(question);
        base_rest.remove_where(&belongs);
        my_rest.remove_where(&belongs);
        let [base, mine, theirs] = [base, mine, theirs].map(|fields| fields.only(&belongs));
        if mine == theirs || mine == base {
            continue;
        }
        if theirs == base {
            fields.remove_where(&belongs);
            fields.put_all(mine);
        } else {
            conflicts.push(Conflict { question: question.key.clone(), mine, theirs });
        }
    }
    // Fields of no question have nobody to ask: what is saved now stands where it changed.
    fields.remove_where(|name| !base_rest.all(name).is_empty() && my_rest.all(name).is_empty());
    let changed = my_rest.only(|name| my_rest.all(name) != base_rest.all(name));
    fields.put_all(changed);
    Merged { fields, conflicts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};

    const QUESTIONS: &str = "- {key: a, type: text, label: 甲}
- {key: n, type: counts, label: 件数, items: [{key: x, label: 実}, {key: y, label: 延}]}";

    fn check(base: &RawFields, mine: &RawFields, theirs: &RawFields, expect: &RawFields, conflicts: &[&str]) {
        let merged = merge(&asking(QUESTIONS), base, mine, theirs);
        assert_eq!(&merged.fields, expect);
        let keys: Vec<&str> = merged.conflicts.iter().map(|conflict| conflict.question.as_str()).collect();
        assert_eq!(keys, conflicts);
    }

    #[test]
    fn each_question_goes_to_whoever_changed_it() {
        let base = typed([("a", "古"), ("n.x", "1")]);
        let mine = typed([("a", "新"), ("n.x", "1")]);
        let theirs = typed([("a", "古"), ("n.x", "2"), ("n.y", "3")]);
        check(&base, &mine, &theirs, &typed([("a", "新"), ("n.x", "2"), ("n.y", "3")]), &[]);
        check(&base, &typed([("n.x", "1")]), &theirs, &typed([("n.x", "2"), ("n.y", "3")]), &[]);
        check(&base, &mine, &typed([("n.x", "1"), ("a", "新")]), &mine, &[]);
    }

    #[test]
    fn where_two_differ_both_are_kept() {
        let base = typed([("n.x", "1")]);
        let (mine, theirs) = (typed([("n.x", "2")]), typed([("n.x", "1"), ("n.y", "5")]));
        check(&base, &mine, &theirs, &theirs, &["n"]);
        let conflict = &merge(&asking(QUESTIONS), &base, &mine, &theirs).conflicts[0];
        assert_eq!((&conflict.mine, &conflict.theirs), (&mine, &theirs));
    }

    #[test]
    fn fields_of_no_question_follow_the_last_change() {
        let base = typed([("old", "1"), ("note", "1")]);
        let (mine, theirs) = (typed([("old", "1"), ("new", "2")]), typed([("old", "3"), ("note", "1")]));
        check(&base, &mine, &theirs, &typed([("old", "3"), ("new", "2")]), &[]);
    }
}
