//! Typing in what came on paper, by FAX, by telephone or as an Excel form: the channel first, then the same pages as
//! the agency's. The agency's own draft is never written on.

use super::answer::counting;
use super::{path, place, status, words};
use crate::answer::RawFields;
use crate::app::respond::{RespondError, Visit};
use crate::store::entries::{self, Entry, Hand, NewEntry};
use crate::store::revisions::Channel;
use crate::store::sheets::SheetStatus;
use crate::store::{Connection, UserId, drafts};
use crate::view::answers::{ChannelChoice, EntryStartPage, StartChoice};
use crate::view::dates;

/// The ways that the office types in.
const CHANNELS: &[Channel] = &[Channel::Paper, Channel::Fax, Channel::Telephone, Channel::Excel];

/// What was chosen on the page that begins an entry.
#[derive(Debug, Clone, Default)]
pub struct Begun {
    /// The channel's name.
    pub channel: String,
    /// What to begin with: `blank`, `draft` or `answer`.
    pub start: String,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// An entry of this hand is open.
    Open,
    /// Something is to be chosen first.
    NotChosen,
    /// The second entry needs a first one that is open.
    NoFirst,
}

/// The address of an entry.
pub fn entry_path(visit: &Visit, hand: Hand) -> String {
    format!("{}/entries/{hand}", path(visit))
}

/// The page that begins an entry, or leads on to one that is open.
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn page(
    connection: &mut Connection,
    visit: &Visit,
    (sheet, hand): (i32, Hand),
    user: UserId,
    typed: Option<&Begun>,
    is_stale: bool,
) -> Result<EntryStartPage, RespondError> {
    let status = status(connection, visit, sheet)?;
    let open = entries::open(connection, visit.network(), status.sheet.id, hand)?;
    let first = entries::open(connection, visit.network(), status.sheet.id, Hand::First)?;
    let starts = starts(visit, &status, hand, typed);
    let chosen_channel = typed.and_then(|typed| channel(&typed.channel));
    let fixed = first.as_ref().filter(|_| hand == Hand::Second).map(|first| first.channel);
    let is_missing = |is_there: bool| typed.is_some() && !is_there;
    let has_start = starts.is_empty() || starts.iter().any(|start| start.is_chosen);
    Ok(EntryStartPage {
        place: place(visit, sheet),
        entry: entry_path(visit, hand),
        hand: hand.as_str(),
        open_version: open.as_ref().map_or(0, |entry| entry.version),
        open: open.map(|entry| who_and_when(connection, visit, &entry)).transpose()?,
        is_same_person: hand == Hand::Second && first.is_some_and(|first| first.entered_by == user),
        is_correction: status.response.is_some(),
        agency_saved_at: unsent(&status).map(|at| dates::moment(at, &visit.zone)).unwrap_or_default(),
        channels: CHANNELS
            .iter()
            .filter(|channel| fixed.is_none_or(|fixed| fixed == **channel))
            .map(|channel| ChannelChoice {
                key: channel.as_str(),
                label: words::channel(*channel),
                is_chosen: chosen_channel == Some(*channel) || fixed == Some(*channel),
            })
            .collect(),
        channel_error: if is_missing(chosen_channel.is_some()) {
            "どの方法で届いた回答かを選んでください。"
        } else {
            ""
        },
        start_error: if is_missing(has_start) {
            "何から入力を始めるかを選んでください。"
        } else {
            ""
        },
        starts,
        is_stale,
    })
}

