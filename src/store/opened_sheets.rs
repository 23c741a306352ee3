//! All that a page of questions needs of a personal link, by one look-up: on PostgreSQL each is a journey to the
//! server and back.

use diesel::backend::Backend;
use diesel::expression::{ValidGrouping, is_aggregate};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::Bool;

use super::connection::on_each_backend;
use super::drafts::Draft;
use super::invitations::Opened;
use super::responses::Response;
use super::schema::{agencies, drafts, invitations, networks, questionnaire_versions, responses, rounds, sheets};
use super::sheets::{DraftHead, Sheet, SheetStatus};
use super::{Connection, StoreError, TokenHash};

/// Whether the agency of an invitation has any other. Diesel writes a statement with an alias anew each time it is
/// run, which took as long here as running it: these words are always the same, and so is their statement.
#[derive(Debug, Clone, Copy, QueryId)]
struct HasOtherInvitations;

impl Expression for HasOtherInvitations {
    type SqlType = Bool;
}

impl<From> AppearsOnTable<From> for HasOtherInvitations {}

impl<From> SelectableExpression<From> for HasOtherInvitations {}

impl ValidGrouping<()> for HasOtherInvitations {
    type IsAggregate = is_aggregate::Never;
}

impl<DB: Backend> QueryFragment<DB> for HasOtherInvitations {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(
            "EXISTS (SELECT 1 FROM invitations AS others WHERE others.network_id = invitations.network_id \
             AND others.agency_id = invitations.agency_id AND others.id <> invitations.id)",
        );
        Ok(())
    }
}

/// What a personal link opens, with one of its sheets.
pub struct OpenedSheet {
    /// What the link opens.
    pub opened: Opened,
    /// The sheet, removed or not; `None` where the invitation never had it.
    pub sheet: Option<SheetStatus>,
    /// What is saved of the sheet, if anything ever was.
    pub draft: Option<Draft>,
    /// Whether the agency was invited to any other round: where not, it has no earlier answers.
    pub has_other_invitations: bool,
}

type Row = (Opened, bool, Option<Sheet>, Option<Draft>, Option<Response>);

/// What the link of this token opens, with its sheet of this number; `None` where it opens nothing.
///
/// # Errors
/// Those of the database.
pub fn by_token(connection: &mut Connection, token: TokenHash, number: i32) -> Result<Option<OpenedSheet>, StoreError> {
    let round_of = rounds::network_id.eq(invitations::network_id).and(rounds::id.eq(invitations::round_id));
    let agency_of = agencies::network_id.eq(invitations::network_id).and(agencies::id.eq(invitations::agency_id));
    let version_of = questionnaire_versions::network_id
        .eq(rounds::network_id)
        .and(questionnaire_versions::id.eq(rounds::version_id));
    let sheet_of = sheets::network_id
        .eq(invitations::network_id)
        .and(sheets::invitation_id.eq(invitations::id))
        .and(sheets::number.eq(number));
    let draft_of = drafts::network_id.eq(sheets::network_id).and(drafts::sheet_id.eq(sheets::id));
    let response_of = responses::network_id.eq(sheets::network_id).and(responses::sheet_id.eq(sheets::id));
    let found: Option<Row> = on_each_backend!(connection, inner => invitations::table
        .inner_join(networks::table.on(networks::id.eq(invitations::network_id)))
        .inner_join(rounds::table.on(round_of))
        .inner_join(agencies::table.on(agency_of))
        .inner_join(questionnaire_versions::table.on(version_of))
        .left_join(sheets::table.on(sheet_of))
        .left_join(drafts::table.on(draft_of))
        .left_join(responses::table.on(response_of))
        .filter(invitations::token_sha256.eq(token))
        .select((
            Opened::as_select(),
            HasOtherInvitations,
            Option::<Sheet>::as_select(),
            Option::<Draft>::as_select(),
            Option::<Response>::as_select(),
        ))
        .get_result(inner)
        .optional())?;
    Ok(found.map(OpenedSheet::from))
}

impl From<Row> for OpenedSheet {
    fn from((opened, has_other_invitations, sheet, draft, response): Row) -> Self {
        let head = draft.as_ref().map(DraftHead::of);
        let sheet = sheet.map(|sheet| SheetStatus { sheet, draft: head, response });
        Self { opened, sheet, draft, has_other_invitations }
    }
}
