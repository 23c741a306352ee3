//! What agencies said of what they can do and what they lack, read from their newest answers.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::analysis::norishiro::{Saying, Statement, Theme, ThemeBy};
use crate::analysis::offered::OfferedForm;
use crate::analysis::ties::{Party, Register, Registered};
use crate::analysis::words::{Tokenizer, Vocabulary, nouns_in};
use crate::answer::{AgencyReference, Answer, AnswerDocument};
use crate::app::coding::books::Books;
use crate::app::coding::codable::is_coded;
use crate::app::coding::{counted, sight};
use crate::app::definitions::{Definitions, NEEDS};
use crate::app::desk::{DeskError, ReadAnswer, RoundRead};
use crate::app::masking::{Masker, Screen, What};
use crate::app::network_rounds::{self, feeds_any};
use crate::app::reader::Reader;
use crate::app::register::kinds;
use crate::app::shared_words::are_shared;
use crate::app::words::{WordDictionary, lists};
use crate::definition::question::{OTHER, Sharing};
use crate::definition::{Code, Feed, Question, QuestionType};
use crate::store::agencies::{self, Agency};
use crate::store::{Connection, NetworkId, ResponseId, word_lists};
use crate::view::answers::sheet_path;

/// What a feed is a statement of. Strengths that are told of a case are the case's, and are left out.
const FEEDS: [(Feed, Saying); 4] = [
    (Feed::Strength, Saying::Strength),
    (Feed::NorishiroOffer, Saying::Offer),
    (Feed::Weakness, Saying::Weakness),
    (Feed::NorishiroAsk, Saying::Ask),
];

/// A statement with where it comes from.
pub(super) struct Said {
    pub(super) statement: Statement,
    pub(super) text: String,
    /// Whom it names, in words.
    pub(super) partner: Option<String>,
    /// The round's title.
    pub(super) source: String,
    /// The address of the answer, where the reader may see it.
    pub(super) evidence: Option<String>,
    /// The address at which the answer is coded, where the reader may.
    pub(super) coding: Option<String>,
}

/// What was read.
pub(super) struct Read {
    /// Those of the register that are asked, in its order.
    pub(super) agencies: Vec<Agency>,
    /// The same, to be found by what answers name.
    register: Register,
    kinds: Vec<Code>,
    pub(super) said: Vec<Said>,
    /// By agency: the functions of support that it says it offers, as codes of needs.
    pub(super) functions: Vec<BTreeSet<Theme>>,
    /// The network's codebooks.
    pub(super) books: Books,
    pub(super) function_labels: BTreeMap<String, String>,
    /// The titles of the rounds that were read.
    pub(super) rounds: Vec<String>,
}

/// What statements are read with.
struct Reading<'a> {
    network: NetworkId,
    reader: Reader,
    /// Whether the agency shares the words of the answer that is read.
    is_shared: bool,
    books: &'a Books,
    /// Codes that count, by answer and question.
    codes: &'a HashMap<(ResponseId, String), Vec<Theme>>,
    tokenizer: &'a Tokenizer,
    vocabulary: &'a Vocabulary,
}