/// Begins an entry; one that is open already stays as it is (the button was pressed twice).
///
/// # Errors
/// [`RespondError::NotFound`] where there is no such sheet.
pub fn begin(
    connection: &mut Connection,
    visit: &Visit,
    (sheet, hand): (i32, Hand),
    user: UserId,
    chosen: &Begun,
) -> Result<Begin, RespondError> {
    let (network, status) = (visit.network(), status(connection, visit, sheet)?);
    if entries::open(connection, network, status.sheet.id, hand)?.is_some() {
        return Ok(Begin::Open);
    }
    let first = entries::open(connection, network, status.sheet.id, Hand::First)?;
    if hand == Hand::Second && first.is_none() {
        return Ok(Begin::NoFirst);
    }
    let choices = starts(visit, &status, hand, Some(chosen));
    let is_start_chosen = choices.is_empty() || choices.iter().any(|choice| choice.is_chosen);
    let Some(channel) = channel(&chosen.channel).filter(|_| is_start_chosen) else { return Ok(Begin::NotChosen) };
    let answer = counting(connection, visit, sheet)?.map(|(_, revision)| revision);
    let start = if choices.is_empty() { "blank" } else { chosen.start.as_str() };
    let fields = match start {
        "answer" => answer.map(|revision| revision.fields),
        "draft" => drafts::find(connection, network, status.sheet.id)?.map(|draft| draft.fields),
        _ => None,
    };
    let blank = serde_json::to_string(&RawFields::default())?;
    let entry = NewEntry {
        sheet: status.sheet.id,
        hand,
        channel,
        entered_by: user,
        base_revision: status.response.as_ref().map_or(0, |response| response.latest_revision),
        fields: &fields.unwrap_or(blank),
    };
    entries::begin(connection, network, &entry, &visit.act())?;
    Ok(Begin::Open)
}

/// Gives an open entry up as it was seen; false where somebody saved on it meanwhile. What was typed is kept.
///
/// # Errors
/// [`RespondError::NotFound`] where no entry of this hand is open.
pub fn give_up(
    connection: &mut Connection,
    visit: &Visit,
    (sheet, hand): (i32, Hand),
    version: i32,
) -> Result<bool, RespondError> {
    let status = status(connection, visit, sheet)?;
    let open = entries::open(connection, visit.network(), status.sheet.id, hand)?.ok_or(RespondError::NotFound)?;
    let seen = Entry { version, ..open };
    Ok(entries::close(connection, visit.network(), &seen, "entry.given_up", &visit.act())?)
}

/// The entry of this hand that is open on a sheet.
///
/// # Errors
/// [`RespondError::NotFound`] where there is none.
pub(super) fn open_entry(
    connection: &mut Connection,
    visit: &Visit,
    sheet: i32,
    hand: Hand,
) -> Result<Entry, RespondError> {
    let status = status(connection, visit, sheet)?;
    entries::open(connection, visit.network(), status.sheet.id, hand)?.ok_or(RespondError::NotFound)
}

fn who_and_when(connection: &mut Connection, visit: &Visit, entry: &Entry) -> Result<String, RespondError> {
    let who = words::person(connection, crate::store::audit::Actor::User(entry.entered_by))?;
    let when = dates::moment(entry.saved_at, &visit.zone);
    Ok(format!("{who}さんが{}の回答を入力しています（{when}に保存）。", words::channel(entry.channel)))
}

/// When the agency saved something that it has not handed in.
fn unsent(status: &SheetStatus) -> Option<jiff::Timestamp> {
    status.draft.as_ref().filter(|_| status.has_unsent_changes()).map(|draft| draft.saved_at)
}

/// What an entry may begin with; nothing to choose where nothing is there.
fn starts(visit: &Visit, status: &SheetStatus, hand: Hand, typed: Option<&Begun>) -> Vec<StartChoice> {
    let choice = |key: &'static str, label: String, help: &'static str| StartChoice {
        key,
        label,
        help,
        is_chosen: typed.is_some_and(|typed| typed.start == key),
    };
    let mut starts = Vec::new();
    if hand == Hand::Second {
        return starts;
    }
    if let Some(response) = &status.response {
        let label = format!("提出済みの回答（第{}版）を直す", response.latest_revision);
        starts.push(choice("answer", label, "今の回答を写して始めます。変えない設問はそのまま残ります。"));
    }
    if let Some(at) = unsent(status) {
        let label = format!("機関が途中まで入力した内容（{}に保存）を写して始める", dates::moment(at, &visit.zone));
        starts.push(choice("draft", label, "機関の入力は、そのまま残ります。"));
    }
    if !starts.is_empty() {
        let help = if unsent(status).is_some() { "機関の入力は、そのまま残ります。" } else { "" };
        starts.push(choice("blank", "白紙から入力する".to_owned(), help));
    }
    starts
}

fn channel(name: &str) -> Option<Channel> {
    CHANNELS.iter().find(|channel| channel.as_str() == name).copied()
}
