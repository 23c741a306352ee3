//! A message in the office's own words to chosen agencies: one mail to each of their contacts.

use std::collections::HashSet;

use jiff::SignedDuration;

use super::reminding::obstacle;
use crate::app::desk::DeskError;
use crate::app::invitation_mail::{Mailing, Queued};
use crate::app::letterhead;
use crate::app::rounds::Setup;
use crate::app::working_hours::WorkingHours;
use crate::mail::own_letter::{self, PLACES};
use crate::mail::{FreeMessage, LINK, MailError, split};
use crate::store::agencies::Agency;
use crate::store::audit::Act;
use crate::store::contacts::{self, Contact};
use crate::store::outbox::{self, NewMail, Purpose};
use crate::store::rounds::RoundState;
use crate::store::{AgencyId, Connection, InvitationId, MailId, board};
use crate::view::dates;
use crate::view::field::{self, FieldProblem, FormState, Typed};
use crate::view::mails::{Letter, MessagePage};

/// The places that a message may have.
const OWN_PLACES: [&str; 4] = ["agency", "contact", "link", "due"];

/// How long subject and text may be, in characters.
const MOST: [(&str, &str, usize); 2] = [("subject", "件名", 120), ("text", "本文", 4000)];

/// For how long the same message to the same contact is one that was sent twice by mistake.
const TWICE: SignedDuration = SignedDuration::from_mins(10);

/// An invited agency with its contacts whom mail reaches.
struct Asked {
    invitation: InvitationId,
    agency: Agency,
    contacts: Vec<Contact>,
}

fn asked(connection: &mut Connection, setup: &Setup) -> Result<Vec<Asked>, DeskError> {
    let network = setup.network.id;
    let people = contacts::of_network(connection, network)?;
    let reached = |contact: &&Contact| contact.mail.is_some() && contact.undeliverable_at.is_none();
    let rows = board::of_round(connection, network, setup.round.id)?;
    Ok(rows
        .into_iter()
        .map(|row| Asked {
            invitation: row.invitation.id,
            contacts: people
                .iter()
                .filter(|contact| contact.agency_id == row.agency.id)
                .filter(reached)
                .cloned()
                .collect(),
            agency: row.agency,
        })
        .collect())
}

fn ticked(typed: &Typed) -> HashSet<AgencyId> {
    typed.all("agency").filter_map(|id| id.parse().ok()).collect()
}

/// What is wrong with a message.
pub fn problems(typed: &Typed) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    for (name, label, most) in MOST {
        let text = typed.one(name);
        let length = text.chars().count();
        if length == 0 {
            problems.push(FieldProblem::at(name, format!("{label}を入力してください。")));
        } else if length > most {
            let message = format!("{label}は、{most}文字までにしてください（今は{length}文字です）。");
            problems.push(FieldProblem::at(name, message));
        }
        let mut unknown = own_letter::unknown_places(text);
        let others = PLACES.iter().map(|(place, _)| *place).filter(|place| !OWN_PLACES.contains(place));
        unknown.extend(others.filter(|place| own_letter::has_place(text, place)).map(|place| format!("{{{place}}}")));
        if !unknown.is_empty() {
            let message = format!(
                "{}という差し込みはありません。下の一覧にある差し込みに直すか、消してください。",
                unknown.join("、")
            );
            problems.push(FieldProblem::at(name, message));
        }
    }
    if own_letter::has_place(typed.one("subject"), "link") {
        problems.push(FieldProblem::at("subject", "件名に{link}は使えません。本文に入れてください。"));
    }
    if ticked(typed).is_empty() {
        problems.push(FieldProblem::at("agency", "送る機関を1つ以上選んでください。"));
    }
    problems
}

