//! What is hard: agencies' answers by broad group and age band, beside the factors of difficult cases.

use std::collections::HashMap;

use super::definitions::Definitions;
use super::desk::DeskError;
use super::network_rounds;
use super::profiles::coded::read_coded;
use super::profiles::{group_of_kind, groups_of_answers};
use super::register::kinds;
use crate::analysis::difficulty::{Difficulties, Wanted, asks_difficulty, bands};
use crate::analysis::mirror::DIFFICULT_FACTORS;
use crate::analysis::profile::{Cases, Condition, DIFFICULT, KINDS, VALENCE};
use crate::analysis::table::Heading;
use crate::answer::Completer;
use crate::store::{Connection, NetworkId, agencies};
use crate::view::answers::sheet_path;
use crate::view::difficulty::{self, DifficultyPage, GroupRow, GroupTable, SayingLine, SayingPage};
use crate::view::field::Choice;
use crate::view::figures;
use crate::view::profiles::{Figure, figure};

/// What agencies said, with where each said it.
struct Read {
    all: Difficulties,
    answers: HashMap<String, Vec<(String, String)>>,
    rounds: Vec<String>,
}

/// Reads the newest answer of each agency to each questionnaire that asks what is hard.
fn read(connection: &mut Connection, definitions: &Definitions, network: NetworkId) -> Result<Read, DeskError> {
    let rounds = network_rounds::read_all(connection, definitions, network, asks_difficulty)?;
    let kinds = kinds::of_network(connection, definitions, network)?.all();
    let mut read = Read { all: Difficulties::default(), answers: HashMap::new(), rounds: Vec::new() };
    read.all.groups = groups_of_answers(&kinds, &rounds);
    let mut seen: Vec<(&str, String)> = Vec::new();
    for round in &rounds {
        if read.all.bands.is_empty() {
            read.all.bands = bands(&round.questionnaire);
        }
        let completer = Completer::new(&round.questionnaire);
        for answer in &round.answers {
            let agency = answer.agency.to_string();
            let key = (round.questionnaire.key.as_str(), agency.clone());
            if seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let group = group_of_kind(&kinds, &answer.agency_kind);
            let sheet = completer.complete(answer.document.clone());
            read.all.add(&round.questionnaire, &sheet, (&agency, &group));
            let (id, number) = (round.round.id, answer.sheet);
            let path = format!("/staff/networks/{network}{}", sheet_path(id, &agency, number));
            read.answers.entry(agency).or_default().push((round.round.title.clone(), path));
            if !read.rounds.contains(&round.round.title) {
                read.rounds.push(round.round.title.clone());
            }
        }
    }
    Ok(read)
}

/// The page; `band` is the code of an age band.
///
/// # Errors
/// Where the database fails or an answer does not fit its definition.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    band: Option<&str>,
) -> Result<DifficultyPage, DeskError> {
    let said = read(connection, definitions, network)?;
    let (cases, _) = read_coded(connection, definitions, network)?;
    let cases = cases.cases;
    let offered = if said.all.bands.is_empty() { ages(&cases) } else { said.all.bands.clone() };
    let chosen = band.and_then(|band| offered.iter().find(|known| known.key == band));
    let choice = |value: &str, label: &str, is_chosen| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        help: String::new(),
        is_chosen,
    };
    let every = choice("", "全ての年代", chosen.is_none());
    let each = offered.iter().map(|band| choice(&band.key, &band.label, Some(band) == chosen));
    Ok(DifficultyPage {
        here: "difficulty",
        bands: std::iter::once(every).chain(each).collect(),
        band: chosen.map_or_else(String::new, |band| band.label.clone()),
        agencies: (!said.all.voices.is_empty()).then(|| said_table(&said, chosen)),
        cases: factors_table(&cases, chosen),
    })
}

fn ages(cases: &Cases) -> Vec<Heading> {
    cases.attribute("age").and_then(|age| cases.attributes.get(age)).map_or_else(Vec::new, |age| age.values.clone())
}

fn said_table(said: &Read, band: Option<&Heading>) -> GroupTable {
    let all = &said.all;
    let at = band.and_then(|band| all.bands.iter().position(|known| known == band));
    let groups: Vec<Option<usize>> = std::iter::once(None).chain((0..all.groups.len()).map(Some)).collect();
    let address = |code: usize, group: Option<usize>| {
        let code = all.codes.get(code).map_or("", |code| code.key.as_str());
        let group = group.and_then(|group| all.groups.get(group)).map(|group| format!("&group={}", group.key));
        let band = band.map(|band| format!("&age={}", band.key));
        format!("code={code}{}{}", group.unwrap_or_default(), band.unwrap_or_default())
    };
    let count = |code, group| all.count(Wanted { code, group, band: at });
    let row = |(code, heading): (usize, &Heading)| GroupRow {
        label: heading.label.clone(),
        figures: groups
            .iter()
            .map(|group| difficulty::agencies(count(Some(code), *group), address(code, *group)))
            .collect(),
    };
    let titles: Vec<String> = said.rounds.iter().map(|title| format!("「{title}」")).collect();
    let blank = all.voices.iter().filter(|voice| !voice.has_answered).count() as u64;
    let mut notes = vec![format!(
        "{}への、各機関の最も新しい回答によります。同じ機関が複数の調査で挙げたときは、1機関と数えます。",
        titles.concat()
    )];
    if blank > 0 {
        notes.push(format!("無回答の{}機関は、数えていません。", figures::count(blank)));
    }
    let named: Vec<(usize, &Heading)> =
        all.codes.iter().enumerate().filter(|(code, _)| count(Some(*code), None) > 0).collect();
    if named.len() < all.codes.len() {
        notes.push(format!("挙げた機関がない選択肢{}個は、省いています。", all.codes.len() - named.len()));
    }
    if band.is_some() {
        notes.push("年代は、対象期間にその年代の方への対応が1件以上あった機関に限ったものです。その年代の方への支援で難しいと答えたものとは限りません。".to_owned());
    }
    GroupTable {
        id: "said",
        title: "機関が挙げた難しさ".to_owned(),
        side: "難しさ",
        head: head(&all.groups),
        base: groups.iter().map(|group| format!("{}機関", figures::count(count(None, *group)))).collect(),
        rows: named.into_iter().map(row).collect(),
        notes,
    }
}

