//! Why a file cannot be taken at all.

use super::cells::MOST_ROWS;

/// Why a file cannot be taken at all: nothing of it is read further.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the file cannot be taken: {self:?}")]
pub enum Refusal {
    /// It has nothing in it.
    Empty,
    /// It is of another type: a picture, a PDF, a document.
    NotARegister,
    /// It is a workbook that is cut short or broken.
    Damaged,
    /// It is a workbook behind a password.
    Locked,
    /// It unpacks to more than any register.
    TooLarge,
    /// It is text in an unknown encoding, from this line on.
    Encoding,
    /// A sheet has more rows than are taken.
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// How many rows it has.
        rows: usize,
    },
    /// No row has the headings of a register.
    NoHeading {
        /// The sheets that were looked at.
        sheets: Vec<String>,
    },
    /// Two columns have the same meaning.
    SameHeading {
        /// The sheet.
        sheet: String,
        /// The row of the headings.
        row: u32,
        /// The letters above the two columns.
        columns: (String, String),
        /// What both mean.
        label: &'static str,
    },
    /// There is nothing below the headings.
    NoRows {
        /// The sheet.
        sheet: String,
        /// The row of the headings.
        row: u32,
    },
}

impl Refusal {
    /// What is wrong with the file and what to do.
    pub fn words(&self) -> String {
        let again = "エクセルで開いて「Excelブック（.xlsx）」として保存し直してから、もう一度選んでください。";
        match self {
            Self::Empty => "ファイルの中身が空です。名簿の入ったファイルを選んでください。".to_owned(),
            Self::NotARegister => {
                format!("エクセル（.xlsx、.xls、.ods）又はCSVのファイルではないため、読み取れません。{again}")
            }
            Self::Damaged => format!("ファイルが途中で切れているか、壊れているため、読み取れません。{again}"),
            Self::Locked => {
                "パスワードの付いたファイルは読み取れません。パスワードを外して保存し直してから、もう一度選んでください。".to_owned()
            }
            Self::TooLarge => format!(
                "ファイルの中身が大きすぎるため、読み取りを中止しました。1回に取り込めるのは{}行までです。名簿のシートだけを新しいブックに写して、保存し直してください。",
                thousands(MOST_ROWS)
            ),
            Self::Encoding => "文字コードを判別できません。エクセルで「CSV UTF-8（コンマ区切り）」又は「Excelブック（.xlsx）」として保存し直してください。".to_owned(),
            Self::TooManyRows { sheet, rows } => format!(
                "シート「{sheet}」には{}行あります。1回に取り込めるのは{}行までです。ファイルを分けてください。",
                thousands(*rows),
                thousands(MOST_ROWS)
            ),
            Self::NoHeading { sheets } => format!(
                "シート「{}」の初めの20行に、見出しの行が見つかりません。「機関名」の列と、ほかに1列以上の見出し（機関種別、電話番号など）が要ります。見本のファイルをご利用ください。",
                sheets.join("」「")
            ),
            Self::SameHeading { sheet, row, columns: (first, second), label } => format!(
                "シート「{sheet}」の{row}行目に、「{label}」の意味の見出しが2つあります（{first}列と{second}列）。取り込まない列の見出しを変えるか、列を消してください。"
            ),
            Self::NoRows { sheet, row } => format!(
                "シート「{sheet}」の見出し（{row}行目）の下に、機関が1つもありません。"
            ),
        }
    }
}

fn thousands(number: usize) -> String {
    crate::view::figures::count(number as u64)
}
