//! The texts that rules are applied to: what agencies wrote of cases.

use crate::analysis::coding::rules::Word;
use crate::analysis::words::Tokenizer;
use crate::app::Definitions;
use crate::app::desk::{DeskError, has_cases};
use crate::app::network_rounds::read_all;
use crate::store::{Connection, NetworkId, ResponseId};
use crate::view::cases::{WrittenText, written};

/// A case with what was written of it.
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

/// The cases of a network, the newest round first, by agency in the order of the register.
pub(super) fn of_network(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<Vec<Texts>, DeskError> {
    let mut cases = Vec::new();
    for read in read_all(connection, definitions, network, has_cases)? {
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
pub(super) fn words(tokenizer: &Tokenizer, text: &str) -> Vec<Word> {
    // Tokens count bytes, passages characters.
    let (mut bytes, mut characters) = (0, 0);
    let mut place = |byte: usize| {
        characters += text.get(bytes..byte).map_or(0, |between| between.chars().count());
        bytes = byte;
        characters
    };
    let tokens = tokenizer.tokenize(text).into_iter();
    tokens
        .map(|token| Word { characters: place(token.range.start)..place(token.range.end), base: token.base })
        .collect()
}

/// The dictionary forms of a word of a rule.
pub(super) fn cut(tokenizer: &Tokenizer, word: &str) -> Vec<String> {
    tokenizer.tokenize(word).into_iter().map(|token| token.base).collect()
}
