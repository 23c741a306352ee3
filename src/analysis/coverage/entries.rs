//! Repeats whose entries join a function of support with ages: places that an agency offers, support that it looked
//! for.

use super::axes::Axes;
use crate::answer::{Answer, AnswerDocument};
use crate::definition::{Options, Question, QuestionType};

/// Where function, ages, number and words stand in the entries of a repeat.
#[derive(Debug)]
pub(in crate::analysis) struct EntryShape<'q> {
    function: (usize, &'q Options),
    ages: Option<(usize, &'q Options)>,
    number: Option<usize>,
    words: Vec<usize>,
}

/// One entry of a repeat.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::analysis) struct Entry {
    /// The place of the function; `None` where it is blank or no function of the axes.
    pub function: Option<usize>,
    /// The places of the bands; none where they are blank or not known.
    pub bands: Vec<usize>,
    /// The number.
    pub number: Option<f64>,
    /// The texts, in order.
    pub words: Vec<String>,
}

impl<'q> EntryShape<'q> {
    /// The shape of a repeat: the first choice among the functions, the first choice of ages that stand for bands, the
    /// first number, and all texts. `None` where it has no function.
    pub(in crate::analysis) fn of(question: &'q Question, axes: &Axes) -> Option<Self> {
        let QuestionType::Repeat { questions, .. } = &question.kind else { return None };
        let chosen = |is_one: &dyn Fn(&Options) -> bool| {
            let all = questions.iter().enumerate();
            all.filter_map(|(index, inner)| Some((index, inner.kind.options()?))).find(|(_, options)| is_one(options))
        };
        let has = |options: &Options, is_known: &dyn Fn(&str) -> bool| {
            options.codes.iter().flat_map(|code| code.stands_for()).any(|key| is_known(key))
        };
        let at = |is_one: fn(&QuestionType) -> bool| {
            questions.iter().enumerate().filter(move |(_, inner)| is_one(&inner.kind)).map(|(index, _)| index)
        };
        let is_text = |kind: &QuestionType| matches!(kind, QuestionType::Text { .. } | QuestionType::Paragraph { .. });
        Some(Self {
            function: chosen(&|options| has(options, &|key| axes.function(key).is_some()))?,
            ages: chosen(&|options| has(options, &|key| axes.band(key).is_some())),
            number: at(|kind| matches!(kind, QuestionType::Number(_))).next(),
            words: at(is_text).collect(),
        })
    }

    /// The entry of one instance, for each of its functions.
    pub(in crate::analysis) fn read(&self, instance: &AnswerDocument, axes: &Axes) -> Vec<Entry> {
        let ages = self.ages.map(|(index, options)| (instance.get(index), options));
        let codes = ages
            .into_iter()
            .flat_map(|(answer, options)| places(answer).iter().filter_map(move |option| options.codes.get(*option)));
        let mut bands: Vec<usize> = codes.flat_map(|code| axes.bands_of(code)).collect();
        bands.sort_unstable();
        bands.dedup();
        let number = match self.number.and_then(|index| instance.get(index)) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        };
        let words = self.words.iter().filter_map(|index| match instance.get(*index) {
            Some(Answer::Text(words)) => Some(words.clone()),
            _ => None,
        });
        let rest = Entry { function: None, bands, number, words: words.collect() };
        let (index, options) = self.function;
        let functions = places(instance.get(index));
        let key = |option: &usize| options.codes.get(*option).and_then(|code| axes.function(&code.key));
        if functions.is_empty() {
            return vec![rest];
        }
        functions.iter().map(|option| Entry { function: key(option), ..rest.clone() }).collect()
    }
}

/// The places of the options that were chosen.
fn places(answer: Option<&Answer>) -> &[usize] {
    answer.map_or(&[], Answer::selected)
}
