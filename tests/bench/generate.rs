//! Survey answers as agencies might give them, the same on every run.

use std::io::{self, Write};

use fastrand::Rng;
use norishiro::answer::json::{AgencyLine, ResponseLine, line_to_json};
use norishiro::answer::{AgencyReference, Answer, AnswerDocument, complete};
use norishiro::definition::{Code, NumberFormat, Options, Question, QuestionType, Questionnaire};

const WORDS: &str = "本人や家族の話を聞きながら、急がずに関係をつくることを大切にしている。";

/// Writes `count` answers, one a line.
pub(crate) fn write(
    out: &mut impl Write,
    questionnaire: &Questionnaire,
    kinds: &[Code],
    count: usize,
) -> io::Result<()> {
    let mut rng = Rng::with_seed(20_261_120);
    for number in 0..count {
        let answers = document(&mut rng, questionnaire, kinds);
        let line = ResponseLine {
            id: Some(format!("r{number:06}")),
            agency: Some(AgencyLine {
                name: Some(format!("機関{number}")),
                kind: Some(kinds[rng.usize(..kinds.len())].key.clone()),
            }),
            // Agencies do not answer what they are not asked.
            answers: complete(questionnaire, answers).document,
            ..ResponseLine::default()
        };
        writeln!(out, "{}", line_to_json(questionnaire, &line))?;
    }
    Ok(())
}

/// One agency's answers, to questions that it is not asked too.
pub(crate) fn document(rng: &mut Rng, questionnaire: &Questionnaire, kinds: &[Code]) -> AnswerDocument {
    AnswerDocument { answers: questionnaire.questions().map(|question| answer(rng, question, kinds)).collect() }
}

/// Nine of ten questions are answered.
fn answer(rng: &mut Rng, question: &Question, kinds: &[Code]) -> Option<Answer> {
    if rng.u8(..10) == 0 {
        return None;
    }
    Some(match &question.kind {
        QuestionType::Note | QuestionType::Calculated { .. } => return None,
        QuestionType::Text { max_length } | QuestionType::Paragraph { max_length } => {
            Answer::Text(WORDS.chars().cycle().take(rng.usize(1..=*max_length.min(&160))).collect())
        }
        QuestionType::Date => Answer::Text(format!("2026-{:02}-{:02}", rng.u8(1..13), rng.u8(1..29))),
        QuestionType::Month => Answer::Text(format!("2026-{:02}", rng.u8(1..13))),
        QuestionType::Number(format) => Answer::Number(number(rng, format)),
        QuestionType::Counts { items, format } => Answer::Counts(numbers(rng, items.len(), format)),
        QuestionType::Grid { rows, columns, format, .. } => {
            Answer::Grid(numbers(rng, rows.len() * columns.len(), format))
        }
        QuestionType::Choice { options } => Answer::Choice { option: rng.usize(..options.len()), other: None },
        QuestionType::Choices { options } => Answer::Choices { selected: some(rng, options), other: None },
        QuestionType::Ranking { options, top } => {
            let mut ranked = some(rng, options);
            rng.shuffle(&mut ranked);
            ranked.truncate(*top);
            Answer::Ranking(ranked)
        }
        QuestionType::Scale { steps } => Answer::Number(f64::from(rng.usize(..steps.len()) as u32 + 1)),
        QuestionType::Checklist { items } => Answer::Checklist((0..items.len()).map(|_| Some(rng.bool())).collect()),
        QuestionType::Agency => Answer::Agency(agency(rng, kinds)),
        QuestionType::Agencies { top } => Answer::Agencies((0..top.unwrap_or(3)).map(|_| agency(rng, kinds)).collect()),
        QuestionType::Repeat { questions, max, .. } => Answer::Repeat(
            (0..rng.usize(1..=*max))
                .map(|_| AnswerDocument {
                    answers: questions.iter().map(|inside| answer(rng, inside, kinds)).collect(),
                })
                .collect(),
        ),
    })
}

fn number(rng: &mut Rng, format: &NumberFormat) -> f64 {
    format.min + f64::from(rng.u32(..60))
}

fn numbers(rng: &mut Rng, count: usize, format: &NumberFormat) -> Vec<Option<f64>> {
    (0..count).map(|_| (rng.u8(..3) > 0).then(|| number(rng, format))).collect()
}

fn some(rng: &mut Rng, options: &Options) -> Vec<usize> {
    let first = rng.usize(..options.len());
    (0..options.len()).filter(|option| *option == first || rng.u8(..4) == 0).collect()
}

fn agency(rng: &mut Rng, kinds: &[Code]) -> AgencyReference {
    AgencyReference::Kind(kinds[rng.usize(..kinds.len())].key.clone())
}
