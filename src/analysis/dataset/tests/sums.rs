//! What is counted over two sets of answers is the sum of both, whatever the question, the split and the order.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;

use super::super::*;
use crate::answer::testing::{documents, kitchen_sink};
use crate::definition::QuestionType;

static SINK: LazyLock<Questionnaire> = LazyLock::new(kitchen_sink);
static AGENCIES: LazyLock<Agencies> = LazyLock::new(Agencies::default);

/// An answer of the story: the agency's kind, in which part it is, whether it was withdrawn later.
type Given = (AnswerDocument, Option<&'static str>, bool, bool);

fn dataset(answers: &[&Given]) -> Dataset {
    let completer = Completer::new(&SINK);
    let mut dataset = Dataset::new(&SINK);
    for (document, kind, _, withdrawn) in answers {
        let row = dataset.push(&completer, document.clone(), Giver { agency: None, kind: *kind });
        if *withdrawn {
            dataset.withdraw(row);
        }
    }
    dataset
}

fn counter(dataset: &Dataset) -> Counter<'_> {
    Counter { dataset, questionnaire: &SINK, agencies: &AGENCIES }
}

fn places() -> Vec<Place> {
    let inside = |(index, question): (usize, &crate::definition::Question)| {
        let inner = if let QuestionType::Repeat { questions, .. } = &question.kind { questions.len() } else { 0 };
        let inner = (0..inner).map(move |inner| Place { question: index, inside: Some(inner) });
        std::iter::once(Place::outside(index)).chain(inner).collect::<Vec<_>>()
    };
    SINK.questions().enumerate().flat_map(inside).collect()
}

fn numbers() -> Vec<NumberOf> {
    let parts = |place: Place| match &place.question(&SINK).unwrap().kind {
        QuestionType::Number(_) | QuestionType::Calculated { .. } => vec![Part::Only],
        QuestionType::Counts { .. } => vec![Part::Only, Part::Item(1)],
        QuestionType::Grid { .. } => vec![Part::Only, Part::Item(0), Part::Row(1), Part::Column(1)],
        _ => Vec::new(),
    };
    places().into_iter().flat_map(|place| parts(place).into_iter().map(move |part| NumberOf { place, part })).collect()
}

/// Every dimension that the kitchen sink has.
fn dimensions() -> Vec<Dimension> {
    let options = |kind: &QuestionType| {
        kind.is_multiple()
            || matches!(kind, QuestionType::Choice { .. } | QuestionType::Scale { .. } | QuestionType::Agency)
    };
    let with_options = places().into_iter().filter(|place| options(&place.question(&SINK).unwrap().kind));
    let bands = numbers().into_iter().map(|number| Dimension::Bands { number, limits: vec![1.0, 30.0, 2000.0] });
    let given = places().into_iter().map(|place| Dimension::Given(NumberOf { place, part: Part::Only }));
    std::iter::once(Dimension::AgencyKind)
        .chain(with_options.map(Dimension::Options))
        .chain(bands)
        .chain(given)
        .collect()
}

/// Every kind of question is among the dimensions or the numbers, so that the property holds of each.
#[test]
fn every_type_of_question_is_counted() {
    let counted: Vec<&str> = dimensions()
        .iter()
        .filter_map(Dimension::place)
        .map(|place| place.question(&SINK).unwrap().kind.name())
        .collect();
    for question in SINK.questions() {
        assert!(counted.contains(&question.kind.name()), "{}", question.kind.name());
    }
    assert!(numbers().len() > 8 && dimensions().len() > 40);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn counts_over_two_sets_add_up(
        answers in vec((documents(&SINK), prop_oneof![Just(None), Just(Some("city")), Just(Some("npo"))], any::<bool>(), prop::bool::weighted(0.2)), 0..7),
        order in any::<u64>(),
        pairs in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 24),
    ) {
        let whole = dataset(&answers.iter().collect::<Vec<_>>());
        // The parts in another order than the whole.
        let mut shuffled: Vec<&Given> = answers.iter().collect();
        shuffled.rotate_left(usize::try_from(order % 7).unwrap() % answers.len().max(1));
        if order % 2 == 0 {
            shuffled.reverse();
        }
        let (one, two): (Vec<&Given>, Vec<&Given>) = shuffled.into_iter().partition(|(_, _, part, _)| *part);
        let (one, two) = (dataset(&one), dataset(&two));
        let mut both = one.clone();
        both.append(&two);
        let kept: Vec<&Given> = answers.iter().filter(|(_, _, _, withdrawn)| !withdrawn).collect();
        let kept = dataset(&kept);
        let (all, numbers) = (dimensions(), numbers());
        for (index, other) in &pairs {
            let (rows, columns) = (index.get(&all), other.get(&all));
            let counted = counter(&whole).cross(rows, columns);
            prop_assert_eq!(&counter(&both).cross(rows, columns), &counted, "{:?} {:?}", rows, columns);
            prop_assert_eq!(&counter(&kept).cross(rows, columns), &counted, "{:?} {:?}", rows, columns);
            if let Ok(counted) = counted {
                let mut sum = counter(&two).cross(rows, columns).unwrap();
                sum.merge(&counter(&one).cross(rows, columns).unwrap());
                prop_assert_eq!(&sum, &counted, "{:?} {:?}", rows, columns);
                let turned = counter(&whole).cross(columns, rows).unwrap();
                for (row, counts) in counted.matrix().iter().enumerate() {
                    for (column, count) in counts.iter().enumerate() {
                        prop_assert_eq!(turned.count(Slot::Code(column), Slot::Code(row)), *count);
                    }
                }
            }
            let number = *index.get(&numbers);
            let counted = counter(&whole).numbers_by(number, columns);
            if let Ok(counted) = counted {
                let mut sum = counter(&one).numbers_by(number, columns).unwrap();
                sum.merge(&counter(&two).numbers_by(number, columns).unwrap());
                prop_assert_eq!(&sum, &counted, "{:?} {:?}", number, columns);
                prop_assert_eq!(&counter(&both).numbers_by(number, columns).unwrap(), &counted);
            }
            if let Ok(counted) = counter(&whole).grid_sums(number.place, columns) {
                let mut sum = counter(&two).grid_sums(number.place, columns).unwrap();
                sum.merge(&counter(&one).grid_sums(number.place, columns).unwrap());
                prop_assert_eq!(&sum, &counted, "{:?} {:?}", number, columns);
            }
        }
    }
}
