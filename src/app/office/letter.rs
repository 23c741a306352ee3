//! The letter that asks an agency to look at its answer again. What is asked stands behind its link only.

use jiff::civil::Date;

use crate::app::respond::{RespondError, Visit};
use crate::app::{contact_letters, letterhead};
use crate::assets::Templates;
use crate::mail::SentBack;
use crate::store::Connection;
use crate::store::outbox::Purpose;
use crate::view::dates;
use crate::view::form::WHOLE;

/// Puts the letter to each contact into the outbox; `questions` are the keys of what is asked about.
///
/// # Errors
/// Those of the database.
pub(super) fn queue(
    connection: &mut Connection,
    templates: &Templates,
    visit: &Visit,
    questions: &[&str],
    until: Date,
) -> Result<(), RespondError> {
    let opened = &visit.opened;
    let places = visit.places();
    let label = |key: &&str| {
        let question = visit.questionnaire.find(key).map(|(_, question)| places.fill(&question.label));
        format!("「{}」", question.unwrap_or_else(|| WHOLE.to_owned()))
    };
    let questions: String = questions.iter().map(label).collect();
    let sender = letterhead::sender(&opened.network, Some(&opened.round));
    let write = |contact: &crate::store::contacts::Contact| {
        SentBack {
            heading: contact_letters::heading(visit, &sender, contact),
            questions: &questions,
            recheck_due: &dates::day(until),
            recheck_due_short: &format!("{}月{}日", until.month(), until.day()),
        }
        .letter(templates)
    };
    Ok(contact_letters::queue(connection, visit, Purpose::SentBack, write)?)
}
