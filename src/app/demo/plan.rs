//! Who is asked what in the town, who answered, what and when: everything decided before anything is stored.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

use super::chance::Chance;
use super::content::{Answers, RoundContent, Town};
use super::{cases, progress, survey};

/// A round with what came of it.
pub(super) struct PlannedRound<'t> {
    /// Title, period, days.
    pub(super) content: &'t RoundContent,
    /// Keys of the agencies asked.
    pub(super) invited: Vec<String>,
    /// Agencies that declined, with their reason.
    pub(super) declined: Vec<(String, String)>,
    /// What was written.
    pub(super) sheets: Vec<PlannedSheet>,
}

/// One sheet that somebody wrote on.
pub(super) struct PlannedSheet {
    /// The agency's key.
    pub(super) agency: String,
    /// What was answered, in the content's shorthand.
    pub(super) answers: Answers,
    /// When it was handed in, or left.
    pub(super) at: Timestamp,
    /// Of a half-written sheet, how many of its first sections were reached; `None` where it was handed in.
    pub(super) half: Option<usize>,
    /// Codebook and code.
    pub(super) codings: Vec<(&'static str, String)>,
}

/// The day on which the demo is made, and the network's time zone.
pub(super) struct Calendar {
    /// Today there.
    pub(super) today: Date,
    /// The zone.
    pub(super) zone: TimeZone,
}

impl Calendar {
    /// So many days after today (before, where negative).
    pub(super) fn day(&self, days: i32) -> Date {
        self.today.saturating_add(days.days())
    }

    /// A moment in working hours, between two days counted from today; at a weekend only where there is no day before it.
    fn moment(&self, first: i32, last: i32, chance: &mut Chance) -> Timestamp {
        let drawn = self.day(chance.between(first, last.max(first)));
        let day = match drawn.weekday() {
            Weekday::Saturday => drawn.saturating_sub(1.day()),
            Weekday::Sunday => drawn.saturating_sub(2.days()),
            _ => drawn,
        };
        let day = if day < self.day(first) { drawn } else { day };
        let (hour, minute) = (chance.between(9, 16), chance.between(0, 59));
        let time = day.at(i8::try_from(hour).unwrap_or(9), i8::try_from(minute).unwrap_or(0), 0, 0);
        time.to_zoned(self.zone.clone()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }
}

/// The cases taken to the meeting, by their published numbers: one alone, one with a team, one who has left school.
const DISCUSSED: [u32; 3] = [8, 13, 21];
/// Of the agencies that could answer the survey, not begun.
const NOT_BEGUN: usize = 3;
/// Of them, half-way.
const HALF_WAY: usize = 3;
/// Of them, late.
const LATE: usize = 4;

/// Plans the town's rounds.
pub(super) fn plan<'t>(town: &'t Town, calendar: &Calendar, seed: u64) -> Vec<PlannedRound<'t>> {
    let cases = cases::all(town, seed);
    let planner = Planner { town, calendar, seed };
    town.network
        .rounds
        .iter()
        .map(|content| {
            let chance = &mut Chance::new(seed, &content.questionnaire);
            let sheets = match content.questionnaire.as_str() {
                "agency-survey" if content.closed.is_some() => planner.earlier_survey(content),
                "agency-survey" => planner.survey(content, chance),
                "hearing-sheet" => planner.hearing(content, chance),
                "case-sheet" => planner.each(
                    content,
                    chance,
                    cases.iter().map(|case| (case.agency.clone(), case.answers.clone(), case.codings.clone())),
                ),
                "case-discussion" => planner.each(
                    content,
                    chance,
                    cases.iter().filter_map(|case| {
                        let discussed = DISCUSSED.contains(&case.number);
                        discussed.then(|| (case.agency.clone(), cases::for_discussion(case), Vec::new()))
                    }),
                ),
                "group-work" => planner.group_work(content, chance),
                "health-centre-survey" => planner.health_centres(content, chance),
                "intake-sheet" => planner.each(
                    content,
                    chance,
                    town.intakes
                        .iter()
                        .flat_map(|one| one.sheets.iter().map(|sheet| (one.agency.clone(), sheet.clone(), Vec::new()))),
                ),
                "progress-scale" => planner.each(content, chance, progress::all(town, calendar)),
                _ => Vec::new(),
            };
            planner.round(content, sheets)
        })
        .collect()
}

struct Planner<'t, 'c> {
    town: &'t Town,
    calendar: &'c Calendar,
    seed: u64,
}

