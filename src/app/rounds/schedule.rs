//! The fourth step: when and how. The same page changes the letters of a round that is open.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::letter::USUAL_EMERGENCY;
use super::setup::{Setup, shown_day};
use super::{Outcome, changed_meanwhile};
use crate::answer::written_day;
use crate::app::desk::DeskError;
use crate::assets::Templates;
use crate::mail::own_letter::{self, PLACES, Words};
use crate::store::audit::Act;
use crate::store::rounds::{self, ReminderDays, Round, RoundPlan, RoundState};
use crate::store::{Connection, NetworkId, reminders};
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::making::SchedulePage;

/// When reminders go out where nobody has decided otherwise: a week and a day before, three days after.
const USUAL_REMINDERS: [i32; 3] = [-7, -1, 3];
/// How far from the due date a reminder may be, in days, and how many there may be on one side.
const MOST_DAYS: i32 = 90;
const MOST_REMINDERS: usize = 5;

/// Fields of one line, and how long they may be, in characters.
const LINES: &[(&str, &str, usize)] = &[
    ("document_number", "文書番号", 60),
    ("meeting", "結果を共有する会議", 100),
    ("emergency", "緊急のときの連絡先", 100),
    ("officer_name", "担当者の名前", 60),
    ("officer_telephone", "担当者の電話番号", 40),
    ("officer_mail", "担当者のメールアドレス", 200),
    ("mail_subject", "メールの件名", 120),
    ("mail_text", "メールの本文", 4000),
];

const DAYS: &[(&str, &str)] = &[
    ("opens_on", "受付を始める日"),
    ("due_on", "回答期限"),
    ("late_due_on", "期限後にお受けする最後の日"),
    ("before", "期限前のお知らせ"),
    ("after", "期限後のお知らせ"),
];

/// The page, with what is stored or what was typed.
///
/// # Errors
/// The template of the letter is at fault.
pub fn page(
    templates: &Templates,
    setup: &Setup,
    typed: Option<&Typed>,
    problems: &[FieldProblem],
) -> Result<SchedulePage, DeskError> {
    let stored = stored(templates, setup)?;
    let state = FormState { typed: typed.unwrap_or(&stored), problems };
    let labels: Vec<_> = DAYS.iter().copied().chain(LINES.iter().map(|(name, label, _)| (*name, *label))).collect();
    let network = &setup.network;
    let opens = has_opened(setup);
    let line = |name: &'static str, support: String| {
        let label = LINES.iter().find(|(other, ..)| *other == name).map_or("", |(_, label, _)| label);
        state.optional(name, label, support)
    };
    Ok(SchedulePage {
        round: setup.head(),
        errors: state.summary(&labels),
        opens_on: (!opens).then(|| {
            state.optional("opens_on", "受付を始める日", "空欄にすると、「開始する」を押した日から受け付けます。先の日にすると、その日まで回答用ページに「まだ始まっていません」と表示し、依頼のメールもその日に送ります。")
        }),
        due_on: state.required("due_on", "回答期限", "この日までに回答をお願いします。例）令和8年12月18日、2026/12/18"),
        late_due_on: state.optional("late_due_on", "期限後にお受けする最後の日", "期限後のお知らせに「○月○日までお受けしております」と書きます。受付は、「受付を終了する」を押すまで続きます。"),
        before: state.optional("before", "期限前のお知らせ（回答期限の何日前）", "まだ回答のない機関だけに送ります。例）7、1（7日前と前日）。送らないときは空欄にします。"),
        after: state.optional("after", "期限後のお知らせ（回答期限の何日後）", "例）3。送らないときは空欄にします。"),
        document_number: line("document_number", "公文書として依頼する場合の番号です。例）B地福第123号".to_owned()),
        meeting: line("meeting", "受付のお知らせに「結果は、○○で共有する予定です」と書きます。例）第1回ネットワーク会議".to_owned()),
        emergency: line("emergency", format!("差し迫った状況にある方について、どこへ連絡するかを書きます。空欄にすると「{USUAL_EMERGENCY}」です。")),
        officer_name: line("officer_name", format!("空欄にすると、ネットワークの担当者（{}）です。", network.officer_name)),
        officer_telephone: line("officer_telephone", format!("空欄にすると、{}です。", network.telephone)),
        officer_mail: line("officer_mail", format!("空欄にすると、{}です。", network.mail)),
        mail_subject: line("mail_subject", "空欄にすると、いつもの件名に戻ります。".to_owned()),
        mail_text: line("mail_text", "空欄にすると、いつもの文に戻ります。文の終わりには、担当課の連絡先が自動で付きます。".to_owned()),
        places: PLACES.iter().map(|(name, words)| (format!("{{{name}}}"), *words)).collect(),
    })
}

/// Whether links take answers already: from when is then no question any more.
fn has_opened(setup: &Setup) -> bool {
    setup.round.state != RoundState::Draft && setup.round.opens_on.is_none_or(|day| day <= setup.today)
}

