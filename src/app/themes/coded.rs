//! Codes that readers gave to what agencies said, item by item.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::coding::books::Books;
use crate::app::coding::counted::{GivenCode, of_units};
use crate::app::coding::sight;
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::{Connection, NetworkId, ResponseId, RoundId, UserId};
use crate::view::themes::CodeOfTheme;

/// The codes of a round of hearings, as far as a person may see them.
pub(super) struct Codes {
    books: Books,
    units: BTreeMap<(ResponseId, String), BTreeSet<GivenCode>>,
}

impl Codes {
    /// Those of a round.
    pub(super) fn of_round(
        connection: &mut Connection,
        definitions: &Definitions,
        (network, round): (NetworkId, RoundId),
        user: UserId,
    ) -> Result<Self, DeskError> {
        let seen = sight::seen_in_round(connection, (network, round), user)?;
        Ok(Self { books: Books::of_network(connection, definitions, network)?, units: of_units(&seen) })
    }

    /// The codes of what one agency said to an item, of every instance where the item repeats; of the hearing as a whole
    /// where the item is blank.
    pub(super) fn of(&self, response: ResponseId, item: &str) -> BTreeSet<&GivenCode> {
        let is_of = |question: &str| {
            let rest = question.strip_prefix(item);
            question == item || (!item.is_empty() && rest.is_some_and(|rest| rest.starts_with('/')))
        };
        let here = self.units.iter().filter(|((of, question), _)| *of == response && is_of(question));
        here.flat_map(|(_, codes)| codes).collect()
    }

    /// In the words of the codebooks, in their order.
    pub(super) fn labels(&self, codes: &BTreeSet<&GivenCode>) -> Vec<String> {
        let mut codes: Vec<&GivenCode> = codes.iter().copied().collect();
        codes.sort_by_key(|code| self.place(code));
        codes.into_iter().map(|code| self.label(code)).collect()
    }

    /// The codes of an item, each with how many of these answers have it and the address of these alone; `chosen` is the
    /// one that is shown, `unit` what voices are counted in.
    pub(super) fn of_item(
        &self,
        responses: &[ResponseId],
        item: &str,
        path: &str,
        (chosen, unit): (&str, &str),
    ) -> Vec<CodeOfTheme> {
        let mut counts: BTreeMap<&GivenCode, usize> = BTreeMap::new();
        for response in responses {
            for code in self.of(*response, item) {
                *counts.entry(code).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(code, _)| self.place(code));
        let line = |(code, voices): (&GivenCode, usize)| CodeOfTheme {
            label: self.label(code),
            voices: format!("{voices}{unit}"),
            path: format!("{path}?code={}", name(code)),
            is_here: name(code) == chosen,
        };
        counts.into_iter().map(line).collect()
    }

    fn label(&self, (book, code): &GivenCode) -> String {
        self.books.label(book, code).unwrap_or(code).to_owned()
    }

    fn place(&self, (book, code): &GivenCode) -> (usize, usize) {
        let book = self.books.books.iter().position(|known| known.key == *book);
        let codes = book.and_then(|place| self.books.books.get(place)).map_or(&[][..], |book| &book.codes);
        let code = codes.iter().position(|known| known.key == *code);
        (book.unwrap_or(usize::MAX), code.unwrap_or(usize::MAX))
    }
}

/// A code as addresses name it: 「needs:place」.
pub(super) fn name((book, code): &GivenCode) -> String {
    format!("{book}:{code}")
}
