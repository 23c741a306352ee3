//! The second step: about which period, and what the round is called.

use jiff::civil::{Date, date};

use super::setup::{Setup, shown_day};
use super::{Outcome, changed_meanwhile};
use crate::answer::written_day;
use crate::app::desk::DeskError;
use crate::store::Connection;
use crate::store::audit::Act;
use crate::store::rounds::{self, Round};
use crate::view::dates;
use crate::view::field::{Choice, FieldProblem, FormState, Typed};
use crate::view::making::PeriodPage;

/// How many fiscal years are offered: this one and those before it.
const YEARS_OFFERED: i32 = 4;

/// How long a title and the words of a period may be, in characters.
const MOST: usize = 100;

const LABELS: &[(&str, &str)] = &[
    ("period", "対象期間"),
    ("from", "期間の初日"),
    ("to", "期間の末日"),
    ("words", "対象期間の書き方"),
    ("title", "調査の名前"),
];

/// The page, with what is stored or what was typed.
pub fn page(setup: &Setup, typed: Option<&Typed>, problems: &[FieldProblem]) -> PeriodPage {
    let stored = stored(setup);
    let state = FormState { typed: typed.unwrap_or(&stored), problems };
    let chosen = state.typed.one("period").to_owned();
    let choice =
        |value: String, label: String| Choice { is_chosen: value == chosen, value, label, help: String::new() };
    let years = offered(setup);
    PeriodPage {
        round: setup.head(),
        errors: state.summary(LABELS),
        periods: years
            .map(|year| choice(year.to_string(), format!("{}（{}年4月～{}年3月）", dates::fiscal_year(year), year, year + 1)))
            .chain([choice("own".to_owned(), "期間を自分で決める".to_owned())])
            .collect(),
        period_errors: problems.iter().filter(|problem| problem.field == "period").map(|one| one.message.clone()).collect(),
        from: state.optional("from", "期間の初日", "「期間を自分で決める」のときだけ入力します。例）令和7年4月1日、2025/4/1"),
        to: state.optional("to", "期間の末日", "「期間を自分で決める」のときだけ入力します。例）令和8年1月31日、2026/1/31"),
        words: state.optional(
            "words",
            "対象期間の書き方",
            "調査票と依頼の文にこのとおり書きます。空欄にすると、選んだ期間から「令和7年4月から令和8年3月まで」のように書きます。",
        ),
        title: state.required("title", "調査の名前", "回答用ページの見出しと、メールの件名に使います。"),
    }
}

/// The fields as stored; proposals for a draft that has no period yet.
fn stored(setup: &Setup) -> Typed {
    let round = &setup.round;
    if round.period_text.is_empty() {
        let year = fiscal_year_of(setup.today) - 1;
        return Typed::default().put("period", year.to_string()).put("title", title_for(setup, Some(year)));
    }
    let typed = match round.fiscal_year {
        Some(year) => Typed::default().put("period", year.to_string()),
        None => Typed::default()
            .put("period", "own")
            .put("from", shown_day(round.period_start))
            .put("to", shown_day(round.period_end)),
    };
    typed.put("words", &round.period_text).put("title", &round.title)
}

/// The fiscal years on offer, the newest first; a year that the round has already is among them.
fn offered(setup: &Setup) -> impl Iterator<Item = i32> + use<> {
    let this = fiscal_year_of(setup.today);
    let first = setup.round.fiscal_year.map_or(this, |year| year.max(this));
    let last =
        setup.round.fiscal_year.map_or(this, |year| year.min(this - YEARS_OFFERED + 1)).min(this - YEARS_OFFERED + 1);
    (last..=first).rev()
}

/// The fiscal year of a day: it begins in April.
pub(super) fn fiscal_year_of(day: Date) -> i32 {
    i32::from(day.year()) - i32::from(day.month() < 4)
}