fn head(groups: &[Heading]) -> Vec<String> {
    std::iter::once("全体".to_owned()).chain(groups.iter().map(|group| group.label.clone())).collect()
}

/// The factors that readers found in difficult cases; `None` where no case was coded.
fn factors_table(cases: &Cases, band: Option<&Heading>) -> Option<GroupTable> {
    let side = cases.condition(VALENCE, DIFFICULT)?;
    let (factors, kinds) = (cases.attribute(DIFFICULT_FACTORS)?, cases.attribute(KINDS)?);
    let (factor_values, groups) = (&cases.attributes.get(factors)?.values, &cases.attributes.get(kinds)?.values);
    let age = match band {
        None => None,
        // No case was asked for such a band: there is none of it.
        Some(band) => Some(cases.condition("age", &band.key)?),
    };
    let common: Vec<Condition> = std::iter::once(side).chain(age).collect();
    let columns: Vec<Option<Condition>> = std::iter::once(None)
        .chain((0..groups.len()).map(|value| Some(Condition { attribute: kinds, value })))
        .collect();
    let cell = |factor: Condition, group: Option<Condition>| -> Figure {
        let conditions: Vec<Condition> = std::iter::once(factor).chain(group).chain(common.iter().copied()).collect();
        figure(cases, &conditions, None, cases.count(&conditions))
    };
    // The others were read by nobody: whether they have a factor is not known.
    let base = |group: Option<Condition>| -> Figure {
        let conditions: Vec<Condition> = group.into_iter().chain(common.iter().copied()).collect();
        figure(cases, &conditions, None, cases.count_asked(&conditions, factors))
    };
    let unread = cases.count(&common).cases.saturating_sub(cases.count_asked(&common, factors).cases);
    let row = |(value, heading): (usize, &Heading)| GroupRow {
        label: heading.label.clone(),
        figures: columns.iter().map(|group| cell(Condition { attribute: factors, value }, *group)).collect(),
    };
    Some(GroupTable {
        id: "factors",
        title: "困難事例に読み取られた要因".to_owned(),
        side: "要因",
        head: head(groups),
        base: columns.iter().map(|group| base(*group).text).collect(),
        rows: factor_values.iter().enumerate().map(row).collect(),
        notes: vec![
            format!(
                "読み手が分類したか、読み終えた事例を数えています（読み終えて、当てはまる要因がなかった事例も「数えたもの」に含みます）。まだ読まれていない困難事例{}件は含みません。一つの事例に複数の要因があることがあります。",
                figures::count(unread)
            ),
            "機関種別のまとまりは、事例を書いた機関のものです。事例は各機関が選んで寄せたもので、地域にいる方の人数や割合を表すものではありません。".to_owned(),
        ],
    })
}

/// The agencies behind a figure: code, broad group and age band by their keys.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such code, group or band.
pub fn saying(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    (code, group, band): (Option<&str>, Option<&str>, Option<&str>),
) -> Result<SayingPage, DeskError> {
    let said = read(connection, definitions, network)?;
    let all = &said.all;
    let find = |headings: &[Heading], key: &str| {
        headings.iter().position(|heading| heading.key == key).ok_or(DeskError::NotFound)
    };
    let wanted = Wanted {
        code: code.map(|code| find(&all.codes, code)).transpose()?,
        group: group.map(|group| find(&all.groups, group)).transpose()?,
        band: band.map(|band| find(&all.bands, band)).transpose()?,
    };
    let saying: Vec<&str> = all.agencies(wanted).map(|voice| voice.agency.as_str()).collect();
    let label = |headings: &[Heading], place: Option<usize>| {
        place.and_then(|place| headings.get(place)).map(|heading| heading.label.clone())
    };
    let words = [label(&all.codes, wanted.code), label(&all.groups, wanted.group), label(&all.bands, wanted.band)];
    let register = agencies::of_network(connection, network)?;
    let lines = register.iter().filter(|agency| saying.contains(&agency.id.to_string().as_str())).map(|agency| {
        let id = agency.id.to_string();
        let voice = all.voices.iter().find(|voice| voice.agency == id);
        SayingLine {
            agency: agency.name.clone(),
            group: voice.and_then(|voice| label(&all.groups, Some(voice.group))).unwrap_or_default(),
            answers: said.answers.get(&id).cloned().unwrap_or_default(),
        }
    });
    Ok(SayingPage {
        title: if wanted == Wanted::default() {
            "難しさの設問に回答した機関".to_owned()
        } else {
            words.into_iter().flatten().collect::<Vec<_>>().join("、")
        },
        count: format!("{}機関", figures::count(saying.len() as u64)),
        agencies: lines.collect(),
    })
}
