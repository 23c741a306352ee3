//! Mails in words.

use jiff::Timestamp;

use crate::app::calendar::Calendar;
use crate::app::rounds::Setup;
use crate::app::working_hours::WorkingHours;
use crate::store::outbox::{Mail, MailState, Purpose};
use crate::store::reminders::Planned;
use crate::view::dates;
use crate::view::table::Fact;

/// What a mail is for.
pub(in crate::app) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Invitation => "依頼",
        Purpose::ReminderUnopened => "お知らせ（未着手）",
        Purpose::ReminderHalfDone => "お知らせ（入力中）",
        Purpose::Receipt => "受付のお知らせ",
        Purpose::SentBack => "確認のお願い",
        Purpose::ContentCheck => "内容確認のお願い",
        Purpose::MaskingCheck => "事例の伏せ字の確認のお願い",
        Purpose::Message => "メッセージ",
        Purpose::Test => "試し送り",
        Purpose::UserInvitation => "利用者の招待",
        Purpose::PasswordReset => "パスワードの再設定",
        Purpose::SecondFactorReset => "二段階認証の解除",
    }
}

/// Where a mail stands.
pub(in crate::app) fn state(mail: &Mail) -> &'static str {
    match mail.state {
        MailState::Waiting if mail.last_error.is_some() => "再送待ち",
        MailState::Waiting => "送信待ち",
        MailState::Held => "停止中",
        MailState::Sending => "送信中",
        MailState::Sent => "送信済み",
        MailState::Refused | MailState::GivenUp | MailState::Bounced => "不達",
        MailState::Cancelled => "取りやめ",
    }
}

/// Why a mail was not sent, or did not arrive.
pub(super) fn reason(mail: &Mail) -> String {
    let code = mail.last_error.as_deref().unwrap_or_default();
    match (mail.state, code) {
        (MailState::Cancelled, "answered") => "回答があったため".to_owned(),
        (MailState::Cancelled, "closed") => "受付を終了したため".to_owned(),
        (MailState::Cancelled, "paused") => "メールを止めたため".to_owned(),
        (MailState::Refused, _) => format!("宛先のサーバーに断られました（{code}）"),
        (MailState::GivenUp, _) => format!("3日間送れませんでした（{code}）"),
        (MailState::Bounced, _) => format!("届かずに戻りました（{code}）"),
        (MailState::Waiting, _) if !code.is_empty() => format!("まだ送れていません（{code}）"),
        _ => String::new(),
    }
}

/// When mails leave, and the plan of a round.
pub(super) fn plan(setup: &Setup, hours: &WorkingHours, now: Timestamp) -> Vec<Fact> {
    let planned = Planned {
        network: setup.network.id,
        round: setup.round.clone(),
        days: setup.plan.reminder_days.clone().unwrap_or_default(),
        since: None,
    };
    let next = crate::app::reminders::steps::next(&planned, hours, now);
    let next = match next {
        Some(_) if setup.round.paused_at.is_some() => "メールを止めているため、送りません".to_owned(),
        Some((_, time)) => dates::moment(time, hours.zone()),
        None => "ありません".to_owned(),
    };
    vec![Fact::new("メールを送る時間", hours.words()), Fact::new("次のお知らせの予定", next)]
}

/// What an officer should know about the days on which mails leave.
pub(super) fn warnings(setup: &Setup, calendar: &Calendar) -> Vec<String> {
    let last = setup.today.max(setup.round.late_due_on.unwrap_or(setup.round.due_on));
    let mut warnings: Vec<String> = calendar.warning(last).into_iter().collect();
    if setup.round.paused_at.is_some() {
        warnings.push("この調査のメールを止めています。再開するまで、依頼もお知らせも送りません。".to_owned());
    }
    warnings
}
