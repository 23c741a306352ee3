//! Rules that propose codes, as a network has written them. A version is never changed: a save is the next one.

use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;

use super::audit::{self, Act, Actor, Subject};
use super::columns::{At, enum_column};
use super::connection::on_each_backend;
use super::schema::coding_rules as rules;
use super::{Connection, NetworkId, StoreError};

enum_column! {
    /// What a rule has to hold of.
    RuleUnit {
        /// A sentence.
        Sentence = "sentence",
        /// All that was written to a question.
        Entry = "entry",
    }
}

/// One version of the rules of a codebook.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = rules)]
pub struct CodingRules {
    /// The key of the codebook.
    pub codebook: String,
    /// Counts from 1.
    pub version: i32,
    /// The rules, in KH Coder's notation.
    #[diesel(column_name = rules)]
    pub text: String,
    /// What a rule has to hold of.
    pub unit: RuleUnit,
    /// Who wrote this version.
    pub written_by: Actor,
    /// When.
    #[diesel(deserialize_as = At)]
    pub written_at: Timestamp,
}

/// The newest version of each codebook's rules, by codebook.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<CodingRules>, StoreError> {
    let newer = diesel::alias!(rules as newer);
    let of_same = newer
        .field(rules::network_id)
        .eq(rules::network_id)
        .and(newer.field(rules::codebook).eq(rules::codebook))
        .and(newer.field(rules::version).gt(rules::version));
    Ok(rules::table
        .filter(rules::network_id.eq(network).and(not(exists(newer.filter(of_same)))))
        .order(rules::codebook)
        .select(CodingRules::as_select())
        .load(connection)?)
}

/// The newest version of a codebook's rules; `None` where the network has written none.
///
/// # Errors
/// Those of the database.
pub fn newest(
    connection: &mut Connection,
    network: NetworkId,
    codebook: &str,
) -> Result<Option<CodingRules>, StoreError> {
    let of_book = || rules::table.filter(rules::network_id.eq(network).and(rules::codebook.eq(codebook)));
    let Some(version) = of_book().select(max(rules::version)).get_result::<Option<i32>>(connection)? else {
        return Ok(None);
    };
    Ok(of_book()
        .filter(rules::version.eq(version))
        .select(CodingRules::as_select())
        .get_result(connection)
        .optional()?)
}

/// Keeps the next version, after the version `seen` (0 for none); false where somebody else has written one since.
///
/// # Errors
/// Those of the database.
pub fn write(
    connection: &mut Connection,
    network: NetworkId,
    (codebook, seen): (&str, i32),
    (text, unit): (&str, RuleUnit),
    act: &Act,
) -> Result<bool, StoreError> {
    if newest(connection, network, codebook)?.map_or(0, |rules| rules.version) != seen {
        return Ok(false);
    }
    let row = (
        rules::network_id.eq(network),
        rules::codebook.eq(codebook),
        rules::version.eq(seen + 1),
        rules::rules.eq(text),
        rules::unit.eq(unit),
        rules::written_by.eq(act.actor),
        rules::written_at.eq(At::from(act.at)),
    );
    // Two who save at once both read the same version; the key lets one in.
    let added = on_each_backend!(connection, inner => diesel::insert_into(rules::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added > 0 {
        let details = json!({ "codebook": codebook, "version": seen + 1 });
        audit::record(connection, network, act, "coding_rules.written", &Subject::new("network", network), &details)?;
    }
    Ok(added > 0)
}
