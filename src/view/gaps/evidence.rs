//! Whose answers stand behind a figure.

use serde::Serialize;

use super::list::{NearGroup, near_groups};
use super::names::{Depth, Names, Voice, agencies, agencies_and_cases, cases, joint_cases, number_of_cases};
use super::needed::WITHOUT_BAND;
use super::offered::share_of_told;
use crate::analysis::coverage::{Level, OfferCell, Offers};
use crate::analysis::evidence::{Evidence, Mentions};
use crate::analysis::gap::{Picture, Told, near_to};
use crate::view::figures;

/// Which figure, as the address says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Which {
    /// Key of a function of support.
    pub function: Option<String>,
    /// Key of a way of support.
    pub method: Option<String>,
    /// Key of a need of the codebook.
    pub need: Option<String>,
    /// Key of an age band.
    pub band: Option<String>,
    /// Key of a questionnaire.
    pub definition: Option<String>,
    /// Key of a question.
    pub question: Option<String>,
    /// Key of an option; empty for a number.
    pub option: Option<String>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownEvidence {
    /// What the figure is of.
    pub title: String,
    /// What it says, in words.
    pub level: String,
    /// One a kind of evidence.
    pub parts: Vec<EvidencePart>,
    /// Who is nearest to covering it.
    pub nearest: Vec<NearGroup>,
}

/// One kind of evidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidencePart {
    /// Unique on the page.
    pub id: &'static str,
    /// What they say.
    pub title: String,
    /// How many, in words.
    pub count: String,
    /// Who says it.
    pub voices: Vec<Voice>,
    /// What to say where nobody does.
    pub nothing: &'static str,
}

/// The evidence of a figure; `None` where there is no such figure.
pub fn shown(picture: &Picture, names: &Names, which: &Which) -> Option<ShownEvidence> {
    match which {
        Which { function: Some(function), band: Some(band), .. } => of_function(picture, names, function, band),
        Which { method: Some(method), band: Some(band), .. } => of_method(picture, names, method, band),
        Which { need: Some(need), band: Some(band), .. } => of_need(picture, names, need, band),
        Which { definition: Some(definition), question: Some(question), option, .. } => {
            let mut told = picture.demand.told.iter();
            let told = told.find(|told| told.definition == *definition && told.question == *question)?;
            of_option(told, names, option.as_deref().unwrap_or_default())
        }
        _ => None,
    }
}

fn of_function(picture: &Picture, names: &Names, function: &str, band: &str) -> Option<ShownEvidence> {
    let axes = &picture.axes;
    let (function, band) = (axes.function(function)?, axes.band(band)?);
    let offers = picture.coverage.as_ref().and_then(|(_, coverage)| coverage.functions.as_ref());
    let cell = offers.and_then(|offers| offers.lines.get(function)?.cells.get(band));
    let mut parts: Vec<EvidencePart> = cell.into_iter().flat_map(|cell| of_offer(cell, names)).collect();
    parts.push(unmet(picture, names, function, band));
    let difficult = picture.demand.cases.at(function, band);
    parts.push(EvidencePart {
        id: "cases",
        title: "困難事例で必要とされていた".to_owned(),
        count: cases(&difficult),
        voices: difficult.iter().map(|by| names.voice(by, Vec::new())).collect(),
        nothing: "寄せられた困難事例の中には、ありません。",
    });
    parts.push(coded(names, &picture.demand.cases.coded.at(function, band)));
    let near = offers.map(|offers| near_to(axes, offers, function, band)).unwrap_or_default();
    Some(ShownEvidence {
        title: format!("{}　{}", axes.bands.get(band)?.label, axes.functions.get(function)?.heading.label),
        level: cell.map(level_words).unwrap_or_default(),
        parts,
        nearest: near_groups(axes, names, &near, Depth::Answers),
    })
}

fn of_method(picture: &Picture, names: &Names, method: &str, band: &str) -> Option<ShownEvidence> {
    let methods: &Offers = picture.coverage.as_ref()?.1.methods.as_ref()?;
    let line = methods.lines.iter().find(|line| line.function.heading.key == method)?;
    let place = picture.axes.band(band)?;
    let cell = line.cells.get(place)?;
    Some(ShownEvidence {
        title: format!("{}　{}", picture.axes.bands.get(place)?.label, line.function.heading.label),
        level: level_words(cell),
        parts: of_offer(cell, names),
        nearest: Vec::new(),
    })
}

