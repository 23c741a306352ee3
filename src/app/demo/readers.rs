//! What two readers have made of the cases so far: some read by both, some by one, differences settled and open. They
//! find what the case texts were written for, each in their own way.

use std::collections::BTreeSet;
use std::ops::Range;

use super::DemoError;
use crate::answer::passage::sentences;
use crate::app::Reader;
use crate::app::cases::{self, Viewer, one};
use crate::app::coding::books::{Books, DIFFICULT, GOOD};
use crate::app::coding::counted::{self, GivenCode};
use crate::app::coding::reader::CaseReader;
use crate::app::coding::settling::{self, Decision};
use crate::app::coding::{decisions, giving, passages};
use crate::app::definitions::Definitions;
use crate::app::masking::Standing;
use crate::store::audit::Act;
use crate::store::coding_suggestions::{self, NewSuggestion};
use crate::store::{Connection, NetworkId, ResponseId, UserId, case_assignments, case_readings, codings};
use crate::view::cases::{WrittenText, written};
use crate::view::field::Typed;

/// Of the network's cases, those given to readers.
const GIVEN: usize = 12;
/// Of these, those whose agencies have not agreed yet to the masked text, so that nobody reads them.
const WAITING: usize = 2;
/// Of these, those that each reader has finished; the next two are begun.
const FINISHED: [usize; 2] = [9, 7];
/// Hearings that nobody has coded yet.
const UNHEARD: usize = 2;
/// Differences that are settled.
const SETTLED: usize = 2;
/// Needs that words of one case hint at, at most.
const SUGGESTED: usize = 4;

/// The people and their network.
pub(super) struct Circle<'a> {
    /// The network.
    pub(super) network: NetworkId,
    /// Who settles.
    pub(super) office: UserId,
    /// Who read.
    pub(super) readers: &'a [UserId],
}

impl Circle<'_> {
    /// Reads and codes the network's first cases.
    pub(super) fn read(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        by_office: &Act,
    ) -> Result<(), DemoError> {
        let viewer = Viewer { network: self.network, reader: Reader::Office, user: self.office };
        let (open, waiting): (Vec<_>, Vec<_>) = cases::all(connection, definitions, viewer)?
            .into_iter()
            .partition(|case| case.standing == Standing::Approved);
        let given_too = waiting.iter().take(WAITING);
        let cases: Vec<ResponseId> = open.iter().take(GIVEN - WAITING).chain(given_too).map(|case| case.id).collect();
        let found = counted::of_network(connection, self.network)?;
        let books = Books::of_network(connection, definitions, self.network)?;
        for (place, case) in cases.iter().enumerate() {
            let texts = texts(connection, definitions, self.network, *case)?;
            let codes = found.get(case).cloned().unwrap_or_default();
            let mut new = suggested(&books, *case, &texts);
            // The first need is found by both readers; what else the words hint at is still a suggestion.
            new.drain(..new.len().min(1));
            coding_suggestions::add(connection, self.network, &new, &Act::by_program(by_office.at))?;
            for (number, (user, finished)) in self.readers.iter().zip(FINISHED).enumerate() {
                case_assignments::assign(connection, self.network, *case, *user, by_office)?;
                if place >= finished + 2 {
                    continue;
                }
                let reader = CaseReader { network: self.network, case: *case, user: *user, reader: MEETING };
                let act = Act::by_user(*user, by_office.at);
                let as_read = reader.texts(connection, definitions)?;
                if as_read.1.is_empty() {
                    continue;
                }
                let needed = suggested(&books, *case, &as_read.1).into_iter().next();
                let needed = needed.map(|found| as_given(as_read.0, &found));
                for typed in given(&as_read, &codes, (number, place)).into_iter().chain(needed) {
                    giving::give(connection, definitions, reader, &typed, &act)?;
                }
                if place < finished {
                    giving::finish(connection, definitions, reader, &act)?;
                }
            }
        }
        self.settle(connection, definitions, viewer, by_office)?;
        self.hear(connection, definitions, viewer, (&books, by_office))
    }

    /// The office codes what agencies said in hearings, but for the last ones.
    fn hear(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        viewer: Viewer,
        (books, act): (&Books, &Act),
    ) -> Result<(), DemoError> {
        let all = cases::all_coded(connection, definitions, viewer)?.into_iter();
        let heard: Vec<ResponseId> = all.filter(|one| one.is_hearing).map(|one| one.id).collect();
        for answer in heard.iter().take(heard.len().saturating_sub(UNHEARD)) {
            let reader = CaseReader { network: self.network, case: *answer, user: self.office, reader: Reader::Office };
            let (masks, texts) = reader.texts(connection, definitions)?;
            for found in suggested(books, *answer, &texts) {
                giving::give(connection, definitions, reader, &as_given(masks, &found), act)?;
            }
            giving::finish(connection, definitions, reader, act)?;
        }
        Ok(())
    }

    fn settle(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        viewer: Viewer,
        act: &Act,
    ) -> Result<(), DemoError> {
        let readings = case_readings::of_network(connection, self.network)?;
        let all = codings::of_network(connection, self.network)?;
        for (number, one) in decisions::open_of(&readings, &all, |_| true).into_iter().take(SETTLED).enumerate() {
            let typed =
                Typed::default().put("question", one.unit.question).put("codebook", one.codebook).put("code", one.code);
            let decision = if number == 0 { Decision::Given } else { Decision::Dropped };
            settling::settle(connection, definitions, (viewer, one.unit.response), (&typed, decision), act)?;
        }
        Ok(())
    }
}

