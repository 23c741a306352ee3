//! What happened last between the office and an agency, in a round.

use jiff::Timestamp;

use super::arrival::Came;
use crate::store::board::BoardRow;
use crate::store::call_notes::CallNote;
use crate::store::contacts::Contact;
use crate::store::invitations::InvitationState;
use crate::store::outbox::{Mail, Purpose};
use crate::store::responses::ResponseState;

/// The last event and its time; `None` where nothing happened yet.
pub(super) fn last(
    row: &BoardRow,
    came: &[Came<'_>],
    mails: &[&Mail],
    contacts: &[Contact],
    notes: &[CallNote],
) -> Option<(Timestamp, &'static str)> {
    let sent = mails.iter().filter_map(|mail| Some((mail.sent_at?, of_mail(mail.purpose)?)));
    let lost = contacts.iter().filter_map(|contact| Some((contact.undeliverable_at?, "メールが不達")));
    let saved = row.sheets.iter().filter_map(|sheet| Some((sheet.draft.as_ref()?.saved_at, "入力を保存")));
    let came_in = came.iter().map(|came| (came.arrival.submitted_at, came.words()));
    let decided = came.iter().filter_map(|came| {
        let response = came.response;
        (response.updated_at > came.arrival.submitted_at).then(|| (response.updated_at, of_decision(response.state)))
    });
    let said = match row.invitation.state {
        InvitationState::Invited => None,
        InvitationState::Finished => Some((row.changed_at, "すべて提出の連絡")),
        InvitationState::Declined => Some((row.changed_at, "辞退の連絡")),
    };
    let noted = notes.first().map(|note| (note.written_at, "電話等の記録"));
    // Of events of one moment the later in this order is what the others led to.
    sent.chain(lost).chain(saved).chain(came_in).chain(decided).chain(said).chain(noted).max_by_key(|(at, _)| *at)
}

/// Mails to an agency that are steps of their own; a receipt only follows the answer.
fn of_mail(purpose: Purpose) -> Option<&'static str> {
    match purpose {
        Purpose::Invitation => Some("依頼メールを送付"),
        Purpose::ReminderUnopened | Purpose::ReminderHalfDone => Some("再度の案内を送付"),
        Purpose::Message => Some("連絡メールを送付"),
        Purpose::SentBack => Some("確認のお願いを送付"),
        Purpose::ContentCheck => Some("内容確認のお願いを送付"),
        Purpose::MaskingCheck => Some("事例の伏せ字の確認のお願いを送付"),
        Purpose::Receipt
        | Purpose::Test
        | Purpose::UserInvitation
        | Purpose::PasswordReset
        | Purpose::SecondFactorReset => None,
    }
}

fn of_decision(state: ResponseState) -> &'static str {
    match state {
        ResponseState::Submitted => "提出済みに戻した",
        ResponseState::SentBack => "確認をお願いした",
        ResponseState::Accepted => "受理",
        ResponseState::SetAside => "集計対象外にした",
    }
}
