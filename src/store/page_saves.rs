//! Saving a page of questions: the link is still good, the draft is the one that was changed, and the line in the
//! audit log is written, all or nothing.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Integer, Text};
use diesel::{PgConnection, QueryResult, RunQueryDsl};
use serde_json::json;

use super::audit::{Act, Actor};
use super::columns::At;
use super::drafts::{self, Save, Saved};
use super::invitations::{self, Opened};
use super::rounds::RoundState;
use super::transaction::whole;
use super::{AuditId, Connection, InvitationId, NetworkId, SheetId, StoreError};

/// Stores a save, as [`drafts::save`] does, where the link that opened the sheet still opens it; `None` where it
/// was replaced or its round closed meanwhile. To be given a connection of [`Store::prepare_and_write`].
///
/// [`Store::prepare_and_write`]: super::Store::prepare_and_write
///
/// # Errors
/// As for [`drafts::save`].
pub fn save(
    connection: &mut Connection,
    opened: &Opened,
    sheet: SheetId,
    save: &Save<'_>,
    act: &Act,
) -> Result<Option<Saved>, StoreError> {
    match connection {
        Connection::Sqlite(_) => step_by_step(connection, opened, sheet, save, act),
        Connection::Postgres(inner) => {
            let version = save.expected_version + 1;
            if save.expected_version > 0 && SaveAndRecord::new(opened, sheet, save, act).execute(inner)? > 0 {
                return Ok(Some(Saved::Stored { version, at: act.at }));
            }
            // The first save, or one that cannot be stored: which it is, and why, takes more than one statement.
            whole(connection, |connection| step_by_step(connection, opened, sheet, save, act))
        }
    }
}

fn step_by_step(
    connection: &mut Connection,
    opened: &Opened,
    sheet: SheetId,
    save: &Save<'_>,
    act: &Act,
) -> Result<Option<Saved>, StoreError> {
    if !invitations::still_opens(connection, opened)? {
        return Ok(None);
    }
    drafts::save(connection, opened.network.id, sheet, save, act).map(Some)
}

/// The save as one statement of PostgreSQL, which is whole by itself: it needs no BEGIN and no COMMIT, each of which
/// would be a journey to the server. It changes nothing where the draft is at another version, or the link no
/// longer opens.
struct SaveAndRecord<'a> {
    opened: &'a Opened,
    sheet: SheetId,
    save: &'a Save<'a>,
    version: i32,
    at: At,
    open: RoundState,
    line: AuditId,
    actor: Actor,
    subject: String,
    details: String,
}

impl<'a> SaveAndRecord<'a> {
    fn new(opened: &'a Opened, sheet: SheetId, save: &'a Save<'a>, act: &Act) -> Self {
        let version = save.expected_version + 1;
        Self {
            opened,
            sheet,
            save,
            version,
            at: act.at.into(),
            open: RoundState::Open,
            line: AuditId::new(act.at),
            actor: act.actor,
            subject: sheet.to_string(),
            details: json!({ "version": version }).to_string(),
        }
    }
}

/// Its text is always the same: the server prepares it once for each connection.
impl QueryId for SaveAndRecord<'_> {
    type QueryId = SaveAndRecord<'static>;

    const HAS_STATIC_QUERY_ID: bool = true;
}

impl QueryFragment<Pg> for SaveAndRecord<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let network: &NetworkId = &self.opened.network.id;
        let invitation: &InvitationId = &self.opened.invitation.id;
        out.push_sql("WITH saved AS (UPDATE drafts SET fields = ");
        out.push_bind_param::<Text, str>(self.save.fields)?;
        out.push_sql(", version = ");
        out.push_bind_param::<Integer, _>(&self.version)?;
        out.push_sql(", base_version = ");
        out.push_bind_param::<Integer, _>(&self.save.base_version)?;
        out.push_sql(", save_key = ");
        out.push_bind_param::<Text, str>(self.save.save_key)?;
        out.push_sql(", saved_at = ");
        out.push_bind_param::<BigInt, _>(&self.at)?;
        out.push_sql(" WHERE network_id = ");
        out.push_bind_param::<Text, _>(network)?;
        out.push_sql(" AND sheet_id = ");
        out.push_bind_param::<Text, _>(&self.sheet)?;
        out.push_sql(" AND version = ");
        out.push_bind_param::<Integer, _>(&self.save.expected_version)?;
        out.push_sql(
            " AND EXISTS (SELECT FROM invitations i JOIN rounds r ON r.network_id = i.network_id AND r.id = i.round_id \
             WHERE i.network_id = drafts.network_id AND i.id = ",
        );
        out.push_bind_param::<Text, _>(invitation)?;
        out.push_sql(" AND i.issue_number = ");
        out.push_bind_param::<Integer, _>(&self.opened.invitation.issue_number)?;
        out.push_sql(" AND r.state = ");
        out.push_bind_param::<Text, _>(&self.open)?;
        out.push_sql(
            ") RETURNING network_id, saved_at) \
             INSERT INTO audit_log (network_id, id, at, actor, action, subject_type, subject_id, details) \
             SELECT network_id, ",
        );
        out.push_bind_param::<Text, _>(&self.line)?;
        out.push_sql(", saved_at, ");
        out.push_bind_param::<Text, _>(&self.actor)?;
        out.push_sql(", 'draft.saved', 'sheet', ");
        out.push_bind_param::<Text, _>(&self.subject)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(&self.details)?;
        out.push_sql(" FROM saved");
        Ok(())
    }
}

impl RunQueryDsl<PgConnection> for SaveAndRecord<'_> {}
