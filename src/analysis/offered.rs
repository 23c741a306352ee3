//! What an agency offers to which ages, as one answer says it: the one reading that coverage, ties, the list of
//! resources and のりしろ share. What an option stands for, its code list says (`covers`); no key is known here.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::{Axes, Entry, EntryShape};
use crate::answer::{Answer, AnswerDocument};
use crate::definition::question::Sharing;
use crate::definition::{Code, Feed, Options, Question, Questionnaire};

/// The age bands that each function of support is offered to, by the keys of both. A function without bands is offered
/// to ages that are not said.
pub type Offered = BTreeMap<String, BTreeSet<String>>;

/// A question of options, by its index.
type Chosen<'q> = (usize, &'q Options);

/// Where a questionnaire asks what agencies offer.
#[derive(Debug)]
pub struct OfferedForm<'q> {
    /// Its bands and functions.
    pub axes: Axes,
    pub(in crate::analysis) functions: Option<Chosen<'q>>,
    pub(in crate::analysis) ages: Option<Chosen<'q>>,
    places: Vec<(usize, EntryShape<'q>)>,
}

impl<'q> OfferedForm<'q> {
    /// The form of a questionnaire.
    pub fn of(questionnaire: &'q Questionnaire) -> Self {
        Self::placed(questionnaire, &Axes::of([questionnaire]), |_| true)
    }

    /// The same of questions alone that are shared with the agency's name, and may be handed around.
    pub fn shared(questionnaire: &'q Questionnaire) -> Self {
        let is_shared = |question: &Question| question.sharing == Sharing::Named && !question.sensitive;
        Self::placed(questionnaire, &Axes::of([questionnaire]), is_shared)
    }

