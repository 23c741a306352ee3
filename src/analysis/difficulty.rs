//! 難しさ: what agencies find hard (`difficulty`), by broad group of agencies and by the age bands in which they had cases
//! (`supply.served`). Agencies are counted, each once, whatever sheets they said it on.

use super::table::Heading;
use crate::answer::{Answer, AnswerDocument, Completed};
use crate::definition::question::Options;
use crate::definition::{Code, Feed, QuestionType, Questionnaire};

/// The code that stands alone where nothing is hard.
const NONE: &str = "none";

/// What one agency said. Places are those of [`Difficulties`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The agency, by the caller's name.
    pub agency: String,
    /// Its broad group.
    pub group: usize,
    /// Age bands in which it had cases.
    pub bands: Vec<usize>,
    /// What it finds hard.
    pub codes: Vec<usize>,
    /// Whether it was asked and answered.
    pub has_answered: bool,
}

/// What all agencies said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difficulties {
    /// What may be hard, in the order of the options.
    pub codes: Vec<Heading>,
    /// Broad groups of agencies.
    pub groups: Vec<Heading>,
    /// Age bands.
    pub bands: Vec<Heading>,
    /// One an agency.
    pub voices: Vec<Voice>,
}

/// What is counted; `None` does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What is hard.
    pub code: Option<usize>,
    /// The broad group.
    pub group: Option<usize>,
    /// The age band.
    pub band: Option<usize>,
}

/// Whether a questionnaire asks what is hard by options.
pub fn asks_difficulty(questionnaire: &Questionnaire) -> bool {
    questionnaire.fed(Feed::Difficulty).next().is_some()
}

impl Difficulties {
    /// Adds what an agency says on a sheet; said on several sheets it counts once.
    pub fn add(&mut self, questionnaire: &Questionnaire, sheet: &Completed, (agency, group): (&str, &Heading)) {
        let group = place(&mut self.groups, group);
        let mut has_answered = false;
        let mut found = Vec::new();
        for (index, _, options) in questionnaire.fed(Feed::Difficulty) {
            let chosen = sheet.document.get(index).map_or(&[][..], Answer::selected);
            has_answered |= !chosen.is_empty();
            for (at, code) in options.codes.iter().enumerate().filter(|(_, code)| code.key != NONE) {
                let code = place(&mut self.codes, &heading(questionnaire, options, code));
                if chosen.contains(&at) {
                    found.push(code);
                }
            }
        }
        let bands: Vec<usize> =
            served(questionnaire, &sheet.document).iter().map(|band| place(&mut self.bands, band)).collect();
        let codes = found;
        match self.voices.iter_mut().find(|voice| voice.agency == agency) {
            Some(voice) => {
                voice.has_answered |= has_answered;
                for (own, more) in [(&mut voice.bands, bands), (&mut voice.codes, codes)] {
                    own.extend(more);
                    own.sort_unstable();
                    own.dedup();
                }
            }
            None => self.voices.push(Voice { agency: agency.to_owned(), group, bands, codes, has_answered }),
        }
    }

    /// The agencies to which all that is wanted applies.
    pub fn agencies(&self, wanted: Wanted) -> impl Iterator<Item = &Voice> {
        let is = |wanted: Option<usize>, given: &[usize]| wanted.is_none_or(|wanted| given.contains(&wanted));
        self.voices.iter().filter(move |voice| {
            voice.has_answered
                && is(wanted.code, &voice.codes)
                && is(wanted.group, &[voice.group])
                && is(wanted.band, &voice.bands)
        })
    }

    /// How many agencies.
    pub fn count(&self, wanted: Wanted) -> u64 {
        self.agencies(wanted).count() as u64
    }
}

/// The place of a heading, put at the end where it is new.
fn place(headings: &mut Vec<Heading>, heading: &Heading) -> usize {
    headings.iter().position(|known| known.key == heading.key).unwrap_or_else(|| {
        headings.push(heading.clone());
        headings.len() - 1
    })
}

/// Bands with cases (more than 0). All bands of the grid are put in order by the first agency that has any.
fn served(questionnaire: &Questionnaire, document: &AnswerDocument) -> Vec<Heading> {
    let mut bands = Vec::new();
    for (index, question) in questionnaire.questions().enumerate() {
        let (rows, width) = match &question.kind {
            QuestionType::Grid { rows, columns, .. } => (rows, columns.len()),
            QuestionType::Counts { items, .. } => (items, 1),
            _ => continue,
        };
        if !question.feeds.contains(&Feed::SupplyServed) {
            continue;
        }
        let Some(Answer::Grid(cells) | Answer::Counts(cells)) = document.get(index) else { continue };
        for (row, code) in cells.chunks(width.max(1)).zip(&rows.codes) {
            if row.iter().flatten().any(|count| *count > 0.0) {
                bands.push(Heading { key: code.key.clone(), label: code.label.clone() });
            }
        }
    }
    bands
}

