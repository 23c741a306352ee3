//! Which rounds speak where a page shows one state of things: one round a questionnaire, all about one period. A round
//! that has just begun must not replace the picture that all agencies gave a year ago.

use std::sync::Arc;

use crate::definition::Questionnaire;
use crate::store::RoundId;
use crate::store::rounds::{Round, RoundState};
use crate::view::rounds::RoundCounts;

/// A round that could speak.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The round.
    pub round: Round,
    /// What it asks.
    pub questionnaire: Arc<Questionnaire>,
    /// Who was asked, and how many answered.
    pub counts: RoundCounts,
}

/// The rounds that speak.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaking {
    /// One a questionnaire, the one that says which period it is first.
    pub rounds: Vec<RoundId>,
    /// Of these, rounds about another period: their questionnaire was not asked about this one.
    pub of_other_periods: Vec<RoundId>,
    /// Newer rounds of the same questionnaires that have answers and do not speak yet: too few agencies answered, or
    /// they are about a period for which that is so.
    pub waiting: Vec<RoundId>,
}

impl Candidate {
    /// Whether it has anything to say.
    fn is_answered(&self) -> bool {
        self.counts.valid > 0
    }

    /// Whether it says enough to replace an older one: it is closed, or half of those who were asked have answered.
    fn is_settled(&self) -> bool {
        self.round.state == RoundState::Closed || self.counts.answered * 2 >= self.counts.invited
    }

    /// Whether two rounds are about the same time: their periods share a day, or, where dates are not known, the
    /// fiscal year is the same. What is not known is taken to be the same.
    fn shares_period(&self, other: &Self) -> bool {
        let period = |round: &Round| round.period_start.zip(round.period_end);
        match (period(&self.round), period(&other.round)) {
            (Some((start, end)), Some((other_start, other_end))) => start <= other_end && other_start <= end,
            _ => self.round.fiscal_year.zip(other.round.fiscal_year).is_none_or(|(one, other)| one == other),
        }
    }

    fn asks_the_same(&self, other: &Self) -> bool {
        self.questionnaire.key == other.questionnaire.key
    }
}