/// The fields as stored; proposals for a draft whose dates nobody has decided yet.
fn stored(templates: &Templates, setup: &Setup) -> Result<Typed, DeskError> {
    let (round, plan) = (&setup.round, &setup.plan);
    let usual = ReminderDays::new(USUAL_REMINDERS.to_vec());
    let reminders = plan.reminder_days.as_ref().unwrap_or(&usual).days();
    let list = |days: Vec<i32>| days.iter().map(i32::to_string).collect::<Vec<_>>().join("、");
    let Words { subject, text } = super::letter::words(templates, plan)?;
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(Typed::default()
        .put("opens_on", shown_day(round.opens_on))
        .put("due_on", shown_day(Some(round.due_on)))
        .put("late_due_on", shown_day(round.late_due_on))
        .put("before", list(reminders.iter().filter(|day| **day <= 0).map(|day| -day).collect()))
        .put("after", list(reminders.iter().filter(|day| **day > 0).copied().collect()))
        .put("document_number", some(&plan.document_number))
        .put("meeting", some(&plan.meeting))
        .put("emergency", some(&plan.emergency))
        .put("officer_name", some(&round.officer_name))
        .put("officer_telephone", some(&round.officer_telephone))
        .put("officer_mail", some(&round.officer_mail))
        .put("mail_subject", subject)
        .put("mail_text", text))
}

/// The round and its plan as the form wants them.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is closed; the inner error is everything that is wrong with the form.
pub fn read(
    templates: &Templates,
    setup: &Setup,
    typed: &Typed,
) -> Result<Result<(Round, RoundPlan), Vec<FieldProblem>>, DeskError> {
    if setup.round.state == RoundState::Closed {
        return Err(DeskError::NotFound);
    }
    let mut problems = Vec::new();
    let mut round = setup.round.clone();
    read_days(setup, typed, &mut round, &mut problems);
    let reminders = read_reminders(typed, &mut problems);
    for (name, label, most) in LINES {
        let length = typed.one(name).chars().count();
        if length > *most {
            problems.push(FieldProblem::at(
                name,
                format!("{label}は、{most}文字までにしてください（今は{length}文字です）。"),
            ));
        }
    }
    round.officer_name = typed.filled("officer_name");
    round.officer_telephone = typed.filled("officer_telephone");
    round.officer_mail = typed.filled("officer_mail");
    if let Some(mail) = &round.officer_mail
        && !looks_like_mail(mail)
    {
        let message = "メールアドレスは、name@example.jp のように、「@」を1つ入れて入力してください。";
        problems.push(FieldProblem::at("officer_mail", message));
    }
    let document_number = typed.filled("document_number");
    let mut plan = RoundPlan {
        meeting: typed.filled("meeting"),
        emergency: typed.filled("emergency"),
        reminder_days: Some(reminders),
        ..setup.plan.clone()
    };
    // Words that nobody has touched stay the usual ones, whatever those will be.
    let [with, without] = [true, false].map(|has_number| own_letter::usual(templates, has_number));
    let (with, without) = (with?, without?);
    let is_usual = |typed: &str, of: fn(&Words) -> &str| typed == of(&with) || typed == of(&without);
    plan.mail_subject = typed.filled("mail_subject").filter(|subject| !is_usual(subject, |words| &words.subject));
    plan.mail_text = typed.filled("mail_text").filter(|text| !is_usual(text, |words| &words.text));
    plan.document_number = document_number;
    problems.extend(word_problems(&plan));
    Ok(if problems.is_empty() { Ok((round, plan)) } else { Err(problems) })
}

fn read_days(setup: &Setup, typed: &Typed, round: &mut Round, problems: &mut Vec<FieldProblem>) {
    let today = setup.today;
    let mut day = |name: &'static str| {
        written_day(typed.one(name)).unwrap_or_else(|message| {
            problems.push(FieldProblem::at(name, message));
            None
        })
    };
    let opens_on = if has_opened(setup) { setup.round.opens_on } else { day("opens_on") };
    let (due_on, late_due_on) = (day("due_on"), day("late_due_on"));
    if opens_on.is_some_and(|opens| opens < today) && !has_opened(setup) {
        problems.push(FieldProblem::at("opens_on", "受付を始める日は、今日以後の日にしてください。"));
    }
    match due_on {
        None if typed.one("due_on").is_empty() => {
            problems.push(FieldProblem::at("due_on", "回答期限を入力してください。"));
        }
        Some(due) => {
            check_due(setup, due, opens_on, problems);
            if late_due_on.is_some_and(|late| late <= due) {
                let message = "期限後にお受けする最後の日は、回答期限より後の日にしてください。";
                problems.push(FieldProblem::at("late_due_on", message));
            }
            round.due_on = due;
        }
        None => {}
    }
    (round.opens_on, round.late_due_on) = (opens_on, late_due_on);
}

