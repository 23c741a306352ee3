//! What is said under a crosstab beside what stands out: bases, how it was tested or why not.

use super::{is_inside, unit};
use crate::analysis::crosstab::{
    CountTable, Crosstab, FEW, Gathered, NumberTable, Outside, Significance, SumTable, Untested,
};
use crate::analysis::statistics::{Test, TestName};
use crate::view::figures;
use crate::view::results::Counted;

/// Why nothing was tested, as a sentence.
pub fn untested(why: Untested) -> &'static str {
    match why {
        Untested::Census => {
            "対象とした機関の全てに尋ねた調査であり、一部から全体を推し量るものではないため、検定は行っていません。"
        }
        Untested::Chosen => "提出された票は、無作為に選ばれたものではないため、検定は行っていません。",
        Untested::Overlapping => "一つの回答が複数の区分に入ることがあるため、検定は行っていません。",
        Untested::Sums => "記入された数の合計は、互いに独立した回答の数ではないため、検定は行っていません。",
        Untested::NothingToCompare => "比べられる区分又は選択肢が二つに満たないため、検定は行っていません。",
        Untested::Hidden => "件数の少ない欄を秘匿しているため、検定の結果は示していません。",
        Untested::TooFine => "行と列の数が多く、一つの欄に入る回答がごく少ないため、検定は行っていません。",
    }
}

/// A test with its p, for brackets: 「カイ二乗検定、p＝0.012」.
pub fn test_words(test: &Test) -> String {
    let name = match test.name {
        TestName::ChiSquare => "カイ二乗検定",
        TestName::ChiSquareYates => "カイ二乗検定（イェーツの補正）",
        TestName::FisherExact | TestName::FisherExactSimulated => "フィッシャーの正確確率検定",
        TestName::KruskalWallis => "クラスカル・ウォリス検定",
    };
    format!("{name}、{}", p_words(test.p))
}

fn p_words(p: f64) -> String {
    let digits = p_digits(p);
    if digits.starts_with('＜') { format!("p{digits}") } else { format!("p＝{digits}") }
}

/// p with three digits; a fourth where three would not tell on which side of 5 % it lies.
pub(super) fn p_digits(p: f64) -> String {
    match p {
        p if p < 0.001 => "＜0.001".to_owned(),
        p if (p - 0.05).abs() < 0.0005 => format!("{p:.4}"),
        p => format!("{p:.3}"),
    }
}

pub(super) fn of_counts(crosstab: &Crosstab, table: &CountTable, counted: Counted) -> Vec<String> {
    let mut notes = Vec::new();
    if table.rows_overlap {
        notes.push("複数回答のため、縦％の合計は100％を超えることがあります。".to_owned());
    }
    notes.extend(overlap(table.columns_overlap));
    if std::iter::once(&table.all).chain(&table.columns).any(|group| group.n != 0 && group.is_small()) {
        notes.push(format!("※はnが{FEW}未満のため、割合は参考値です。件数を先にご覧ください。"));
    }
    notes.extend(outside(crosstab, table.outside, counted));
    notes.extend(tested(crosstab));
    if table.rows.iter().any(|row| row.cells.iter().any(|cell| cell.mark.is_some())) {
        notes.push("▲は期待される数より多いこと、▼は少ないことを示します（調整済み標準化残差の絶対値が1.96以上。▲▲と▼▼は2.58以上）。".to_owned());
    }
    notes
}

pub(super) fn of_numbers(crosstab: &Crosstab, table: &NumberTable, counted: Counted) -> Vec<String> {
    let mut notes: Vec<String> = overlap(table.columns_overlap).into_iter().collect();
    if std::iter::once(&table.all).chain(&table.groups).any(|group| group.n != 0 && group.is_small()) {
        notes.push(format!("※は記入のあった数が{FEW}未満のため、平均などは参考値です。"));
    }
    notes.push(
        "四分位数は、小さい順に並べて4等分する位置の値です（前後の値の間を比例配分。エクセルのQUARTILE.INCと同じ）。"
            .to_owned(),
    );
    notes.extend(outside(crosstab, table.outside, counted));
    notes.extend(tested(crosstab));
    notes
}

pub(super) fn of_sums(crosstab: &Crosstab, table: &SumTable, counted: Counted) -> Vec<String> {
    let mut notes: Vec<String> = overlap(table.groups_overlap).into_iter().collect();
    if counts_persons(crosstab, counted) {
        notes.push(
            "複数の機関が同じ方に対応していることがあるため、機関ごとの合計は、地域にいる方の人数を表しません。"
                .to_owned(),
        );
    }
    notes.push("「-」は、どの回答にも記入がなかった欄です。0と記入された欄とは区別しています。".to_owned());
    if let Some(count) = table.outside.shown().filter(|count| **count > 0) {
        let count = figures::count(*count);
        notes.push(format!("区分が分からない回答（{count}）は、この表に含みません。"));
    }
    notes.extend(tested(crosstab));
    notes
}

