//! All that is decided about a round on one page, what is still missing, and what can be done with it.

use std::collections::BTreeMap;

use super::letter::USUAL_EMERGENCY;
use super::making::{answering_words, kind_words};
use super::schedule;
use super::setup::{Setup, shown_day};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::register::kinds;
use crate::store::board;
use crate::store::contacts;
use crate::store::invitations;
use crate::store::rounds::{ReminderDays, RoundState};
use crate::store::{AgencyId, Connection, agencies};
use crate::view::dates;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::making::{ConfirmPage, Missing, SettingsPage, SettingsPart};
use crate::view::table::Fact;

/// What is still to be decided before the round can begin.
pub fn missing(setup: &Setup) -> Vec<Missing> {
    let Setup { round, plan, .. } = setup;
    let mut missing = Vec::new();
    let mut tell = |step, message: String| missing.push(Missing { step, message });
    if round.period_text.is_empty() {
        tell("period", "対象期間を決めてください。".to_owned());
    }
    if setup.chosen.is_empty() {
        tell("agencies", "依頼する機関を選んでください。".to_owned());
    }
    if plan.reminder_days.is_none() {
        tell("schedule", "日程と依頼の文を決めてください。".to_owned());
    } else {
        if round.due_on < setup.today {
            tell(
                "schedule",
                format!("回答期限（{}）が過ぎています。新しい期限を決めてください。", dates::day(round.due_on)),
            );
        }
        if round.opens_on.is_some_and(|day| day < setup.today) {
            tell("schedule", "受付を始める日が過ぎています。今日以後の日にするか、空欄にしてください。".to_owned());
        }
        for problem in schedule::word_problems(plan) {
            tell("schedule", problem.message);
        }
    }
    missing
}

/// The page. `typed` is a new due date that was not taken, `told` what was done just now.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    setup: &Setup,
    typed: Option<&Typed>,
    problems: &[FieldProblem],
) -> Result<SettingsPage, DeskError> {
    let stored = Typed::default().put("due_on", shown_day(Some(setup.round.due_on)));
    let state = FormState { typed: typed.unwrap_or(&stored), problems };
    let asked = asked(connection, setup)?;
    let is_open = setup.round.state == RoundState::Open;
    Ok(SettingsPage {
        round: setup.head(),
        errors: state.summary(&[("due_on", "新しい回答期限")]),
        told: None,
        missing: if setup.is_draft() { missing(setup) } else { Vec::new() },
        parts: vec![
            what(setup),
            period(setup),
            whom(connection, definitions, setup, &asked)?,
            dates_and_letters(setup),
        ],
        notes: if setup.is_draft() { notes(connection, setup, &asked)? } else { Vec::new() },
        chosen: asked.len(),
        is_open,
        is_closed: setup.round.state == RoundState::Closed,
        is_paused: setup.round.paused_at.is_some(),
        is_archived: setup.round.archived_at.is_some(),
        due_on: state.required("due_on", "新しい回答期限", "例）令和8年12月25日、2026/12/25"),
    })
}

/// The agencies chosen or invited, without those archived while the round was prepared.
fn asked(connection: &mut Connection, setup: &Setup) -> Result<Vec<agencies::Agency>, DeskError> {
    let network = setup.network.id;
    let ids: Vec<AgencyId> = if setup.is_draft() {
        setup.chosen.clone()
    } else {
        invitations::agencies_of_round(connection, network, setup.round.id)?
    };
    let mut all = agencies::of_network(connection, network)?;
    all.retain(|agency| ids.contains(&agency.id) && !(setup.is_draft() && agency.archived_at.is_some()));
    Ok(all)
}

fn what(setup: &Setup) -> SettingsPart {
    let questionnaire = &setup.questionnaire;
    SettingsPart {
        title: "1　何を聞くか",
        step: if setup.is_draft() { "questionnaire" } else { "" },
        facts: vec![
            Fact::new("調査票", questionnaire.title.clone()),
            Fact::new("種類", format!("{}・{}", kind_words(questionnaire.kind), answering_words(questionnaire))),
            Fact::new("所要時間の目安", format!("約{}分", questionnaire.minutes)),
        ],
    }
}

fn period(setup: &Setup) -> SettingsPart {
    let round = &setup.round;
    let undecided = || "まだ決まっていません".to_owned();
    let mut facts = vec![
        Fact::new("調査の名前", round.title.clone()),
        Fact::new(
            "対象期間",
            Some(round.period_text.clone()).filter(|text| !text.is_empty()).unwrap_or_else(undecided),
        ),
    ];
    if let Some(year) = round.fiscal_year {
        facts.push(Fact::new("年度", format!("{}（{}年4月～{}年3月）", dates::fiscal_year(year), year, year + 1)));
    }
    SettingsPart { title: "2　どの期間についてか", step: if setup.is_draft() { "period" } else { "" }, facts }
}

