//! The pages on which rules are edited.

use super::{Current, book, current, headings, to_begin_with};
use crate::app::coding::books::{Book, Books};
use crate::app::coding::people::Names;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, zone_of};
use crate::store::audit::Act;
use crate::store::coding_rules::{self, RuleUnit};
use crate::store::networks::Network;
use crate::store::{Connection, coding_suggestions};
use crate::view::coding_rules::{BookLine, EditPage, IndexPage, ProblemLine};
use crate::view::dates;
use crate::view::field::{FieldProblem, Typed};

/// The longest text of rules, in characters.
const LONGEST: usize = 30_000;

/// The codebooks with their rules.
///
/// # Errors
/// Those of the database.
pub fn index(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
) -> Result<IndexPage, DeskError> {
    let books = Books::of_network(connection, definitions, network.id)?;
    let names = Names::of_network(connection, network.id)?;
    let mut lines = Vec::new();
    for book in &books.books {
        let now = current(connection, network.id, book)?;
        lines.push(BookLine {
            key: book.key.clone(),
            title: book.title.clone(),
            rules: headings::read(&now.text, book)
                .map_or_else(|_| "コード表と合わないところがあります".to_owned(), |rules| format!("{}件", rules.len())),
            written: written(&now, &names, network),
        });
    }
    let undecided = coding_suggestions::undecided(connection, network.id)?;
    let open: i64 = undecided.iter().map(|(_, count)| count).sum();
    Ok(IndexPage { books: lines, open, open_cases: undecided.len() })
}

/// Who wrote the rules, and when.
fn written(now: &Current, names: &Names, network: &Network) -> String {
    now.written.as_ref().map_or_else(
        || "初めの規則（コード表の例の語から作ったもの）".to_owned(),
        |rules| {
            let at = dates::moment(rules.written_at, &zone_of(network));
            format!("{at}　{}（第{}版）", names.of_actor(rules.written_by), rules.version)
        },
    )
}

/// The rules of a codebook in their form.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such codebook.
pub fn edit(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    key: &str,
) -> Result<EditPage, DeskError> {
    let books = Books::of_network(connection, definitions, network.id)?;
    let book = book(&books, key)?;
    let now = current(connection, network.id, book)?;
    let names = Names::of_network(connection, network.id)?;
    let mut page = empty(book);
    page.written = written(&now, &names, network);
    (page.version, page.text, page.is_entry) = (now.version(), now.text, now.unit == RuleUnit::Entry);
    // A code may have another name since, or be offered no longer.
    page.told(&headings::read(&page.text.clone(), book).err().unwrap_or_default());
    Ok(page)
}

fn empty(book: &Book) -> EditPage {
    EditPage {
        key: book.key.clone(),
        title: book.title.clone(),
        codes: book.codes.iter().filter(|code| !code.is_retired).map(|code| code.label.clone()).collect(),
        begin: to_begin_with(book),
        ..EditPage::default()
    }
}

/// Keeps rules. The form again, with everything that is wrong, where they cannot be kept.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such codebook.
pub fn save(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    (key, typed): (&str, &Typed),
    act: &Act,
) -> Result<Result<(), EditPage>, DeskError> {
    let books = Books::of_network(connection, definitions, network.id)?;
    let book = book(&books, key)?;
    let (text, seen) = (typed.raw("rules").to_owned(), typed.one("version").parse().unwrap_or_default());
    let unit = if typed.one("unit") == "entry" { RuleUnit::Entry } else { RuleUnit::Sentence };
    let mut page = EditPage { text, version: seen, is_entry: unit == RuleUnit::Entry, ..empty(book) };
    if page.text.chars().count() > LONGEST {
        let message = format!("規則は{LONGEST}文字までです。短くしてください。");
        page.wrong = vec![ProblemLine::of_text(message)];
        return Ok(Err(page));
    }
    if let Err(problems) = headings::read(&page.text, book) {
        page.told(&problems);
        return Ok(Err(page));
    }
    if !coding_rules::write(connection, network.id, (key, seen), (&page.text, unit), act)? {
        let now = current(connection, network.id, book)?;
        page.others = Some(now.text.clone());
        page.version = now.version();
        let message =
            "ほかの方が先に規則を保存しました。下の「いま保存されている規則」と比べて、直してから保存してください。";
        page.problems = vec![FieldProblem::of_page(message).message];
        return Ok(Err(page));
    }
    Ok(Ok(()))
}
