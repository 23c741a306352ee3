//! The invitation by mail: the usual words or the office's own, filled for one contact of one agency.

use super::setup::Setup;
use crate::app::desk::DeskError;
use crate::app::{letterhead, links};
use crate::assets::Templates;
use crate::mail::own_letter::{self, Words};
use crate::mail::{Heading, Invitation, MailError};
use crate::store::agencies;
use crate::store::contacts;
use crate::store::networks::Network;
use crate::store::rounds::{Round, RoundPlan};
use crate::store::{AgencyId, Connection};
use crate::view::dates;
use crate::view::field::Choice;
use crate::view::making::LetterPage;

/// Whom letters name for emergencies, where the office has not said so.
pub const USUAL_EMERGENCY: &str = "119番、110番又は地域の窓口";

/// Stands for the token of an agency's link where a letter is only looked at.
pub const SAMPLE_TOKEN: &str = "（機関ごとに異なる文字列）";

/// What the letters of a round are written from.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// The network that asks.
    pub network: &'a Network,
    /// The round.
    pub round: &'a Round,
    /// Its letters.
    pub plan: &'a RoundPlan,
    /// How long an answer takes.
    pub minutes: u32,
}

/// One contact of an agency.
#[derive(Clone, Copy)]
pub struct Addressee<'a> {
    /// The agency's name.
    pub agency: &'a str,
    /// The contact's name or post.
    pub contact: &'a str,
    /// The agency's own link, or what stands for it until the letter is sent.
    pub link: &'a str,
}

/// The invitation: its first line is the subject.
///
/// # Errors
/// The template is at fault.
pub fn invitation(templates: &Templates, writing: &Writing<'_>, to: &Addressee<'_>) -> Result<String, MailError> {
    let Writing { network, round, plan, minutes } = *writing;
    let sender = letterhead::sender(network, Some(round));
    let (due, due_short) = (dates::day(round.due_on), dates::short(round.due_on));
    let emergency = plan.emergency.as_deref().unwrap_or(USUAL_EMERGENCY);
    let usual = Invitation {
        heading: Heading {
            sender: &sender,
            agency: to.agency,
            contact: to.contact,
            title: &round.title,
            link: to.link,
        },
        document_number: plan.document_number.as_deref(),
        due: &due,
        due_short: &due_short,
        period: &round.period_text,
        minutes,
        emergency,
    };
    if plan.mail_subject.is_none() && plan.mail_text.is_none() {
        return usual.letter(templates);
    }
    let minutes = minutes.to_string();
    let value = |place: &str| {
        Some(match place {
            "agency" => to.agency,
            "contact" => to.contact,
            "link" => to.link,
            "title" => &round.title,
            "due" => &due,
            "due_short" => &due_short,
            "period" => &round.period_text,
            "minutes" => &minutes,
            "document_number" => plan.document_number.as_deref().unwrap_or_default(),
            "meeting" => plan.meeting.as_deref().unwrap_or_default(),
            "emergency" => emergency,
            "network" => &sender.network,
            "municipality" => &sender.municipality,
            "department" => &sender.department,
            "officer" => &sender.officer,
            "telephone" => &sender.telephone,
            _ => return None,
        })
    };
    let Words { subject, text } = words(templates, plan)?;
    let close = own_letter::close(templates, &sender, to.agency)?;
    Ok(format!("{}\n\n{}\n\n{close}", own_letter::fill(&subject, value), own_letter::fill(&text, value)))
}

/// Subject and text with their places: the office's own, or the usual ones.
///
/// # Errors
/// The template is at fault.
pub fn words(templates: &Templates, plan: &RoundPlan) -> Result<Words, MailError> {
    let usual = own_letter::usual(templates, plan.document_number.is_some())?;
    Ok(Words {
        subject: plan.mail_subject.clone().unwrap_or(usual.subject),
        text: plan.mail_text.clone().unwrap_or(usual.text),
    })
}

/// The letter as a real agency will get it: the one asked for, or the first that is chosen or invited.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    templates: &Templates,
    setup: &Setup,
    public_url: &str,
    wanted: Option<AgencyId>,
) -> Result<LetterPage, DeskError> {
    let network = setup.network.id;
    let mut asked = setup.chosen.clone();
    asked.extend(crate::store::invitations::agencies_of_round(connection, network, setup.round.id)?);
    let mut all = agencies::of_network(connection, network)?;
    all.retain(|agency| asked.contains(&agency.id));
    let shown = all.iter().find(|agency| Some(agency.id) == wanted).or_else(|| all.first());
    let contacts = match shown {
        Some(agency) => contacts::of_agency(connection, network, agency.id)?,
        None => Vec::new(),
    };
    let reachable: Vec<_> = contacts.iter().filter(|contact| contact.mail.is_some()).collect();
    let contact = reachable.first().copied().or_else(|| contacts.first());
    let link = links::address(public_url, SAMPLE_TOKEN);
    let letter = invitation(
        templates,
        &Writing {
            network: &setup.network,
            round: &setup.round,
            plan: &setup.plan,
            minutes: setup.questionnaire.minutes,
        },
        &Addressee {
            agency: shown.map_or("（機関名）", |agency| &agency.name),
            contact: contact.map_or("御担当者", |contact| &contact.name),
            link: &link,
        },
    )?;
    let (subject, text) = letter.split_once('\n').unwrap_or((&letter, ""));
    let agencies = all.iter().map(|agency| Choice {
        value: agency.id.to_string(),
        label: agency.name.clone(),
        help: String::new(),
        is_chosen: shown.is_some_and(|shown| shown.id == agency.id),
    });
    Ok(LetterPage {
        round: setup.head(),
        agencies: agencies.collect(),
        recipients: reachable.iter().map(|contact| contact.name.clone()).collect(),
        sends_mail: true,
        subject: subject.to_owned(),
        text: text.trim().to_owned(),
    })
}