fn whom(
    connection: &mut Connection,
    definitions: &Definitions,
    setup: &Setup,
    asked: &[agencies::Agency],
) -> Result<SettingsPart, DeskError> {
    let kinds = kinds::of_network(connection, definitions, setup.network.id)?;
    let all = kinds.all();
    let mut counts: BTreeMap<usize, (String, usize)> = BTreeMap::new();
    for agency in asked {
        let place = all.iter().position(|kind| kind.key == agency.kind).unwrap_or(all.len());
        counts.entry(place).or_insert_with(|| (kinds.label(&agency.kind), 0)).1 += 1;
    }
    let words: Vec<String> = counts.into_values().map(|(label, number)| format!("{label} {number}")).collect();
    let mut facts = vec![Fact::new("依頼する機関", format!("{}機関", asked.len()))];
    if !words.is_empty() {
        facts.push(Fact::new("種別ごと", words.join("、")));
    }
    if setup.round.state == RoundState::Closed {
        let counts = board::counts(connection, setup.network.id)?.remove(&setup.round.id).unwrap_or_default();
        facts.push(Fact::new("回答した機関", format!("{}機関", counts.agencies_answered)));
    }
    let step = if setup.round.state == RoundState::Closed { "" } else { "agencies" };
    Ok(SettingsPart { title: "3　どの機関にか", step, facts })
}

fn dates_and_letters(setup: &Setup) -> SettingsPart {
    let Setup { round, plan, network, .. } = setup;
    let or = |text: &Option<String>, usual: &str| text.clone().unwrap_or_else(|| usual.to_owned());
    let facts = if plan.reminder_days.is_none() && setup.is_draft() {
        vec![Fact::new("日程", "まだ決まっていません".to_owned())]
    } else {
        vec![
            Fact::new("受付を始める日", round.opens_on.map_or_else(|| "「開始する」を押した日".to_owned(), dates::day)),
            Fact::new("回答期限", dates::day(round.due_on)),
            Fact::new(
                "期限後にお受けする最後の日",
                round.late_due_on.map_or_else(|| "定めない".to_owned(), dates::day),
            ),
            Fact::new("お知らせの予定", reminder_words(plan.reminder_days.as_ref())),
            Fact::new("文書番号", or(&plan.document_number, "なし")),
            Fact::new("結果を共有する会議", or(&plan.meeting, "書かない")),
            Fact::new("緊急のときの連絡先", or(&plan.emergency, USUAL_EMERGENCY)),
            Fact::new("担当者", or(&round.officer_name, &network.officer_name)),
            Fact::new("電話", or(&round.officer_telephone, &network.telephone)),
            Fact::new("メール", or(&round.officer_mail, &network.mail)),
            Fact::new(
                "依頼の文",
                if plan.mail_text.is_some() { "この調査のために書いた文" } else { "いつもの文" }.to_owned(),
            ),
        ]
    };
    let step = if round.state == RoundState::Closed { "" } else { "schedule" };
    SettingsPart { title: "4　いつ、どのようにか", step, facts }
}

/// 「期限の7日前、前日、3日後」.
fn reminder_words(days: Option<&ReminderDays>) -> String {
    let words = days.map(ReminderDays::days).unwrap_or_default().iter().map(|day| match day {
        0 => "当日".to_owned(),
        -1 => "前日".to_owned(),
        1 => "翌日".to_owned(),
        day if *day < 0 => format!("{}日前", -day),
        day => format!("{day}日後"),
    });
    let words: Vec<String> = words.collect();
    if words.is_empty() { "送らない".to_owned() } else { format!("期限の{}", words.join("、")) }
}

fn notes(connection: &mut Connection, setup: &Setup, asked: &[agencies::Agency]) -> Result<Vec<String>, DeskError> {
    let contacts = contacts::of_network(connection, setup.network.id)?;
    let mut own: BTreeMap<AgencyId, bool> = BTreeMap::new();
    for contact in &contacts {
        *own.entry(contact.agency_id).or_default() |= contact.mail.is_some();
    }
    let without = asked.iter().filter(|agency| !own.get(&agency.id).copied().unwrap_or_default()).count();
    let mut notes = Vec::new();
    if without > 0 {
        notes.push(format!(
            "メールアドレスの登録がない機関が{without}機関あります。メールは届きませんので、回答用ページのリンクを依頼状などでお届けください。"
        ));
    }
    let gone = setup.chosen.len().saturating_sub(asked.len());
    if gone > 0 {
        notes.push(format!("選んだ後に保管された機関が{gone}機関あります。これらの機関には依頼しません。"));
    }
    Ok(notes)
}

/// The question before the round is closed.
///
/// # Errors
/// Those of the database.
pub fn closing(connection: &mut Connection, setup: &Setup) -> Result<ConfirmPage, DeskError> {
    let counts = board::counts(connection, setup.network.id)?.remove(&setup.round.id).unwrap_or_default();
    let open = counts.invited - counts.agencies_answered - counts.declined;
    let mut words = vec![
        "回答用ページは開けなくなります。入力の途中の内容は消えずに残り、受付を再開すると続きから入力できます。"
            .to_owned(),
    ];
    if open > 0 {
        words.insert(0, format!("まだ回答のない機関が{open}機関あります。"));
    }
    Ok(ConfirmPage {
        round: setup.head(),
        title: "受付を終了しますか",
        words,
        step: "closing",
        button: "受付を終了する",
    })
}

/// The question before a draft is deleted.
pub fn deletion(setup: &Setup) -> ConfirmPage {
    ConfirmPage {
        round: setup.head(),
        title: "準備中の調査を削除しますか",
        words: vec!["決めた内容は元に戻せません。機関の登録や、ほかの調査はそのまま残ります。".to_owned()],
        step: "deletion",
        button: "削除する",
    }
}