/// First and last day of a fiscal year; `None` beyond the calendar.
fn days_of(year: i32) -> Option<(Date, Date)> {
    let year = i16::try_from(year).ok().filter(|year| (1900..=2200).contains(year))?;
    Some((date(year, 4, 1), date(year + 1, 3, 31)))
}

fn title_for(setup: &Setup, year: Option<i32>) -> String {
    let title = &setup.questionnaire.title;
    year.map_or_else(|| title.clone(), |year| format!("{} {title}", dates::fiscal_year(year)))
}

/// The round as the form wants it.
///
/// # Errors
/// Everything that is wrong with the form.
pub fn read(setup: &Setup, typed: &Typed) -> Result<Round, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let (year, days) = match typed.one("period") {
        "own" => (None, own_days(typed, &mut problems)),
        year => match year.parse::<i32>().ok().and_then(|year| Some((year, days_of(year)?))) {
            Some((year, days)) => (Some(year), Some(days)),
            None => {
                problems.push(FieldProblem::at("period", "対象期間を選んでください。"));
                (None, None)
            }
        },
    };
    for (name, label) in [("words", "対象期間の書き方"), ("title", "調査の名前")] {
        let length = typed.one(name).chars().count();
        if length > MOST {
            problems.push(FieldProblem::at(
                name,
                format!("{label}は、{MOST}文字までにしてください（今は{length}文字です）。"),
            ));
        }
    }
    let (Some((start, end)), true) = (days, problems.is_empty()) else { return Err(problems) };
    Ok(Round {
        period_start: Some(start),
        period_end: Some(end),
        fiscal_year: year,
        period_text: words_for(setup, typed.one("words"), (start, end)),
        title: named(setup, typed.one("title"), year),
        ..setup.round.clone()
    })
}

fn own_days(typed: &Typed, problems: &mut Vec<FieldProblem>) -> Option<(Date, Date)> {
    let mut day = |name: &'static str, label: &str| match written_day(typed.one(name)) {
        Ok(Some(day)) => Some(day),
        Ok(None) => {
            problems.push(FieldProblem::at(name, format!("{label}を入力してください。")));
            None
        }
        Err(message) => {
            problems.push(FieldProblem::at(name, message));
            None
        }
    };
    let (from, to) = (day("from", "期間の初日"), day("to", "期間の末日"));
    let (from, to) = (from?, to?);
    if to < from {
        problems.push(FieldProblem::at("to", "期間の末日は、初日以後の日にしてください。"));
        return None;
    }
    Some((from, to))
}

/// Words that were proposed for another period follow the period that is chosen now.
fn words_for(setup: &Setup, typed: &str, (start, end): (Date, Date)) -> String {
    let of_round = setup.round.period_start.zip(setup.round.period_end);
    let proposed =
        offered(setup).filter_map(days_of).chain(of_round).any(|(start, end)| dates::period(start, end) == typed);
    if typed.is_empty() || proposed { dates::period(start, end) } else { typed.to_owned() }
}

/// So does a title.
fn named(setup: &Setup, typed: &str, year: Option<i32>) -> String {
    let proposed = offered(setup).map(Some).chain([None]).any(|year| title_for(setup, year) == typed);
    if typed.is_empty() || proposed { title_for(setup, year) } else { typed.to_owned() }
}

/// Saves the form in the draft, if nothing is wrong with it.
///
/// # Errors
/// [`DeskError::NotFound`] where the round is no draft any more.
pub fn save(
    connection: &mut Connection,
    setup: &Setup,
    typed: &Typed,
    edition: i32,
    act: &Act,
) -> Result<Outcome<()>, DeskError> {
    if !setup.is_draft() {
        return Err(DeskError::NotFound);
    }
    let round = match read(setup, typed) {
        Ok(round) => Round { edition, ..round },
        Err(problems) => return Ok(Outcome::Refused(problems)),
    };
    if !rounds::update(connection, setup.network.id, &round, act)? {
        return Ok(Outcome::Refused(changed_meanwhile()));
    }
    Ok(Outcome::Done(()))
}
