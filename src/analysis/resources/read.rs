//! Reading one agency's answer.

use super::{AgencyResources, Chosen, PlaceResource};
use crate::answer::{Answer, AnswerDocument, Completer};
use crate::definition::question::{Options, Sharing};
use crate::definition::{Code, Feed, Question, QuestionType, Questionnaire};

/// Whether the questionnaire asks what agencies offer, to be shared with their names.
pub fn asks_resources(questionnaire: &Questionnaire) -> bool {
    fed(questionnaire.questions(), Feed::SupplyFunction).next().is_some()
        || fed(questionnaire.questions(), Feed::SupplyPlace).next().is_some()
}

/// What the agency told in this answer.
pub fn read(questionnaire: &Questionnaire, document: &AnswerDocument) -> AgencyResources {
    let document = Completer::new(questionnaire).complete(document.clone()).document;
    let questions = || questionnaire.questions();
    AgencyResources {
        functions: chosen(questions(), &document, Feed::SupplyFunction),
        ages: chosen(questions(), &document, Feed::SupplyAgeEligible),
        targets: chosen(questions(), &document, Feed::SupplyTargets),
        methods: chosen(questions(), &document, Feed::SupplyMethods),
        contact: texts(questions(), &document, Feed::ResourceContact).join("\n"),
        strengths: texts(questions(), &document, Feed::Strength),
        places: fed(questions(), Feed::SupplyPlace)
            .filter_map(|(index, question)| Some((&question.kind, document.get(index)?)))
            .flat_map(|(kind, answer)| match (kind, answer) {
                (QuestionType::Repeat { questions, .. }, Answer::Repeat(places)) => {
                    places.iter().map(|place| one_place(questions, place)).collect()
                }
                _ => Vec::new(),
            })
            .filter(|place| *place != PlaceResource::default())
            .collect(),
    }
}

/// The options of the questions that feed any of these, inside repeats too, each code once and in the order of the
/// questionnaire: what a search offers.
pub fn offered_options(questionnaire: &Questionnaire, feeds: &[Feed]) -> Vec<Chosen> {
    let mut offered: Vec<Chosen> = Vec::new();
    let asked = questionnaire.all_questions().filter(|question| feeds.iter().any(|feed| question.feeds.contains(feed)));
    for options in asked.filter_map(options_of) {
        for (place, code) in options.codes.iter().enumerate() {
            if !offered.iter().any(|other| other.key == code.key) {
                offered.push(of_code(code, code.label.clone(), place));
            }
        }
    }
    offered
}

fn one_place(questions: &[Question], document: &AnswerDocument) -> PlaceResource {
    let pick = |feed| chosen(questions.iter(), document, feed);
    let write = |feed| texts(questions.iter(), document, feed).join("　");
    let entry = pick(Feed::ResourceEntry).into_iter().map(|option| option.label);
    PlaceResource {
        name: write(Feed::ResourceName),
        functions: pick(Feed::ResourceFunction),
        ages: pick(Feed::ResourceAges),
        whom: pick(Feed::ResourceFor),
        area: write(Feed::ResourceArea),
        access: pick(Feed::ResourceAccess),
        entry: entry.chain(texts(questions.iter(), document, Feed::ResourceEntry)).collect::<Vec<_>>().join("、"),
    }
}

/// The questions that feed this and are shared with the agency's name, with their indices. What is sensitive is never
/// handed around, whatever is said beside it.
fn fed<'q>(questions: impl Iterator<Item = &'q Question>, feed: Feed) -> impl Iterator<Item = (usize, &'q Question)> {
    let is_shared = move |question: &Question| {
        question.sharing == Sharing::Named && !question.sensitive && question.feeds.contains(&feed)
    };
    questions.enumerate().filter(move |(_, question)| is_shared(question))
}

fn chosen<'q>(questions: impl Iterator<Item = &'q Question>, document: &AnswerDocument, feed: Feed) -> Vec<Chosen> {
    fed(questions, feed)
        .filter_map(|(index, question)| Some((options_of(question)?, document.get(index)?)))
        .flat_map(|(options, answer)| {
            let (selected, other) = match answer {
                Answer::Choice { option, other } => (vec![*option], other),
                Answer::Choices { selected, other } => (selected.clone(), other),
                _ => (Vec::new(), &None),
            };
            selected.into_iter().filter_map(|place| option(options, place, other.as_deref())).collect::<Vec<_>>()
        })
        .collect()
}

fn option(options: &Options, place: usize, other: Option<&str>) -> Option<Chosen> {
    let code = options.codes.get(place)?;
    let label = match other.filter(|_| options.other() == Some(place)) {
        Some(words) => format!("{}（{words}）", code.label),
        None => code.label.clone(),
    };
    Some(of_code(code, label, place))
}

fn of_code(code: &Code, label: String, place: usize) -> Chosen {
    Chosen { key: code.key.clone(), label, place, stands_for: code.stands_for().to_vec() }
}

fn options_of(question: &Question) -> Option<&Options> {
    match &question.kind {
        QuestionType::Choice { options } | QuestionType::Choices { options } => Some(options),
        _ => None,
    }
}

fn texts<'q>(questions: impl Iterator<Item = &'q Question>, document: &AnswerDocument, feed: Feed) -> Vec<String> {
    fed(questions, feed)
        .filter_map(|(index, _)| match document.get(index)? {
            Answer::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => None,
        })
        .collect()
}
