//! Rounds: one version of a questionnaire, sent to chosen agencies for one period.

use diesel::prelude::*;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

mod chosen;
mod copies;
mod plan;

pub use chosen::{choose, chosen};
pub use copies::untouched_copy;
pub use plan::{ReminderDays, RoundPlan, plan, set_plan};

use super::audit::{self, Act, Subject};
use super::columns::{At, Day, Maybe, enum_column};
use super::schema::{round_agencies, rounds};
use super::{Connection, NetworkId, RoundId, StoreError, VersionId};

enum_column! {
    /// Where a round stands.
    RoundState {
        /// Being prepared: nobody is invited yet.
        Draft = "draft",
        /// Answers are taken.
        Open = "open",
        /// No answers are taken any more.
        Closed = "closed",
    }
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = rounds)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The version that is asked.
    pub version_id: VersionId,
    /// What it is called on pages.
    pub title: String,
    /// The period asked about, in words, such as `令和7年4月～令和8年3月`.
    pub period_text: String,
    /// The period's first day, where it has one.
    #[diesel(deserialize_as = Maybe<Day>)]
    pub period_start: Option<Date>,
    /// The period's last day, where it has one.
    #[diesel(deserialize_as = Maybe<Day>)]
    pub period_end: Option<Date>,
    /// The fiscal year asked about, in Western years, where it is one.
    pub fiscal_year: Option<i32>,
    /// From which day answers are taken: until then links say so. `None`: from the start.
    #[diesel(deserialize_as = Maybe<Day>)]
    pub opens_on: Option<Date>,
    /// Until which day an answer is asked for, in the network's time zone.
    #[diesel(deserialize_as = Day)]
    pub due_on: Date,
    /// Where it stands.
    pub state: RoundState,
    /// Whom agencies ask about this round, where it is not the network's officer.
    pub officer_name: Option<String>,
    /// That officer's telephone number.
    pub officer_telephone: Option<String>,
    /// That officer's mail address.
    pub officer_mail: Option<String>,
    /// Until which day letters say that late answers are taken, where they name one.
    #[diesel(deserialize_as = Maybe<Day>)]
    pub late_due_on: Option<Date>,
    /// Since when it sends no mail.
    #[diesel(deserialize_as = Maybe<At>)]
    pub paused_at: Option<Timestamp>,
    /// Since when lists leave it out.
    #[diesel(deserialize_as = Maybe<At>)]
    pub archived_at: Option<Timestamp>,
    /// Counts its changes, from 0: a change names the edition that it was made from.
    pub edition: i32,
}

#[derive(Insertable, AsChangeset)]
#[diesel(table_name = rounds, treat_none_as_null = true)]
struct Row<'a> {
    network_id: NetworkId,
    id: RoundId,
    version_id: VersionId,
    title: &'a str,
    period_text: &'a str,
    period_start: Option<Day>,
    period_end: Option<Day>,
    fiscal_year: Option<i32>,
    opens_on: Option<Day>,
    due_on: Day,
    state: RoundState,
    officer_name: Option<&'a str>,
    officer_telephone: Option<&'a str>,
    officer_mail: Option<&'a str>,
    late_due_on: Option<Day>,
    paused_at: Option<At>,
    archived_at: Option<At>,
    edition: i32,
    updated_at: At,
}

impl<'a> Row<'a> {
    fn of(network: NetworkId, round: &'a Round, edition: i32, act: &Act) -> Self {
        Self {
            network_id: network,
            id: round.id,
            version_id: round.version_id,
            title: &round.title,
            period_text: &round.period_text,
            period_start: round.period_start.map(Day::from),
            period_end: round.period_end.map(Day::from),
            fiscal_year: round.fiscal_year,
            opens_on: round.opens_on.map(Day::from),
            due_on: round.due_on.into(),
            state: round.state,
            officer_name: round.officer_name.as_deref(),
            officer_telephone: round.officer_telephone.as_deref(),
            officer_mail: round.officer_mail.as_deref(),
            late_due_on: round.late_due_on.map(Day::from),
            paused_at: round.paused_at.map(At::from),
            archived_at: round.archived_at.map(At::from),
            edition,
            updated_at: act.at.into(),
        }
    }
}

/// Adds a round.
///
/// # Errors
/// One that [`StoreError::is_missing_reference`] where the network has no such version.
pub fn add(connection: &mut Connection, network: NetworkId, round: &Round, act: &Act) -> Result<(), StoreError> {
    diesel::insert_into(rounds::table)
        .values((Row::of(network, round, round.edition, act), rounds::created_at.eq(At::from(act.at))))
        .execute(connection)?;
    record(connection, network, round, act, "round.added")
}

/// Changes a round, its state too; false where the network has none with its id, or someone else changed it
/// since this edition of it was read.
///
/// # Errors
/// Those of the database.
pub fn update(connection: &mut Connection, network: NetworkId, round: &Round, act: &Act) -> Result<bool, StoreError> {
    change(connection, network, round, "round.changed", act)
}

/// The same under a name of its own in the audit log, such as `round.closed`.
///
/// # Errors
/// Those of the database.
pub fn change(
    connection: &mut Connection,
    network: NetworkId,
    round: &Round,
    action: &str,
    act: &Act,
) -> Result<bool, StoreError> {
    let unchanged = rounds::table.find((network, round.id)).filter(rounds::edition.eq(round.edition));
    let changed = diesel::update(unchanged).set(Row::of(network, round, round.edition + 1, act)).execute(connection)?;
    if changed > 0 {
        record(connection, network, round, act, action)?;
    }
    Ok(changed > 0)
}

/// Deletes a round that is being prepared, with its choice of agencies; false where it is not (any more).
///
/// # Errors
/// Those of the database.
pub fn delete_draft(
    connection: &mut Connection,
    network: NetworkId,
    round: &Round,
    act: &Act,
) -> Result<bool, StoreError> {
    let of_round = round_agencies::network_id.eq(network).and(round_agencies::round_id.eq(round.id));
    diesel::delete(round_agencies::table.filter(of_round)).execute(connection)?;
    let draft = rounds::table
        .find((network, round.id))
        .filter(rounds::edition.eq(round.edition).and(rounds::state.eq(RoundState::Draft)));
    let deleted = diesel::delete(draft).execute(connection)?;
    if deleted > 0 {
        record(connection, network, round, act, "round.deleted")?;
    }
    Ok(deleted > 0)
}

/// The round of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: RoundId) -> Result<Option<Round>, StoreError> {
    Ok(rounds::table.find((network, id)).select(Round::as_select()).get_result(connection).optional()?)
}

/// All rounds of a network, newest first.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<Round>, StoreError> {
    Ok(rounds::table
        .filter(rounds::network_id.eq(network))
        .order((rounds::created_at.desc(), rounds::id.desc()))
        .select(Round::as_select())
        .load(connection)?)
}

/// The rounds of a network that were opened, newest first: a draft has nothing to show.
///
/// # Errors
/// Those of the database.
pub fn opened(connection: &mut Connection, network: NetworkId) -> Result<Vec<Round>, StoreError> {
    let mut rounds = of_network(connection, network)?;
    rounds.retain(|round| round.state != RoundState::Draft);
    Ok(rounds)
}

fn record(
    connection: &mut Connection,
    network: NetworkId,
    round: &Round,
    act: &Act,
    action: &str,
) -> Result<(), StoreError> {
    let details = json!({ "state": round.state.as_str(), "due_on": round.due_on.to_string() });
    audit::record(connection, network, act, action, &Subject::new("round", round.id), &details)
}