impl Read {
    pub(super) fn new(
        connection: &mut Connection,
        definitions: &Definitions,
        (dictionary, masker): (&WordDictionary, &Masker),
        network: NetworkId,
        reader: Reader,
    ) -> Result<Self, DeskError> {
        let asked: Vec<Feed> = FEEDS.iter().map(|(feed, _)| *feed).chain([Feed::SupplyFunction]).collect();
        let rounds = network_rounds::read_all(connection, definitions, network, |asks| feeds_any(asks, &asked))?;
        let agencies: Vec<Agency> = agencies::of_network(connection, network)?
            .into_iter()
            .filter(|agency| agency.archived_at.is_none())
            .collect();
        let books = Books::of_network(connection, definitions, network)?;
        let mut codes: HashMap<(ResponseId, String), Vec<Theme>> = HashMap::new();
        for (unit, given) in counted::of_units(&sight::seen_by_all(connection, network)?) {
            codes.insert(unit, given.into_iter().map(|(book, code)| Theme { book, code }).collect());
        }
        let vocabulary = lists::vocabulary(&word_lists::of_network(connection, network)?)?;
        let screen = Screen::of(connection, masker, network, (reader, What::Everything))?;
        let reading = Reading {
            network,
            reader,
            is_shared: false,
            books: &books,
            codes: &codes,
            tokenizer: dictionary.tokenizer()?,
            vocabulary: &vocabulary,
        };
        let mut read = Self {
            functions: vec![BTreeSet::new(); agencies.len()],
            kinds: kinds::of_network(connection, definitions, network)?.all(),
            register: Register::new(agencies.iter().map(registered).collect()),
            agencies,
            said: Vec::new(),
            function_labels: BTreeMap::new(),
            rounds: Vec::new(),
            books: books.clone(),
        };
        // Newest first: of each questionnaire an agency's newest answer speaks.
        let mut heard = HashSet::new();
        for round in &rounds {
            for answer in &round.answers {
                let Some(agency) = read.agencies.iter().position(|agency| agency.id == answer.agency) else { continue };
                if heard.insert((agency, round.questionnaire.key.clone())) {
                    let document = screen.document(&round.questionnaire, &answer.document)?;
                    read.take(&reading, (round, answer), agency, &document);
                }
            }
        }
        read.said.sort_by_key(|said| (said.statement.agency, said.statement.saying));
        Ok(read)
    }

    /// What an agency is, in words.
    pub(super) fn kind_of(&self, agency: usize) -> &str {
        let Some(agency) = self.agencies.get(agency) else { return "" };
        self.kinds.iter().find(|kind| kind.key == agency.kind).map_or(agency.kind.as_str(), |kind| &kind.label)
    }

    fn take(
        &mut self,
        reading: &Reading<'_>,
        (round, answer): (&RoundRead, &ReadAnswer),
        agency: usize,
        document: &AnswerDocument,
    ) {
        let is_shared = are_shared(&round.questionnaire, &answer.document);
        let reading = &Reading { is_shared, ..*reading };
        let before = self.said.len() + self.functions[agency].len();
        let questions: Vec<&Question> = round.questionnaire.questions().collect();
        self.take_questions(reading, (round, answer), agency, ("", &questions), document);
        let form = OfferedForm::shared(&round.questionnaire);
        let offered = form.read(document);
        for function in form.axes.functions.into_iter().filter(|function| offered.contains_key(&function.heading.key)) {
            self.function_labels.entry(function.heading.key).or_insert(function.heading.label);
        }
        // What different agencies mean by その他 is different things.
        let offered = offered.into_keys().filter(|function| function != OTHER);
        self.functions[agency].extend(offered.map(|code| Theme { book: NEEDS.to_owned(), code }));
        if self.said.len() + self.functions[agency].len() > before && !self.rounds.contains(&round.round.title) {
            self.rounds.push(round.round.title.clone());
        }
    }

    fn take_questions(
        &mut self,
        reading: &Reading<'_>,
        (round, answer): (&RoundRead, &ReadAnswer),
        agency: usize,
        (within, questions): (&str, &[&Question]),
        document: &AnswerDocument,
    ) {
        // Inside a repeat the agency that is named stands beside what it is named for.
        let named = questions.iter().enumerate().find_map(|(at, _)| match document.get(at) {
            Some(Answer::Agency(named)) => Some(named),
            _ => None,
        });
        for (at, question) in questions.iter().enumerate() {
            match (document.get(at), &question.kind) {
                (Some(Answer::Text(text)), _) => {
                    if let Some(saying) = saying(question).filter(|_| reading.may_see(question)) {
                        let said = self.said(reading, (round, answer), agency, (question, within, saying, text), named);
                        self.said.push(said);
                    }
                }
                (Some(Answer::Repeat(instances)), QuestionType::Repeat { questions, .. }) => {
                    let questions: Vec<&Question> = questions.iter().collect();
                    for (number, instance) in (1..).zip(instances) {
                        let within = format!("{}/{number}/", question.key);
                        self.take_questions(reading, (round, answer), agency, (&within, &questions), instance);
                    }
                }
                _ => {}
            }
        }
    }

