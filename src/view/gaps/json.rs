//! Coverage, demand and gaps as one JSON object, for other programs. Keys and codes are those of the questionnaires;
//! shares are strings of one decimal, as in tables.

use serde_json::{Value, json};

use super::list;
use super::names::{Depth, Names};
use super::offered::largest_share;
use crate::analysis::Heading;
use crate::analysis::coverage::{Axes, Coverage, OfferCell, OfferLine, Offers, Served};
use crate::analysis::evidence::Mentions;
use crate::analysis::gap::{CodedNeed, Demand, Gap, Near, Parts, Picture, Told, Unmet, UnmetCases, Why};

/// `{"coverage": …, "demand": …, "gaps": […]}`; `coverage` is null where nobody was asked what they offer.
pub fn object(picture: &Picture, names: &Names, parts: Parts) -> Value {
    let gaps = picture.gaps(parts);
    json!({
        "coverage": picture.coverage.as_ref().map(|(_, read)| coverage(&picture.axes, names, read)),
        "demand": demand(picture, names),
        "gaps": gaps.iter().map(|one| gap(picture, names, one)).collect::<Value>(),
    })
}

/// `{"agencies": 2, "answers": 3, "names": […], "evidence": […]}`
fn said(names: &Names, mentions: &Mentions) -> Value {
    let evidence = mentions.iter().filter_map(|one| names.answers.get(one.answer)).map(|answer| &answer.title);
    json!({
        "agencies": mentions.agencies(),
        "answers": mentions.answers(),
        "names": names.list(mentions),
        "evidence": evidence.collect::<Vec<_>>(),
    })
}

fn coverage(axes: &Axes, names: &Names, read: &Coverage) -> Value {
    let bands = axes.bands.iter().zip(&read.served);
    json!({
        "definition": read.definition,
        "respondents": read.respondents.agencies(),
        "bands": bands.map(|(band, did)| json!({
            "code": band.key, "label": band.label, "served": served(did),
        })).collect::<Value>(),
        "functions": read.functions.as_ref().map(|offered| offers(axes, names, offered)),
        "methods": read.methods.as_ref().map(|offered| offers(axes, names, offered)),
        "ages_blank": read.ages_blank.agencies(),
        "ages_unknown": read.ages_unknown.agencies(),
        "served_blank": read.served_blank.agencies(),
    })
}

fn offers(axes: &Axes, names: &Names, offers: &Offers) -> Value {
    let line = |line: &OfferLine| {
        let cells = axes.bands.iter().zip(&line.cells);
        json!({
            "code": line.function.heading.key,
            "label": line.function.heading.label,
            "ages_not_said": line.ages_not_said.agencies(),
            "cells": cells.map(|(band, offered)| cell(names, &band.key, offered)).collect::<Value>(),
        })
    };
    json!({
        "blank": offers.blank.agencies(),
        "nothing": offers.nothing.agencies(),
        "rows": offers.lines.iter().map(line).collect::<Value>(),
    })
}

fn cell(names: &Names, band: &str, cell: &OfferCell) -> Value {
    let places = cell.places.iter().map(|place| json!({"agency": names.agency(place.by), "words": place.words}));
    json!({
        "band": band,
        "level": cell.level().name(),
        "agencies": cell.by.agencies(),
        "names": names.list(&cell.by),
        "places": places.collect::<Value>(),
        "served": served(&cell.served),
    })
}

/// Numbers that were written down; `cases` is null where none was.
fn served(served: &Served) -> Value {
    let cases = (!served.told.is_empty()).then(|| whole(served.total()));
    json!({
        "told": served.by_agency().len(),
        "agencies": served.agencies(),
        "cases": cases,
        "largest_percent": largest_share(served),
    })
}

/// A number as whole as it is.
fn whole(number: f64) -> Value {
    if number.fract() == 0.0 {
        format!("{number:.0}").parse::<i64>().map_or_else(|_| json!(number), Value::from)
    } else {
        json!(number)
    }
}

/// What was written down: of this function and band alone, and of several together.
fn add_cases(value: &mut Value, cases: UnmetCases) {
    value["cases"] = cases.own.map_or(Value::Null, whole);
    value["joint_cases"] = cases.joint.map_or(Value::Null, whole);
}

