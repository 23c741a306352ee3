//! Agencies named in answers: one of the register, a kind, or words.

use super::Reader;
use super::text::Lines;
use crate::answer::document::{AgencyReference, Answer};
use crate::answer::names;

/// Most characters of an agency's name in words.
const AGENCY_NAME_LENGTH: usize = 200;

impl Reader<'_> {
    /// The agency named by the fields that begin with `prefix`, for the question at `path`.
    pub(super) fn agency(&mut self, path: &str, prefix: &str) -> Option<AgencyReference> {
        let field = |part| names::agency_part(prefix, part);
        let id = self.word(path, &field("id"));
        let kind = self.word(path, &field("kind"));
        let name = self.words(path, &field("name"), AGENCY_NAME_LENGTH, Lines::One);
        let named = [
            ("id", id.map(AgencyReference::Id)),
            ("kind", kind.map(AgencyReference::Kind)),
            ("name", name.map(AgencyReference::Name)),
        ];
        let mut named = named.into_iter().filter_map(|(part, agency)| Some((part, agency?)));
        let (_, first) = named.next()?;
        if let Some((part, _)) = named.next() {
            let message = "機関の選択、機関種別、名称の記入は、いずれか一つだけにしてください。";
            self.malformed(path, &field(part), message);
            return None;
        }
        Some(first)
    }

    pub(super) fn agencies(&mut self, path: &str, top: Option<usize>) -> Option<Answer> {
        let mut agencies: Vec<AgencyReference> = Vec::new();
        for place in 1..=names::agency_places(path, top, self.raw) {
            let prefix = names::place(path, place);
            let Some(agency) = self.agency(path, &prefix) else { continue };
            if matches!(agency, AgencyReference::Id(_)) && agencies.contains(&agency) {
                let message = "同じ機関が二度選ばれています。別の機関を選ぶか、空欄にしてください。";
                self.malformed(path, &names::agency_part(&prefix, "id"), message);
            } else {
                agencies.push(agency);
            }
        }
        (!agencies.is_empty()).then_some(Answer::Agencies(agencies))
    }

    /// An id or a code from a list: never typed by hand, so anything else comes from a broken page.
    fn word(&mut self, path: &str, field: &str) -> Option<String> {
        let typed = self.raw.first(field);
        let is_word =
            typed.len() <= 64 && typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        if !is_word {
            self.malformed(path, field, "一覧の中から選んでください。");
        }
        (is_word && !typed.is_empty()).then(|| typed.to_owned())
    }
}
