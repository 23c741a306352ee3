//! A letter that an officer sends to themselves, to see it as it arrives.

use crate::app::desk::DeskError;
use crate::app::links;
use crate::app::rounds::Setup;
use crate::app::rounds::letter;
use crate::assets::Templates;
use crate::store::audit::Act;
use crate::store::outbox::{self, NewMail, Purpose};
use crate::store::users::User;
use crate::store::{AgencyId, Connection, MailId};

/// Puts the invitation of an agency, or of the first one, into the outbox for this person alone. Its link is none: it
/// opens nothing.
///
/// # Errors
/// Those of the database; the template is at fault.
pub fn send(
    connection: &mut Connection,
    templates: &Templates,
    setup: &Setup,
    public_url: &str,
    wanted: Option<AgencyId>,
    user: &User,
    act: &Act,
) -> Result<(), DeskError> {
    let page = letter::page(connection, templates, setup, public_url, wanted)?;
    let shown = links::address(public_url, letter::SAMPLE_TOKEN);
    let sample = links::address(public_url, "mihon");
    let body = format!(
        "※これは試し送りです。機関に送る依頼のメールを、{}さんだけにお送りしました。\n※下の回答用ページのアドレスは見本です。押しても、どの機関の回答用ページも開きません。\n\n{}\n",
        user.display_name,
        page.text.replace(&shown, &sample)
    );
    let mail = NewMail {
        id: MailId::new(act.at),
        purpose: Purpose::Test,
        round: Some(setup.round.id),
        invitation: None,
        contact: None,
        to_name: &user.display_name,
        to_address: &user.mail,
        subject: &format!("【試し送り】{}", page.subject),
        body: &body,
        sealed: None,
        not_before: None,
    };
    Ok(outbox::queue(connection, setup.network.id, &mail, act)?)
}
