//! What was typed, field by field, untouched.

use std::collections::BTreeMap;
use std::ops::Bound;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

/// Field name → values as typed (「約10」 too), so that nothing typed is ever lost.
///
/// Names: `q` for one-field questions; `q.item` for counts and checklists (`yes`/`no`);
/// `q.row.column` for grids; `q` with several values for choices; `q.other` for the words of
/// その他; `q.unknown` = `1` for 不明; `q.1`, `q.2`, … for places of ranking; `q.year q.month
/// q.day` for dates and months; `q.id q.kind q.name` for an agency and `q.1.id` … for agencies;
/// `q.0.inner…` for instances of a repeat, with `q.count` for how many are shown;
/// `confirm:q:N` for a confirmation of check N of question q.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawFields(BTreeMap<CompactString, Values>);

/// Values of one field. Most are one and short, and so are names: they take no memory of their own, of which a page
/// and a save would ask thousands of times.
type Values = SmallVec<[CompactString; 1]>;

impl RawFields {
    /// Fields from name–value pairs in order, as a browser posts them.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            fields.push(name, value);
        }
        fields
    }

    /// The first value of a field, `""` where there is none.
    pub fn first(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", CompactString::as_str)
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> &[CompactString] {
        self.0.get(name).map_or(&[], SmallVec::as_slice)
    }

    /// Sets one field to one value; an empty value removes the field.
    pub fn set(&mut self, name: impl Into<CompactString>, value: impl Into<CompactString>) {
        let (name, value) = (name.into(), value.into());
        if value.is_empty() {
            self.0.remove(&name);
        } else {
            self.0.insert(name, Values::from_elem(value, 1));
        }
    }

    /// Adds one more value to a field.
    pub fn push(&mut self, name: impl Into<CompactString>, value: impl Into<CompactString>) {
        self.0.entry(name.into()).or_default().push(value.into());
    }

    /// Removes every field of which `belongs` is true.
    pub fn remove_where(&mut self, mut belongs: impl FnMut(&str) -> bool) {
        self.0.retain(|name, _| !belongs(name));
    }

    /// The fields of which `belongs` is not true.
    #[must_use]
    pub fn without(&self, belongs: impl Fn(&str) -> bool) -> Self {
        let others = self.0.iter().filter(|(name, _)| !belongs(name));
        Self(others.map(|(name, values)| (name.clone(), values.clone())).collect())
    }

    /// The fields of which `belongs` is true and in which something was typed.
    #[must_use]
    pub fn only(&self, belongs: impl Fn(&str) -> bool) -> Self {
        let typed = |values: &[CompactString]| values.iter().any(|value| !value.is_empty());
        let fields = self.0.iter().filter(|(name, values)| belongs(name) && typed(values));
        Self(fields.map(|(name, values)| (name.clone(), values.clone())).collect())
    }

    /// Puts all fields of `other` in, replacing those of the same name.
    pub fn put_all(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Names and values in name order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[CompactString])> {
        self.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// Fields whose names begin with `prefix`, in name order.
    pub fn starting_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [CompactString])> {
        self.0
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .take_while(move |(name, _)| name.starts_with(prefix))
            .map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The highest N of the fields `path.N` and `path.N.…` in which something was typed.
    pub fn highest_after(&self, path: &str) -> Option<usize> {
        let prefix = format!("{path}.");
        self.starting_with(&prefix)
            .filter(|(_, values)| values.iter().any(|value| !value.trim().is_empty()))
            .filter_map(|(name, _)| name[prefix.len()..].split('.').next()?.parse().ok())
            .max()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
