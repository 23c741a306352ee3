//! An agency's matter passes on to a new contact person: they come into the register and get the link, by mail where
//! they have an address. Those who leave get nothing more.

use super::contact;
use crate::app::board::{Around, link};
use crate::app::desk::DeskError;
use crate::app::invitation_mail::Mailing;
use crate::app::register::{kinds, tidy};
use crate::app::rounds::Setup;
use crate::store::audit::Act;
use crate::store::contacts::{self, Contact};
use crate::store::invitations::{self, Opened};
use crate::store::outbox::{self, Purpose, Waiting};
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection, ContactId, register_imports};
use crate::view::field::{Choice, FieldProblem, FormState, Typed};
use crate::view::mails::HandoverPage;
use crate::workbook::register::Column;

/// The fields of the form, what they hold, and what they are called.
const FIELDS: [(&str, Column, &str); 4] = [
    ("name", Column::ContactName, "担当者の氏名又は係の名称"),
    ("post", Column::Post, "部署・役職"),
    ("mail", Column::Mail, "メールアドレス"),
    ("telephone", Column::Telephone, "電話番号"),
];

/// How handing over ended.
pub enum HandedOver {
    /// The new contact gets a mail.
    ByMail,
    /// No mail goes out: the link is to be handed over otherwise.
    ByOffice,
    /// Everything that is wrong with what was typed.
    Fields(Vec<FieldProblem>),
}

/// Mails that are written, where mail is sent at all, and what the link is made from.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// What mails are written with.
    pub mailing: Option<Mailing<'a>>,
    /// What links are made from.
    pub around: Around<'a>,
}

/// The page, as it was typed.
///
/// # Errors
/// [`DeskError::NotFound`] where the round does not ask this agency, or is not open.
pub fn page(
    connection: &mut Connection,
    sends_mail: bool,
    setup: &Setup,
    agency: AgencyId,
    typed: &Typed,
    problems: &[FieldProblem],
) -> Result<HandoverPage, DeskError> {
    let opened = asked(connection, setup, agency)?;
    let state = FormState { typed, problems };
    let [name, post, mail, telephone] = FIELDS.map(|(field, _, label)| match field {
        "name" => state.required(field, label, "メールや依頼状の宛名になります。"),
        "mail" if sends_mail => {
            state.optional(field, label, "入力すると、依頼のメールをこの方だけに送ります。例：name@example.jp")
        }
        _ => state.optional(field, label, ""),
    });
    let leaving: Vec<&str> = typed.all("leaving").collect();
    let contacts = contacts::of_agency(connection, setup.network.id, agency)?;
    let choice = |contact: Contact| Choice {
        is_chosen: leaving.contains(&contact.id.to_string().as_str()),
        value: contact.id.to_string(),
        label: format!("{}　{}", contact.post, contact.name).trim().to_owned(),
        help: contact.mail.unwrap_or_default(),
    };
    Ok(HandoverPage {
        round: setup.head(),
        agency: opened.agency.name,
        agency_id: agency.to_string(),
        errors: state.summary(&FIELDS.map(|(field, _, label)| (field, label))),
        name,
        post,
        mail,
        telephone,
        contacts: contacts.into_iter().map(choice).collect(),
        renews: typed.one("renew") == "yes",
        issue: opened.invitation.issue_number,
        sends_mail,
    })
}

/// Takes the new contact into the register, those who leave out of it, makes a new link where that is wished, and
/// writes the mail, all or nothing. The same form sent twice does so once.
///
/// # Errors
/// [`DeskError::NotFound`] where the round does not ask this agency, or is not open.
pub fn hand_over(
    connection: &mut Connection,
    means: Means<'_>,
    setup: &Setup,
    agency: AgencyId,
    typed: &Typed,
    act: &Act,
) -> Result<HandedOver, DeskError> {
    let network = setup.network.id;
    register_imports::hold_register(connection, network)?;
    let opened = asked(connection, setup, agency)?;
    let kinds = kinds::of_network(connection, means.around.definitions, network)?;
    let (mut problems, mut values) = (Vec::new(), Vec::new());
    for (field, column, _) in FIELDS {
        match tidy(column, typed.one(field), &kinds) {
            Ok(value) => values.push(value),
            Err(words) => problems.push(FieldProblem::at(field, words)),
        }
    }
    if typed.one("name").is_empty() {
        problems.insert(0, FieldProblem::at("name", "担当者の氏名又は係の名称を入力してください。"));
    }
    let [name, post, mail, telephone] = values.as_slice() else { return Ok(HandedOver::Fields(problems)) };
    if !problems.is_empty() {
        return Ok(HandedOver::Fields(problems));
    }
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let before = contacts::of_agency(connection, network, agency)?;
    let known = before.iter().find(|known| known.name == *name && known.mail == filled(mail));
    let new = match known {
        Some(known) => known.id,
        None => {
            let new = Contact {
                post: post.clone(),
                mail: filled(mail),
                telephone: filled(telephone),
                position: before.iter().map(|known| known.position).max().map_or(0, |last| last + 1),
                ..Contact::named(ContactId::new(act.at), agency, name)
            };
            contacts::add(connection, network, &new, act)?;
            new.id
        }
    };
    let gone =
        before.iter().filter(|known| known.id != new && typed.all("leaving").any(|id| id == known.id.to_string()));
    for contact in gone {
        leave(connection, setup, contact.id, act)?;
    }
    if typed.one("renew") == "yes" {
        let invitation = &opened.invitation;
        let issue = typed.one("issue").parse().unwrap_or(invitation.issue_number);
        link::renew(connection, means.around, (network, invitation.id), issue, act)?;
    }
    match means.mailing.filter(|_| !mail.is_empty()) {
        Some(mailing) => {
            contact::invite(connection, &mailing, setup, new, act)?;
            Ok(HandedOver::ByMail)
        }
        None => Ok(HandedOver::ByOffice),
    }
}

/// Takes a contact out of the register, and back what waits for them.
fn leave(connection: &mut Connection, setup: &Setup, contact: ContactId, act: &Act) -> Result<(), DeskError> {
    let network = setup.network.id;
    contacts::remove(connection, network, contact, act)?;
    for mail in outbox::of_round(connection, network, setup.round.id)? {
        if mail.contact_id == Some(contact) {
            outbox::cancel_waiting(connection, network, Waiting::Mail(mail.id), Purpose::OF_OFFICE, act)?;
        }
    }
    Ok(())
}

fn asked(connection: &mut Connection, setup: &Setup, agency: AgencyId) -> Result<Opened, DeskError> {
    if setup.round.state != RoundState::Open {
        return Err(DeskError::NotFound);
    }
    invitations::of_agency(connection, setup.network.id, setup.round.id, agency)?.ok_or(DeskError::NotFound)
}
