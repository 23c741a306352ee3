//! The columns of a register: what they are called, and what else people call them.

use serde::{Deserialize, Serialize};

use crate::view::alike::level;

/// A column of a register file, and a field of the form of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The id of an agency; blank for a new one.
    AgencyId,
    /// Its name.
    Name,
    /// The reading of its name.
    Kana,
    /// Its kind: label or code.
    Kind,
    /// The municipality it is in.
    Municipality,
    /// The postal code.
    PostalCode,
    /// Where letters go.
    Address,
    /// Department and post of a contact.
    Post,
    /// A contact's name.
    ContactName,
    /// A contact's mail address.
    Mail,
    /// A contact's telephone number.
    Telephone,
    /// A contact's FAX number.
    Fax,
    /// The id of a contact; blank for a new one.
    ContactId,
}

impl Column {
    /// All columns, in the order of the file.
    pub const ALL: &[Self] = &[
        Self::AgencyId,
        Self::Name,
        Self::Kana,
        Self::Kind,
        Self::Municipality,
        Self::PostalCode,
        Self::Address,
        Self::Post,
        Self::ContactName,
        Self::Mail,
        Self::Telephone,
        Self::Fax,
        Self::ContactId,
    ];

    /// Those that speak of the agency, without its id.
    pub const OF_AGENCY: &[Self] =
        &[Self::Name, Self::Kana, Self::Kind, Self::Municipality, Self::PostalCode, Self::Address];

    /// Those that speak of a contact, without its id.
    pub const OF_CONTACT: &[Self] = &[Self::Post, Self::ContactName, Self::Mail, Self::Telephone, Self::Fax];

    /// The heading.
    pub fn label(self) -> &'static str {
        self.names().0
    }

    /// The column that a heading means, however it is written.
    pub fn named(heading: &str) -> Option<Self> {
        let heading = level(heading.split(['（', '(', '※']).next().unwrap_or_default());
        let is_meant = |column: &Self| {
            let (label, others) = column.names();
            std::iter::once(&label).chain(others).any(|name| level(name) == heading)
        };
        Self::ALL.iter().copied().find(|column| !heading.is_empty() && is_meant(column))
    }

    /// The heading, and what else it is called.
    fn names(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::AgencyId => ("機関ID", &["機関番号", "機関コード"]),
            Self::Name => (
                "機関名",
                &["名称", "機関の名称", "機関名称", "事業所名", "事業所名称", "団体名", "施設名", "組織名", "法人名"],
            ),
            Self::Kana => (
                "ふりがな",
                &[
                    "かな",
                    "よみ",
                    "よみがな",
                    "読み",
                    "読み仮名",
                    "名称かな",
                    "機関名かな",
                    "機関名ふりがな",
                    "事業所名かな",
                ],
            ),
            Self::Kind => ("機関種別", &["種別", "機関の種別", "種類", "機関の種類", "分類", "区分"]),
            Self::Municipality => ("市区町村", &["市町村", "市町村名", "市区町村名", "自治体", "所在市町村"]),
            Self::PostalCode => ("郵便番号", &["〒", "郵便", "郵便コード"]),
            Self::Address => ("住所", &["所在地", "所在", "宛先住所", "送付先", "送付先住所"]),
            Self::Post => (
                "部署・職名",
                &["部署", "職名", "役職", "所属", "部署名", "部署役職", "担当部署", "担当課", "担当係", "所属役職"],
            ),
            Self::ContactName => (
                "担当者名",
                &[
                    "担当者",
                    "担当",
                    "氏名",
                    "担当者氏名",
                    "御担当者",
                    "ご担当者",
                    "御担当者名",
                    "ご担当者名",
                    "連絡先担当者",
                ],
            ),
            Self::Mail => (
                "メールアドレス",
                &[
                    "メール",
                    "mail",
                    "email",
                    "eメール",
                    "電子メール",
                    "電子メールアドレス",
                    "eメールアドレス",
                    "mailアドレス",
                    "アドレス",
                ],
            ),
            Self::Telephone => ("電話番号", &["電話", "tel", "tel番号", "連絡先電話番号", "連絡先電話"]),
            Self::Fax => {
                ("FAX番号", &["fax", "ファックス", "ファクス", "ファックス番号", "ファクシミリ", "ファクシミリ番号"])
            }
            Self::ContactId => ("担当者ID", &["担当者番号", "担当者コード"]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (heading, expect) in [
            ("機関名", Some(Column::Name)),
            (" 事業所名 ", Some(Column::Name)),
            ("機 関 名 称（正式名称）", Some(Column::Name)),
            ("ＴＥＬ", Some(Column::Telephone)),
            ("電話", Some(Column::Telephone)),
            ("E-mail", Some(Column::Mail)),
            ("ﾒｰﾙｱﾄﾞﾚｽ※必須", Some(Column::Mail)),
            ("ＦＡＸ番号", Some(Column::Fax)),
            ("フリガナ", Some(Column::Kana)),
            ("〒", Some(Column::PostalCode)),
            ("備考", None),
            ("", None),
        ] {
            assert_eq!(Column::named(heading), expect, "{heading}");
        }
    }

    #[test]
    fn no_name_means_two_columns() {
        let all = || {
            Column::ALL
                .iter()
                .flat_map(|column| std::iter::once(column.names().0).chain(column.names().1.iter().copied()))
        };
        let mut levelled: Vec<_> = all().map(level).collect();
        levelled.sort();
        let count = levelled.len();
        levelled.dedup();
        assert_eq!(levelled.len(), count);
        for column in Column::ALL {
            assert_eq!(Column::named(column.label()), Some(*column));
        }
    }
}
