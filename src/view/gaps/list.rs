//! 支援のはざまの一覧: a sentence for each gap, its 目安 with its parts, and who is nearest.

use serde::Serialize;

use super::names::{Depth, Names, agencies, joint_cases, number_of_cases};
use super::sources::{self, SourceRound};
use super::words;
use crate::analysis::coverage::{Axes, Coverage, Level};
use crate::analysis::gap::{Demand, Gap, Near, Part, Parts, Picture, UnmetCases, Why};
use crate::view::figures;
use crate::view::gaps::names::Voice;
use crate::view::gaps::offered::share_of_told;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownList {
    /// Whose answers stand behind it, a sentence each.
    pub sources: Vec<String>,
    /// How the 目安 is made.
    pub formula: &'static str,
    /// Its parts, with whether they count.
    pub parts: Vec<ShownPart>,
    /// The gaps, in order.
    pub gaps: Vec<ShownGap>,
    /// Why there is none, where there is none.
    pub empty: String,
    /// Whether anybody was asked what they offer; else there can be no list.
    pub can_be_made: bool,
    /// What the list may claim.
    pub claims: Vec<&'static str>,
}

/// A part of the 目安.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownPart {
    /// As addresses name it.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What gives 1 point.
    pub one: &'static str,
    /// What gives 2.
    pub two: &'static str,
    /// Whether it counts.
    pub counts: bool,
}

/// One gap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownGap {
    /// Unique on the page.
    pub id: String,
    /// The age band.
    pub band: String,
    /// The function.
    pub function: String,
    /// 該当機関なし or 手薄.
    pub level: &'static str,
    /// The same for style sheets.
    pub level_name: &'static str,
    /// What is known, in a plain sentence or two.
    pub sentence: String,
    /// The 目安.
    pub points: u8,
    /// Its parts: label and points, as far as they count.
    pub parts: Vec<(&'static str, u8)>,
    /// How many agencies are near.
    pub near: usize,
    /// They, by why they are near.
    pub nearest: Vec<NearGroup>,
    /// What the page of its evidence is asked for.
    pub query: String,
}

/// Agencies that are near for the same reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearGroup {
    /// The reason.
    pub why: String,
    /// How many.
    pub number: usize,
    /// The agencies, in the order of the register, as far as they may be named.
    pub agencies: Vec<Voice>,
}

/// The page.
pub fn shown(picture: &Picture, rounds: &[SourceRound], names: &Names, parts: Parts, depth: Depth) -> ShownList {
    let gaps = picture.gaps(parts);
    ShownList {
        sources: sources::sentences(picture, rounds),
        formula: words::FORMULA,
        parts: shown_parts(parts),
        gaps: gaps.iter().map(|gap| shown_gap(picture, names, gap, (parts, depth))).collect(),
        empty: if gaps.is_empty() { why_empty(picture, parts) } else { String::new() },
        can_be_made: picture.coverage.as_ref().is_some_and(|(_, coverage)| coverage.functions.is_some()),
        claims: words::LISTED.to_vec(),
    }
}

/// Why no cell is a gap: what was not looked at is not said to be well.
fn why_empty(picture: &Picture, parts: Parts) -> String {
    let Demand { unmet, cases, .. } = &picture.demand;
    if !parts.unmet && !parts.cases && !parts.coded {
        return "「探した支援」「困難事例」「読み手の分類」のどれも目安に入れていないため、挙がる組合せはありません。一覧を見るには、少なくとも一つを選んでください。".to_owned();
    }
    let functions = picture.axes.functions.iter().enumerate().filter(|(_, function)| !function.is_other());
    let mut cells = functions.flat_map(|(place, _)| (0..picture.axes.bands.len()).map(move |band| (place, band)));
    let is_named = |(function, band): (usize, usize)| {
        let is_coded = parts.coded && !cases.coded.at(function, band).is_empty();
        let is_marked = parts.cases && !cases.at(function, band).is_empty();
        is_coded || is_marked || (parts.unmet && !unmet.by(function, band).is_empty())
    };
    let found = if cells.any(is_named) {
        "目安に入れた項目で挙がった支援は、どれも、挙がった年代に2機関以上が行っていると答えています。"
    } else {
        "目安に入れた項目で、支援の種類と年代の両方が分かる形で挙がったものは、まだありません。"
    };
    let unplaced = (parts.unmet && unmet.unplaced().next().is_some())
        || (parts.cases && !(cases.without_band.is_empty() && cases.without_need.is_empty()));
    let rest = if unplaced {
        "支援の種類又は年代の記入がないものは、一覧に入れていません。「支援を必要とする状況」で確かめてください。"
    } else {
        ""
    };
    format!("{found}{rest}")
}

fn shown_parts(parts: Parts) -> Vec<ShownPart> {
    let part = |part: Part| {
        let (name, label, one, two) = words::PARTS.into_iter().find(|(name, ..)| *name == part.name())?;
        Some(ShownPart { name, label, one, two, counts: parts.has(part) })
    };
    Part::ALL.into_iter().filter_map(part).collect()
}

