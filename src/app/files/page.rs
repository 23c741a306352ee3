//! The page for taking a round away as files, and what is chosen on it.

use crate::app::Purpose;
use crate::app::desk::DeskError;
use crate::store::{Connection, NetworkId, RoundId, output_settings, rounds};
use crate::view::field::{Choice, FieldProblem, FormState, Typed};
use crate::view::files::FilesPage;
use crate::workbook::data::{Encoding, RegionCode};
use crate::workbook::raw::{Format, Values};

use super::answers;
use super::data;

/// Codes of formats with what people call them and what they are good for.
const FORMATS: &[(Format, &str, &str)] = &[
    (Format::Xlsx, "エクセル", "回答、繰り返しの設問、項目の説明及びコード表のシートがあります。"),
    (
        Format::Csv,
        "CSV（ZIP）",
        "シートごとに一つのCSVファイル（UTF-8、BOM付き）です。統計ソフトで読むときに向いています。",
    ),
    (Format::Jsonl, "JSON Lines", "1行に一つの回答です。norishiro tabulate で集計できます。値は常にコードです。"),
];

const VALUES: &[(&str, &str, &str)] = &[
    ("codes", "コード", "列名は設問のキー、値は選択肢のキーです。プログラムで扱うときに向いています。"),
    ("labels", "文", "列名は設問の文、値は選択肢の文です。そのまま読むときに向いています。"),
];

const ENCODINGS: &[(&str, &str, &str)] = &[
    ("utf8", "UTF-8（BOM付き）", "通常はこちらを選んでください。エクセルでも開けます。"),
    (
        "cp932",
        "CP932（シフトJIS）",
        "UTF-8を読めない統計ソフトを使うときに選んでください。表せない文字は置き換え、一覧を添えます。",
    ),
];

/// The field of the municipality's code.
const REGION: &str = "region";

const OFFICE_USE: &str = "office_use";

const PURPOSES: &[(&str, &str, &str)] = &[
    ("publication", "公表用", "人や事例の小さな件数と、そこから分かる値を秘匿します。"),
    (OFFICE_USE, "庁内用", "全ての件数をそのまま入れます。お渡しになる相手にご注意ください。"),
];

const GROUPINGS: &[(&str, &str, &str)] = &[
    ("", "全体だけ", "一つ一つの機関の回答が分かるおそれが少ない形です。公表するときはこちらを選んでください。"),
    (
        "agency_kind",
        "機関種別ごとの集計も入れる",
        "一つの機関だけの種別では、その機関の回答が分かります。取扱いにご注意ください。",
    ),
];

/// What was chosen on the page; the first offer where nothing was.
#[derive(Debug, Clone)]
pub struct Chosen {
    typed: Typed,
}

impl Chosen {
    /// What an address says.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { typed: Typed::new(pairs) }
    }

    /// The same with the network's own code where the address names none.
    pub fn in_region(mut self, kept: &str) -> Self {
        if self.typed.all(REGION).next().is_none() {
            self.typed = self.typed.put(REGION, kept);
        }
        self
    }

    /// The file of answers that is wanted.
    pub fn answers(&self) -> answers::Wanted {
        let format = FORMATS.iter().find(|(format, ..)| format.name() == self.typed.one("format"));
        answers::Wanted {
            format: format.map_or(Format::Xlsx, |(format, ..)| *format),
            values: if self.typed.one("values") == "labels" { Values::Labels } else { Values::Codes },
        }
    }

    /// The data that are wanted, or what is wrong with what was typed.
    ///
    /// # Errors
    /// The problems, each at its field.
    pub fn data(&self) -> Result<data::Wanted, Vec<FieldProblem>> {
        let region = RegionCode::read(self.typed.one(REGION))
            .map_err(|problem| vec![FieldProblem::at(REGION, problem.words())])?;
        Ok(data::Wanted {
            region,
            encoding: if self.typed.one("encoding") == "cp932" { Encoding::Cp932 } else { Encoding::Utf8 },
            by_kind: self.typed.one("by") == "agency_kind",
            purpose: if self.typed.one("for") == OFFICE_USE { Purpose::OfficeUse } else { Purpose::Publication },
        })
    }

    fn choices(
        &self,
        name: &str,
        offers: impl Iterator<Item = (&'static str, &'static str, &'static str)>,
    ) -> Vec<Choice> {
        let chosen = self.typed.one(name);
        let mut choices: Vec<Choice> = offers
            .map(|(value, label, help)| Choice {
                value: value.to_owned(),
                label: label.to_owned(),
                help: help.to_owned(),
                is_chosen: value == chosen,
            })
            .collect();
        if !choices.iter().any(|choice| choice.is_chosen)
            && let Some(first) = choices.first_mut()
        {
            first.is_chosen = true;
        }
        choices
    }
}

/// What the page needs of the database.
pub struct FilesSource {
    round: RoundId,
    title: String,
    /// The code of the network's municipality; blank where it keeps none.
    region_code: String,
}

/// Reads what the page needs; no answers.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round.
pub fn read(connection: &mut Connection, network: NetworkId, id: RoundId) -> Result<FilesSource, DeskError> {
    let round = rounds::find(connection, network, id)?.ok_or(DeskError::NotFound)?;
    let region_code = region_code(connection, network)?;
    Ok(FilesSource { round: id, title: round.title, region_code })
}

/// The code of the network's municipality; blank where it keeps none.
///
/// # Errors
/// Those of the database.
pub fn region_code(connection: &mut Connection, network: NetworkId) -> Result<String, DeskError> {
    Ok(output_settings::of_network(connection, network)?.ok_or(DeskError::NotFound)?.region_code)
}

/// The page, with what was chosen and what is wrong with it.
pub fn page(source: &FilesSource, chosen: Chosen, problems: &[FieldProblem]) -> FilesPage {
    let chosen = chosen.in_region(&source.region_code);
    let state = FormState { typed: &chosen.typed, problems };
    FilesPage {
        round: source.round.to_string(),
        title: source.title.clone(),
        errors: state.summary(&[(REGION, "全国地方公共団体コード")]),
        formats: chosen.choices("format", FORMATS.iter().map(|(format, label, help)| (format.name(), *label, *help))),
        values: chosen.choices("values", VALUES.iter().copied()),
        encodings: chosen.choices("encoding", ENCODINGS.iter().copied()),
        purposes: chosen.choices("for", PURPOSES.iter().copied()),
        groupings: chosen.choices("by", GROUPINGS.iter().copied()),
        region: state.optional(
            REGION,
            "全国地方公共団体コード",
            "検査数字を含む6桁の数字です（例：131016）。地域の列に入ります。空欄のときは、地域の名称だけを入れます。いつも同じコードを入れるには、管理者が「集計の設定」に登録します。",
        ),
    }
}
