//! Arbitrary documents and fields of a questionnaire, for property tests.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

use crate::answer::{AgencyReference, Answer, AnswerDocument, RawFields, fields_of};
use crate::definition::{NumberFormat, Options, Question, QuestionType, Questionnaire};

/// Documents as reading makes them: well-formed, without calculated values, required or not, checks
/// holding or not.
pub(crate) fn documents(questionnaire: &Questionnaire) -> BoxedStrategy<AnswerDocument> {
    let places: Vec<_> = questionnaire.questions().map(place).collect();
    places.prop_map(|answers| AnswerDocument { answers }).boxed()
}

/// What people type: the fields of a document, some of them replaced by anything.
pub(crate) fn raw_fields(questionnaire: &Questionnaire) -> BoxedStrategy<RawFields> {
    let slips = prop_oneof![Just(String::new()), Just("約10".to_owned()), Just("1,2".to_owned()), ".{0,12}"];
    let questionnaire = questionnaire.clone();
    (documents(&questionnaire), vec((any::<Index>(), slips), 0..4))
        .prop_map(move |(document, slips)| {
            let mut fields = fields_of(&questionnaire, &document);
            let names: Vec<String> = fields.iter().map(|(name, _)| name.to_owned()).collect();
            for (index, slip) in slips.iter().filter(|_| !names.is_empty()) {
                fields.set(index.get(&names), slip);
            }
            fields
        })
        .boxed()
}

fn place(question: &Question) -> BoxedStrategy<Option<Answer>> {
    match answer(&question.kind) {
        Some(answer) => option::weighted(0.8, answer).boxed(),
        None => Just(None).boxed(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "steps of a scale are small numbers")]
fn answer(kind: &QuestionType) -> Option<BoxedStrategy<Answer>> {
    Some(match kind.clone() {
        QuestionType::Note | QuestionType::Calculated { .. } => return None,
        QuestionType::Text { max_length } => words(max_length).prop_map(Answer::Text).boxed(),
        QuestionType::Paragraph { max_length } => {
            vec(words(max_length / 4), 1..4).prop_map(|lines| Answer::Text(lines.join("\n"))).boxed()
        }
        QuestionType::Number(format) => with_unknown(number(&format).prop_map(Answer::Number), &format),
        QuestionType::Counts { items, format } => {
            with_unknown(cells(items.len(), &format).prop_map(Answer::Counts), &format)
        }
        QuestionType::Grid { rows, columns, format, .. } => {
            cells(rows.len() * columns.len(), &format).prop_map(Answer::Grid).boxed()
        }
        QuestionType::Choice { options } => (0..options.len(), words(40))
            .prop_map(move |(option, words)| Answer::Choice { option, other: other(&options, &[option], words) })
            .boxed(),
        QuestionType::Choices { options } => {
            let all: Vec<usize> = (0..options.len()).collect();
            (subsequence(all, 1..=options.len()), words(40))
                .prop_map(move |(selected, words)| {
                    let other = other(&options, &selected, words);
                    Answer::Choices { selected, other }
                })
                .boxed()
        }
        QuestionType::Ranking { options, top } => {
            let all: Vec<usize> = (0..options.len()).collect();
            subsequence(all, 1..=top).prop_shuffle().prop_map(Answer::Ranking).boxed()
        }
        QuestionType::Scale { steps } => {
            (0..steps.len()).prop_map(move |step| Answer::Number(steps[step].value as f64)).boxed()
        }
        QuestionType::Checklist { items } => {
            some_of(items.len(), any::<bool>().boxed()).prop_map(Answer::Checklist).boxed()
        }
        QuestionType::Date => (1868_i16..=2199, 1_u8..=12, 1_u8..=28)
            .prop_map(|(y, m, d)| Answer::Text(format!("{y}-{m:02}-{d:02}")))
            .boxed(),
        QuestionType::Month => {
            (1868_i16..=2199, 1_u8..=12).prop_map(|(year, month)| Answer::Text(format!("{year}-{month:02}"))).boxed()
        }
        QuestionType::Agency => agency(0).prop_map(Answer::Agency).boxed(),
        QuestionType::Agencies { top } => {
            let places: Vec<_> = (1..=top.unwrap_or(8)).map(agency).collect();
            let count = places.len();
            (places, 1..=count)
                .prop_map(|(mut agencies, count)| {
                    agencies.truncate(count);
                    Answer::Agencies(agencies)
                })
                .boxed()
        }
        QuestionType::Repeat { questions, max, .. } => {
            let instance: Vec<_> = questions.iter().map(place).collect();
            let instance = instance
                .prop_map(|answers| AnswerDocument { answers })
                .prop_filter("blank", |instance| instance.answers.iter().any(Option::is_some));
            vec(instance, 1..=max).prop_map(Answer::Repeat).boxed()
        }
    })
}

/// Words that are not blank, of any script.
fn words(max_length: usize) -> BoxedStrategy<String> {
    let longest = max_length.min(20);
    proptest::string::string_regex(&format!("[ 　]?[a-zぁ-ん一-龠𠮷ｱ①<&\"'%=0-9０-９]{{1,{}}}", longest - 1))
        .unwrap()
        .boxed()
}

fn other(options: &Options, selected: &[usize], words: String) -> Option<String> {
    options.other().filter(|other| selected.contains(other)).map(|_| words)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "bounds of the kitchen sink are small"
)]
fn number(format: &NumberFormat) -> BoxedStrategy<f64> {
    let scale = 10_f64.powi(format.decimals.cast_signed());
    let bounds = (format.min * scale) as i64..=(format.max * scale) as i64;
    bounds.prop_map(move |number| number as f64 / scale).boxed()
}

fn cells(count: usize, format: &NumberFormat) -> BoxedStrategy<Vec<Option<f64>>> {
    some_of(count, number(format))
}

fn with_unknown(answer: impl Strategy<Value = Answer> + 'static, format: &NumberFormat) -> BoxedStrategy<Answer> {
    if format.unknown { prop_oneof![4 => answer, 1 => Just(Answer::Unknown)].boxed() } else { answer.boxed() }
}

/// Places of which at least one holds something.
fn some_of<T: std::fmt::Debug + Clone + 'static>(count: usize, one: BoxedStrategy<T>) -> BoxedStrategy<Vec<Option<T>>> {
    vec(option::of(one), count).prop_filter("blank", |places| places.iter().any(Option::is_some)).boxed()
}

/// An agency; the place keeps ids of one list apart.
fn agency(place: usize) -> BoxedStrategy<AgencyReference> {
    prop_oneof![
        "[0-9a-f]{8}".prop_map(move |id| AgencyReference::Id(format!("{id}-{place}"))),
        "[a-z][a-z_]{2,12}".prop_map(AgencyReference::Kind),
        words(20).prop_map(AgencyReference::Name),
    ]
    .boxed()
}