impl<'t> Planner<'t, '_> {
    fn round(&self, content: &'t RoundContent, sheets: Vec<PlannedSheet>) -> PlannedRound<'t> {
        let asks_all = matches!(content.questionnaire.as_str(), "agency-survey" | "group-work");
        // So that each questionnaire can be tried out, one agency more is asked than answered.
        let also = match content.questionnaire.as_str() {
            "hearing-sheet" | "case-discussion" => Some("disability_section"),
            "case-sheet" => Some("work_life_centre"),
            "health-centre-survey" => Some("mental_health_centre"),
            "intake-sheet" | "progress-scale" => Some("youth_station"),
            _ => None,
        };
        let is_invited = |key: &str| asks_all || also == Some(key) || sheets.iter().any(|sheet| sheet.agency == key);
        let invited =
            self.town.agencies.iter().map(|agency| agency.key.clone()).filter(|key| is_invited(key)).collect();
        let declines = |agency: &&super::content::AgencyContent| {
            content.questionnaire == "agency-survey" && content.closed.is_none() && agency.declines.is_some()
        };
        let declined = self.town.agencies.iter().filter(declines);
        let declined =
            declined.map(|agency| (agency.key.clone(), agency.declines.clone().unwrap_or_default())).collect();
        PlannedRound { content, invited, declined, sheets }
    }

    /// A sheet handed in on time.
    fn sheet(&self, content: &RoundContent, agency: &str, answers: Answers, chance: &mut Chance) -> PlannedSheet {
        let last = content.due.min(-1);
        let at = self.calendar.moment(content.opened + 2, last, chance);
        PlannedSheet { agency: agency.to_owned(), answers, at, half: None, codings: Vec::new() }
    }

    fn each(
        &self,
        content: &RoundContent,
        chance: &mut Chance,
        all: impl Iterator<Item = (String, Answers, Vec<(&'static str, String)>)>,
    ) -> Vec<PlannedSheet> {
        all.map(|(agency, answers, codings)| PlannedSheet { codings, ..self.sheet(content, &agency, answers, chance) })
            .collect()
    }

    fn survey(&self, content: &RoundContent, chance: &mut Chance) -> Vec<PlannedSheet> {
        let answering = self.town.agencies.iter().filter(|agency| agency.declines.is_none());
        let order = chance.shuffled(answering);
        let mut sheets = Vec::new();
        for (place, agency) in order.into_iter().enumerate().skip(NOT_BEGUN) {
            let answers = survey::answers(agency, &mut Chance::new(self.seed, &agency.key));
            let mut sheet = self.sheet(content, &agency.key, answers, chance);
            if place < NOT_BEGUN + HALF_WAY {
                sheet.half = usize::try_from(chance.between(2, 4)).ok();
            } else if place < NOT_BEGUN + HALF_WAY + LATE {
                sheet.at = self.calendar.moment(content.due + 1, -1, chance);
            }
            sheets.push(sheet);
        }
        sheets
    }

    /// A survey of an earlier year: whoever answers this year answered in time, with other counts.
    fn earlier_survey(&self, content: &RoundContent) -> Vec<PlannedSheet> {
        let chance = &mut Chance::new(self.seed, &content.title);
        let answered = self.town.agencies.iter().filter(|agency| agency.declines.is_none());
        answered
            .map(|agency| {
                let own = &mut Chance::new(self.seed, &format!("{} {}", content.title, agency.key));
                self.sheet(content, &agency.key, survey::answers(agency, own), chance)
            })
            .collect()
    }

    fn hearing(&self, content: &RoundContent, chance: &mut Chance) -> Vec<PlannedSheet> {
        let mut sheets = Vec::new();
        for agency in &self.town.agencies {
            let Some(answers) = &agency.hearing else { continue };
            let mut sheet = self.sheet(content, &agency.key, answers.clone(), chance);
            let visited = sheet.at.to_zoned(self.calendar.zone.clone()).date().saturating_sub(1.day());
            sheet.answers.insert("visit_date".to_owned(), json!(visited.to_string()));
            let office = format!("{}職員2人", self.town.network.department);
            sheet.answers.insert("interviewers".to_owned(), json!(office));
            sheets.push(sheet);
        }
        sheets
    }

    fn group_work(&self, content: &RoundContent, chance: &mut Chance) -> Vec<PlannedSheet> {
        let mut sheets = Vec::new();
        for agency in &self.town.agencies {
            let Some(answers) = &agency.group_work else { continue };
            let mut sheet = self.sheet(content, &agency.key, answers.clone(), chance);
            sheet.half = chance.percent(15).then_some(1);
            sheets.push(sheet);
        }
        sheets
    }

    fn health_centres(&self, content: &RoundContent, chance: &mut Chance) -> Vec<PlannedSheet> {
        let mut sheets = Vec::new();
        for centre in &self.town.health_centres {
            let mut sheet = self.sheet(content, &centre.agency, centre.answers.clone(), chance);
            sheet.half = centre.half_written.then_some(3);
            sheets.push(sheet);
        }
        sheets
    }
}
