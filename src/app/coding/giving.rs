//! Giving codes to a case and taking them back, deciding about suggestions, finishing a reading and taking it up again.

use std::ops::Range;

use super::books::Books;
use super::passages::{joined, of_question, of_range};
use super::reader::{CaseReader, ReadCase};
use super::reading::place_of;
use crate::app::Definitions;
use crate::app::desk::DeskError;
use crate::store::audit::{Act, Actor};
use crate::store::codings::{self, CodingKind, NewCoding, Passage};
use crate::store::{CodingId, Connection, SuggestionId, case_readings, coding_suggestions};
use crate::view::field::{FieldProblem, Typed};

/// The most codings that are given at once: more are a slip.
const MOST: usize = 300;

/// What is said where the reading is finished.
const FINISHED: &str = "分類は終了しています。直すときは、「分類を再開する」を押してから操作してください。";

/// What is said while the agency has not agreed to what the reader would read.
const UNREAD: &str = "本文を確認中のため、いまは分類できません。機関の確認が済むと、分類できるようになります。";

/// What is said where other words are masked than those that the reader has seen.
const REMASKED: &str =
    "画面を開いた後に、伏せ字が見直されました。下の内容は見直し後のものです。付ける箇所を選び直してください。";

/// What is said where the answer was corrected meanwhile.
const CORRECTED: &str =
    "画面を開いた後に、機関が回答を訂正しました。下の内容は訂正後のものです。付ける箇所を選び直してください。";

/// Gives the ticked codes to the ticked places. What stands against it; nothing is given then.
///
/// # Errors
/// [`DeskError::NotFound`] where the person may not read the case.
pub fn give(
    connection: &mut Connection,
    definitions: &Definitions,
    reader: CaseReader,
    typed: &Typed,
    act: &Act,
) -> Result<Vec<FieldProblem>, DeskError> {
    let case = reader.open(connection, definitions)?;
    if case.shown.is_waiting() {
        return Ok(vec![FieldProblem::of_page(UNREAD)]);
    }
    if typed.one("revision") != case.response.latest_revision.to_string() {
        return Ok(vec![FieldProblem::of_page(CORRECTED)]);
    }
    if typed.one("masks").parse::<i32>().unwrap_or_default() != case.shown.version() {
        return Ok(vec![FieldProblem::of_page(REMASKED)]);
    }
    let books = Books::of_network(connection, definitions, reader.network)?;
    let (passages, codes) = (passages(&case, typed), codes(&books, typed));
    let mut problems = Vec::new();
    if passages.is_empty() {
        let words =
            format!("分類を付ける文を選んでください。設問の回答全体や、{}全体に付けることもできます。", case.noun());
        problems.push(FieldProblem::at("places", words));
    }
    if codes.is_empty() {
        problems.push(FieldProblem::at("codes", "付ける分類を選んでください。"));
    }
    if passages.len() * codes.len() > MOST {
        let words = format!("一度に付けられる分類は{MOST}件までです。箇所か分類を減らし、何回かに分けてください。");
        problems.push(FieldProblem::of_page(words));
    }
    if !problems.is_empty() {
        return Ok(problems);
    }
    if !hold(connection, reader, &case, act)? {
        return Ok(vec![FieldProblem::of_page(FINISHED)]);
    }
    for passage in passages {
        for (codebook, code) in &codes {
            let new = NewCoding {
                response: reader.case,
                revision: case.response.latest_revision,
                passage: passage.clone(),
                codebook: codebook.clone(),
                code: code.clone(),
                kind: CodingKind::Reader,
            };
            codings::give(connection, reader.network, &new, act)?;
        }
    }
    Ok(Vec::new())
}

/// Takes back a code that the reader gave.
///
/// # Errors
/// [`DeskError::NotFound`] where the reader gave no such code to the case.
pub fn take_back(
    connection: &mut Connection,
    definitions: &Definitions,
    (reader, id): (CaseReader, CodingId),
    act: &Act,
) -> Result<Vec<FieldProblem>, DeskError> {
    let case = reader.open(connection, definitions)?;
    let coding = codings::find(connection, reader.network, id)?.ok_or(DeskError::NotFound)?;
    let is_mine = coding.coded_by == Actor::User(reader.user) && coding.kind == CodingKind::Reader;
    if coding.response_id != reader.case || !is_mine {
        return Err(DeskError::NotFound);
    }
    if case.shown.is_waiting() {
        return Ok(vec![FieldProblem::of_page(UNREAD)]);
    }
    if !hold(connection, reader, &case, act)? {
        return Ok(vec![FieldProblem::of_page(FINISHED)]);
    }
    // One that was taken back already, as when a button is pressed twice, is taken back.
    codings::take_back(connection, reader.network, &coding, act)?;
    Ok(Vec::new())
}