/// A need that no function answers, such as a network's own code; without a band, cases of unknown age.
fn of_need(picture: &Picture, names: &Names, need: &str, band: &str) -> Option<ShownEvidence> {
    let need = picture.demand.cases.coded.need(need)?;
    let (label, by) = if band.is_empty() {
        (WITHOUT_BAND, &need.without_band)
    } else {
        let place = picture.axes.band(band)?;
        (picture.axes.bands.get(place)?.label.as_str(), need.bands.get(place)?)
    };
    Some(ShownEvidence {
        title: format!("{label}　{}", need.heading.label),
        level: String::new(),
        parts: vec![coded(names, by)],
        nearest: Vec::new(),
    })
}

fn coded(names: &Names, by: &Mentions) -> EvidencePart {
    EvidencePart {
        id: "coded",
        title: "困難事例から、読み手が必要と読み取った".to_owned(),
        count: cases(by),
        voices: by.iter().map(|by| names.voice(by, Vec::new())).collect(),
        nothing: "読み手がこの分類を付けた困難事例は、ありません。",
    }
}

fn of_offer(cell: &OfferCell, names: &Names) -> Vec<EvidencePart> {
    let places = |by: Evidence| {
        let own = cell.places.iter().filter(|place| place.by == by);
        own.filter(|place| !place.words.is_empty()).map(|place| place.words.join("　")).collect()
    };
    let served = &cell.served;
    let did = |(by, cases): (Evidence, f64)| names.voice(by, vec![format!("{}件", figures::amount(cases, 0))]);
    let had = served.agencies();
    let share = match had {
        0 => String::new(),
        _ => format!("（{}を、最も多い機関が占める）", share_of_told(served)),
    };
    vec![
        EvidencePart {
            id: "offered",
            title: "この年代の方が利用でき、この支援を行っていると答えた".to_owned(),
            count: agencies(&cell.by),
            voices: cell.by.iter().map(|by| names.voice(by, places(by))).collect(),
            nothing: "該当する機関は、回答の中にはありません。",
        },
        EvidencePart {
            id: "served",
            title: "上の機関のうち、この年代の方の相談に対応した".to_owned(),
            count: format!("{}{share}", agencies_and_cases(had, (had > 0).then(|| served.total()))),
            voices: served.cases().map(did).collect(),
            nothing: "対応した件数の記入は、ありません。",
        },
    ]
}

fn unmet(picture: &Picture, names: &Names, function: usize, band: usize) -> EvidencePart {
    let unmet = &picture.demand.unmet;
    let by = unmet.by(function, band);
    let cases = unmet.cases(function, band);
    let joint = cases.joint.map(|joint| format!("（{}）", joint_cases(joint))).unwrap_or_default();
    let says = |one: Evidence| {
        let reports = unmet.at(function, band).filter(|report| report.by == one);
        reports
            .map(|report| {
                let cases = report.cases.map_or_else(
                    || "件数の記入なし".to_owned(),
                    if report.is_joint { joint_cases } else { number_of_cases },
                );
                format!("{cases}　{}", report.words.join("　")).trim().to_owned()
            })
            .collect()
    };
    EvidencePart {
        id: "unmet",
        title: "つなぎ先を探したものの、見つからなかった、又は利用に至らなかったと答えた".to_owned(),
        count: format!("{}{joint}", agencies_and_cases(by.agencies(), cases.own)),
        voices: by.iter().map(|one| names.voice(one, says(one))).collect(),
        nothing: "そう答えた機関は、ありません。",
    }
}

fn of_option(told: &Told, names: &Names, option: &str) -> Option<ShownEvidence> {
    let (label, by, first) = match told.rows.iter().find(|row| row.heading.key == option) {
        Some(row) => (row.heading.label.clone(), &row.by, Some(&row.first)),
        None if option.is_empty() => ("1件以上と記入した機関".to_owned(), &told.number.as_ref()?.by, None),
        None => return None,
    };
    let says = |one: Evidence| {
        let is_first = first.is_some_and(|first| first.iter().any(|other| other == one));
        if is_first { vec!["一番目に挙げた".to_owned()] } else { Vec::new() }
    };
    Some(ShownEvidence {
        title: label,
        level: String::new(),
        parts: vec![EvidencePart {
            id: "told",
            title: told.label.clone(),
            count: agencies(by),
            voices: by.iter().map(|one| names.voice(one, says(one))).collect(),
            nothing: "挙げた機関は、ありません。",
        }],
        nearest: Vec::new(),
    })
}

fn level_words(cell: &OfferCell) -> String {
    let why = match (cell.level(), cell.by.agencies()) {
        (Level::Nobody | Level::Some, _) => String::new(),
        (Level::Thin, 1) => "（1機関）".to_owned(),
        (Level::Thin, _) => format!("（{}を、1機関が占める）", share_of_told(&cell.served)),
    };
    format!("{}{why}", cell.level().label())
}