/// The heading of sums: where agencies count persons, what is added up counts some several times.
pub(super) fn sum_heading(crosstab: &Crosstab, counted: Counted) -> String {
    let unit = crosstab.rows.unit.as_ref().or(crosstab.columns.unit.as_ref());
    match (counts_persons(crosstab, counted), unit) {
        (true, Some(unit)) => format!("機関ごとの合計（重複を含む・{unit}）"),
        (true, None) => "機関ごとの合計（重複を含む）".to_owned(),
        (false, Some(unit)) => format!("合計（{unit}）"),
        (false, None) => "合計".to_owned(),
    }
}

fn counts_persons(crosstab: &Crosstab, counted: Counted) -> bool {
    let units = [&crosstab.rows.unit, &crosstab.columns.unit];
    counted == Counted::Agencies && !is_inside(crosstab) && units.iter().any(|unit| unit.as_deref() == Some("件"))
}

fn overlap(overlapping: bool) -> Option<String> {
    overlapping.then(|| "一つの回答が複数の区分に入ることがあるため、区分の合計は全体と一致しません。".to_owned())
}

/// Who is in no group, and why.
fn outside(crosstab: &Crosstab, outside: Outside, counted: Counted) -> Option<String> {
    let unit = unit(crosstab, counted);
    let parts = [("無回答", outside.blank), ("不明", outside.unknown), ("該当なし", outside.not_asked)];
    let parts: Vec<_> = parts
        .iter()
        .filter_map(|(name, count)| Some((name, count.shown().filter(|count| **count > 0)?)))
        .map(|(name, count)| format!("{name}{}{unit}", figures::count(*count)))
        .collect();
    (!parts.is_empty()).then(|| format!("表頭の区分が分からない回答（{}）は、この表に含みません。", parts.join("、")))
}

/// How it was tested, or why not.
fn tested(crosstab: &Crosstab) -> Vec<String> {
    let mut notes = match &crosstab.significance {
        Significance::Untested(why) => return vec![untested(*why).to_owned()],
        Significance::ByOption { tests } => vec![format!(
            "選択肢と区分の組合せごとに、それ以外と比べる2×2の検定を{}件行い、繰り返して検定することによる見かけの差を避けるため、p値をホルムの方法で補正しました。期待度数が5未満の組合せは、フィッシャーの正確確率検定によります。無回答は検定に含みません。p値が空欄の欄は、ほかの欄と裏表の関係にあって同じ検定になるもの、又は比べられる回答がないものです。",
            figures::count(*tests as u64)
        )],
        Significance::Whole(test) => whole(test),
    };
    notes.push(
        match crosstab.gathered {
            Gathered::Census => {
                "この調査は対象とした機関の全てに尋ねたものです。検定の結果は、差の大きさを読む目安としてご覧ください。"
            }
            Gathered::Chosen => {
                "提出された票は無作為に選ばれたものではありません。検定の結果は、差の大きさを読む目安としてご覧ください。"
            }
        }
        .to_owned(),
    );
    notes
}

fn whole(test: &Test) -> Vec<String> {
    let words = test_words(test);
    let statistic = test.statistic.map(|statistic| format!("、統計量{statistic:.3}")).unwrap_or_default();
    let df = test.df.map(|df| format!("、自由度{df}")).unwrap_or_default();
    let v = test.cramers_v.map(|v| format!("、クラメールのV＝{v:.3}")).unwrap_or_default();
    let blank = if test.name == TestName::KruskalWallis { "無回答と不明" } else { "無回答" };
    let mut notes = vec![format!("検定：{words}{statistic}{df}{v}。{blank}は検定に含みません。")];
    if matches!(test.name, TestName::FisherExact | TestName::FisherExactSimulated) {
        notes.push(
            "期待度数が5未満の欄があるため、カイ二乗検定に代えて、フィッシャーの正確確率検定を行いました。".to_owned(),
        );
    }
    if let Some(simulation) = test.simulation {
        notes.push(format!(
            "p値は、行と列の計が同じ表を無作為に{}回作って求めました（乱数の種{}。同じ表からは常に同じ値が得られます）。",
            figures::count(u64::from(simulation.samples)),
            simulation.seed
        ));
    }
    notes
}
