//! Joining lists of several periods by key.

use std::hash::Hash;

use indexmap::IndexMap;

/// What each period has under a key; `None` where it has nothing.
pub(super) type Places<T> = Vec<Option<T>>;

/// Joins the lists of all periods. `newest_first` names every period once: keys stand in the order of the
/// newest list that has them, and those that are gone from it come behind. Nothing is dropped.
pub(super) fn joined<K: Hash + Eq, T>(
    newest_first: &[usize],
    list: impl Fn(usize) -> Vec<(K, T)>,
) -> IndexMap<K, Places<T>> {
    let mut all: IndexMap<K, Places<T>> = IndexMap::new();
    for period in newest_first {
        for (key, thing) in list(*period) {
            let places = all.entry(key).or_insert_with(|| newest_first.iter().map(|_| None).collect());
            if let Some(place) = places.get_mut(*period) {
                *place = Some(thing);
            }
        }
    }
    all
}

/// What the newest period that has something has.
pub(super) fn newest<'a, T>(newest_first: &[usize], places: &'a [Option<T>]) -> Option<&'a T> {
    newest_first.iter().find_map(|period| places.get(*period)?.as_ref())
}