/// Whether a day can be the round's due date.
pub(super) fn check_due(setup: &Setup, due: Date, opens_on: Option<Date>, problems: &mut Vec<FieldProblem>) {
    if due < setup.today && (setup.is_draft() || due != setup.round.due_on) {
        problems.push(FieldProblem::at("due_on", "回答期限は、今日以後の日にしてください。"));
    }
    if opens_on.is_some_and(|opens| due <= opens) {
        problems.push(FieldProblem::at("due_on", "回答期限は、受付を始める日より後の日にしてください。"));
    }
}

fn read_reminders(typed: &Typed, problems: &mut Vec<FieldProblem>) -> ReminderDays {
    let mut days = Vec::new();
    for (name, least, sign) in [("before", 0, -1), ("after", 1, 1)] {
        match day_numbers(typed.one(name), least) {
            Some(numbers) => days.extend(numbers.into_iter().map(|number| number * sign)),
            None => {
                let message = format!(
                    "{least}から{MOST_DAYS}までの日数を、「7、1」のように{MOST_REMINDERS}つまで「、」で区切って入力してください。"
                );
                problems.push(FieldProblem::at(name, message));
            }
        }
    }
    ReminderDays::new(days)
}

/// Numbers as people list them: 「7、1」「７日前・前日」 is not read, 「7日前、1日前」 is.
fn day_numbers(typed: &str, least: i32) -> Option<Vec<i32>> {
    let normal: String = typed.nfkc().collect();
    let parts = normal.split(['、', ',', '・', '/', ' ', '\n', '､']).map(str::trim).filter(|part| !part.is_empty());
    let numbers: Option<Vec<i32>> = parts
        .map(|part| {
            part.trim_end_matches(['前', '後', '日']).parse().ok().filter(|day| (least..=MOST_DAYS).contains(day))
        })
        .collect();
    numbers.filter(|numbers| numbers.len() <= MOST_REMINDERS)
}

/// What is wrong with the office's own words for the invitation.
pub(super) fn word_problems(plan: &RoundPlan) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let words = [("mail_subject", &plan.mail_subject), ("mail_text", &plan.mail_text)];
    for (name, text) in words.iter().filter_map(|(name, text)| Some((*name, text.as_deref()?))) {
        let unknown = own_letter::unknown_places(text);
        if !unknown.is_empty() {
            let message = format!(
                "{}という差し込みはありません。下の一覧にある差し込みに直すか、消してください。",
                unknown.join("、")
            );
            problems.push(FieldProblem::at(name, message));
        }
        let blank = [("document_number", plan.document_number.is_none()), ("meeting", plan.meeting.is_none())];
        for (place, _) in blank.iter().filter(|(place, is_blank)| *is_blank && own_letter::has_place(text, place)) {
            let label = LINES.iter().find(|(other, ..)| other == place).map_or("", |(_, label, _)| label);
            let message = format!(
                "{{{place}}}がありますが、{label}が空欄です。{label}を入力するか、{{{place}}}を消してください。"
            );
            problems.push(FieldProblem::at(name, message));
        }
    }
    if plan.mail_subject.as_deref().is_some_and(|subject| own_letter::has_place(subject, "link")) {
        problems.push(FieldProblem::at("mail_subject", "件名に{link}は使えません。本文に入れてください。"));
    }
    if plan.mail_text.as_deref().is_some_and(|text| !own_letter::has_place(text, "link")) {
        let message = "回答用ページのアドレスが入る{link}がありません。本文のどこかに{link}を入れてください。";
        problems.push(FieldProblem::at("mail_text", message));
    }
    problems
}

/// Whether a text can be a mail address: what an inner mail server takes is not known here.
fn looks_like_mail(text: &str) -> bool {
    let sound = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace) && !part.contains('@');
    text.split_once('@').is_some_and(|(name, host)| sound(name) && sound(host))
}

/// Keeps what [`read`] read.
///
/// # Errors
/// Those of the database.
pub fn keep(
    connection: &mut Connection,
    network: NetworkId,
    (round, plan): &(Round, RoundPlan),
    edition: i32,
    act: &Act,
) -> Result<Outcome<()>, DeskError> {
    let before = (rounds::find(connection, network, round.id)?, rounds::plan(connection, network, round.id)?);
    let round = Round { edition, ..round.clone() };
    if !rounds::update(connection, network, &round, act)? {
        return Ok(Outcome::Refused(changed_meanwhile()));
    }
    rounds::set_plan(connection, network, round.id, plan)?;
    let has_same_days = matches!(before, (Some(old), Some(old_plan))
        if old.due_on == round.due_on && old_plan.reminder_days == plan.reminder_days);
    if !has_same_days {
        reminders::begin_anew(connection, network, round.id, act)?;
    }
    Ok(Outcome::Done(()))
}
