//! Which questions were asked: those that `show_if` does not hide.

use std::collections::BTreeMap;

/// Which questions of a questionnaire are shown for given answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visibility {
    questions: Vec<bool>,
    /// By repeat: by instance: by question inside.
    inside: BTreeMap<usize, Vec<Vec<bool>>>,
}

impl Visibility {
    /// Everything shown.
    pub(super) fn all(questions: usize) -> Self {
        Self { questions: vec![true; questions], inside: BTreeMap::new() }
    }

    /// Whether the question at this index (`Questionnaire::questions` order) is shown.
    pub fn is_shown(&self, question: usize) -> bool {
        self.questions.get(question).copied().unwrap_or(false)
    }

    /// Whether a question inside a repeat is shown in one instance. False where the repeat itself is
    /// hidden or has no such instance.
    pub fn is_shown_in(&self, repeat: usize, instance: usize, inner: usize) -> bool {
        let shown = self.inside.get(&repeat).and_then(|instances| instances.get(instance)?.get(inner));
        self.is_shown(repeat) && shown.copied().unwrap_or(false)
    }

    pub(super) fn hide(&mut self, question: usize) {
        if let Some(shown) = self.questions.get_mut(question) {
            *shown = false;
        }
    }

    pub(super) fn hide_in(&mut self, repeat: usize, instance: usize, inner: usize) {
        let instances = self.inside.get_mut(&repeat);
        if let Some(shown) = instances.and_then(|instances| instances.get_mut(instance)?.get_mut(inner)) {
            *shown = false;
        }
    }

    /// Shows all questions in all instances of a repeat.
    pub(super) fn open(&mut self, repeat: usize, instances: usize, questions: usize) {
        self.inside.insert(repeat, vec![vec![true; questions]; instances]);
    }

    /// Keeps the instances of a repeat of which `keep` says so, by position.
    pub(super) fn keep_instances(&mut self, repeat: usize, keep: &[bool]) {
        if let Some(instances) = self.inside.get_mut(&repeat) {
            let mut keep = keep.iter();
            instances.retain(|_| keep.next().copied().unwrap_or(false));
        }
    }
}
