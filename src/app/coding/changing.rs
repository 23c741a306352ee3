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
/// be kept.
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
    let kept = codebooks::of_network(connection, network)?;
    let earlier = kept.iter().find(|one| one.codebook == book && one.code == key);
    let code = NetworkCode {
        codebook: book.to_owned(),
        code: if key.is_empty() { new_key(codes) } else { key.to_owned() },
        label: label.to_owned(),
        about: about.to_owned(),
        is_own: known.is_none_or(|code| code.is_own),
        retired_at: earlier.and_then(|one| one.retired_at),
    };
    codebooks::keep(connection, network, &code, act)?;
    Ok(None)
}

/// Offers a code no longer, or again. Codings with it stay.
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
    let code = books.code(book, key).ok_or(DeskError::NotFound)?;
    let kept = codebooks::of_network(connection, network)?;
    let earlier = kept.into_iter().find(|one| one.codebook == book && one.code == key);
    // A shipped code keeps its shipped words, unless the network has its own.
    let fresh = || NetworkCode {
        codebook: book.to_owned(),
        code: key.to_owned(),
        label: String::new(),
        about: String::new(),
        is_own: code.is_own,
        retired_at: None,
    };
    let retired_at = is_retired.then_some(act.at);
    Ok(codebooks::keep(connection, network, &NetworkCode { retired_at, ..earlier.unwrap_or_else(fresh) }, act)?)
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
    let line = |pair: &crate::definition::MirroredPair| PairLine {
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

/// Makes two factors a pair, changes how truly they mirror each other, or takes the pair away. The page again where
/// there are no such factors.
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
        let mut page = pairs(connection, definitions, network)?;
        "好事例の要因、困難事例の要因、向かい合い方を、それぞれ選んでください。".clone_into(&mut page.error);
        for choice in &mut page.good {
            choice.is_chosen = choice.value == good;
        }
        for choice in &mut page.difficult {
            choice.is_chosen = choice.value == difficult;
        }
        return Ok(Some(page));
    };
    let pair = NetworkPair { good: good.to_owned(), difficult: difficult.to_owned(), strength };
    codebooks::keep_pair(connection, network, &pair, act)?;
    Ok(None)
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
