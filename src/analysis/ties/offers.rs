//! What agencies say they do, and for which ages.

use std::collections::BTreeSet;

use crate::analysis::offered::OfferedForm;
use crate::analysis::table::Heading;
use crate::answer::{AnswerDocument, Completer};
use crate::definition::Questionnaire;
use crate::definition::question::OTHER;

/// What one agency says it offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The agency, by its place in the register.
    pub agency: usize,
    /// Codes of its functions, each with the code of an age band that may use it.
    pub pairs: BTreeSet<(String, String)>,
}

/// The questions of a survey that tell what agencies do (`supply.function`) and for which ages
/// (`supply.age_eligible`).
pub struct OfferForm<'q> {
    form: OfferedForm<'q>,
    completer: Completer<'q>,
}

impl<'q> OfferForm<'q> {
    /// The form of a questionnaire; `None` where it does not ask both.
    pub fn of(questionnaire: &'q Questionnaire) -> Option<Self> {
        let form = OfferedForm::of(questionnaire);
        let asks_both = form.functions.is_some() && form.ages.is_some();
        asks_both.then(|| Self { form, completer: Completer::new(questionnaire) })
    }

    /// The age bands, in the order of the questionnaire.
    pub fn bands(&self) -> Vec<Heading> {
        self.form.axes.bands.clone()
    }

    /// The functions, in the order of the questionnaire; without その他, which need not mean the same twice.
    pub fn functions(&self) -> Vec<Heading> {
        let functions = self.form.axes.functions.iter().filter(|function| !function.is_other());
        functions.map(|function| function.heading.clone()).collect()
    }

    /// What an agency offers; `None` where it said nothing of it.
    pub fn read(&self, agency: usize, document: &AnswerDocument) -> Option<Offer> {
        let document = self.completer.complete(document.clone()).document;
        let offered = self.form.read(&document).into_iter().filter(|(function, _)| function != OTHER);
        let pairs = offered.flat_map(|(function, bands)| bands.into_iter().map(move |band| (function.clone(), band)));
        self.form.is_answered(&document).then(|| Offer { agency, pairs: pairs.collect() })
    }
}
