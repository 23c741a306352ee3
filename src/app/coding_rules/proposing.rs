//! What the rules of a codebook propose for the cases of a network.

use super::cases::{self, Cutter, Texts, forms, words};
use super::{RulesError, book, current, headings, unit};
use crate::analysis::coding::rules::{Proposal, Rule, prepare};
use crate::analysis::words::Tokenizer;
use crate::app::coding::books::Books;
use crate::app::coding::passages::of_range;
use crate::app::definitions::Definitions;
use crate::app::words::lists;
use crate::store::audit::Act;
use crate::store::coding_suggestions::{self, NewSuggestion};
use crate::store::{Connection, NetworkId, StoreError, word_lists};
use crate::view::cases::WrittenText;
use crate::view::coding_rules::{CaseLine, CodeProposals, Piece, ProposalLine, ProposalsPage};

/// Passages shown under one code, at most: the list is to look at, all of them are kept.
const MOST: usize = 20;

/// What the rules of a codebook propose now.
struct Proposed {
    title: String,
    /// Labels of the codes, in the order of the rules.
    labels: Vec<String>,
    keys: Vec<String>,
    has_mistakes: bool,
    cases: Vec<Texts>,
    /// Case, text, proposal.
    found: Vec<(usize, usize, Proposal)>,
}

fn proposed(
    connection: &mut Connection,
    definitions: &Definitions,
    tokenizer: &Tokenizer,
    network: NetworkId,
    key: &str,
) -> Result<Proposed, RulesError> {
    let books = Books::of_network(connection, definitions, network)?;
    let book = book(&books, key)?;
    let now = current(connection, network, book)?;
    let read = headings::read(&now.text, book);
    let has_mistakes = read.is_err();
    let (rules, codes): (Vec<Rule>, Vec<_>) = read.unwrap_or_default().into_iter().unzip();
    let vocabulary = lists::vocabulary(&word_lists::of_network(connection, network)?)?;
    let cutter = Cutter { tokenizer, own: vocabulary.own() };
    let prepared = prepare(&rules, unit(now.unit), |word| forms(cutter, word));
    let cases = cases::of_network(connection, definitions, network)?;
    let mut found = Vec::new();
    for (case, texts) in cases.iter().enumerate() {
        for (text, written) in texts.texts.iter().enumerate() {
            let words = words(cutter, &written.text);
            let proposals = prepared.propose(&written.text, &words);
            found.extend(proposals.into_iter().map(|proposal| (case, text, proposal)));
        }
    }
    Ok(Proposed {
        title: book.title.clone(),
        labels: codes.iter().map(|code| code.label.clone()).collect(),
        keys: codes.iter().map(|code| code.key.clone()).collect(),
        has_mistakes,
        cases,
        found,
    })
}

/// The page of what the rules of a codebook propose. Takes a moment where there are many cases.
///
/// # Errors
/// [`RulesError::Desk`] where there is no such codebook.
pub fn proposals(
    connection: &mut Connection,
    definitions: &Definitions,
    tokenizer: &Tokenizer,
    network: NetworkId,
    key: &str,
) -> Result<ProposalsPage, RulesError> {
    let Proposed { title, labels, has_mistakes, cases, found, .. } =
        proposed(connection, definitions, tokenizer, network, key)?;
    let codes = labels.into_iter().enumerate().map(|(rule, label)| {
        let of_rule: Vec<_> = found.iter().filter(|(_, _, proposal)| proposal.rule == rule).collect();
        let mut in_cases: Vec<usize> = of_rule.iter().map(|(case, _, _)| *case).collect();
        in_cases.dedup();
        let line = |(case, text, proposal): &&(usize, usize, Proposal)| {
            let (case, written) = (cases.get(*case)?, cases.get(*case)?.texts.get(*text)?);
            Some(ProposalLine {
                case: CaseLine {
                    path: format!("/cases/{}/coding", case.response),
                    name: case.name.clone(),
                    round: case.round.clone(),
                },
                question: written.label.clone(),
                pieces: pieces(written, proposal),
            })
        };
        CodeProposals {
            label,
            passages: of_rule.len(),
            cases: in_cases.len(),
            shown: of_rule.iter().take(MOST).filter_map(line).collect(),
            more: of_rule.len().saturating_sub(MOST),
        }
    });
    let codes = codes.collect();
    Ok(ProposalsPage {
        key: key.to_owned(),
        title,
        has_mistakes,
        cases: cases.len(),
        total: found.len(),
        codes,
        ..ProposalsPage::default()
    })
}

/// A passage cut where the words that the rule holds by begin and end.
fn pieces(written: &WrittenText, proposal: &Proposal) -> Vec<Piece> {
    let letters: Vec<char> = written.text.chars().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    for place in proposal.passage.clone() {
        let Some(letter) = letters.get(place) else { break };
        let is_hit = proposal.hit.characters.iter().any(|range| range.contains(&place));
        match pieces.last_mut().filter(|piece| piece.is_hit == is_hit) {
            Some(piece) => piece.text.push(*letter),
            None => pieces.push(Piece { text: letter.to_string(), is_hit }),
        }
    }
    pieces
}

/// What the rules of a codebook propose now, to be kept.
///
/// # Errors
/// As for [`proposals`].
pub fn to_keep(
    connection: &mut Connection,
    definitions: &Definitions,
    tokenizer: &Tokenizer,
    network: NetworkId,
    key: &str,
) -> Result<Vec<NewSuggestion>, RulesError> {
    let proposed = proposed(connection, definitions, tokenizer, network, key)?;
    let suggestion = |(case, text, proposal): &(usize, usize, Proposal)| {
        let case = proposed.cases.get(*case)?;
        Some(NewSuggestion {
            response: case.response,
            revision: case.revision,
            passage: of_range(case.texts.get(*text)?, &proposal.passage)?,
            codebook: key.to_owned(),
            code: proposed.keys.get(proposal.rule)?.clone(),
            rule: format!("規則：{}", proposed.labels.get(proposal.rule)?),
        })
    };
    Ok(proposed.found.iter().filter_map(suggestion).collect())
}

/// Keeps what was proposed as suggestions; how many of them are new. What was decided about before stays so.
///
/// # Errors
/// Those of the database.
pub fn keep(
    connection: &mut Connection,
    network: NetworkId,
    found: &[NewSuggestion],
    act: &Act,
) -> Result<usize, StoreError> {
    coding_suggestions::add(connection, network, found, act)
}
