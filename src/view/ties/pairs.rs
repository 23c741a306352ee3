//! 「上位○つには挙がっていない組合せ」: pairs of agencies for the same ages and needs, of which neither names the other.

use serde::Serialize;

use super::Linked;
use super::asked::{Asked, Select, select};
use super::data::TieData;
use crate::analysis::ties::{PairCell, Standing, pair_cells};
use crate::view::field::Typed;

/// The page of pairs.
#[derive(Debug, Serialize)]
pub struct PairsPage {
    /// What the page is called.
    pub title: String,
    /// Whether agencies may be shown.
    pub sees_agencies: bool,
    /// The rounds behind it, in words.
    pub sources: Vec<String>,
    /// Age bands, from left to right.
    pub bands: Vec<String>,
    /// Functions, from top to bottom.
    pub rows: Vec<PairRow>,
    /// Which band and function are looked at.
    pub selects: Vec<Select>,
    /// The pairs of one band and function, where they are asked for by somebody who may see agencies.
    pub chosen: Option<ChosenPairs>,
    /// What the reader should know, a sentence each.
    pub notes: Vec<String>,
}

/// One function.
#[derive(Debug, Serialize)]
pub struct PairRow {
    /// What it is called.
    pub label: String,
    /// One a band: agencies and pairs.
    pub cells: Vec<Linked>,
}

/// The pairs of one band and function.
#[derive(Debug, Serialize)]
pub struct ChosenPairs {
    /// The band and the function.
    pub title: String,
    /// How many, in words.
    pub counts: String,
    /// The pairs, in the order of the register.
    pub pairs: Vec<PairLine>,
    /// Agencies of which no pairs are made.
    pub apart: Vec<PairAgency>,
}

/// A pair.
#[derive(Debug, Serialize)]
pub struct PairLine {
    /// The one.
    pub one: PairAgency,
    /// The other.
    pub other: PairAgency,
}

/// An agency with where its answer can be read.
#[derive(Debug, Clone, Serialize)]
pub struct PairAgency {
    /// Its name.
    pub name: String,
    /// What its kind is called.
    pub kind: String,
    /// Why it stands apart; empty where it does not.
    pub why: &'static str,
    /// The query of the mentions that it made; empty where it made none.
    pub query: String,
}

/// Fewer agencies than this are no total, for readers who see totals alone.
const LEAST: usize = 3;

const TOTALS: &str = "連携の設問の一部は、集計した結果だけを共有するとお伝えしたものです。相手を挙げた機関が3機関に満たない欄では、組の数を示していません。";

const NOTES: [&str; 3] = [
    "「その年代の方が利用でき、その支援を行っている」とそれぞれ答えた機関のうち、連携・紹介のどの設問でも、お互いに相手を挙げていない二機関の組です。",
    "連携の設問が無回答又は未回答の機関は、挙げているかどうかが分からないため、組に含めず、別に示しています。",
    "組は名簿の順に並べています。望ましい順や急ぐ順ではありません。",
];

impl PairsPage {
    /// The page that an address asks for.
    pub fn new(data: &TieData, typed: &Typed) -> Self {
        // What is shared in totals only counts too: to say of such a pair that neither names the other would be wrong.
        let ties = &data.all_ties;
        let cell = |band: &str, function: &str| pair_cells(&data.offers, &data.standings, ties, band, function);
        let row = |function: &crate::analysis::Heading| PairRow {
            label: function.label.clone(),
            cells: data
                .bands
                .iter()
                .map(|band| linked(data, &cell(&band.key, &function.key), &band.key, &function.key))
                .collect(),
        };
        let (band, need) = (typed.filled("band"), typed.filled("need"));
        let known = |headings: &[crate::analysis::Heading], key: &Option<String>| {
            headings.iter().find(|heading| Some(&heading.key) == key.as_ref()).cloned()
        };
        let asked_for = known(&data.bands, &band).zip(known(&data.functions, &need));
        let chosen = asked_for.filter(|_| data.sees_agencies).map(|(band, function)| {
            let found = cell(&band.key, &function.key);
            chosen(data, format!("{}×{}", band.label, function.label), &found)
        });
        let offered = |headings: &[crate::analysis::Heading]| {
            headings.iter().map(|heading| (heading.key.clone(), heading.label.clone())).collect()
        };
        Self {
            title: data.pairs_title(),
            sees_agencies: data.sees_agencies,
            sources: sources(data),
            bands: data.bands.iter().map(|band| band.label.clone()).collect(),
            rows: data.functions.iter().map(row).collect(),
            selects: vec![
                select("band", "年代", "選んでください", &band, offered(&data.bands)),
                select("need", "支援の機能", "選んでください", &need, offered(&data.functions)),
            ],
            chosen,
            notes: notes(data),
        }
    }
}

fn notes(data: &TieData) -> Vec<String> {
    let limit = format!(
        "{}挙がっていないことは、連携がないことを意味しません。顔合わせのきっかけを探すための一覧です。",
        data.limit()
    );
    let mut notes: Vec<String> = NOTES.iter().map(|note| (*note).to_owned()).collect();
    notes.insert(1, limit);
    notes.extend((!data.sees_agencies && data.has_totals).then(|| TOTALS.to_owned()));
    notes
}

fn linked(data: &TieData, cell: &PairCell, band: &str, function: &str) -> Linked {
    let count = cell.count;
    let is_total = data.sees_agencies || !data.has_totals || count.naming >= LEAST;
    let text = if count.agencies == 0 {
        "0機関".to_owned()
    } else if !is_total {
        format!("{}機関", count.agencies)
    } else {
        format!("{}機関・{}組", count.agencies, count.unnamed)
    };
    Linked { text, query: (count.agencies > 0).then(|| format!("?band={band}&need={function}#chosen")) }
}

fn chosen(data: &TieData, title: String, cell: &PairCell) -> ChosenPairs {
    let count = cell.count;
    let agency = |place: usize, is_apart: bool| PairAgency {
        name: data.name(place).to_owned(),
        kind: data.kind_label(data.register.agencies().get(place).map_or("", |agency| &agency.kind)),
        why: match data.standings.get(place) {
            _ if !is_apart => "",
            Some(Standing::Blank) => "連携の設問が無回答",
            Some(Standing::Silent) => "未回答",
            _ => "連携の設問を依頼していない",
        },
        query: if is_apart { String::new() } else { Asked::default().with(&[("from", data.id(place))]) },
    };
    let counts = format!(
        "{}機関（うち、連携の設問で相手を挙げた機関{}）。その{}組のうち、お互いに挙げていない組は{}組です。",
        count.agencies, count.naming, count.pairs, count.unnamed
    );
    let pairs =
        cell.unnamed.iter().map(|pair| PairLine { one: agency(pair.one, false), other: agency(pair.other, false) });
    let apart = cell.apart.iter().map(|place| agency(*place, true));
    ChosenPairs { title, counts, pairs: pairs.collect(), apart: apart.collect() }
}

fn sources(data: &TieData) -> Vec<String> {
    let mut sources = Vec::new();
    if let Some(round) = &data.offer_round {
        sources.push(format!("支援の内容と年代：「{}」に回答した{}機関", round.title, data.offers.len()));
    }
    let titles: Vec<String> = data.rounds.iter().map(|round| format!("「{}」", round.title)).collect();
    if !titles.is_empty() {
        sources.push(format!("連携：{}で相手を挙げた{}機関", titles.concat(), data.standing(Standing::Named)));
    }
    sources
}
