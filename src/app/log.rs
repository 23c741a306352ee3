//! The audit log of a network, for whoever may read it: page by page, and as a file.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use unicode_normalization::UnicodeNormalization;

use super::desk::zone_of;
use crate::store::audit::{self, Act, Actor, Cursor, Entry, Filter, Subject};
use crate::store::audit_names::{self, Names};
use crate::store::memberships;
use crate::store::networks::Network;
use crate::store::{Connection, NetworkId, StoreError};
use crate::view::dates;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::log::{Choice, LogLine, LogPage, action_groups, action_words, details_words};

/// Lines on a page.
const PAGE: i64 = 100;
/// Lines that are read at once for a file.
const PIECE: i64 = 500;
/// What a person is called who is no longer known to the network.
const GONE: &str = "（いまは利用者でない方）";
/// The program in the filter.
const PROGRAM: &str = "program";

/// Why the log was not written to a file.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A line cannot be written.
    #[error("log as CSV: {0}")]
    Csv(#[from] csv::Error),
}

/// A page of the log, newest lines first, as the fields `who`, `what`, `from`, `until` and `before` ask for it.
///
/// # Errors
/// Those of the database.
pub fn page(connection: &mut Connection, network: &Network, typed: &Typed) -> Result<LogPage, StoreError> {
    let zone = zone_of(network);
    let (filter, problems) = filter(typed, &zone);
    let before: Option<Cursor> = typed.filled("before").and_then(|text| text.parse().ok());
    let mut entries = if problems.is_empty() {
        audit::filtered(connection, network.id, &filter, before.as_ref(), PAGE + 1)?
    } else {
        Vec::new()
    };
    let is_more = entries.len() > usize::try_from(PAGE).unwrap_or_default();
    entries.truncate(usize::try_from(PAGE).unwrap_or_default());
    let names = audit_names::of_entries(connection, network.id, &entries)?;
    let last = entries.last().filter(|_| is_more);
    Ok(LogPage {
        lines: entries.iter().map(|entry| line(entry, &names, &zone)).collect(),
        next: last.map(|entry| Cursor::after(entry).to_string()).unwrap_or_default(),
        query: query(typed),
        is_continued: before.is_some(),
        people: people(connection, network, typed.one("who"))?,
        actions: action_groups(typed.one("what")),
        from: typed.one("from").to_owned(),
        until: typed.one("until").to_owned(),
        errors: FormState { typed, problems: &problems }.summary(&[("from", "この日から"), ("until", "この日まで")]),
    })
}

/// All lines that are asked for as CSV (UTF-8 with a byte order mark), and how many there are.
///
/// # Errors
/// Those of the database.
pub fn csv(connection: &mut Connection, network: &Network, typed: &Typed) -> Result<(Vec<u8>, usize), LogError> {
    let zone = zone_of(network);
    let (filter, _) = filter(typed, &zone);
    let mut file = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    file.write_record(["日時", "UTC", "行った人", "操作", "対象", "補足", "操作の符号", "対象の種類", "対象の番号"])?;
    let (mut before, mut lines) = (None, 0_usize);
    loop {
        let entries = audit::filtered(connection, network.id, &filter, before.as_ref(), PIECE)?;
        let Some(last) = entries.last() else { break };
        before = Some(Cursor::after(last));
        lines += entries.len();
        let names = audit_names::of_entries(connection, network.id, &entries)?;
        for entry in &entries {
            let LogLine { at, who, action, subject, details } = line(entry, &names, &zone);
            let utc = entry.at.to_string();
            let cells = [&at, &utc, &who, &action, &subject, &details, &entry.action, &entry.subject_type];
            file.write_record(cells.into_iter().chain([&entry.subject_id]).map(|cell| harmless(cell)))?;
        }
    }
    let file = file.into_inner().map_err(csv::IntoInnerError::into_error).map_err(csv::Error::from)?;
    Ok((file, lines))
}

/// Notes who took the log out of the program.
///
/// # Errors
/// Those of the database.
pub fn note_export(connection: &mut Connection, network: NetworkId, lines: usize, act: &Act) -> Result<(), StoreError> {
    let details = serde_json::json!({ "format": "csv", "lines": lines });
    audit::record(connection, network, act, "log.exported", &Subject::new("network", network), &details)
}

