//! What a network changed in the shipped codebooks: codes of its own, other labels, codes that are offered no longer,
//! and which factors mirror each other. Keys are for ever.

use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Subject};
use super::columns::{At, enum_column};
use super::connection::on_each_backend;
use super::schema::{network_code_pairs as pairs, network_codes as codes};
use super::{Connection, NetworkId, StoreError};

enum_column! {
    /// How truly two factors mirror each other.
    Mirroring {
        /// Truly.
        Close = "close",
        /// Loosely.
        Loose = "loose",
        /// Not at all: the shipped pair is taken away.
        None = "none",
    }
}

/// A code of a network's own, or what it changed in a shipped one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkCode {
    /// The key of the codebook.
    pub codebook: String,
    /// The code.
    pub code: String,
    /// What people read; blank where it is the shipped label.
    pub label: String,
    /// What it means, for readers; blank where it is the shipped text, or there is none.
    pub about: String,
    /// Whether the network added it.
    pub is_own: bool,
    /// Since when it is offered no longer.
    pub retired_at: Option<Timestamp>,
    /// Counts the changes of its words; 0 where they are as shipped.
    pub edition: i32,
}

/// A factor of good cases and one of difficult cases.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct NetworkPair {
    /// The code in `good-factors`.
    pub good: String,
    /// The code in `difficult-factors`.
    pub difficult: String,
    /// How truly they mirror each other.
    pub strength: Mirroring,
    /// Counts the decisions; 0 where nothing was decided.
    pub edition: i32,
}

type Row = (String, String, String, String, i32, Option<i64>, i32);

/// What a network changed, in the order in which it did so first.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<NetworkCode>, StoreError> {
    let rows: Vec<Row> = codes::table
        .filter(codes::network_id.eq(network))
        .order((codes::created_at, codes::codebook, codes::code))
        .select((
            codes::codebook,
            codes::code,
            codes::label,
            codes::about,
            codes::own,
            codes::retired_at,
            codes::edition,
        ))
        .load(connection)?;
    rows.into_iter()
        .map(|(codebook, code, label, about, own, retired, edition)| {
            let retired_at = retired.map(Timestamp::from_microsecond).transpose();
            let retired_at = retired_at.map_err(|_| StoreError::Unreadable { what: "time" })?;
            Ok(NetworkCode { codebook, code, label, about, is_own: own != 0, retired_at, edition })
        })
        .collect()
}

/// Keeps other words of a code, or a new code; `code.edition` is the edition that it was made from. False where
/// somebody else has changed the words since.
///
/// # Errors
/// Those of the database.
pub fn keep(
    connection: &mut Connection,
    network: NetworkId,
    code: &NetworkCode,
    act: &Act,
) -> Result<bool, StoreError> {
    let (now, seen) = (At::from(act.at), code.edition);
    let words = || {
        (
            codes::label.eq(&code.label),
            codes::about.eq(&code.about),
            codes::edition.eq(seen + 1),
            codes::updated_at.eq(now),
        )
    };
    let same = codes::table.find((network, &code.codebook, &code.code)).filter(codes::edition.eq(seen));
    let mut changed = diesel::update(same).set(words()).execute(connection)?;
    if changed == 0 && seen == 0 {
        let row = (
            codes::network_id.eq(network),
            codes::codebook.eq(&code.codebook),
            codes::code.eq(&code.code),
            codes::own.eq(i32::from(code.is_own)),
            codes::created_at.eq(now),
            words(),
        );
        changed = on_each_backend!(connection, inner => diesel::insert_into(codes::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
    }
    if changed > 0 {
        note(connection, network, code, code.retired_at.is_some(), act)?;
    }
    Ok(changed > 0)
}

/// Offers a code no longer, or again; its words stay as they are, and nobody who is changing them is in the way.
///
/// # Errors
/// Those of the database.
pub fn set_retired(
    connection: &mut Connection,
    network: NetworkId,
    code: &NetworkCode,
    is_retired: bool,
    act: &Act,
) -> Result<(), StoreError> {
    let (now, retired) = (At::from(act.at), is_retired.then(|| At::from(act.at)));
    // A shipped code of which the network has changed nothing keeps its shipped words.
    let row = (
        codes::network_id.eq(network),
        codes::codebook.eq(&code.codebook),
        codes::code.eq(&code.code),
        codes::label.eq(""),
        codes::about.eq(""),
        codes::own.eq(i32::from(code.is_own)),
        codes::edition.eq(0),
        codes::retired_at.eq(retired),
        codes::created_at.eq(now),
        codes::updated_at.eq(now),
    );
    on_each_backend!(connection, inner => diesel::insert_into(codes::table)
        .values(row)
        .on_conflict((codes::network_id, codes::codebook, codes::code))
        .do_update()
        .set((codes::retired_at.eq(retired), codes::updated_at.eq(now)))
        .execute(inner))?;
    note(connection, network, code, is_retired, act)
}

fn note(
    connection: &mut Connection,
    network: NetworkId,
    code: &NetworkCode,
    is_retired: bool,
    act: &Act,
) -> Result<(), StoreError> {
    let details = json!({ "codebook": code.codebook, "is_own": code.is_own, "is_retired": is_retired });
    audit::record(connection, network, act, "codebook.changed", &Subject::new("code", &code.code), &details)
}

/// The pairs over which a network decided itself.
///
/// # Errors
/// Those of the database.
pub fn pairs_of(connection: &mut Connection, network: NetworkId) -> Result<Vec<NetworkPair>, StoreError> {
    Ok(pairs::table
        .filter(pairs::network_id.eq(network))
        .order((pairs::good, pairs::difficult))
        .select((pairs::good, pairs::difficult, pairs::strength, pairs::edition))
        .load(connection)?)
}

/// Keeps how truly two factors mirror each other; `pair.edition` is the edition that it was made from. False where
/// somebody else has decided it since.
///
/// # Errors
/// Those of the database.
pub fn keep_pair(
    connection: &mut Connection,
    network: NetworkId,
    pair: &NetworkPair,
    act: &Act,
) -> Result<bool, StoreError> {
    let decided = || {
        (pairs::strength.eq(pair.strength), pairs::edition.eq(pair.edition + 1), pairs::updated_at.eq(At::from(act.at)))
    };
    let same = pairs::table.find((network, &pair.good, &pair.difficult)).filter(pairs::edition.eq(pair.edition));
    let mut kept = diesel::update(same).set(decided()).execute(connection)?;
    if kept == 0 && pair.edition == 0 {
        let row = (
            pairs::network_id.eq(network),
            pairs::good.eq(&pair.good),
            pairs::difficult.eq(&pair.difficult),
            decided(),
        );
        kept = on_each_backend!(connection, inner => diesel::insert_into(pairs::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
    }
    if kept > 0 {
        let details = json!({ "difficult": pair.difficult, "strength": pair.strength.as_str() });
        audit::record(connection, network, act, "codebook.paired", &Subject::new("code", &pair.good), &details)?;
    }
    Ok(kept > 0)
}