fn shown_gap(picture: &Picture, names: &Names, gap: &Gap, (parts, depth): (Parts, Depth)) -> ShownGap {
    let axes = &picture.axes;
    let key = |key: Option<&str>| key.unwrap_or_default().to_owned();
    let function = axes.functions.get(gap.function).map(|function| &function.heading);
    let band = axes.bands.get(gap.band);
    let (function_key, band_key) = (key(function.map(|one| one.key.as_str())), key(band.map(|one| one.key.as_str())));
    let counted = shown_parts(parts).into_iter().zip(Part::ALL).filter(|(shown, _)| shown.counts);
    ShownGap {
        id: format!("{band_key}-{function_key}"),
        band: key(band.map(|one| one.label.as_str())),
        function: key(function.map(|one| one.label.as_str())),
        level: gap.level.label(),
        level_name: gap.level.name(),
        sentence: sentence(picture, names, gap, depth),
        points: gap.points.total(),
        parts: counted.map(|(shown, part)| (shown.label, gap.points.part(part))).collect(),
        near: gap.nearest.len(),
        nearest: near_groups(axes, names, &gap.nearest, depth),
        query: depth.query(format!("functions={function_key}&band={band_key}")),
    }
}

/// A gap in plain words: what is offered, then each signal of its own.
pub fn sentence(picture: &Picture, names: &Names, gap: &Gap, depth: Depth) -> String {
    let axes = &picture.axes;
    let function = axes.functions.get(gap.function).map_or("", |function| function.heading.label.as_str());
    let band = axes.bands.get(gap.band).map_or("", |band| band.label.as_str());
    let what = format!("{band}の方が利用できる「{function}」を行っていると答えた機関は");
    let offered = match (gap.level, names.list(&gap.offered).as_slice()) {
        (Level::Nobody, _) => format!("{what}、ありません。"),
        (_, [_]) if depth == Depth::Counts => format!("{what}、1機関です。"),
        (_, [one]) => format!("{what}、{one}の1機関です。"),
        (_, all) if depth == Depth::Counts => {
            format!("{what}{}機関ですが、対応したこの年代の件数の8割以上を1機関が占めています。", all.len())
        }
        (_, all) => {
            let share = picture.coverage.as_ref().map_or_else(String::new, |(_, coverage)| share(coverage, gap));
            format!("{what}{}機関ですが、この年代の{share}を1機関が占めています。", all.len())
        }
    };
    let not_said = match gap.ages_not_said.agencies() {
        0 => String::new(),
        some => format!("ほかに、年代が分からない機関が{}機関あります。", figures::count(some)),
    };
    let mut signals = Vec::new();
    if !gap.unmet.is_empty() {
        let by = unmet_words(gap, depth);
        signals.push(format!("{by}が、つなぎ先を探したものの見つからなかった、又は利用に至らなかったと答えています。"));
    }
    if !gap.cases.is_empty() {
        signals.push(format!("困難事例では、{}で必要とされていました。", depth.cases(&gap.cases)));
    }
    if !gap.coded.is_empty() {
        signals
            .push(format!("事例の読み手は、困難事例の{}から、その必要を読み取っています。", depth.cases(&gap.coded)));
    }
    format!("{offered}{not_said}{}", signals.concat())
}

/// `2機関（3件）`
fn unmet_words(gap: &Gap, depth: Depth) -> String {
    let by = agencies(&gap.unmet);
    let UnmetCases { own, joint } = gap.unmet_cases;
    match (own.map(number_of_cases), joint.map(joint_cases)) {
        _ if depth == Depth::Counts => by,
        (None, None) => by,
        (Some(own), Some(joint)) => format!("{by}（{own}、ほかに{joint}）"),
        (Some(only), None) | (None, Some(only)) => format!("{by}（{only}）"),
    }
}

fn share(coverage: &Coverage, gap: &Gap) -> String {
    let cell = coverage.functions.as_ref().and_then(|offers| offers.lines.get(gap.function)?.cells.get(gap.band));
    cell.map_or_else(String::new, |cell| share_of_told(&cell.served))
}

/// Agencies that are near, by why; one that is near for two reasons stands at both.
pub fn near_groups(axes: &Axes, names: &Names, near: &[Near], depth: Depth) -> Vec<NearGroup> {
    let mut reasons: Vec<Why> = Vec::new();
    for why in near.iter().flat_map(|one| &one.why) {
        if !reasons.contains(why) {
            reasons.push(*why);
        }
    }
    reasons.sort_by_key(|why| match why {
        Why::AgesNotSaid => (0, 0),
        Why::NextBand(band) => (1, *band),
        Why::NearFunction(function) => (2, *function),
    });
    let group = |why: &Why| {
        let near: Vec<&Near> = near.iter().filter(|one| one.why.contains(why)).collect();
        let named = near.iter().filter(|_| depth == Depth::Answers);
        NearGroup {
            why: why_words(axes, *why),
            number: near.len(),
            agencies: named.map(|one| names.voice(one.by, Vec::new())).collect(),
        }
    };
    reasons.iter().map(group).collect()
}

fn why_words(axes: &Axes, why: Why) -> String {
    match why {
        Why::AgesNotSaid => "同じ支援を行っているが、利用できる年代が分からない".to_owned(),
        Why::NextBand(band) => {
            let band = axes.bands.get(band).map_or("", |band| band.label.as_str());
            format!("同じ支援を、隣の年代（{band}）に行っている")
        }
        Why::NearFunction(function) => {
            let function = axes.functions.get(function).map_or("", |function| function.heading.label.as_str());
            format!("同じ年代に、近い支援「{function}」を行っている")
        }
    }
}
