//! How far readers agree, and what the figures may claim.

use serde::Serialize;

use super::figures;
use crate::analysis::coding::agreement::TwoReaders;
use crate::analysis::share::percent;

/// What was counted over some units.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Units that at least two read.
    pub units: usize,
    /// Those of them on which all who read them agree.
    pub agreed: usize,
    /// Decisions: one a unit and reader.
    pub decisions: usize,
    /// Decisions that gave the code.
    pub given: usize,
    /// Two readers each, who read some of the same units.
    pub pairs: Vec<Pair>,
    /// Krippendorff's alpha.
    pub alpha: Option<f64>,
}

/// Two readers.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// What they are called.
    pub readers: String,
    /// How their decisions lie.
    pub counts: TwoReaders,
}

/// What was counted of one code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeAgreement {
    /// What the codebook is called.
    pub book: String,
    /// What the code is called.
    pub label: String,
    /// What was counted.
    pub counted: Counted,
}

/// What was counted of all codes together, each code weighing by what chance leaves of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Overall {
    /// How many codes.
    pub codes: usize,
    /// Questions of cases that at least two read.
    pub units: usize,
    /// Two readers each.
    pub pairs: Vec<OverallPair>,
    /// Alpha over all codes.
    pub alpha: Option<f64>,
}

/// Two readers over all codes.
#[derive(Debug, Clone, PartialEq)]
pub struct OverallPair {
    /// What they are called.
    pub readers: String,
    /// Kappa over all codes.
    pub kappa: Option<f64>,
    /// Questions of cases that both read.
    pub units: u64,
}

/// The page of agreement.
#[derive(Debug, Serialize)]
pub struct AgreementPage {
    /// Cases that at least two finished independently.
    pub cases: usize,
    /// Their readers.
    pub readers: usize,
    /// All codes together.
    pub overall: OverallLine,
    /// Code by code, in the order of the codebooks.
    pub codes: Vec<Line>,
    /// Where readers differ and nothing was settled.
    pub open: usize,
    /// What the reader should know, a sentence each.
    pub notes: Vec<&'static str>,
}

/// All codes together.
#[derive(Debug, Serialize)]
pub struct OverallLine {
    /// How many codes.
    pub codes: usize,
    /// How many units, with a mark where they are few.
    pub units: String,
    /// Kappa of each two readers, with their units.
    pub pairs: Vec<KappaLine>,
    /// Krippendorff's alpha.
    pub alpha: String,
}

/// One line of the table.
#[derive(Debug, Default, Serialize)]
pub struct Line {
    /// The codebook.
    pub book: String,
    /// The code.
    pub label: String,
    /// How many units, with a mark where they are few.
    pub units: String,
    /// How often the code was given: count and share.
    pub given: String,
    /// On how many units all agree: count and share.
    pub agreed: String,
    /// Cohen's kappa, a line for each two readers.
    pub kappas: Vec<KappaLine>,
    /// Krippendorff's alpha.
    pub alpha: String,
}

/// Two readers.
#[derive(Debug, Serialize)]
pub struct KappaLine {
    /// What they are called.
    pub readers: String,
    /// Kappa.
    pub kappa: String,
    /// How their decisions lie, in words.
    pub counts: String,
}

/// Fewer units than these are marked.
const FEW: u64 = 30;

const NOTES: [&str; 8] = [
    "お互いの分類を見ないで、二人以上が読み終えた事例だけを数えています。単位は、事例の一つの設問（及び事例全体）に、ある分類を付けたかどうかです。",
    "κ（コーエンのカッパ係数）は、偶然でも一致する分を除いた、二人の一致の度合いです。（一致の割合－偶然の一致の割合）÷（1－偶然の一致の割合）で計算します。全て一致すれば1、偶然と同じなら0です。",
    "α（クリッペンドルフのアルファ係数、名義尺度）は、三人以上でも、読んでいない単位があっても計算できる、同じ目的の値です。",
    "「全ての分類を合わせて」の値は、分類ごとに（一致の割合－偶然の一致の割合）と（1－偶然の一致の割合）を求め、それぞれの合計どうしを割ったものです。分類ごとの κ を、偶然で説明できない分の大きさで重みを付けて平均した値に当たります。α も同じように合わせています。n は、事例の設問の数です。",
    "ほとんど付かない分類や、ほとんど全てに付く分類では、一致の割合が高くても κ と α は低くなります。必ず単位の数 n と付いた割合を併せて読んでください。",
    "誰も付けない、又は全員が全てに付けたときは、偶然の一致と区別できないため「-」としています。",
    "n が30に満たない値には「少」を付けています。少しの違いで大きく変わるため、目安にもなりません。",
    "値は、分類の説明が読み手に同じように伝わっているかを確かめるためのものです。読み手の評価や、分類が正しいことの証明にはなりません。",
];