/// A code as all questionnaires with the same list know it. Codes that are written in one questionnaire mean what they
/// say there, whatever they are called elsewhere: they are its own, and bear its title.
fn heading(questionnaire: &Questionnaire, options: &Options, code: &Code) -> Heading {
    match &options.list {
        Some(list) => Heading { key: format!("{list}.{}", code.key), label: code.label.clone() },
        None => Heading {
            key: format!("{}.{}", questionnaire.key, code.key),
            label: format!("{}（{}）", code.label, questionnaire.title),
        },
    }
}

/// The bands that the questionnaires count cases by, in their order.
pub fn bands(questionnaire: &Questionnaire) -> Vec<Heading> {
    let counted = questionnaire.questions().filter(|question| question.feeds.contains(&Feed::SupplyServed));
    let rows = counted.filter_map(|question| match &question.kind {
        QuestionType::Grid { rows, .. } => Some(rows),
        QuestionType::Counts { items, .. } => Some(items),
        _ => None,
    });
    rows.flat_map(|rows| &rows.codes).map(|code| Heading { key: code.key.clone(), label: code.label.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::testing::{asking, typed};
    use crate::answer::{RawFields, complete, read};

    const SURVEY: &str = "- {key: had, type: grid, label: 件数, feeds: supply.served, rows: [{key: young, label: 19～29歳}, {key: old, label: 50～59歳}], columns: [{key: all, label: 計}]}
- {key: hard, type: choices, label: 難しさ, feeds: difficulty, options: [{key: far, label: 距離}, {key: time, label: 人手}, {key: none, label: 特にない}]}";

    fn add(all: &mut Difficulties, agency: &str, group: &str, fields: &RawFields) {
        let survey = asking(SURVEY);
        let group = Heading { key: group.to_owned(), label: group.to_owned() };
        all.add(&survey, &complete(&survey, read(&survey, fields).document), (agency, &group));
    }

    /// a (福祉): 距離, cases of both bands. b (福祉): 人手, old. c (行政): nothing hard, old. d (行政): left blank.
    fn four() -> Difficulties {
        let mut all = Difficulties { bands: bands(&asking(SURVEY)), ..Difficulties::default() };
        add(&mut all, "a", "福祉", &typed([("had.young.all", "2"), ("had.old.all", "1"), ("hard", "far")]));
        add(&mut all, "b", "福祉", &typed([("had.young.all", "0"), ("had.old.all", "3"), ("hard", "time")]));
        add(&mut all, "c", "行政", &typed([("had.old.all", "1"), ("hard", "none")]));
        add(&mut all, "d", "行政", &typed([("had.old.all", "1")]));
        all
    }

    #[test]
    fn agencies_are_counted_by_difficulty_group_and_band() {
        let all = four();
        assert_eq!(all.codes.iter().map(|code| code.key.as_str()).collect::<Vec<_>>(), ["story.far", "story.time"]);
        assert_eq!(all.codes[0].label, "距離（調査票）", "written in one questionnaire alone");
        let count = |code, group, band| all.count(Wanted { code, group, band });
        assert_eq!(count(None, None, None), 3, "who left it blank is in no base");
        assert_eq!((count(Some(0), None, None), count(Some(1), None, None)), (1, 1));
        assert_eq!((count(None, Some(0), None), count(None, Some(1), None)), (2, 1));
        assert_eq!(
            (count(Some(0), Some(0), Some(0)), count(Some(1), Some(0), Some(0))),
            (1, 0),
            "none of 19～29歳 is 0"
        );
        assert_eq!((count(Some(1), Some(0), Some(1)), count(None, Some(1), Some(1))), (1, 1));
    }

    #[test]
    fn an_agency_that_says_it_twice_counts_once() {
        let mut all = four();
        add(&mut all, "a", "福祉", &typed([("hard", "far")]));
        add(&mut all, "d", "行政", &typed([("hard", "far")]));
        assert_eq!(all.voices.len(), 4);
        assert_eq!(all.count(Wanted { code: Some(0), ..Wanted::default() }), 2);
    }
}
