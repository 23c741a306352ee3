//! What a page of questions posts, and how it changes the fields of a sheet. Pure.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::answer::{self, RawFields, names};
use crate::definition::{Question, QuestionType, Section};

/// Where the person wants to go after the save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// On, if nothing on the page stands against it.
    Next,
    /// Back.
    Previous,
    /// To a section, or `review`.
    To(String),
    /// Nowhere: rows were added or removed at the question with this path.
    Stay(String),
}

/// A posted page.
#[derive(Debug, Clone)]
pub struct Posted {
    /// Version of the draft that the page showed.
    pub version: i32,
    /// Key of the save.
    pub save_key: String,
    /// Fields of the page as it showed them.
    pub base: RawFields,
    /// Paths of the questions that the page showed.
    pub asked: Vec<String>,
    /// Where to go.
    pub go: Go,
    /// What was typed.
    pub fields: RawFields,
    /// Whether the page saves by itself and stays where it is.
    pub is_autosave: bool,
    /// What the page sent before without hearing that it was stored, oldest first.
    sent: Vec<RawFields>,
    /// Question and whether the kept answer was chosen.
    choices: Vec<(String, bool)>,
    /// Whether last time's answers are to be put into blank questions.
    pub fills: bool,
    added: Option<String>,
    removed: Option<(String, usize)>,
}

impl Posted {
    /// The page from its name–value pairs. Line ends become LF; blank fields are left out.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut posted = Self {
            version: 0,
            save_key: String::new(),
            base: RawFields::default(),
            asked: Vec::new(),
            go: Go::Next,
            fields: RawFields::default(),
            is_autosave: false,
            sent: Vec::new(),
            choices: Vec::new(),
            fills: false,
            added: None,
            removed: None,
        };
        for (name, value) in pairs {
            posted.take(&name, value);
        }
        // What was ticked is chosen by its button, not in passing.
        if posted.is_autosave {
            posted.choices.clear();
        }
        posted
    }

    /// What makes two posts of the same fields different saves: the questions that were asked (of a blank one
    /// there is no field), rows added or removed, and choices.
    pub(super) fn beside_fields(&self) -> String {
        format!("{:?} {:?} {:?} {:?} {}", self.asked, self.added, self.removed, self.choices, self.fills)
    }

    fn take(&mut self, name: &str, value: String) {
        match name {
            "_version" => self.version = value.parse().unwrap_or(0),
            "_save" => self.save_key = plain_key(value),
            "_base" => self.base = serde_json::from_str(&value).unwrap_or_default(),
            "_sent" => self.sent = states(&value),
            "_auto" => self.is_autosave = true,
            "_asked" => self.asked.push(value),
            "_go" => {
                self.go = match value.as_str() {
                    "next" => Go::Next,
                    "previous" => Go::Previous,
                    _ => Go::To(value),
                }
            }
            "_chosen" => self.go = Go::Stay(value),
            "_fill" => {
                self.go = Go::To(value);
                self.fills = true;
            }
            "_add" => {
                self.go = Go::Stay(value.clone());
                self.added = Some(value);
            }
            "_remove" => {
                if let Some((repeat, instance)) = value.rsplit_once('.')
                    && let Ok(instance) = instance.parse()
                {
                    self.go = Go::Stay(repeat.to_owned());
                    self.removed = Some((repeat.to_owned(), instance));
                }
            }
            _ => match name.strip_prefix("_choose:") {
                Some(question) => self.choices.push((question.to_owned(), value == "kept")),
                None if !name.starts_with('_') && !value.trim().is_empty() => {
                    self.fields.push(name, value.replace("\r\n", "\n"));
                }
                None => {}
            },
        }
    }

    /// `fields` with what the page showed replaced by what was typed there. Questions that the page
    /// did not show keep what they had, so that hiding one loses nothing.
    pub fn put_into(&self, fields: &RawFields, section: &Section) -> RawFields {
        let mut changed = self.replaced(fields, section, &self.fields);
        for question in &section.questions {
            let QuestionType::Repeat { .. } = question.kind else { continue };
            let count = names::count(&question.key);
            let shown: usize = changed.first(&count).parse().unwrap_or(1);
            if self.added.as_deref() == Some(&question.key) {
                changed.set(count, shown.saturating_add(1).to_string());
            } else if let Some((repeat, instance)) = &self.removed
                && *repeat == question.key
            {
                remove_instance(&mut changed, repeat, *instance);
                changed.set(count, shown.saturating_sub(1).to_string());
            }
        }
        changed
    }

    /// `fields` as they were when the page was shown. Where a question holds what this page sent
    /// before, its reply was lost on the way: what is typed now follows on that, and is no conflict.
    pub fn base_of(&self, fields: &RawFields, section: &Section) -> RawFields {
        let mut base = self.replaced(fields, section, &self.base);
        for question in &section.questions {
            let belongs = answer::fields_belonging_to(question);
            let stored = fields.only(&belongs);
            if self.sent.iter().any(|sent| sent.only(&belongs) == stored) {
                base.remove_where(&belongs);
                base.put_all(stored);
            }
        }
        base
    }

    /// Ends the conflicts of the section's questions that the person chose about.
    pub fn choose(&self, fields: &mut RawFields, section: &Section) {
        for (key, take_kept) in &self.choices {
            if let Some(question) = section.questions.iter().find(|question| question.key == *key) {
                answer::choose(fields, question, *take_kept);
            }
        }
    }

    fn replaced(&self, fields: &RawFields, section: &Section, by: &RawFields) -> RawFields {
        let asked = Asked::of(&self.asked, section);
        let mut replaced = fields.without(|name| asked.has(name));
        replaced.put_all(by.only(|name| asked.has(name)));
        replaced
    }
}

