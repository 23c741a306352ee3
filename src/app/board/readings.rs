//! What stored fields come to: how far a draft is, and what is to be asked about an answer. To judge fields
//! takes a good part of a millisecond, and a board shows hundreds: what one version of a draft and one revision
//! come to never changes, and is kept in memory.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::answer::{self, Problem, ProblemKind, RawFields};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::definition::Questionnaire;
use crate::store::board::{self, BoardRow};
use crate::store::responses::ResponseState;
use crate::store::{Connection, NetworkId, ResponseId, SheetId};
use crate::view::form::Places;

/// How many are kept at most; then all are forgotten, and read anew as they are needed.
const MOST: usize = 20_000;

/// A version of a draft, or a revision of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Draft(SheetId, i32),
    Revision(ResponseId, i32),
}

/// What fields come to.
#[derive(Debug, Default)]
pub struct Reading {
    /// Answered of asked questions in whole percent; 0 for what was handed in, of which nobody asks.
    pub percent: u8,
    /// What is to be asked about (要確認).
    pub checks: Vec<Check>,
}

/// Something that does not agree, or that the agency said is right though it does not.
#[derive(Debug)]
pub struct Check {
    /// The question, with its places still to be filled.
    pub label: String,
    /// What does not agree.
    pub message: String,
    /// Whether the agency said that it is right.
    pub is_confirmed: bool,
}

/// What was read before; nothing in it has to outlive the program.
#[derive(Default)]
pub struct Readings {
    known: RwLock<HashMap<Key, Arc<Reading>>>,
}

/// What the sheets of a round come to.
#[derive(Default)]
pub struct OfRound(HashMap<Key, Arc<Reading>>);

impl OfRound {
    /// How far a draft is; `None` where it was not asked for.
    pub fn percent(&self, sheet: SheetId, version: i32) -> Option<u8> {
        self.0.get(&Key::Draft(sheet, version)).map(|reading| reading.percent)
    }

    /// What is to be asked about a revision.
    pub fn checks(&self, response: ResponseId, revision: i32) -> &[Check] {
        self.0.get(&Key::Revision(response, revision)).map_or(&[], |reading| &reading.checks)
    }
}

impl Readings {
    /// How far the drafts are that were never handed in (`with_percent`), and what is to be asked about the
    /// answers that the office has not decided about.
    ///
    /// # Errors
    /// Those of the database and of definitions.
    pub fn of_round(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
        network: NetworkId,
        questionnaire: &Questionnaire,
        rows: &[BoardRow],
        with_percent: bool,
    ) -> Result<OfRound, DeskError> {
        let mut found = OfRound::default();
        let (mut drafts, mut answers) = (Vec::new(), Vec::new());
        {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            for sheet in rows.iter().flat_map(|row| &row.sheets) {
                let key = match (&sheet.response, &sheet.draft) {
                    (Some(response), _) if is_undecided(response.state) => {
                        Key::Revision(response.id, response.latest_revision)
                    }
                    (None, Some(draft)) if with_percent => Key::Draft(sheet.sheet.id, draft.version),
                    _ => continue,
                };
                match (known.get(&key), key) {
                    (Some(reading), _) => drop(found.0.insert(key, Arc::clone(reading))),
                    (None, Key::Draft(sheet, _)) => drafts.push(sheet),
                    (None, Key::Revision(response, _)) => answers.push(response),
                }
            }
        }
        let mut read = HashMap::new();
        for (sheet, version, fields) in board::draft_fields(connection, network, &drafts)? {
            let percent = answer::progress(questionnaire, &raw(&fields)).percent;
            read.insert(Key::Draft(sheet, version), Arc::new(Reading { percent, checks: Vec::new() }));
        }
        for (response, revision, version, fields) in board::revision_fields(connection, network, &answers)? {
            let asked = definitions.of_version(connection, network, version)?;
            let checks = checks(&asked, &raw(&fields));
            read.insert(Key::Revision(response, revision), Arc::new(Reading { percent: 0, checks }));
        }
        self.keep(&read);
        found.0.extend(read);
        Ok(found)
    }

    fn keep(&self, read: &HashMap<Key, Arc<Reading>>) {
        if read.is_empty() {
            return;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() + read.len() > MOST {
            known.clear();
        }
        known.extend(read.iter().map(|(key, reading)| (*key, Arc::clone(reading))));
    }
}

/// Whether the office has still to look at an answer.
pub(super) fn is_undecided(state: ResponseState) -> bool {
    matches!(state, ResponseState::Submitted | ResponseState::SentBack)
}

/// Fields that cannot be read show as nothing typed: one of them must not hide the board.
fn raw(fields: &str) -> RawFields {
    serde_json::from_str(fields).unwrap_or_else(|error| {
        tracing::error!(%error, "stored fields cannot be read");
        RawFields::default()
    })
}

fn checks(questionnaire: &Questionnaire, fields: &RawFields) -> Vec<Check> {
    let judgement = answer::judge(questionnaire, fields);
    let check = |problem: &Problem, is_confirmed| {
        let question = questionnaire.questions().find(|question| problem.is_within(&question.key))?;
        Some(Check { label: question.label.clone(), message: problem.message.clone(), is_confirmed })
    };
    // What was left blank on a paper is no matter for a call of its own.
    let open = judgement.problems.iter().filter(|problem| problem.kind != ProblemKind::Missing);
    let open = open.filter_map(|problem| check(problem, false));
    open.chain(judgement.confirmed.iter().filter_map(|problem| check(problem, true))).collect()
}

impl Check {
    /// In words, with the places of the question's label filled.
    pub(super) fn words(&self, places: &Places) -> String {
        let confirmed = if self.is_confirmed { "（機関の回答：このままで正しい）" } else { "" };
        format!("{}：{}{confirmed}", places.fill(&self.label), self.message)
    }
}
