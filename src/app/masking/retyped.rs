//! What was typed about a masked case, put into its page again: nothing typed is lost, and nothing that was shown to
//! nobody is taken for typed.

use std::collections::HashMap;

use super::Case;
use super::editing::passage_name;
use super::page::Told;
use crate::store::masked_cases;
use crate::store::{Connection, NetworkId, StoreError};
use crate::view::masking::{PassageView, TextView};

/// Whether a passage is masked, and why it is shown.
type State = (bool, String);

/// What a form says, beside the page that it was typed into.
pub(super) struct Retyped<'t> {
    told: &'t Told,
    before: Before,
}

/// The passages as the typing person saw them.
enum Before {
    /// As they are now: all that was sent was typed.
    Same,
    /// In an earlier version: only what differs from it was typed, and the rest is what somebody else has changed since.
    Earlier(HashMap<String, State>),
    /// In other texts: no place of them is one of now.
    OtherTexts,
}

impl<'t> Retyped<'t> {
    /// Reads which page the form was typed into.
    pub(super) fn of(
        connection: &mut Connection,
        network: NetworkId,
        case: &Case,
        told: &'t Told,
    ) -> Result<Self, StoreError> {
        let (version, revision) = told.typed.seen();
        let before = if !told.is_stale {
            Before::Same
        } else if revision != case.response.latest_revision {
            Before::OtherTexts
        } else {
            let steps = masked_cases::steps(connection, network, case.response.id)?;
            let seen = steps.into_iter().find(|step| (step.version, step.revision) == (version, revision));
            let decisions = seen.map(|step| step.decisions).unwrap_or_default();
            let state = |one: &crate::analysis::masking::decision::Decision| {
                (one.shown.is_none(), one.shown.as_ref().map(|shown| shown.reason.clone()).unwrap_or_default())
            };
            Before::Earlier(decisions.iter().map(|one| (passage_name(one), state(one))).collect())
        };
        Ok(Self { told, before })
    }

    /// Puts it into one of the case's texts.
    pub(super) fn put_into(&self, text: &mut TextView) {
        let Told { typed, wrong, .. } = self.told;
        if !typed.is_sent() {
            return;
        }
        let field = format!("words:{}", text.field);
        text.words = typed.one(&field).to_owned();
        text.words_error = wrong.at(&field);
        for passage in &mut text.passages {
            self.put_passage(passage);
        }
    }

    fn put_passage(&self, passage: &mut PassageView) {
        let Told { typed, wrong, .. } = self.told;
        let field = format!("reason:{}", passage.name);
        // What was not on the page was not left unticked by anybody.
        if !typed.has(&field) {
            return;
        }
        let sent = (typed.has(&format!("mask:{}", passage.name)), typed.one(&field).to_owned());
        let is_typed = match &self.before {
            Before::Same => true,
            // What nobody has kept yet is a proposal, which masks everything.
            Before::Earlier(before) => {
                before.get(&passage.name).map_or(!sent.0 || !sent.1.is_empty(), |was| *was != sent)
            }
            Before::OtherTexts => false,
        };
        if is_typed {
            (passage.is_masked, passage.reason) = sent;
            passage.reason_error = wrong.at(&field);
        }
    }
}
