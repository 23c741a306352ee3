//! Published versions of questionnaires. A version never changes; the database itself sees to it.

use diesel::dsl::max;
use diesel::prelude::*;
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::audit::{self, Act, Subject};
use super::columns::At;
use super::schema::questionnaire_versions as versions;
use super::{Connection, NetworkId, StoreError, VersionId};

/// A published version, without its definition: that is large, and never changes, so callers
/// read it once by [`definition`] and keep it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = versions)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// The key of the questionnaire, such as `agency-survey`.
    pub questionnaire_key: String,
    /// Counts up from 1 within the questionnaire.
    pub number: i32,
    /// The questionnaire's title in this version.
    pub title: String,
    /// The SHA-256 of the definition, in hexadecimal.
    pub content_sha256: String,
    /// When it was published.
    #[diesel(deserialize_as = At)]
    pub published_at: Timestamp,
}

/// Publishes a definition as the next version of its questionnaire. Where the newest version has
/// the very same content, that one is returned and nothing is added.
///
/// # Errors
/// One that [`StoreError::is_duplicate`] where someone else published at the same time.
pub fn publish(
    connection: &mut Connection,
    network: NetworkId,
    questionnaire_key: &str,
    title: &str,
    definition: &str,
    act: &Act,
) -> Result<Version, StoreError> {
    let content_sha256 = content_sha256(definition);
    if let Some(newest) = newest(connection, network, questionnaire_key)?
        && newest.content_sha256 == content_sha256
    {
        return Ok(newest);
    }
    let last: Option<i32> = versions::table
        .filter(versions::network_id.eq(network).and(versions::questionnaire_key.eq(questionnaire_key)))
        .select(max(versions::number))
        .get_result(connection)?;
    let version = Version {
        id: VersionId::new(act.at),
        questionnaire_key: questionnaire_key.to_owned(),
        number: last.unwrap_or(0) + 1,
        title: title.to_owned(),
        content_sha256,
        published_at: act.at,
    };
    diesel::insert_into(versions::table)
        .values((
            versions::network_id.eq(network),
            versions::id.eq(version.id),
            versions::questionnaire_key.eq(questionnaire_key),
            versions::number.eq(version.number),
            versions::title.eq(title),
            versions::definition.eq(definition),
            versions::content_sha256.eq(&version.content_sha256),
            versions::published_at.eq(At::from(act.at)),
        ))
        .execute(connection)?;
    let details = json!({ "questionnaire": questionnaire_key, "number": version.number });
    audit::record(connection, network, act, "version.published", &Subject::new("version", version.id), &details)?;
    Ok(version)
}

/// The SHA-256 of a definition, by which versions of the same content are known, in hexadecimal.
pub fn content_sha256(definition: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(definition.as_bytes()))
}

/// The version of this id.
///
/// # Errors
/// Those of the database.
pub fn find(connection: &mut Connection, network: NetworkId, id: VersionId) -> Result<Option<Version>, StoreError> {
    Ok(versions::table.find((network, id)).select(Version::as_select()).get_result(connection).optional()?)
}

/// The definition of a version, as the JSON that was published.
///
/// # Errors
/// Those of the database.
pub fn definition(
    connection: &mut Connection,
    network: NetworkId,
    id: VersionId,
) -> Result<Option<String>, StoreError> {
    Ok(versions::table.find((network, id)).select(versions::definition).get_result(connection).optional()?)
}

/// The newest version of a questionnaire.
///
/// # Errors
/// Those of the database.
pub fn newest(
    connection: &mut Connection,
    network: NetworkId,
    questionnaire_key: &str,
) -> Result<Option<Version>, StoreError> {
    Ok(versions::table
        .filter(versions::network_id.eq(network).and(versions::questionnaire_key.eq(questionnaire_key)))
        .order(versions::number.desc())
        .select(Version::as_select())
        .first(connection)
        .optional()?)
}

/// All versions of a network's questionnaires, by key, newest first.
///
/// # Errors
/// Those of the database.
pub fn of_network(connection: &mut Connection, network: NetworkId) -> Result<Vec<Version>, StoreError> {
    Ok(versions::table
        .filter(versions::network_id.eq(network))
        .order((versions::questionnaire_key, versions::number.desc()))
        .select(Version::as_select())
        .load(connection)?)
}
