//! Age bands and functions of support, as the questionnaires name them: the axes of coverage and gaps.

use crate::analysis::Heading;
use crate::definition::question::{OTHER, Options};
use crate::definition::{Code, Feed, Question, QuestionType, Questionnaire};

/// Age bands and functions of support. Everything that is counted is placed by their keys.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Axes {
    /// Age bands, youngest first as the questionnaires list them.
    pub bands: Vec<Heading>,
    /// Functions of support.
    pub functions: Vec<FunctionHeading>,
}

/// A function of support, or a way of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionHeading {
    /// Key and label.
    pub heading: Heading,
    /// Keys of those that lie nearest to it, by the code list.
    pub near: Vec<String>,
}

impl FunctionHeading {
    /// Whether it is その他: what different agencies mean by it is different things, so that it covers nothing and
    /// lacks nothing.
    pub fn is_other(&self) -> bool {
        self.heading.key == OTHER
    }
}

impl Axes {
    /// The axes of questionnaires, those that say what agencies offer first: the bands that their eligible ages cover
    /// and their functions; where none does, the ages and the needs of cases.
    pub fn of<'q>(questionnaires: impl IntoIterator<Item = &'q Questionnaire> + Clone) -> Self {
        let questions = || questionnaires.clone().into_iter().flat_map(Questionnaire::questions);
        let labels = || questions().filter_map(bands_named).flat_map(|options| &options.codes);
        let eligible = options_of(questions(), Feed::SupplyAgeEligible);
        let ages = eligible.or_else(|| options_of(questions(), Feed::DemandAge));
        let mut axes = Self::default();
        for code in ages.iter().flat_map(|options| &options.codes) {
            for key in code.stands_for() {
                if axes.band(key).is_none() {
                    let own = ages.iter().flat_map(|options| &options.codes);
                    let label = own.chain(labels()).find(|code| code.key == *key).map_or(key, |code| &code.label);
                    axes.bands.push(Heading { key: key.clone(), label: label.clone() });
                }
            }
        }
        let functions = options_of(questions(), Feed::SupplyFunction);
        if let Some(options) = functions.or_else(|| options_of(questions(), Feed::DemandNeed)) {
            axes.functions = headings(options);
        }
        axes
    }

    /// The place of a band.
    pub fn band(&self, key: &str) -> Option<usize> {
        self.bands.iter().position(|band| band.key == key)
    }

    /// The place of a function.
    pub fn function(&self, key: &str) -> Option<usize> {
        self.functions.iter().position(|function| function.heading.key == key)
    }

    /// The bands that an option stands for.
    pub fn bands_of(&self, code: &Code) -> impl Iterator<Item = usize> {
        code.stands_for().iter().filter_map(|key| self.band(key))
    }
}

/// The options that stand for something.
pub(super) fn headings(options: &Options) -> Vec<FunctionHeading> {
    let codes = options.codes.iter().filter(|code| !code.stands_for().is_empty());
    codes
        .map(|code| FunctionHeading {
            heading: Heading { key: code.key.clone(), label: code.label.clone() },
            near: code.near.clone(),
        })
        .collect()
}

/// The options of a question that names age bands.
fn bands_named(question: &Question) -> Option<&Options> {
    let feeds = |feed| question.feeds.contains(&feed);
    match &question.kind {
        QuestionType::Grid { rows, .. } if feeds(Feed::SupplyServed) || feeds(Feed::DemandAge) => Some(rows),
        QuestionType::Counts { items, .. } if feeds(Feed::SupplyServed) => Some(items),
        QuestionType::Choice { options } if feeds(Feed::DemandAge) => Some(options),
        _ => None,
    }
}

fn options_of<'q>(questions: impl Iterator<Item = &'q Question>, feed: Feed) -> Option<&'q Options> {
    questions.filter(|question| question.feeds.contains(&feed)).find_map(|question| question.kind.options())
}