impl AgreementPage {
    /// The page of what was counted.
    pub fn new(cases: usize, readers: usize, overall: &Overall, codes: Vec<CodeAgreement>, open: usize) -> Self {
        let codes = codes.into_iter().map(|code| Line { book: code.book, label: code.label, ..line(&code.counted) });
        Self { cases, readers, overall: overall_line(overall), codes: codes.collect(), open, notes: NOTES.to_vec() }
    }
}

fn overall_line(overall: &Overall) -> OverallLine {
    let pair = |pair: &OverallPair| KappaLine {
        readers: pair.readers.clone(),
        kappa: value(pair.kappa),
        counts: format!("n＝{}", marked(pair.units)),
    };
    OverallLine {
        codes: overall.codes,
        units: marked(overall.units as u64),
        pairs: overall.pairs.iter().map(pair).collect(),
        alpha: value(overall.alpha),
    }
}

/// A number of units, marked where they are few.
fn marked(units: u64) -> String {
    format!("{units}{}", if units < FEW { "（少）" } else { "" })
}

fn line(counted: &Counted) -> Line {
    let share = |part: usize, whole: usize| {
        let (part, whole) = (u64::try_from(part).unwrap_or_default(), u64::try_from(whole).unwrap_or_default());
        if whole == 0 { "-".to_owned() } else { format!("{part}／{whole}（{}％）", percent(part, whole)) }
    };
    let kappa = |pair: &Pair| {
        let TwoReaders { both, first_alone, second_alone, neither } = pair.counts;
        KappaLine {
            readers: pair.readers.clone(),
            kappa: value(pair.counts.kappa()),
            counts: format!(
                "n＝{}：二人とも付けた{both}、一人目だけ{first_alone}、二人目だけ{second_alone}、二人とも付けない{neither}",
                marked(pair.counts.units())
            ),
        }
    };
    Line {
        units: marked(counted.units as u64),
        given: share(counted.given, counted.decisions),
        agreed: share(counted.agreed, counted.units),
        kappas: counted.pairs.iter().map(kappa).collect(),
        alpha: value(counted.alpha),
        ..Line::default()
    }
}

fn value(found: Option<f64>) -> String {
    found.map_or_else(|| "-".to_owned(), |found| figures::amount(found, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_units_are_marked_and_nothing_is_said_where_chance_agrees_on_all() {
        let counts = TwoReaders { both: 8, first_alone: 2, second_alone: 3, neither: 7 };
        let pair = |counts| vec![Pair { readers: "甲と乙".to_owned(), counts }];
        let counted =
            Counted { units: 20, agreed: 15, decisions: 40, given: 21, pairs: pair(counts), alpha: Some(0.511) };
        let shown = line(&counted);
        assert_eq!((shown.units.as_str(), shown.given.as_str()), ("20（少）", "21／40（52.5％）"));
        assert!(shown.kappas[0].counts.starts_with("n＝20（少）："), "{}", shown.kappas[0].counts);
        assert_eq!(
            (shown.agreed.as_str(), shown.kappas[0].kappa.as_str(), shown.alpha.as_str()),
            ("15／20（75.0％）", "0.50", "0.51")
        );
        let none = TwoReaders { neither: 40, ..TwoReaders::default() };
        let counted = Counted { units: 40, agreed: 40, decisions: 80, given: 0, pairs: pair(none), alpha: None };
        let shown = line(&counted);
        assert_eq!((shown.units.as_str(), shown.kappas[0].kappa.as_str(), shown.alpha.as_str()), ("40", "-", "-"));
    }
}
