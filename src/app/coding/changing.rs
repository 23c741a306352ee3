//! Changing codebooks: codes of a network's own, other labels, codes that are offered no longer, mirrored factors.

use super::books::{Book, BookCode, Books, DIFFICULT, GOOD};
use super::counted;
use crate::app::Definitions;
use crate::app::desk::DeskError;
use crate::store::audit::Act;
use crate::store::codebooks::{self, Mirroring, NetworkCode, NetworkPair};
use crate::store::{Connection, NetworkId, register_imports};
use crate::view::alike::level;
use crate::view::coding::{BookLine, BookPage, BooksPage, CodeLine, PairLine, PairsPage};
use crate::view::field::{Choice, Typed};

/// The longest label and the longest meaning, in letters.
const LONGEST: (usize, usize) = (60, 400);

/// All codebooks.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<BooksPage, DeskError> {
    let books = Books::of_network(connection, definitions, network)?;
    let line = |book: &Book| BookLine {
        key: book.key.clone(),
        title: book.title.clone(),
        offered: book.codes.iter().filter(|code| !code.is_retired).count(),
        own: book.codes.iter().filter(|code| code.is_own && !code.is_retired).count(),
        retired: book.codes.iter().filter(|code| code.is_retired).count(),
    };
    Ok(BooksPage { books: books.books.iter().map(line).collect(), pairs: books.pairs.len() })
}

/// One codebook, and the form: for the code that is to be changed, or for a new one.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such codebook.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    (book, changed): (&str, &str),
) -> Result<BookPage, DeskError> {
    let books = Books::of_network(connection, definitions, network)?;
    let book = books.book(book).ok_or(DeskError::NotFound)?;
    let cases = counted::of_network(connection, network)?;
    let count = |code: &str| {
        let given = (book.key.clone(), code.to_owned());
        cases.values().filter(|codes| codes.contains(&given)).count()
    };
    let code = book.codes.iter().find(|code| code.key == changed);
    Ok(BookPage {
        key: book.key.clone(),
        title: book.title.clone(),
        typed_code: code.map(|code| code.key.clone()).unwrap_or_default(),
        is_shipped: code.is_some_and(|code| !code.is_own),
        typed_label: code.map(|code| code.label.clone()).unwrap_or_default(),
        typed_about: code.map(|code| code.about.clone()).unwrap_or_default(),
        edition: code.map(|code| code.edition).unwrap_or_default(),
        codes: book
            .codes
            .iter()
            .map(|code| CodeLine {
                cases: count(&code.key),
                code: code.key.clone(),
                label: code.label.clone(),
                about: code.about.clone(),
                group: code.group.clone(),
                examples: code.examples.join("、"),
                is_own: code.is_own,
                is_retired: code.is_retired,
            })
            .collect(),
        ..BookPage::default()
    })
}

/// Adds a code, or gives one another label and meaning. The page again, with what stands against it, where it cannot
/// be kept: what was typed is wrong, or somebody else has changed the words since the form was opened.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such codebook, or it has no code of the key given.
pub fn save(
    connection: &mut Connection,
    definitions: &Definitions,
    (network, book): (NetworkId, &str),
    typed: &Typed,
    act: &Act,
) -> Result<Option<BookPage>, DeskError> {
    // Of two people who add a code at once, the second takes the next key.
    register_imports::hold_register(connection, network)?;
    let books = Books::of_network(connection, definitions, network)?;
    let codes = &books.book(book).ok_or(DeskError::NotFound)?.codes;
    let (key, label, about) = (typed.one("code"), typed.one("label"), typed.one("about"));
    let known = codes.iter().find(|code| code.key == key);
    if known.is_none() && !key.is_empty() {
        return Err(DeskError::NotFound);
    }
    let label_error = fault_of_label(label, key, codes).unwrap_or_default();
    let about_error = if about.chars().count() > LONGEST.1 {
        format!("説明は{}文字以内で入力してください。", LONGEST.1)
    } else {
        String::new()
    };
    if !label_error.is_empty() || !about_error.is_empty() {
        let page = page(connection, definitions, network, (book, key))?;
        let (typed_label, typed_about) = (label.to_owned(), about.to_owned());
        return Ok(Some(BookPage { typed_label, typed_about, label_error, about_error, ..page }));
    }
    let code = NetworkCode {
        codebook: book.to_owned(),
        code: if key.is_empty() { new_key(codes) } else { key.to_owned() },
        label: label.to_owned(),
        about: about.to_owned(),
        is_own: known.is_none_or(|code| code.is_own),
        retired_at: known.filter(|code| code.is_retired).map(|_| act.at),
        edition: if key.is_empty() { 0 } else { typed.one("edition").parse().unwrap_or_default() },
    };
    if codebooks::keep(connection, network, &code, act)? {
        return Ok(None);
    }
    // Both are shown, the words as they are now and the typed ones; the page has the edition of now.
    let page = page(connection, definitions, network, (book, key))?;
    let (now_label, now_about) = (page.typed_label, page.typed_about);
    let (typed_label, typed_about) = (label.to_owned(), about.to_owned());
    Ok(Some(BookPage { typed_label, typed_about, now_label, now_about, ..page }))
}