    /// The form of the questions that are to be read, placed on axes.
    pub(in crate::analysis) fn placed(
        questionnaire: &'q Questionnaire,
        axes: &Axes,
        is_read: impl Fn(&Question) -> bool,
    ) -> Self {
        let feeding = |feed: Feed| {
            let fed = questionnaire.questions().enumerate().filter(|(_, question)| is_read(question));
            fed.filter(move |(_, question)| question.feeds.contains(&feed))
        };
        let chosen = |feed| feeding(feed).find_map(|(index, question)| Some((index, question.kind.options()?)));
        let shape = |(index, question): (usize, &'q Question)| Some((index, EntryShape::of(question, axes)?));
        Self {
            functions: chosen(Feed::SupplyFunction),
            ages: chosen(Feed::SupplyAgeEligible),
            places: feeding(Feed::SupplyPlace).chain(feeding(Feed::SupplyFunction)).filter_map(shape).collect(),
            axes: axes.clone(),
        }
    }

    /// The bands that the agency as a whole may be used by, by their places on the axes.
    pub(in crate::analysis) fn bands(&self, document: &AnswerDocument) -> Vec<usize> {
        let Some((index, ages)) = self.ages else { return Vec::new() };
        chosen(document, index, ages).flat_map(|code| self.axes.bands_of(code)).collect()
    }

    /// Places and services that it names, each with its function and ages.
    pub(in crate::analysis) fn places(&self, document: &AnswerDocument) -> Vec<Entry> {
        let mut places = Vec::new();
        for (index, shape) in &self.places {
            let Some(Answer::Repeat(instances)) = document.get(*index) else { continue };
            places.extend(instances.iter().flat_map(|instance| shape.read(instance, &self.axes)));
        }
        places
    }

    /// Whether the agency said anything of what it offers, if only that it is nothing.
    pub fn is_answered(&self, document: &AnswerDocument) -> bool {
        self.functions.is_some_and(|(index, _)| document.get(index).is_some()) || !self.places(document).is_empty()
    }

    /// What it offers: its functions to the ages that may use it, and what its places are for.
    pub fn read(&self, document: &AnswerDocument) -> Offered {
        let key = |band: &usize| self.axes.bands.get(*band).map(|band| band.key.clone());
        let own: BTreeSet<String> = self.bands(document).iter().filter_map(key).collect();
        let mut offered = Offered::new();
        let functions = self.functions.into_iter();
        let functions = functions.flat_map(|(index, options)| chosen(document, index, options));
        for code in functions.filter(|code| !code.stands_for().is_empty()) {
            offered.entry(code.key.clone()).or_default().extend(own.iter().cloned());
        }
        for place in self.places(document) {
            let function = place.function.and_then(|function| self.axes.functions.get(function));
            if let Some(function) = function {
                let bands = place.bands.iter().filter_map(key);
                offered.entry(function.heading.key.clone()).or_default().extend(bands);
            }
        }
        offered
    }
}

/// The options that were chosen.
fn chosen<'a>(document: &'a AnswerDocument, index: usize, options: &'a Options) -> impl Iterator<Item = &'a Code> {
    let places = document.get(index).map_or(&[][..], Answer::selected);
    places.iter().filter_map(|place| options.codes.get(*place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::coverage::coverage;
    use crate::analysis::evidence::{Evidence, Given};
    use crate::analysis::resources::{self, Search};
    use crate::analysis::ties::OfferForm;
    use crate::answer::complete;
    use crate::answer::json::from_json;
    use crate::answer::testing::asking;

    /// Options that stand for all, for nothing and for themselves, under keys of their own.
    const SURVEY: &str = "
- key: does
  type: choices
  label: 支援
  sharing: named
  options: [{key: visit, label: 訪問}, {key: place, label: 居場所}, {key: nothing_of_it, label: なし, covers: []}]
  feeds: supply.function
- key: ages
  type: choices
  label: 年代
  sharing: named
  options: [{key: young, label: 若}, {key: old, label: 老}, {key: everybody, label: 制限なし, covers: [young, old]}, {key: who_knows, label: 不明, covers: []}]
  feeds: supply.age_eligible
- key: spots
  type: repeat
  label: 場
  sharing: named
  min: 0
  max: 3
  feeds: supply.place
  questions:
    - {key: way, type: choice, label: 支援, sharing: named, feeds: resource.function, options: [{key: visit, label: 訪問}, {key: place, label: 居場所}]}
    - {key: age, type: choices, label: 年代, sharing: named, feeds: resource.ages, options: [{key: young, label: 若}, {key: old, label: 老}, {key: everybody, label: 制限なし, covers: [young, old]}]}
";

    const ANSWERS: [(&str, &[(&str, &str)]); 6] = [
        (
            r#"{"does": {"selected": ["visit"]}, "ages": {"selected": ["everybody"]}}"#,
            &[("visit", "old"), ("visit", "young")],
        ),
        (r#"{"does": {"selected": ["visit", "place"]}, "ages": {"selected": ["who_knows"]}}"#, &[]),
        (r#"{"does": {"selected": ["nothing_of_it"]}, "ages": {"selected": ["young"]}}"#, &[]),
        (
            r#"{"does": {"selected": ["visit"]}, "ages": {"selected": ["old"]}, "spots": [{"way": "place", "age": {"selected": ["young"]}}]}"#,
            &[("place", "young"), ("visit", "old")],
        ),
        (
            r#"{"spots": [{"way": "place", "age": {"selected": ["everybody"]}}]}"#,
            &[("place", "old"), ("place", "young")],
        ),
        ("{}", &[]),
    ];

    #[test]
    fn whoever_reads_what_is_offered_reads_the_same() {
        let survey = asking(SURVEY);
        let axes = Axes::of([&survey]);
        for (json, expected) in ANSWERS {
            let document = from_json(&survey, json).unwrap();
            let completed = complete(&survey, document.clone());
            let offered = OfferedForm::of(&survey).read(&completed.document);
            let given = [Given { evidence: Evidence { agency: 0, answer: 0 }, completed: &completed, needs: &[] }];
            let covered = coverage(&survey, &axes, given).unwrap().functions.unwrap();
            let tied = OfferForm::of(&survey).unwrap().read(0, &document);
            let resources = resources::read(&survey, &document);
            for (place, function) in axes.functions.iter().enumerate() {
                for (at, band) in axes.bands.iter().enumerate() {
                    let (function, band) = (function.heading.key.clone(), band.key.clone());
                    let is_offered = expected.contains(&(function.as_str(), band.as_str()));
                    let told = format!("{function} {band} {json}");
                    assert_eq!(offered.get(&function).is_some_and(|bands| bands.contains(&band)), is_offered, "{told}");
                    assert_eq!(!covered.lines[place].cells[at].by.is_empty(), is_offered, "coverage: {told}");
                    let pair = (function.clone(), band.clone());
                    assert_eq!(
                        tied.as_ref().is_some_and(|offer| offer.pairs.contains(&pair)),
                        is_offered,
                        "ties: {told}"
                    );
                    let search = Search { function: Some(function), age: Some(band), whom: None };
                    assert_eq!(search.finds(&resources), is_offered, "resources: {told}");
                }
            }
        }
        let unknown = from_json(&survey, ANSWERS[1].0).unwrap();
        assert_eq!(OfferedForm::shared(&survey).read(&unknown).len(), 2, "offered, to ages that are not said");
        let totals = asking(&SURVEY.replace("sharing: named", "sharing: totals"));
        assert!(OfferedForm::shared(&totals).read(&from_json(&totals, ANSWERS[0].0).unwrap()).is_empty());
    }
}