/// The page; with the mail as the first chosen agency gets it, where `shows_preview`.
///
/// # Errors
/// Those of the database; the template is at fault.
pub fn page(
    connection: &mut Connection,
    mailing: Option<&Mailing<'_>>,
    setup: &Setup,
    typed: &Typed,
    problems: &[FieldProblem],
    shows_preview: bool,
) -> Result<MessagePage, DeskError> {
    let (all, chosen) = (asked(connection, setup)?, ticked(typed));
    let of_chosen = || all.iter().filter(|asked| chosen.contains(&asked.agency.id));
    let preview = match (mailing, of_chosen().find(|asked| !asked.contacts.is_empty())) {
        (Some(mailing), Some(first)) if shows_preview => first.contacts.first().map(|contact| {
            let text = letter(mailing, setup, first, contact, typed)?;
            let (subject, body) = split(&text);
            Ok::<_, MailError>(Letter {
                to: format!("{}　{} 様", first.agency.name, contact.name),
                mails: of_chosen().map(|asked| asked.contacts.len()).sum(),
                subject: subject.to_owned(),
                text: body.replace(LINK, "（機関ごとの回答用ページのアドレス）"),
            })
        }),
        _ => None,
    };
    let state = FormState { typed, problems };
    let labels = [("subject", "件名"), ("text", "本文"), ("agency", "送る機関")];
    let choice = |asked: &Asked| field::Choice {
        value: asked.agency.id.to_string(),
        label: asked.agency.name.clone(),
        help: if asked.contacts.is_empty() {
            "メールの届く担当者がいません。".to_owned()
        } else {
            String::new()
        },
        is_chosen: chosen.contains(&asked.agency.id),
    };
    let of_agency = problems.iter().filter(|problem| problem.field == "agency");
    Ok(MessagePage {
        round: setup.head(),
        errors: state.summary(&labels),
        obstacle: obstacle(setup, mailing.is_some()),
        agencies: all.iter().map(choice).collect(),
        agency_errors: of_agency.map(|problem| problem.message.clone()).collect(),
        subject: state.required("subject", "件名", "1行で入力してください。"),
        text: state.required("text", "本文", "文の終わりには、担当課の連絡先が自動で付きます。回答の内容や、個人の特定につながることは書かないでください。"),
        places: PLACES
            .iter()
            .filter(|(name, _)| OWN_PLACES.contains(name))
            .map(|(name, words)| (format!("{{{name}}}"), *words))
            .collect(),
        preview: preview.transpose()?,
    })
}

fn letter(
    mailing: &Mailing<'_>,
    setup: &Setup,
    to: &Asked,
    contact: &Contact,
    typed: &Typed,
) -> Result<String, MailError> {
    let due = dates::day(setup.round.due_on);
    let value = |place: &str| {
        Some(match place {
            "agency" => to.agency.name.as_str(),
            "contact" => contact.name.as_str(),
            "link" => LINK,
            "due" => due.as_str(),
            _ => return None,
        })
    };
    let one_line = typed.one("subject").replace('\n', " ");
    FreeMessage {
        sender: &letterhead::sender(&setup.network, Some(&setup.round)),
        agency: &to.agency.name,
        contact: &contact.name,
        subject: &own_letter::fill(&one_line, value),
        text: &own_letter::fill(typed.one("text"), value),
    }
    .letter(mailing.templates)
}

/// Puts the message into the outbox: to each contact whom mail reaches of each chosen agency. A form that is sent twice
/// is one message. Returns of how many agencies, and the mails.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is not open, or paused.
pub fn send(
    connection: &mut Connection,
    mailing: &Mailing<'_>,
    setup: &Setup,
    typed: &Typed,
    act: &Act,
) -> Result<(usize, Queued), DeskError> {
    if setup.round.state != RoundState::Open || setup.round.paused_at.is_some() {
        return Err(DeskError::NotFound);
    }
    let network = setup.network.id;
    let leaves = WorkingHours::of(connection, &setup.network, mailing.calendar)?.next(act.at);
    let before = outbox::of_round(connection, network, setup.round.id)?;
    let chosen = ticked(typed);
    let (mut agencies, mut mails) = (0, 0);
    for to in asked(connection, setup)?.iter().filter(|asked| chosen.contains(&asked.agency.id)) {
        agencies += usize::from(!to.contacts.is_empty());
        for contact in &to.contacts {
            let text = letter(mailing, setup, to, contact, typed)?;
            let (subject, body) = split(&text);
            let is_same = |mail: &outbox::Mail| {
                mail.purpose == Purpose::Message
                    && mail.contact_id == Some(contact.id)
                    && mail.subject == subject
                    && act.at.duration_since(mail.created_at) < TWICE
            };
            mails += 1;
            if before.iter().any(is_same) {
                continue;
            }
            let mail = NewMail {
                id: MailId::new(act.at),
                purpose: Purpose::Message,
                round: Some(setup.round.id),
                invitation: Some(to.invitation),
                contact: Some(contact.id),
                to_name: &contact.name,
                to_address: contact.mail.as_deref().unwrap_or_default(),
                subject,
                body,
                sealed: None,
                not_before: Some(leaves),
            };
            outbox::queue(connection, network, &mail, act)?;
        }
    }
    Ok((agencies, Queued { mails, leaves: Some(leaves) }))
}
