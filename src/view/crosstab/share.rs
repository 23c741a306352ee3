//! What the shares of a crosstab are of.

/// A kind of share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Share {
    /// 縦％: of a group.
    #[default]
    Column,
    /// 横％: of those who gave an answer.
    Row,
    /// 総％: of all.
    Total,
}

impl Share {
    /// All, with what addresses call them and what people read.
    pub const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Column, "column", "縦％（区分ごとのnに対する割合）"),
        (Self::Row, "row", "横％（その行の計に対する割合）"),
        (Self::Total, "total", "総％（全体のnに対する割合）"),
    ];

    /// The share that an address names; shares of a group where it names none. `None` where there is no such share.
    pub fn from_name(name: &str) -> Option<Self> {
        if name.is_empty() {
            return Some(Self::default());
        }
        Self::ALL.iter().find(|(_, other, _)| *other == name).map(|(share, ..)| *share)
    }

    /// What addresses call it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(share, ..)| *share == self).map_or("", |(_, name, _)| name)
    }

    /// Its heading in tables.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Column => "縦％",
            Self::Row => "横％",
            Self::Total => "総％",
        }
    }
}
