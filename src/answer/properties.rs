//! What holds for every answer to the kitchen sink, whatever it is.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::json::{from_json, to_json};
use super::testing::{documents, kitchen_sink, raw_fields};
use super::{ProblemKind, RawFields, complete, fields_belonging_to, fields_of, judge, merge, progress_of, read};
use crate::definition::Questionnaire;

static SINK: LazyLock<Questionnaire> = LazyLock::new(kitchen_sink);

/// Each question's fields from one of three drafts, by a choice for each question.
fn mixed(choices: &[u8], drafts: [&RawFields; 3]) -> RawFields {
    let mut fields = RawFields::default();
    for (question, choice) in SINK.questions().zip(choices) {
        fields.put_all(drafts[usize::from(*choice)].only(fields_belonging_to(question)));
    }
    fields
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn reading_the_fields_of_a_document_gives_the_document(document in documents(&SINK)) {
        let fields = fields_of(&SINK, &document);
        let reading = read(&SINK, &fields);
        prop_assert_eq!(&reading.problems, &vec![]);
        prop_assert_eq!(&reading.document, &document);
        let completed = complete(&SINK, document);
        prop_assert_eq!(judge(&SINK, &fields).document, completed.document.clone());
        prop_assert_eq!(complete(&SINK, completed.document.clone()), completed);
    }

    #[test]
    fn a_document_comes_back_from_its_json(document in documents(&SINK)) {
        prop_assert_eq!(from_json(&SINK, &to_json(&SINK, &document).to_string()), Ok(document.clone()));
        let completed = complete(&SINK, document);
        let stored = from_json(&SINK, &to_json(&SINK, &completed.document).to_string());
        prop_assert_eq!(stored.map(|stored| complete(&SINK, stored)), Ok(completed));
    }

    #[test]
    fn every_field_belongs_to_one_question(raw in raw_fields(&SINK)) {
        for (name, _) in raw.iter() {
            prop_assert_eq!(SINK.questions().filter(|question| fields_belonging_to(question)(name)).count(), 1, "{}", name);
        }
    }

    #[test]
    fn whatever_is_typed_is_judged_and_can_be_mended(raw in raw_fields(&SINK)) {
        let judgement = judge(&SINK, &raw);
        let progress = progress_of(&SINK, &judgement);
        let counted: usize = progress.sections.iter().map(|section| section.problems + section.required_missing).sum();
        prop_assert_eq!(counted, judgement.problems.len());
        prop_assert!(progress.sections.iter().all(|section| section.answered <= section.asked));
        let mut confirmed = raw.clone();
        for problem in &judgement.problems {
            if let ProblemKind::Confirm { field, fingerprint, .. } = &problem.kind {
                confirmed.set(field, fingerprint);
            }
        }
        let again = judge(&SINK, &confirmed);
        let still_asks = again.problems.iter().any(|problem| matches!(problem.kind, ProblemKind::Confirm { .. }));
        prop_assert!(!still_asks);
        prop_assert_eq!(again.problems.len() + again.confirmed.len(), judgement.problems.len());
    }

    #[test]
    fn merging_loses_nothing(base in raw_fields(&SINK), mine in raw_fields(&SINK), theirs in raw_fields(&SINK)) {
        prop_assert_eq!(&merge(&SINK, &mine, &mine, &mine).fields, &mine);
        prop_assert_eq!(&merge(&SINK, &base, &base, &theirs).fields, &theirs);
        prop_assert_eq!(&merge(&SINK, &base, &mine, &base).fields, &mine);
        prop_assert_eq!(&merge(&SINK, &base, &mine, &mine).fields, &mine);
        let (one, two) = (merge(&SINK, &base, &mine, &theirs), merge(&SINK, &base, &theirs, &mine));
        prop_assert_eq!(one.conflicts.len(), two.conflicts.len());
        for (one, two) in one.conflicts.iter().zip(&two.conflicts) {
            prop_assert_eq!((&one.question, &one.mine, &one.theirs), (&two.question, &two.theirs, &two.mine));
            prop_assert_ne!(&one.mine, &one.theirs);
        }
    }

    #[test]
    fn changes_to_different_questions_merge_in_any_order(
        base in raw_fields(&SINK),
        mine in raw_fields(&SINK),
        theirs in raw_fields(&SINK),
        choices in prop::collection::vec(0_u8..3, SINK.question_count()),
    ) {
        let only = |kept: u8| choices.iter().map(|choice| if *choice == kept { kept } else { 0 }).collect::<Vec<_>>();
        let drafts = [&base, &mine, &theirs];
        let (mine, theirs) = (mixed(&only(1), drafts), mixed(&only(2), drafts));
        let (one, two) = (merge(&SINK, &base, &mine, &theirs), merge(&SINK, &base, &theirs, &mine));
        prop_assert_eq!(&one.conflicts, &vec![]);
        prop_assert_eq!(&one.fields, &mixed(&choices, drafts));
        prop_assert_eq!(one, two);
    }
}
