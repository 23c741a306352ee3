//! The letters as a page to print.

use super::asked::Asked;
use super::code_address;
use super::making::{Made, Recipient};
use crate::app::desk::takes_many;
use crate::app::qr::{self, QrError};
use crate::app::rounds::letter::USUAL_EMERGENCY;
use crate::app::{letterhead, links};
use crate::store::rounds::RoundState;
use crate::view::dates;
use crate::view::field::Choice;
use crate::view::letters::{Letter, LetterWords, LettersPage, post_and_name};

/// The page. Takes a moment where there are many letters: call it where blocking is allowed.
///
/// # Errors
/// The address of the site is too long for a QR code.
pub fn page(made: &Made, asked: &Asked, public_url: &str) -> Result<LettersPage, QrError> {
    let wanted = made.recipients.iter().filter(|one| asked.is_sound() && asked.wants(one.agency.id));
    let letters = wanted.map(|one| letter(one, public_url)).collect::<Result<Vec<_>, _>>()?;
    Ok(LettersPage {
        path: format!("/staff/networks/{}/rounds/{}", made.network.id, made.round.id),
        title: made.round.title.clone(),
        fields: asked.fields(),
        agencies: made.recipients.iter().map(|one| choice(one, asked)).collect(),
        errors: asked.summary(),
        why_none: why_none(made.round.state, letters.is_empty() && asked.is_sound()),
        words: words(made, asked, public_url),
        letters,
    })
}

fn why_none(state: RoundState, is_empty: bool) -> Option<&'static str> {
    match state {
        RoundState::Draft => {
            Some("この調査は、まだ始めていません。調査を開始すると、依頼する機関の依頼状を印刷できます。")
        }
        RoundState::Closed => Some(
            "回答の受付が終わっているため、依頼状を印刷できません。印刷する必要があるときは、「調査の設定」で受付を再開してください。",
        ),
        RoundState::Open if is_empty => Some("依頼状を送る機関がありません。辞退した機関の依頼状は印刷しません。"),
        RoundState::Open => None,
    }
}

fn choice(recipient: &Recipient, asked: &Asked) -> Choice {
    Choice {
        value: recipient.agency.id.to_string(),
        label: recipient.agency.name.clone(),
        help: String::new(),
        is_chosen: asked.only == Some(recipient.agency.id),
    }
}

fn words(made: &Made, asked: &Asked, public_url: &str) -> LetterWords {
    let office = letterhead::sender(&made.network, Some(&made.round));
    LetterWords {
        document_number: made.plan.document_number.clone(),
        day: dates::plain_day(asked.day),
        sender: asked.sender().to_owned(),
        title: made.round.title.clone(),
        network: made.network.name.clone(),
        period: made.round.period_text.clone(),
        due: dates::day(made.round.due_on),
        minutes: made.questionnaire.minutes,
        is_for_each: takes_many(&made.questionnaire),
        emergency: made.plan.emergency.clone().unwrap_or_else(|| USUAL_EMERGENCY.to_owned()),
        code_address: code_address(public_url),
        office: format!("{}{}", office.municipality, office.department),
        officer: office.officer,
        telephone: office.telephone,
        hours: office.hours,
        mail: office.mail,
    }
}

fn letter(recipient: &Recipient, public_url: &str) -> Result<Letter, QrError> {
    let Recipient { agency, contacts, token, code, masked, .. } = recipient;
    let contact = contacts.first();
    Ok(Letter {
        id: agency.id.to_string(),
        postal_code: agency.postal_code.clone(),
        address: agency.address.clone(),
        agency: agency.name.clone(),
        contact: contact.map(|contact| post_and_name(&contact.post, &contact.name)).unwrap_or_default(),
        code: code.to_string(),
        masked: *masked,
        qr: qr::svg(&links::address(public_url, token), "回答用ページのQRコード")?,
    })
}