/// Readers see no single answers but those given to them.
const MEETING: Reader = Reader::Meeting { inside: 5 };

fn texts(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    case: ResponseId,
) -> Result<Vec<WrittenText>, DemoError> {
    let (read, _) = one::find(connection, definitions, network, case)?;
    let answer = read.answers.iter().find(|answer| answer.response == case);
    Ok(answer.map(|answer| written(&read.questionnaire, &answer.document)).unwrap_or_default())
}

/// What a reader gives to a case: the factors that its reflections were written for, to a sentence or to a whole
/// answer; every third case lacks one that the other reader gave.
fn given(
    (masks, texts): &(i32, Vec<WrittenText>),
    codes: &BTreeSet<GivenCode>,
    (reader, case): (usize, usize),
) -> Vec<Typed> {
    let factors = codes.iter().filter(|(book, _)| book == GOOD || book == DIFFICULT);
    let reflections =
        texts.iter().filter(|text| text.question.starts_with("good_") || text.question.starts_with("hard_"));
    let leaves_out = if reader == 1 { case % 3 } else { 3 + case % 2 };
    let pairs = factors.zip(reflections.cycle()).enumerate().filter(|(number, _)| *number != leaves_out);
    pairs
        .filter_map(|(_, ((book, code), text))| {
            let typed = Typed::default()
                .put("revision", "1")
                .put("masks", masks.to_string())
                .put("code", format!("{book}:{code}"));
            Some(if reader == 0 {
                let Range { start, end } = sentences(&text.text).into_iter().next()?;
                typed.put("at", format!("{}:{start}-{end}", text.question))
            } else {
                typed.put("question", text.question.clone())
            })
        })
        .collect()
}

/// The sentences in which a word stands that a codebook names as an example of a need.
fn suggested(books: &Books, case: ResponseId, texts: &[WrittenText]) -> Vec<NewSuggestion> {
    let mut new = Vec::new();
    let codes = books.book("needs").map(|book| book.codes.as_slice()).unwrap_or_default();
    for code in codes {
        let hit = texts.iter().find_map(|text| {
            let word = code.examples.iter().find(|word| text.text.contains(word.as_str()))?;
            let holds = |range: &Range<usize>| {
                text.text.chars().skip(range.start).take(range.len()).collect::<String>().contains(word.as_str())
            };
            let range = sentences(&text.text).into_iter().find(holds)?;
            Some((passages::of_range(text, &range)?, word))
        });
        new.extend(hit.map(|(passage, word)| NewSuggestion {
            response: case,
            revision: 1,
            passage,
            codebook: "needs".to_owned(),
            code: code.key.clone(),
            rule: format!("手がかりになる言葉「{word}」"),
        }));
    }
    new.truncate(SUGGESTED);
    new
}

/// A need given to the passage in which a reader found it.
fn as_given(masks: i32, found: &NewSuggestion) -> Typed {
    let NewSuggestion { passage, codebook, code, .. } = found;
    Typed::default()
        .put("revision", "1")
        .put("masks", masks.to_string())
        .put("code", format!("{codebook}:{code}"))
        .put("at", format!("{}:{}-{}", passage.question, passage.start, passage.end))
}
