//! The texts that rules are applied to: what agencies wrote of cases, and said in hearings.

use crate::analysis::coding::rules::Word;
use crate::analysis::words::{OwnWords, Token, Tokenizer};
use crate::app::Definitions;
use crate::app::coding::codable::is_coded;
use crate::app::desk::DeskError;
use crate::app::network_rounds::read_all;
use crate::store::{Connection, NetworkId, ResponseId};
use crate::view::cases::{WrittenText, written};

/// What cuts texts into words: the dictionary, and the words that the network has added.
#[derive(Clone, Copy)]
pub(super) struct Cutter<'w> {
    /// The dictionary.
    pub(super) tokenizer: &'w Tokenizer,
    /// The network's words.
    pub(super) own: &'w OwnWords,
}

impl Cutter<'_> {
    fn cut<'t>(&self, text: &'t str) -> Vec<Token<'t>> {
        self.tokenizer.tokenize_with(self.own, text)
    }
}

/// A case or a hearing with what was written of it.
pub(super) struct Texts {
    /// The response.
    pub(super) response: ResponseId,
    /// Its newest revision.
    pub(super) revision: i32,
    /// The agency and the number of its sheet.
    pub(super) name: String,
    /// The title of its round.
    pub(super) round: String,
    /// What was written.
    pub(super) texts: Vec<WrittenText>,
}

/// The cases and hearings of a network, the newest round first, by agency in the order of the register.
pub(super) fn of_network(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<Vec<Texts>, DeskError> {
    let mut cases = Vec::new();
    for read in read_all(connection, definitions, network, is_coded)? {
        for answer in &read.answers {
            cases.push(Texts {
                response: answer.response,
                revision: answer.revision,
                name: format!("{}　{}枚目", answer.agency_name, answer.sheet),
                round: read.round.title.clone(),
                texts: written(&read.questionnaire, &answer.document),
            });
        }
    }
    Ok(cases)
}

/// The words of a text, each in its dictionary form, with its characters.
pub(super) fn words(cutter: Cutter<'_>, text: &str) -> Vec<Word> {
    // Tokens count bytes, passages characters.
    let (mut bytes, mut characters) = (0, 0);
    let mut place = |byte: usize| {
        characters += text.get(bytes..byte).map_or(0, |between| between.chars().count());
        bytes = byte;
        characters
    };
    let tokens = cutter.cut(text).into_iter();
    tokens
        .map(|token| Word { characters: place(token.range.start)..place(token.range.end), base: token.base })
        .collect()
}

/// The dictionary forms of a word of a rule.
pub(super) fn forms(cutter: Cutter<'_>, word: &str) -> Vec<String> {
    cutter.cut(word).into_iter().map(|token| token.base).collect()
}
