//! All themes of a round of hearings with their summaries.

use super::coded::Codes;
use super::{completed, heard, hearings, path, unit};
use crate::analysis::themes::themes;
use crate::app::definitions::Definitions;
use crate::app::desk::{DeskError, RoundRead};
use crate::app::results::places;
use crate::store::{Connection, NetworkId, ResponseId, RoundId, UserId, theme_summaries};
use crate::view::figures;
use crate::view::themes::{RoundLine, ThemeLine, ThemeSection, ThemesPage};

/// The themes of the round, or of the newest one with hearings where none is named.
///
/// # Errors
/// [`DeskError::NotFound`] where the named round is none of hearings.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    named: Option<RoundId>,
    user: UserId,
) -> Result<ThemesPage, DeskError> {
    let rounds = hearings(connection, definitions, network)?;
    let read = match named {
        Some(id) => Some(rounds.iter().find(|read| read.round.id == id).ok_or(DeskError::NotFound)?),
        None => rounds.iter().find(|read| !read.answers.is_empty()).or(rounds.first()),
    };
    let Some(read) = read else {
        return Ok(ThemesPage {
            here: "themes",
            title: String::new(),
            rounds: Vec::new(),
            base: String::new(),
            sections: Vec::new(),
            summarised: String::new(),
        });
    };
    let sections = sections(connection, definitions, (network, user), read)?;
    let all = sections.iter().map(|section| section.themes.len()).sum::<usize>();
    let with = sections.iter().flat_map(|section| &section.themes).filter(|theme| !theme.summary.is_empty()).count();
    Ok(ThemesPage {
        here: "themes",
        title: read.round.title.clone(),
        base: format!("聞き取りの内容を確認していただいた{}機関", figures::count(heard(read))),
        summarised: format!("{all}の項目のうち、要約があるもの {with}"),
        rounds: rounds
            .iter()
            .map(|one| RoundLine {
                title: one.round.title.clone(),
                path: path(network, one.round.id),
                is_here: one.round.id == read.round.id,
            })
            .collect(),
        sections,
    })
}

/// Of how many that were heard how many spoke to a theme.
fn voices(asked: usize, speaking: usize, read: &RoundRead) -> String {
    let unit = unit(read);
    format!("{asked}{unit}のうち{speaking}{unit}")
}

fn sections(
    connection: &mut Connection,
    definitions: &Definitions,
    (network, user): (NetworkId, UserId),
    read: &RoundRead,
) -> Result<Vec<ThemeSection>, DeskError> {
    let codes = Codes::of_round(connection, definitions, (network, read.round.id), user)?;
    let summaries = theme_summaries::of_round(connection, network, read.round.id)?;
    let (places, answers, here) = (places(read), completed(read), path(network, read.round.id));
    let mut sections: Vec<ThemeSection> = Vec::new();
    for theme in themes(&read.questionnaire, &answers) {
        let newest = summaries.iter().find(|summary| summary.question == theme.key);
        let asked = theme.voices.len() + theme.blank.len();
        let spoke: Vec<ResponseId> =
            theme.voices.iter().filter_map(|place| Some(read.answers.get(*place)?.response)).collect();
        let line = ThemeLine {
            codes: codes.of_item(&spoke, theme.key, &format!("{here}/{}", theme.key), ("", unit(read))),
            label: places.fill(theme.label),
            voices: voices(asked, theme.voices.len(), read),
            path: format!("{here}/{}", theme.key),
            summary: newest.map(|summary| summary.words.lines().map(str::to_owned).collect()).unwrap_or_default(),
        };
        let title = places.fill(theme.section);
        match sections.last_mut().filter(|section| section.title == title) {
            Some(section) => section.themes.push(line),
            None => sections.push(ThemeSection { title, themes: vec![line] }),
        }
    }
    Ok(sections)
}