/// Paths of the questions that the page showed.
#[derive(Default)]
struct Asked<'a> {
    repeats: BTreeSet<&'a str>,
    others: BTreeSet<&'a str>,
}

impl<'a> Asked<'a> {
    /// Those of `paths` that are questions of the section.
    fn of(paths: &'a [String], section: &Section) -> Self {
        let mut asked = Self::default();
        for path in paths {
            match kind_of(path, section) {
                Some(QuestionType::Repeat { .. }) => asked.repeats.insert(path),
                Some(_) => asked.others.insert(path),
                None => continue,
            };
        }
        asked
    }

    /// Whether a field belongs to one of them; of a repeat only the count, its questions have theirs.
    fn has(&self, name: &str) -> bool {
        if let Some(check) = name.strip_prefix("confirm:").or_else(|| name.strip_prefix("reason:")) {
            let question = check.split_once(':').map(|(path, _)| path);
            return question.is_some_and(|path| self.repeats.contains(path) || self.others.contains(path));
        }
        let is_count = name.strip_suffix(".count").is_some_and(|path| self.repeats.contains(path));
        let mut beginnings = name.match_indices('.').map(|(dot, _)| &name[..dot]).chain([name]);
        is_count || beginnings.any(|path| self.others.contains(path))
    }
}

/// The type of the section's question with this path.
fn kind_of<'s>(path: &str, section: &'s Section) -> Option<&'s QuestionType> {
    let mut parts = path.splitn(3, '.');
    let (key, instance, inner) = (parts.next()?, parts.next(), parts.next());
    let question = section.questions.iter().find(|question| question.key == key)?;
    match (&question.kind, instance, inner) {
        (kind, None, None) => Some(kind),
        (QuestionType::Repeat { questions, .. }, Some(instance), Some(inner)) => {
            instance.parse::<usize>().ok()?;
            questions.iter().find(|question: &&Question| question.key == inner).map(|question| &question.kind)
        }
        _ => None,
    }
}

/// States of a page as it tells of them: lists of name–value pairs, as JSON.
fn states(json: &str) -> Vec<RawFields> {
    let states: Vec<Vec<(String, String)>> = serde_json::from_str(json).unwrap_or_default();
    states.into_iter().map(|pairs| Posted::from_pairs(pairs).fields).collect()
}

/// A key as our pages give it; anything else by its hash, which is short and of plain signs.
fn plain_key(key: String) -> String {
    if key.len() <= 64 && key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return key;
    }
    HEXLOWER.encode(&Sha256::digest(key))
}

/// Takes one instance out and moves the later ones up.
fn remove_instance(fields: &mut RawFields, repeat: &str, instance: usize) {
    let prefix = format!("{repeat}.");
    let mut moved = RawFields::default();
    for (name, values) in fields.iter() {
        let (kind, path) = ["confirm:", "reason:"]
            .iter()
            .find_map(|kind| Some((*kind, name.strip_prefix(kind)?)))
            .unwrap_or(("", name));
        let parts = path.strip_prefix(&prefix).and_then(|rest| rest.split_once('.'));
        let number = parts.and_then(|(number, _)| number.parse::<usize>().ok());
        let name = match (number, parts) {
            (Some(number), _) if number == instance => continue,
            (Some(number), Some((_, rest))) if number > instance => format!("{kind}{prefix}{}.{rest}", number - 1),
            _ => name.to_owned(),
        };
        values.iter().for_each(|value| moved.push(name.as_str(), value.clone()));
    }
    *fields = moved;
}

#[cfg(test)]
mod tests;