/// Offers a code no longer, or again. Codings with it stay, and so do its words.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such code.
pub fn set_retired(
    connection: &mut Connection,
    definitions: &Definitions,
    (network, book, key): (NetworkId, &str, &str),
    is_retired: bool,
    act: &Act,
) -> Result<(), DeskError> {
    let books = Books::of_network(connection, definitions, network)?;
    let known = books.code(book, key).ok_or(DeskError::NotFound)?;
    let code = NetworkCode {
        codebook: book.to_owned(),
        code: key.to_owned(),
        label: String::new(),
        about: String::new(),
        is_own: known.is_own,
        retired_at: None,
        edition: known.edition,
    };
    Ok(codebooks::set_retired(connection, network, &code, is_retired, act)?)
}

/// The pairs of mirrored factors.
///
/// # Errors
/// Those of the database.
pub fn pairs(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<PairsPage, DeskError> {
    let books = Books::of_network(connection, definitions, network)?;
    let label = |book: &str, code: &str| books.label(book, code).unwrap_or(code).to_owned();
    let offered = |key: &str| {
        let codes = books.book(key).map(|book| book.codes.as_slice()).unwrap_or_default();
        let choice = |code: &BookCode| Choice {
            value: code.key.clone(),
            label: code.label.clone(),
            help: String::new(),
            is_chosen: false,
        };
        codes.iter().filter(|code| !code.is_retired).map(choice).collect()
    };
    let decided = codebooks::pairs_of(connection, network)?;
    let line = |pair: &crate::definition::MirroredPair| PairLine {
        edition: edition_of(&decided, &pair.good, &pair.difficult),
        good_label: label(GOOD, &pair.good),
        difficult_label: label(DIFFICULT, &pair.difficult),
        good: pair.good.clone(),
        difficult: pair.difficult.clone(),
        is_close: pair.is_close,
    };
    Ok(PairsPage {
        pairs: books.pairs.iter().map(line).collect(),
        good: offered(GOOD),
        difficult: offered(DIFFICULT),
        error: String::new(),
    })
}

/// How often a network has decided over a pair.
fn edition_of(decided: &[NetworkPair], good: &str, difficult: &str) -> i32 {
    decided.iter().find(|pair| pair.good == good && pair.difficult == difficult).map_or(0, |pair| pair.edition)
}

/// Makes two factors a pair, changes how truly they mirror each other, or takes the pair away. The page again where
/// there are no such factors, they are a pair already, or somebody else has decided over them since the page was shown.
///
/// # Errors
/// Those of the database.
pub fn pair(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    typed: &Typed,
    act: &Act,
) -> Result<Option<PairsPage>, DeskError> {
    let books = Books::of_network(connection, definitions, network)?;
    let (good, difficult) = (typed.one("good"), typed.one("difficult"));
    let strength = typed.one("strength").parse::<Mirroring>();
    let is_known = books.code(GOOD, good).is_some() && books.code(DIFFICULT, difficult).is_some();
    let Some(strength) = strength.ok().filter(|_| is_known) else {
        let error = "好事例の要因、困難事例の要因、向かい合い方を、それぞれ選んでください。";
        return Ok(Some(pairs_again(connection, definitions, network, (good, difficult), error)?));
    };
    // The lines of the table say which edition they show; the form for a new pair shows none.
    let shown = typed.filled("edition").and_then(|edition| edition.parse().ok());
    let is_pair = books.pairs.iter().any(|pair| pair.good == good && pair.difficult == difficult);
    if shown.is_none() && is_pair {
        let error = "この組は、既に表にあります。向かい合い方は、表のボタンで変えてください。";
        return Ok(Some(pairs_again(connection, definitions, network, (good, difficult), error)?));
    }
    let now = edition_of(&codebooks::pairs_of(connection, network)?, good, difficult);
    let edition = shown.unwrap_or(now);
    let pair = NetworkPair { good: good.to_owned(), difficult: difficult.to_owned(), strength, edition };
    if codebooks::keep_pair(connection, network, &pair, act)? {
        return Ok(None);
    }
    let error = "この組は、画面を開いた後に、ほかの方が変えました。今の向かい合い方を表でお確かめの上、もう一度操作してください。";
    Ok(Some(pairs_again(connection, definitions, network, (good, difficult), error)?))
}

/// The page with what was chosen, and what stands against it.
fn pairs_again(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    (good, difficult): (&str, &str),
    error: &str,
) -> Result<PairsPage, DeskError> {
    let mut page = pairs(connection, definitions, network)?;
    error.clone_into(&mut page.error);
    for choice in &mut page.good {
        choice.is_chosen = choice.value == good;
    }
    for choice in &mut page.difficult {
        choice.is_chosen = choice.value == difficult;
    }
    Ok(page)
}

fn fault_of_label(label: &str, key: &str, codes: &[BookCode]) -> Option<String> {
    if label.is_empty() {
        return Some("名称を入力してください。".to_owned());
    }
    if label.chars().count() > LONGEST.0 {
        return Some(format!("名称は{}文字以内で入力してください。", LONGEST.0));
    }
    let same = codes.iter().find(|code| code.key != key && level(&code.label) == level(label))?;
    Some(format!("「{}」は既にあります。別の名称にするか、今ある分類を使ってください。", same.label))
}

/// Keys are for ever, and say nothing: labels may change.
fn new_key(codes: &[BookCode]) -> String {
    let number = (1..).find(|number| !codes.iter().any(|code| code.key == format!("own_{number}"))).unwrap_or(1);
    format!("own_{number}")
}
