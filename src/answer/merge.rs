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
/// from `base`. Equal values are no conflict. Fields of no question are kept from both.
pub fn merge(questionnaire: &Questionnaire, base: &RawFields, mine: &RawFields, theirs: &RawFields) -> Merged {
    let (mut fields, mut conflicts) = (theirs.clone(), Vec::new());
    let mut unowned = mine.clone();
    for question in questionnaire.questions() {
        let belongs = fields_belonging_to(question);
        unowned.remove_where(&belongs);
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
    fields.put_all(unowned);
    Merged { fields, conflicts }
}