    fn said(
        &self,
        reading: &Reading<'_>,
        (round, answer): (&RoundRead, &ReadAnswer),
        agency: usize,
        (question, within, saying, text): (&Question, &str, Saying, &str),
        named: Option<&AgencyReference>,
    ) -> Said {
        let (partners, partner) = named.map_or_else(Default::default, |named| self.named(named));
        let network = reading.network;
        let sheet = sheet_path(round.round.id, answer.agency, answer.sheet);
        let path = format!("/staff/networks/{network}{sheet}");
        let may_code = reading.reader.sees_answers() && is_coded(&round.questionnaire);
        Said {
            statement: Statement {
                agency,
                saying,
                words: nouns_in(reading.tokenizer, reading.vocabulary, text),
                themes: reading.themes(answer.response, format!("{within}{}", question.key), text),
                partners,
            },
            text: text.to_owned(),
            partner,
            source: round.round.title.clone(),
            evidence: reading.reader.sees_answers().then_some(path),
            coding: may_code.then(|| format!("/staff/networks/{network}/cases/{}/coding", answer.response)),
        }
    }

    /// The places of whoever is named, and the name in words: a name means whom it means on the pages of ties.
    fn named(&self, named: &AgencyReference) -> (Vec<usize>, Option<String>) {
        match self.register.party(named) {
            Party::Agency(place) => (vec![place], self.agencies.get(place).map(|agency| agency.name.clone())),
            Party::Kind(code) => {
                let of_kind = self.agencies.iter().enumerate().filter(|(_, agency)| agency.kind == code);
                let label = self.kinds.iter().find(|kind| kind.key == code).map(|kind| kind.label.clone());
                (of_kind.map(|(place, _)| place).collect(), label)
            }
            // An id that is not known has no words to be shown.
            Party::Unregistered(_) if matches!(named, AgencyReference::Id(_)) => (Vec::new(), None),
            Party::Unregistered(words) => (Vec::new(), Some(words)),
        }
    }
}

impl Reading<'_> {
    /// Whether the reader may see the words of a question with its agency's name: what agencies wrote for the meeting's
    /// table is for all who sit at it, all else for the office.
    fn may_see(&self, question: &Question) -> bool {
        self.reader.sees_answers() || (self.is_shared && question.sharing == Sharing::Named && !question.sensitive)
    }

    /// What a statement speaks of: the codes that readers gave it, and the needs of which an example stands in it. A
    /// code of the network's own has no examples: its label is one.
    fn themes(&self, response: ResponseId, question: String, text: &str) -> BTreeMap<Theme, ThemeBy> {
        let mut themes = BTreeMap::new();
        for need in self.books.book(NEEDS).into_iter().flat_map(|book| &book.codes).filter(|need| !need.is_retired) {
            let own = need.is_own.then_some(&need.label);
            if let Some(example) = need.examples.iter().chain(own).find(|example| text.contains(example.as_str())) {
                let theme = Theme { book: NEEDS.to_owned(), code: need.key.clone() };
                themes.insert(theme, ThemeBy::Words(example.clone()));
            }
        }
        let coded = self.codes.get(&(response, question)).into_iter().flatten();
        themes.extend(coded.map(|theme| (theme.clone(), ThemeBy::Reader)));
        themes
    }
}

fn registered(agency: &Agency) -> Registered {
    Registered {
        id: agency.id.to_string(),
        name: agency.name.clone(),
        kind: agency.kind.clone(),
        is_archived: agency.archived_at.is_some(),
    }
}

fn saying(question: &Question) -> Option<Saying> {
    if question.feeds.contains(&Feed::TextCase) {
        return None;
    }
    FEEDS.iter().find(|(feed, _)| question.feeds.contains(feed)).map(|(_, saying)| *saying)
}