fn demand(picture: &Picture, names: &Names) -> Value {
    let Demand { unmet, cases, told } = &picture.demand;
    let axes = &picture.axes;
    let cells = |text: &dyn Fn(usize, usize) -> Option<Value>| -> Value {
        let places =
            (0..axes.functions.len()).flat_map(|function| (0..axes.bands.len()).map(move |band| (function, band)));
        let at = |(function, band): (usize, usize)| {
            let mut value = text(function, band)?;
            value["function"] = json!(axes.functions.get(function)?.heading.key);
            value["band"] = json!(axes.bands.get(band)?.key);
            Some(value)
        };
        places.filter_map(at).collect()
    };
    let looked_for = |function, band| {
        let by = unmet.by(function, band);
        let mut value = said(names, &by);
        add_cases(&mut value, unmet.cases(function, band));
        (!by.is_empty()).then_some(value)
    };
    let needed = |function, band| {
        let by = cases.at(function, band);
        (!by.is_empty()).then(|| said(names, &by))
    };
    json!({
        "unmet": { "cells": cells(&looked_for), "unplaced": Unmet::entries(unmet.unplaced()) },
        "difficult_cases": {
            "total": { "agencies": cases.difficult.agencies(), "answers": cases.difficult.answers() },
            "without_band": cases.without_band.answers(),
            "without_need": cases.without_need.answers(),
            "cells": cells(&needed),
        },
        "coded_cases": {
            "total": { "agencies": cases.coded.coded.agencies(), "answers": cases.coded.coded.answers() },
            "needs": cases.coded.needs.iter().map(|need| coded_need(axes, names, need)).collect::<Value>(),
        },
        "questions": told.iter().map(|one| question(names, one)).collect::<Value>(),
    })
}

fn coded_need(axes: &Axes, names: &Names, need: &CodedNeed) -> Value {
    let function = need.function.and_then(|function| axes.functions.get(function));
    let bands = axes.bands.iter().zip(&need.bands).filter(|(_, by)| !by.is_empty());
    let cell = |(band, by): (&Heading, &Mentions)| {
        let mut value = said(names, by);
        value["band"] = json!(band.key);
        value
    };
    json!({
        "code": need.heading.key,
        "label": need.heading.label,
        "function": function.map(|function| &function.heading.key),
        "without_band": need.without_band.answers(),
        "cells": bands.map(cell).collect::<Value>(),
    })
}

fn question(names: &Names, told: &Told) -> Value {
    let rows = told.rows.iter().map(|row| {
        let mut value = json!({ "code": row.heading.key, "label": row.heading.label });
        value["by"] = said(names, &row.by);
        if told.is_ranked {
            value["first"] = json!(row.first.agencies());
        }
        value
    });
    let number = told.number.as_ref().map(|number| {
        let sum = (!number.by.is_empty()).then(|| whole(number.sum));
        json!({ "agencies": number.by.agencies(), "sum": sum, "zero": number.none.agencies(), "unknown": number.unknown.agencies() })
    });
    json!({
        "signal": told.feed.name(),
        "definition": told.definition,
        "question": told.question,
        "label": told.label,
        "asked": told.asked.agencies(),
        "blank": told.blank.agencies(),
        "rows": rows.collect::<Value>(),
        "number": number,
    })
}

fn gap(picture: &Picture, names: &Names, gap: &Gap) -> Value {
    let axes = &picture.axes;
    let function = |place: usize| axes.functions.get(place).map(|function| function.heading.key.as_str());
    let band = |place: usize| axes.bands.get(place).map(|band| band.key.as_str());
    let why = |why: &Why| match *why {
        Why::AgesNotSaid => json!({ "same_function_ages": "not_said" }),
        Why::NextBand(place) => json!({ "same_function_band": band(place) }),
        Why::NearFunction(place) => json!({ "same_band_function": function(place) }),
    };
    let near =
        |near: &Near| json!({ "agency": names.agency(near.by), "why": near.why.iter().map(why).collect::<Value>() });
    let mut unmet = said(names, &gap.unmet);
    add_cases(&mut unmet, gap.unmet_cases);
    json!({
        "function": function(gap.function),
        "band": band(gap.band),
        "level": gap.level.name(),
        "points": {
            "unmet": gap.points.unmet, "cases": gap.points.cases, "coded": gap.points.coded, "supply": gap.points.supply,
            "total": gap.points.total(),
        },
        "sentence": list::sentence(picture, names, gap, Depth::Answers),
        "offered": said(names, &gap.offered),
        "ages_not_said": said(names, &gap.ages_not_said),
        "unmet": unmet,
        "difficult_cases": said(names, &gap.cases),
        "coded_cases": said(names, &gap.coded),
        "nearest": gap.nearest.iter().map(near).collect::<Value>(),
    })
}