/// Accepts a suggestion, which makes it a code of the reader's, or rejects it.
///
/// # Errors
/// [`DeskError::NotFound`] where the case has no such suggestion.
pub fn decide(
    connection: &mut Connection,
    definitions: &Definitions,
    (reader, id): (CaseReader, SuggestionId),
    is_accepted: bool,
    act: &Act,
) -> Result<Vec<FieldProblem>, DeskError> {
    let case = reader.open(connection, definitions)?;
    let all = coding_suggestions::of_response(connection, reader.network, reader.case)?;
    let suggestion = all.into_iter().find(|one| one.id == id).ok_or(DeskError::NotFound)?;
    if case.shown.is_waiting() {
        return Ok(vec![FieldProblem::of_page(UNREAD)]);
    }
    if !hold(connection, reader, &case, act)? {
        return Ok(vec![FieldProblem::of_page(FINISHED)]);
    }
    let Some((passage, _)) = place_of(&case.texts, &suggestion) else {
        return Ok(vec![FieldProblem::of_page(CORRECTED)]);
    };
    let is_new = coding_suggestions::decide(connection, reader.network, &suggestion, (reader.user, is_accepted), act)?;
    if is_new && is_accepted {
        let text = case.texts.iter().find(|text| text.question == passage.question);
        let passage = text.map_or(passage.clone(), |text| case.shown.widened(text, passage));
        let new = NewCoding {
            response: reader.case,
            revision: case.response.latest_revision,
            passage,
            codebook: suggestion.codebook,
            code: suggestion.code,
            kind: CodingKind::Reader,
        };
        codings::give(connection, reader.network, &new, act)?;
    }
    Ok(Vec::new())
}

/// Finishes the reading: from then on the reader sees the codes of others, and changes none of theirs. A case in which
/// there was nothing to code is finished too; one that the reader could not read yet is not. What stands against it.
///
/// # Errors
/// [`DeskError::NotFound`] where the person may not read the case.
pub fn finish(
    connection: &mut Connection,
    definitions: &Definitions,
    reader: CaseReader,
    act: &Act,
) -> Result<Vec<FieldProblem>, DeskError> {
    let case = reader.open(connection, definitions)?;
    if case.shown.is_waiting() {
        return Ok(vec![FieldProblem::of_page(UNREAD)]);
    }
    if hold(connection, reader, &case, act)? {
        case_readings::finish(connection, reader.network, (reader.case, reader.user), act)?;
    }
    Ok(Vec::new())
}

/// Takes a finished reading up again. Where others have coded the case, the reader has seen it, and is counted as
/// independent no more.
///
/// # Errors
/// [`DeskError::NotFound`] where the person may not read the case.
pub fn reopen(
    connection: &mut Connection,
    definitions: &Definitions,
    reader: CaseReader,
    act: &Act,
) -> Result<(), DeskError> {
    reader.open(connection, definitions)?;
    let has_seen_others = reader.others_have_coded(connection)?;
    case_readings::reopen(connection, reader.network, (reader.case, reader.user), has_seen_others, act)?;
    Ok(())
}

/// Begins the reading where it was not, and holds it; false where it is finished. Somebody of the office who begins
/// when others have coded the case may have seen that.
fn hold(connection: &mut Connection, reader: CaseReader, case: &ReadCase, act: &Act) -> Result<bool, DeskError> {
    let is_first = !case.readings.iter().any(|one| one.user_id == reader.user);
    let is_independent = !(is_first && reader.is_office() && reader.others_have_coded(connection)?);
    Ok(case_readings::hold(connection, reader.network, (reader.case, reader.user), is_independent, act)?)
}

/// The ticked places as passages of what was written.
fn passages(case: &ReadCase, typed: &Typed) -> Vec<Passage> {
    let mut passages = Vec::new();
    if typed.all("whole").next().is_some() {
        passages.push(Passage::default());
    }
    let places: Vec<(&str, Range<usize>)> = typed.all("at").chain(typed.all("selected")).filter_map(place).collect();
    for text in &case.texts {
        if typed.all("question").any(|key| key == text.question) {
            passages.push(of_question(text));
        }
        let of_text = places.iter().filter(|(question, _)| *question == text.question);
        let ranges = joined(text, of_text.filter_map(|(_, range)| case.shown.whole(text, range)).collect());
        passages.extend(ranges.iter().filter_map(|range| of_range(text, range)));
    }
    passages
}

/// `QUESTION:START-END`
fn place(value: &str) -> Option<(&str, Range<usize>)> {
    let (question, range) = value.rsplit_once(':')?;
    let (start, end) = range.split_once('-')?;
    let range = start.parse().ok()?..end.parse().ok()?;
    (range.start < range.end).then_some((question, range))
}

/// The ticked codes that are offered.
fn codes(books: &Books, typed: &Typed) -> Vec<(String, String)> {
    let known = |value: &str| {
        let (book, code) = value.split_once(':')?;
        let is_offered = books.code(book, code).is_some_and(|code| !code.is_retired);
        is_offered.then(|| (book.to_owned(), code.to_owned()))
    };
    let mut codes: Vec<_> = typed.all("code").filter_map(known).collect();
    codes.sort();
    codes.dedup();
    codes
}
