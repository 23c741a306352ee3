//! How much memory the answers take as columns.

use norishiro::analysis::{Dataset, Giver};
use norishiro::answer::Completer;
use norishiro::app::shipped;

use crate::bench_answers;

#[test]
fn an_answer_to_the_agency_survey_takes_less_than_400_bytes() {
    const COUNT: usize = 1_500;
    let library = shipped::library().unwrap();
    let survey = library.questionnaire("agency-survey").unwrap();
    let kinds = &library.code_list("agency-kinds").unwrap().codes;
    let completer = Completer::new(survey);
    let (mut dataset, mut rng) = (Dataset::new(survey), fastrand::Rng::with_seed(5));
    for number in 0..COUNT {
        let document = bench_answers::document(&mut rng, survey, kinds);
        let agency = format!("{number}");
        dataset.push(
            &completer,
            document,
            Giver { agency: Some(&agency), kind: Some(&kinds[number % kinds.len()].key) },
        );
    }
    let each = dataset.bytes() / COUNT;
    assert!((100..400).contains(&each), "{each} bytes an answer");
}
