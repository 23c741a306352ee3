//! The lists of words that a network keeps beside the shipped ones.

use crate::analysis::words::{DictionaryError, ListProblem, Lists, Vocabulary, parse_synonyms, parse_words};
use crate::app::desk::DeskError;
use crate::assets;
use crate::store::audit::Act;
use crate::store::word_lists::{self, WordLists};
use crate::store::{Connection, NetworkId, UserId};
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::words::ListsPage;

/// The shipped lists.
fn shipped() -> Result<Lists, DictionaryError> {
    let list = |name| assets::word_list(name).ok_or(DictionaryError::Missing);
    Ok(Lists { words: list("field.txt")?, synonyms: list("synonyms.txt")?, stop_words: list("stop-words.txt")? })
}

/// Which words are counted in a network, and as what.
///
/// # Errors
/// [`DeskError::Shipped`] where a list cannot be read, though it could when it was kept.
pub(crate) fn vocabulary(own: &WordLists) -> Result<Vocabulary, DeskError> {
    let own = Lists { words: own.words.clone(), synonyms: own.synonyms.clone(), stop_words: own.stop_words.clone() };
    Vocabulary::new(&shipped()?, &own).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|problem| problem.line.to_string()).collect();
        DeskError::Shipped(format!("word lists, lines {}", lines.join(", ")))
    })
}

/// The page, with what is stored or what was typed.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    network: NetworkId,
    typed: Option<&Typed>,
    problems: &[FieldProblem],
) -> Result<ListsPage, DeskError> {
    let lists = word_lists::of_network(connection, network)?;
    let stored = Typed::default()
        .put("words", lists.words)
        .put("synonyms", lists.synonyms)
        .put("stop_words", lists.stop_words)
        .put("edition", lists.edition.to_string());
    let typed = typed.unwrap_or(&stored);
    let shipped = shipped()?;
    Ok(ListsPage::new(&FormState { typed, problems }, typed.one("edition"), &shipped))
}

/// Keeps the lists of a posted page; the inner error is everything that is wrong with them.
///
/// # Errors
/// Those of the database.
pub fn change(
    connection: &mut Connection,
    network: NetworkId,
    typed: &Typed,
    by: UserId,
    act: &Act,
) -> Result<Result<(), Vec<FieldProblem>>, DeskError> {
    let mut problems = Vec::new();
    let mut wrong = |field: &'static str, found: Vec<ListProblem>| {
        let at = |problem: ListProblem| FieldProblem::at(field, format!("{}行目：{}", problem.line, problem.message));
        problems.extend(found.into_iter().map(at));
    };
    if let Err(found) = parse_words(typed.one("words")) {
        wrong("words", found);
    }
    if let Err(found) = parse_synonyms(typed.one("synonyms")) {
        wrong("synonyms", found);
    }
    if let Err(found) = parse_words(typed.one("stop_words")) {
        wrong("stop_words", found);
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let Ok(edition) = typed.one("edition").parse() else { return Err(DeskError::NotFound) };
    let text = |name: &str| typed.one(name).to_owned();
    let lists = WordLists { edition, words: text("words"), synonyms: text("synonyms"), stop_words: text("stop_words") };
    if word_lists::of_network(connection, network)? == lists || word_lists::set(connection, network, &lists, by, act)? {
        return Ok(Ok(()));
    }
    let message = "ほかの方が、数える語を先に変更しました。この画面の内容を控えてから、今の設定を開き直して、もう一度保存してください。";
    Ok(Err(vec![FieldProblem::of_page(message)]))
}
