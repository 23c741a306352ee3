//! 確認のお願い: an answer is sent back with what is to be looked at again.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::answer::counting;
use super::deciding::Seen;
use super::{letter, place};
use crate::answer::{self, RawFields};
use crate::app::definitions::Definitions;
use crate::app::respond::{RespondError, Visit, submitted};
use crate::assets::Templates;
use crate::store::comments::NewComment;
use crate::store::responses::{self, Decision, ResponseState};
use crate::store::rounds::RoundState;
use crate::store::{Connection, comments, contacts};
use crate::view::answers::{AskedQuestion, AskedSection, RequestPage};
use crate::view::form::AnsweredRow;

/// Most characters of one comment.
pub const COMMENT_LENGTH: usize = 1000;

/// What was typed into the form.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// About the answer as a whole.
    pub whole: String,
    /// Until when: `2026-12-25`, or nothing.
    pub until: String,
    /// By question.
    pub questions: BTreeMap<String, String>,
}

/// What is wrong with it: by field, what to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrong {
    fields: BTreeMap<String, String>,
}

impl Wrong {
    /// What is wrong with a field; empty where nothing is.
    pub fn at(&self, field: &str) -> String {
        self.fields.get(field).cloned().unwrap_or_default()
    }

    /// All of it: the field, and what to do.
    pub fn all(&self) -> Vec<(String, String)> {
        self.fields.iter().map(|(field, words)| (field.clone(), words.clone())).collect()
    }
}

impl Request {
    /// From the name–value pairs of the form.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let lines = |words: &str| words.replace("\r\n", "\n");
        let value = |name: &str| pairs.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value.as_str());
        let comment =
            |(name, words): &(String, String)| Some((name.strip_prefix("comment:")?.to_owned(), lines(words)));
        Self {
            whole: lines(value("whole")),
            until: value("until").to_owned(),
            questions: pairs.iter().filter_map(comment).collect(),
        }
    }
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The agency is asked.
    Asked,
    /// Somebody handed in anew or decided since the page was shown.
    Stale,
    /// Something is to be mended first.
    Wrong(Wrong),
}

/// The field of a comment on a question.
pub fn field(question: &str) -> String {
    format!("comment:{question}")
}

/// The form, with what was typed and what is wrong with it.
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in on the sheet, or it is set aside.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    visit: &Visit,
    sheet: i32,
    typed: &Request,
    wrong: &Wrong,
) -> Result<RequestPage, RespondError> {
    let (response, revision) = counting(connection, visit, sheet)?.ok_or(RespondError::NotFound)?;
    if response.state == ResponseState::SetAside {
        return Err(RespondError::NotFound);
    }
    let (sections, _) = submitted::answers(connection, definitions, visit, &revision)?;
    let questionnaire = definitions.of_version(connection, visit.network(), revision.version_id)?;
    let fields: RawFields = serde_json::from_str(&revision.fields)?;
    let judgement = answer::judge(&questionnaire, &fields);
    let question = |row: AnsweredRow| {
        let field = field(&row.key);
        let here = judgement.problems.iter().filter(|problem| problem.is_within(&row.key));
        AskedQuestion {
            words: typed.questions.get(&row.key).cloned().unwrap_or_default(),
            error: wrong.at(&field),
            checks: here.map(|problem| problem.message.clone()).collect(),
            field,
            row,
        }
    };
    let reachable = contacts::of_agency(connection, visit.network(), visit.opened.agency.id)?;
    Ok(RequestPage {
        place: place(visit, sheet),
        revision: response.latest_revision,
        state_key: response.state.as_str(),
        whole: typed.whole.clone(),
        whole_error: wrong.at("whole"),
        until: typed.until.clone(),
        until_error: wrong.at("until"),
        sections: sections
            .into_iter()
            .map(|section| AskedSection {
                title: section.title,
                questions: section.rows.into_iter().map(question).collect(),
            })
            .collect(),
        addresses: reachable.iter().filter(|contact| contact.mail.is_some()).count(),
        is_round_open: visit.opened.round.state == RoundState::Open,
        errors: wrong.all(),
    })
}

/// Sends the answer back with what was typed, and a letter that says so where mail is sent (`templates`).
///
/// # Errors
/// [`RespondError::NotFound`] where nothing was handed in on the sheet.
pub fn ask(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    seen: Seen,
    typed: &Request,
    templates: Option<&Templates>,
) -> Result<Sent, RespondError> {
    let (response, _) = counting(connection, visit, sheet)?.ok_or(RespondError::NotFound)?;
    let (written, until) = match read(visit, typed) {
        Ok(read) => read,
        Err(wrong) => return Ok(Sent::Wrong(wrong)),
    };
    if seen.state == ResponseState::SetAside {
        return Ok(Sent::Stale);
    }
    let (network, act) = (visit.network(), visit.act());
    let decision = Decision { state: ResponseState::SentBack, reason: None, recheck_on: until };
    if !responses::decide(connection, network, response.id, (seen.revision, seen.state), &decision, &act)? {
        return Ok(Sent::Stale);
    }
    if let (Some(templates), Some(until)) = (templates, until) {
        let questions: Vec<&str> = written.iter().map(|(question, _)| *question).collect();
        letter::queue(connection, templates, visit, &questions, until)?;
    }
    for (question, words) in written {
        let comment = NewComment { response: response.id, revision: seen.revision, question, words };
        comments::add(connection, network, comment, &act)?;
    }
    Ok(Sent::Asked)
}

/// Until when an agency is asked to look again where nobody says so: the due date, or a week from now where that is
/// over or near.
fn usual_date(visit: &Visit) -> Date {
    let week = visit.today().saturating_add(7.days());
    visit.opened.round.due_on.max(week)
}

/// Comments by question (the whole under the empty key), and the date by which the answer is asked for again.
pub(in crate::app) type Asked<'a> = (Vec<(&'a str, &'a str)>, Option<Date>);

/// What was typed, or all that is wrong at once.
pub(in crate::app) fn read<'a>(visit: &Visit, typed: &'a Request) -> Result<Asked<'a>, Wrong> {
    let mut wrong = Wrong::default();
    let mut written = Vec::new();
    let too_long = format!("{COMMENT_LENGTH}文字以内で入力してください。");
    let mut put = |question: &'a str, field: String, words: &'a str| {
        let words = words.trim();
        if words.chars().count() > COMMENT_LENGTH {
            wrong.fields.insert(field, too_long.clone());
        } else if !words.is_empty() {
            written.push((question, words));
        }
    };
    put("", "whole".to_owned(), &typed.whole);
    for (question, words) in &typed.questions {
        // Keys come from our own page; another one is nobody's question.
        if visit.questionnaire.find(question).is_some() {
            put(question, field(question), words);
        }
    }
    if written.is_empty() && wrong.fields.is_empty() {
        let words = "確認していただきたいことを、設問ごとの欄か「回答全体について」の欄に入力してください。";
        wrong.fields.insert("whole".to_owned(), words.to_owned());
    }
    let until = match typed.until.trim() {
        "" => Some(usual_date(visit)),
        text => match text.parse::<Date>() {
            Ok(date) if date >= visit.today() => Some(date),
            Ok(_) => {
                wrong.fields.insert("until".to_owned(), "今日以後の日付を入力してください。".to_owned());
                None
            }
            Err(_) => {
                let words = "日付を「2026-12-25」のように、西暦の年-月-日で入力してください。";
                wrong.fields.insert("until".to_owned(), words.to_owned());
                None
            }
        },
    };
    if wrong.fields.is_empty() { Ok((written, until)) } else { Err(wrong) }
}