/// Chooses among rounds that are given newest first. `chosen` says the period, where it is one of them; else the newest
/// round that `leads` and is settled does. Of each other questionnaire the newest settled round of the same period
/// speaks. Where no round is settled the newest with answers speaks; where none is of the same period, one of another.
pub fn of_one_period(
    candidates: &[Candidate],
    chosen: Option<RoundId>,
    leads: impl Fn(&Questionnaire) -> bool,
) -> Speaking {
    let answered = || candidates.iter().filter(|one| one.is_answered());
    let leading = || answered().filter(|one| leads(&one.questionnaire));
    let asked_for = || candidates.iter().find(|one| Some(one.round.id) == chosen);
    let by_itself = || {
        let settled = leading().find(|one| one.is_settled()).or_else(|| leading().next());
        settled.or_else(|| answered().find(|one| one.is_settled())).or_else(|| answered().next())
    };
    let Some(first) = asked_for().or_else(by_itself) else { return Speaking::default() };
    let mut speaking: Vec<&Candidate> = vec![first];
    for one in answered() {
        if speaking.iter().any(|known| known.asks_the_same(one)) {
            continue;
        }
        let alike = || answered().filter(|other| other.asks_the_same(one));
        let same_period = || alike().filter(|other| other.shares_period(first));
        let newest = same_period().find(|other| other.is_settled()).or_else(|| same_period().next());
        let any = newest.or_else(|| alike().find(|other| other.is_settled())).unwrap_or(one);
        speaking.push(any);
    }
    let of_other_periods = speaking.iter().filter(|one| !one.shares_period(first)).map(|one| one.round.id).collect();
    let place = |one: &Candidate| candidates.iter().position(|other| other.round.id == one.round.id);
    let is_newer = |one: &Candidate| {
        let mut same = speaking.iter().filter(|known| known.asks_the_same(one));
        chosen.is_none() && same.any(|known| place(one) < place(known))
    };
    let waiting = answered().filter(|one| is_newer(one)).map(|one| one.round.id).collect();
    Speaking { rounds: speaking.into_iter().map(|one| one.round.id).collect(), of_other_periods, waiting }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::answer::testing::asking;
    use crate::store::VersionId;

    const QUESTION: &str = "- {key: a, type: text, label: 設問}";

    /// A round of a fiscal year: its questionnaire, whether it is closed, asked and answered.
    fn round(key: &str, year: i16, is_closed: bool, (answered, invited): (u64, u64)) -> Candidate {
        let mut questionnaire = asking(QUESTION);
        questionnaire.key = key.to_owned();
        let round = Round {
            id: RoundId::new(Timestamp::UNIX_EPOCH),
            version_id: VersionId::new(Timestamp::UNIX_EPOCH),
            title: format!("{key} {year}"),
            period_text: String::new(),
            period_start: Some(date(year, 4, 1)),
            period_end: Some(date(year + 1, 3, 31)),
            fiscal_year: Some(i32::from(year)),
            opens_on: None,
            due_on: date(year, 12, 1),
            state: if is_closed { RoundState::Closed } else { RoundState::Open },
            officer_name: None,
            officer_telephone: None,
            officer_mail: None,
            late_due_on: None,
            paused_at: None,
            archived_at: None,
            edition: 0,
        };
        let counts = RoundCounts { invited, declined: 0, answered, responses: answered, valid: answered, many: false };
        Candidate { round, questionnaire: Arc::new(questionnaire), counts }
    }

    fn titles(candidates: &[Candidate], ids: &[RoundId]) -> Vec<String> {
        let title = |id: &RoundId| candidates.iter().find(|one| one.round.id == *id).map(|one| one.round.title.clone());
        ids.iter().filter_map(title).collect()
    }

    fn speaking(candidates: &[Candidate], chosen: Option<usize>) -> (Vec<String>, Vec<String>, Vec<String>) {
        let chosen = chosen.map(|place| candidates[place].round.id);
        let found = of_one_period(candidates, chosen, |asked| asked.key == "survey");
        (
            titles(candidates, &found.rounds),
            titles(candidates, &found.of_other_periods),
            titles(candidates, &found.waiting),
        )
    }

    #[test]
    fn one_answer_to_a_new_round_replaces_nothing() {
        let rounds = [
            round("cases", 2026, false, (1, 20)),
            round("survey", 2026, false, (1, 26)),
            round("cases", 2025, true, (9, 20)),
            round("survey", 2025, true, (26, 26)),
        ];
        let (found, others, waiting) = speaking(&rounds, None);
        assert_eq!(found, ["survey 2025", "cases 2025"]);
        assert!(others.is_empty());
        assert_eq!(waiting, ["cases 2026", "survey 2026"]);
        // Whoever asks for it sees it, with the sheets of its period.
        let (found, others, waiting) = speaking(&rounds, Some(1));
        assert_eq!(
            (found, others.len(), waiting.len()),
            (vec!["survey 2026".to_owned(), "cases 2026".to_owned()], 0, 0)
        );
    }

    #[test]
    fn half_of_the_answers_make_a_new_round_speak() {
        let old = round("survey", 2025, true, (26, 26));
        let at = |answered| speaking(&[round("survey", 2026, false, (answered, 26)), old.clone()], None).0;
        assert_eq!((at(12), at(13)), (vec!["survey 2025".to_owned()], vec!["survey 2026".to_owned()]));
        // Closed with few answers is what there is.
        let closed = [round("survey", 2026, true, (3, 26)), old];
        assert_eq!(speaking(&closed, None).0, ["survey 2026"]);
    }

    #[test]
    fn what_was_not_asked_about_the_period_is_said_to_be_of_another() {
        let rounds = [round("survey", 2026, true, (26, 26)), round("cases", 2024, true, (5, 20))];
        let (found, others, _) = speaking(&rounds, None);
        assert_eq!(found, ["survey 2026", "cases 2024"]);
        assert_eq!(others, ["cases 2024"]);
    }

    #[test]
    fn where_nothing_is_settled_the_newest_answers_speak() {
        let rounds = [round("survey", 2026, false, (0, 26)), round("survey", 2025, false, (2, 26))];
        assert_eq!(speaking(&rounds, None).0, ["survey 2025"], "without answers it has nothing to say");
        assert_eq!(speaking(&[], None).0, Vec::<String>::new());
        let only_cases = [round("cases", 2026, false, (1, 20))];
        assert_eq!(speaking(&only_cases, None).0, ["cases 2026"]);
    }
}
