//! The texts of a network in which words are counted.

use crate::analysis::profile::{DIFFICULT, GOOD};
use crate::analysis::words::{Corpus, Document, Tokenizer, Vocabulary};
use crate::answer::{Answer, AnswerDocument};
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, ReadAnswer, RoundRead};
use crate::app::network_rounds;
use crate::definition::{Feed, Question, QuestionType, Questionnaire};
use crate::store::{AgencyId, Connection, NetworkId, RoundId};

/// Which texts are looked at. They are never mixed: a case speaks of a person, a remark of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// What was written about cases.
    Cases,
    /// What agencies wrote about themselves and the area.
    Remarks,
}

/// What agencies write about themselves and the area.
const REMARKS: [Feed; 10] = [
    Feed::TextFree,
    Feed::Difficulty,
    Feed::PracticeValue,
    Feed::Wanted,
    Feed::DemandDoubtfulEnd,
    Feed::Strength,
    Feed::Weakness,
    Feed::NorishiroOffer,
    Feed::NorishiroAsk,
    Feed::NorishiroStep,
];

impl Source {
    /// By its name in addresses; cases where it is no name.
    pub fn from_name(name: Option<&str>) -> Self {
        if name == Some(Self::Remarks.name()) { Self::Remarks } else { Self::Cases }
    }

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Remarks => "remarks",
        }
    }

    /// Whether a question's texts belong to it.
    fn takes(self, question: &Question) -> bool {
        let is_of_case = question.feeds.contains(&Feed::TextCase);
        let is_text = matches!(question.kind, QuestionType::Text { .. } | QuestionType::Paragraph { .. });
        is_text
            && match self {
                Self::Cases => is_of_case,
                Self::Remarks => !is_of_case && question.feeds.iter().any(|feed| REMARKS.contains(feed)),
            }
    }

    /// Whether a questionnaire asks for such texts.
    pub(super) fn is_asked(self, questionnaire: &Questionnaire) -> bool {
        questionnaire.all_questions().any(|question| self.takes(question))
    }
}

/// Whether a case is a good or a difficult one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Valence {
    /// 好事例
    Good,
    /// 困難事例
    Difficult,
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The round.
    pub round: RoundId,
    /// The agency.
    pub agency: AgencyId,
    /// Its name.
    pub agency_name: String,
    /// The code of its kind.
    pub kind: String,
    /// The number of the sheet among the agency's.
    pub sheet: i32,
    /// Good or difficult; `None` where nobody said.
    pub valence: Option<Valence>,
    /// By text of the document: what was asked.
    pub labels: Vec<String>,
}

/// The texts with their words.
#[derive(Debug, Default)]
pub struct Texts {
    /// One document an answer.
    pub corpus: Corpus,
    /// By document.
    pub origins: Vec<Origin>,
    /// The rounds that asked, newest first, with their titles.
    pub rounds: Vec<(RoundId, String)>,
}

impl Texts {
    /// Reads all rounds of the network.
    ///
    /// # Errors
    /// Where the database fails or an answer does not fit its definition.
    pub(super) fn read(
        connection: &mut Connection,
        definitions: &Definitions,
        network: NetworkId,
        source: Source,
        (tokenizer, vocabulary): (&Tokenizer, &Vocabulary),
    ) -> Result<Self, DeskError> {
        let rounds = network_rounds::read_all(connection, definitions, network, |asked| source.is_asked(asked))?;
        let mut texts = Self::default();
        let mut documents = Vec::new();
        let mut givers: Vec<AgencyId> = Vec::new();
        for round in &rounds {
            texts.rounds.push((round.round.id, round.round.title.clone()));
            for answer in &round.answers {
                let giver = givers.iter().position(|giver| *giver == answer.agency).unwrap_or_else(|| {
                    givers.push(answer.agency);
                    givers.len() - 1
                });
                let (labels, written) = written(&round.questionnaire, &answer.document, source);
                if !written.is_empty() {
                    documents.push(Document { giver: u32::try_from(giver).unwrap_or(u32::MAX), texts: written });
                    texts.origins.push(origin(round, answer, labels));
                }
            }
        }
        texts.corpus = Corpus::new(tokenizer, vocabulary, documents);
        Ok(texts)
    }
}

fn origin(round: &RoundRead, answer: &ReadAnswer, labels: Vec<String>) -> Origin {
    Origin {
        round: round.round.id,
        agency: answer.agency,
        agency_name: answer.agency_name.clone(),
        kind: answer.agency_kind.clone(),
        sheet: answer.sheet,
        valence: valence(&round.questionnaire, &answer.document),
        labels,
    }
}

fn valence(questionnaire: &Questionnaire, document: &AnswerDocument) -> Option<Valence> {
    let asked = |question: &&Question| question.feeds.contains(&Feed::CaseValence);
    let (at, question) = questionnaire.questions().enumerate().find(|(_, question)| asked(question))?;
    let (QuestionType::Choice { options }, Some(Answer::Choice { option, .. })) = (&question.kind, document.get(at))
    else {
        return None;
    };
    match options.codes.get(*option)?.key.as_str() {
        GOOD => Some(Valence::Good),
        DIFFICULT => Some(Valence::Difficult),
        _ => None,
    }
}

/// The labels of the questions that were answered in words, and the words.
fn written(questionnaire: &Questionnaire, document: &AnswerDocument, source: Source) -> (Vec<String>, Vec<String>) {
    let mut found = Vec::new();
    let questions: Vec<&Question> = questionnaire.questions().collect();
    add(&mut found, &questions, document, source);
    found.into_iter().unzip()
}

fn add(found: &mut Vec<(String, String)>, questions: &[&Question], document: &AnswerDocument, source: Source) {
    for (at, question) in questions.iter().enumerate() {
        match (document.get(at), &question.kind) {
            (Some(Answer::Text(text)), _) if source.takes(question) => {
                found.push((question.label.clone(), text.clone()));
            }
            (Some(Answer::Repeat(instances)), QuestionType::Repeat { questions, .. }) => {
                let questions: Vec<&Question> = questions.iter().collect();
                for instance in instances {
                    add(found, &questions, instance, source);
                }
            }
            _ => {}
        }
    }
}
