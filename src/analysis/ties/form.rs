//! Which questions of a questionnaire tell of ties, and how their answers are read.

use super::mentions::{Mention, Relation};
use super::register::{Party, Register};
use crate::analysis::table::Heading;
use crate::answer::{Answer, AnswerDocument, Completer};
use crate::definition::question::Options;
use crate::definition::{Feed, Question, QuestionType, Questionnaire, Sharing};

/// The questions of one questionnaire that tell of ties.
pub struct TieForm<'q> {
    asked: Vec<Asked<'q>>,
    completer: Completer<'q>,
}

/// A question that names agencies.
struct Asked<'q> {
    relation: Relation,
    /// Its place among the questions, or that of the repeat around it.
    at: usize,
    /// Its place inside a repeat.
    inside: Option<usize>,
    /// What they work together on: the place of that question (inside the same repeat), and its options.
    purposes: Option<(usize, &'q Options)>,
    is_named: bool,
    /// How many agencies it has room for; `None` where for any number.
    most: Option<usize>,
}

impl<'q> TieForm<'q> {
    /// The form of a questionnaire; `None` where it asks nothing of ties.
    pub fn of(questionnaire: &'q Questionnaire) -> Option<Self> {
        let questions: Vec<&Question> = questionnaire.questions().collect();
        let mut asked = Vec::new();
        for (at, question) in questions.iter().enumerate() {
            if let QuestionType::Repeat { questions, .. } = &question.kind {
                asked.extend(inside(question, questions, at));
            } else if let Some(relation) = relation(question).filter(|_| names_agencies(question)) {
                // Beside one agency alone can be said what it is for.
                let purposes = matches!(question.kind, QuestionType::Agency)
                    .then(|| purposes(questions[at + 1..].iter().copied(), at + 1, false))
                    .flatten();
                let most = room(question);
                asked.push(Asked { relation, at, inside: None, purposes, is_named: is_named(question), most });
            }
        }
        (!asked.is_empty()).then(|| Self { asked, completer: Completer::new(questionnaire) })
    }

    /// How many agencies one question has room for at most; `None` where one of them takes any number.
    pub fn most(&self) -> Option<usize> {
        self.asked.iter().try_fold(0, |most, asked| Some(most.max(asked.most?)))
    }

    /// Whether some of the questions say that their answers are shared in totals only.
    pub fn has_totals(&self) -> bool {
        self.asked.iter().any(|asked| !asked.is_named)
    }

    /// What agencies can work together on, in the order of the questionnaire.
    pub fn purposes(&self) -> Vec<Heading> {
        let mut headings: Vec<Heading> = Vec::new();
        for code in self.asked.iter().filter_map(|asked| asked.purposes).flat_map(|(_, options)| &options.codes) {
            if headings.iter().all(|heading| heading.key != code.key) {
                headings.push(Heading { key: code.key.clone(), label: code.label.clone() });
            }
        }
        headings
    }

    /// Whom an agency names in its answer, itself too. `answer` numbers the answer among those read.
    pub fn read(&self, register: &Register, from: usize, document: &AnswerDocument, answer: usize) -> Vec<Mention> {
        let document = self.completer.complete(document.clone()).document;
        let mut mentions = Vec::new();
        for asked in &self.asked {
            let mut add = |to: Party, place: usize, purposes: Vec<String>| {
                let (relation, is_named) = (asked.relation, asked.is_named);
                mentions.push(Mention { from, to, relation, place, purposes, is_named, answer });
            };
            match (asked.inside, document.get(asked.at)) {
                (Some(at), Some(Answer::Repeat(instances))) => {
                    for (place, instance) in (1..).zip(instances) {
                        for party in named(register, instance.get(at)) {
                            add(party, place, asked.purposes_in(instance));
                        }
                    }
                }
                (None, answer) => {
                    for (place, party) in (1..).zip(named(register, answer)) {
                        add(party, place, asked.purposes_in(&document));
                    }
                }
                (Some(_), _) => {}
            }
        }
        mentions
    }
}

impl Asked<'_> {
    fn purposes_in(&self, document: &AnswerDocument) -> Vec<String> {
        let Some((at, options)) = self.purposes else { return Vec::new() };
        let selected = match document.get(at) {
            Some(Answer::Choices { selected, .. }) => selected.as_slice(),
            _ => &[],
        };
        selected.iter().filter_map(|option| options.codes.get(*option)).map(|code| code.key.clone()).collect()
    }
}

/// The questions inside a repeat that name agencies: those that say so, or all where the repeat does.
fn inside<'q>(repeat: &'q Question, questions: &'q [Question], at: usize) -> Vec<Asked<'q>> {
    let about = purposes(questions.iter(), 0, repeat.feeds.contains(&Feed::TiePurpose));
    let instances = match repeat.kind {
        QuestionType::Repeat { max, .. } => Some(max),
        _ => None,
    };
    let naming = questions.iter().enumerate().filter(|(_, question)| names_agencies(question));
    let asked = naming.filter_map(|(inner, question)| {
        let relation = relation(question).or_else(|| relation(repeat))?;
        let purposes = about.filter(|_| relation == Relation::Partner);
        let most = room(question).zip(instances).map(|(each, instances)| each * instances);
        Some(Asked { relation, at, inside: Some(inner), purposes, is_named: is_named(question), most })
    });
    asked.collect()
}

/// The first question that tells what agencies work together on; inside a repeat that does so as a whole, any choices.
fn purposes<'q>(
    questions: impl Iterator<Item = &'q Question>,
    first: usize,
    takes_any: bool,
) -> Option<(usize, &'q Options)> {
    (first..).zip(questions).find_map(|(at, question)| match &question.kind {
        QuestionType::Choices { options } if takes_any || question.feeds.contains(&Feed::TiePurpose) => {
            Some((at, options))
        }
        _ => None,
    })
}

fn relation(question: &Question) -> Option<Relation> {
    question.feeds.iter().find_map(|feed| match feed {
        Feed::TiePartner => Some(Relation::Partner),
        Feed::TieReferredFrom => Some(Relation::ReferredFrom),
        Feed::TieReferredTo => Some(Relation::ReferredTo),
        _ => None,
    })
}

fn names_agencies(question: &Question) -> bool {
    matches!(question.kind, QuestionType::Agency | QuestionType::Agencies { .. })
}

/// How many agencies a question has room for.
fn room(question: &Question) -> Option<usize> {
    match question.kind {
        QuestionType::Agencies { top } => top,
        _ => Some(1),
    }
}

fn is_named(question: &Question) -> bool {
    question.sharing == Sharing::Named
}

fn named(register: &Register, answer: Option<&Answer>) -> Vec<Party> {
    match answer {
        Some(Answer::Agency(reference)) => vec![register.party(reference)],
        Some(Answer::Agencies(references)) => references.iter().map(|reference| register.party(reference)).collect(),
        _ => Vec::new(),
    }
}
