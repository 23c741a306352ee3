//! Links by which a reader chooses how tables are arranged.

use serde::Serialize;
use url::form_urlencoded;

use super::Arrangement;

/// What may be chosen, and what is.
#[derive(Debug, Serialize)]
pub struct Switch {
    label: &'static str,
    links: [SwitchLink; 2],
}

#[derive(Debug, Serialize)]
struct SwitchLink {
    label: &'static str,
    /// What stands behind the page's path: empty, or `?` with names and values.
    query: String,
    is_here: bool,
}

/// The switches of a page whose address says this, with what else it says before.
pub fn switches(arrangement: Arrangement, others: &[(&str, &str)]) -> [Switch; 2] {
    let link = |label, to: Arrangement| SwitchLink {
        label,
        query: query(others.iter().copied().chain(to.pairs())),
        is_here: to == arrangement,
    };
    [
        Switch {
            label: "選択肢の並び",
            links: [
                link("設問の順", Arrangement { by_count: false, ..arrangement }),
                link("多い順", Arrangement { by_count: true, ..arrangement }),
            ],
        },
        Switch {
            label: "該当のない行",
            links: [
                link("表示する", Arrangement { hides_empty: false, ..arrangement }),
                link("省く", Arrangement { hides_empty: true, ..arrangement }),
            ],
        },
    ]
}

/// Names and values as they stand behind a path; empty where there are none.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let said = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if said.is_empty() { said } else { format!("?{said}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_changes_one_thing_and_keeps_the_rest() {
        let [order, empty] = switches(Arrangement { by_count: true, hides_empty: false }, &[("for", "publication")]);
        let queries = |switch: &Switch| switch.links.each_ref().map(|link| (link.query.clone(), link.is_here));
        assert_eq!(
            queries(&order),
            [("?for=publication".to_owned(), false), ("?for=publication&order=count".to_owned(), true)]
        );
        assert_eq!(queries(&empty)[1], ("?for=publication&order=count&empty=hide".to_owned(), false));
        assert_eq!(query([]), "");
        assert_eq!(query([("row", "件数:1/5")]), "?row=%E4%BB%B6%E6%95%B0%3A1%2F5");
    }
}
