//! A figure as it may be published: shown, or hidden to protect those whom it counts.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::figure::Figure;

/// A figure of a table. Hidden ones hold nothing, so that no page and no file can give them away; in
/// JSON they are `{"hidden": true}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub enum Published<T> {
    /// May be read.
    Shown(T),
    /// Is kept back; 秘匿, `x` in tables.
    Hidden,
}

impl<T> Published<T> {
    /// The figure, where it is shown.
    pub fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(figure) => Some(figure),
            Self::Hidden => None,
        }
    }

    /// Whether it is hidden.
    pub fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden)
    }

    /// The same of another figure, hidden where this one is.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Published<U> {
        match self {
            Self::Shown(figure) => Published::Shown(change(figure)),
            Self::Hidden => Published::Hidden,
        }
    }
}

impl Published<u64> {
    /// The count as text: in digits, `x` where it is hidden.
    pub fn digits(self, write: impl FnOnce(u64) -> String) -> String {
        self.shown().copied().map_or_else(|| HIDDEN.to_owned(), write)
    }
}

impl Published<Option<Figure>> {
    /// The number, where there is one and it is shown.
    pub fn number(self) -> Option<f64> {
        self.shown().copied().flatten().map(|figure| figure.0)
    }
}

/// What stands in the place of a hidden figure, wherever people read it.
pub const HIDDEN: &str = "x";

impl<T> From<T> for Published<T> {
    fn from(figure: T) -> Self {
        Self::Shown(figure)
    }
}

impl<T: PartialEq> PartialEq<T> for Published<T> {
    fn eq(&self, other: &T) -> bool {
        self.shown() == Some(other)
    }
}

impl<T: Serialize> Serialize for Published<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Shown(figure) => figure.serialize(serializer),
            Self::Hidden => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("hidden", &true)?;
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_figures_are_told_from_those_nobody_typed() {
        let json = |figure: Published<Option<Figure>>| serde_json::to_string(&figure).unwrap();
        assert_eq!(json(Some(Figure(3.0)).into()), "3");
        assert_eq!(json(None.into()), "null");
        assert_eq!(json(Published::Hidden), r#"{"hidden":true}"#);
    }
}