/// A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// What is asked for, and what is wrong with it.
fn filter(typed: &Typed, zone: &TimeZone) -> (Filter, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let mut day = |field: &'static str| {
        let text: String = typed.one(field).nfkc().collect::<String>().replace('/', "-");
        if text.is_empty() {
            return None;
        }
        let day: Option<Date> = text.parse().ok();
        if day.is_none() {
            problems.push(FieldProblem::at(field, "日付を 2026-11-20 の形で入力してください。"));
        }
        day
    };
    let (from, until) = (day("from"), day("until"));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        problems.push(FieldProblem::at("until", "「この日から」以後の日付を入力してください。"));
    }
    let midnight = |day: Date| day.to_zoned(zone.clone()).ok().map(|day| day.timestamp());
    let filter = Filter {
        actor: match typed.one("who") {
            PROGRAM => Some(Actor::Program),
            id => id.parse().ok().map(Actor::User),
        },
        action: typed.filled("what"),
        from: from.and_then(midnight),
        until: until.and_then(|day| day.checked_add(1.day()).ok()).and_then(midnight),
    };
    (filter, problems)
}

/// What is asked for, as part of an address: codes, ids and days need no escaping, and other text is left out.
fn query(typed: &Typed) -> String {
    let plain = |text: &str| text.chars().all(|sign| sign.is_ascii_alphanumeric() || ".-_".contains(sign));
    let fields = ["who", "what", "from", "until"].map(|name| (name, typed.one(name)));
    let given = fields.iter().filter(|(_, value)| !value.is_empty() && plain(value));
    given.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

fn people(connection: &mut Connection, network: &Network, chosen: &str) -> Result<Vec<Choice>, StoreError> {
    let mut people: Vec<Choice> = memberships::members(connection, network.id)?
        .into_iter()
        .map(|member| {
            let value = member.user.id.to_string();
            Choice { is_chosen: value == chosen, value, label: member.user.display_name }
        })
        .collect();
    let (value, label) = (PROGRAM.to_owned(), "プログラム（自動の処理、コマンド）".to_owned());
    people.push(Choice { is_chosen: chosen == PROGRAM, value, label });
    Ok(people)
}

fn line(entry: &Entry, names: &Names, zone: &TimeZone) -> LogLine {
    LogLine {
        at: moment(entry.at, zone),
        who: match entry.actor {
            Actor::User(id) => names.users.get(&id).cloned().unwrap_or_else(|| GONE.to_owned()),
            Actor::Invitation(id) => match names.agencies.get(&("invitation", id.to_string())) {
                Some(agency) => format!("{agency}（回答用ページ）"),
                None => "回答用ページ".to_owned(),
            },
            Actor::Interviewer(id) => match names.agencies.get(&("invitation", id.to_string())) {
                Some(agency) => format!("{agency}の聞き手"),
                None => "聞き手".to_owned(),
            },
            Actor::Program => "プログラム".to_owned(),
        },
        action: action_words(&entry.action).to_owned(),
        subject: subject(entry, names),
        details: details_words(&entry.details),
    }
}

/// With seconds: lines of one minute are told apart.
fn moment(at: Timestamp, zone: &TimeZone) -> String {
    let seconds = at.to_zoned(zone.clone()).second();
    format!("{}{seconds:02}秒", dates::moment(at, zone))
}

fn subject(entry: &Entry, names: &Names) -> String {
    let id = &entry.subject_id;
    let of = |kind: &'static str, what: &str| match names.agencies.get(&(kind, id.clone())) {
        Some(agency) if what.is_empty() => agency.clone(),
        Some(agency) => format!("{agency}の{what}"),
        None if what.is_empty() => "機関".to_owned(),
        None => what.to_owned(),
    };
    match entry.subject_type.as_str() {
        "user" => {
            let name = id.parse().ok().and_then(|id| names.users.get(&id).cloned());
            name.unwrap_or_else(|| GONE.to_owned())
        }
        "round" => {
            let title = id.parse().ok().and_then(|id| names.rounds.get(&id));
            title.map_or_else(|| "調査".to_owned(), |title| format!("調査「{title}」"))
        }
        "agency" => of("agency", ""),
        "invitation" => of("invitation", "依頼"),
        "sheet" => of("sheet", "シート"),
        "response" => of("response", "回答"),
        "contact" => "担当者".to_owned(),
        "network" => "ネットワーク".to_owned(),
        "user_invitation" => "招待".to_owned(),
        "version" => "調査票の版".to_owned(),
        "mail" => "メール".to_owned(),
        "agency_kind" => "機関種別".to_owned(),
        "register" => "機関の名簿".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_becomes_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(harmless("山田 花子"), "山田 花子");
    }
}
