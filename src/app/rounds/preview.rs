//! A questionnaire as agencies see it, page by page; nothing is stored.

use super::making::{Asked, What, answering_words, library};
use super::setup::Setup;
use crate::answer::{self, RawFields};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::app::register::kinds;
use crate::definition::{Questionnaire, bundle};
use crate::store::Connection;
use crate::store::agencies;
use crate::store::networks::Network;
use crate::view::dates;
use crate::view::form::{Agencies, Form, Head, Places, RegisteredAgency, Standing};
use crate::view::making::PreviewPage;
use crate::view::rounds::RoundHead;
use crate::view::table::Fact;

/// The questionnaire of a round.
///
/// # Errors
/// [`DeskError::NotFound`] where it has no such page.
pub fn of_round(
    connection: &mut Connection,
    definitions: &Definitions,
    setup: &Setup,
    section: Option<&str>,
) -> Result<PreviewPage, DeskError> {
    let round = &setup.round;
    let places = Places {
        period: Some(round.period_text.clone())
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "（対象期間）".to_owned()),
        fiscal_year: round.fiscal_year.map_or_else(|| "（年度）".to_owned(), dates::fiscal_year),
        agency: "（機関名）".to_owned(),
    };
    let agencies = agencies_to_name(connection, definitions, &setup.network)?;
    page(&setup.questionnaire, (Some(setup.head()), String::new()), &places, &agencies, section)
}

/// A questionnaire before it is chosen: the one asked for, or the first that ships.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such questionnaire or page.
pub fn of_offer(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    what: Option<What>,
    section: Option<&str>,
) -> Result<PreviewPage, DeskError> {
    let what = match what {
        Some(what) => what,
        None => What::Shipped(library()?.questionnaires().next().map(|one| one.key.clone()).unwrap_or_default()),
    };
    let questionnaire = match what.asked()? {
        Asked::Published(id) => definitions.of_version(connection, network.id, id).map_err(|error| match error {
            crate::app::DefinitionError::Unknown(_) => DeskError::NotFound,
            fault => fault.into(),
        })?,
        Asked::Shipped { text, .. } => bundle::read(&text).map(std::sync::Arc::new).map_err(|problems| {
            DeskError::Shipped(problems.first().map(|one| one.words.en.clone()).unwrap_or_default())
        })?,
    };
    let places = Places {
        period: "（対象期間）".to_owned(),
        fiscal_year: "（年度）".to_owned(),
        agency: "（機関名）".to_owned(),
    };
    let agencies = agencies_to_name(connection, definitions, network)?;
    page(&questionnaire, (None, what.to_string()), &places, &agencies, section)
}

fn page(
    questionnaire: &Questionnaire,
    (round, what): (Option<RoundHead>, String),
    places: &Places,
    agencies: &Agencies,
    section: Option<&str>,
) -> Result<PreviewPage, DeskError> {
    let first = questionnaire.sections.first().map(|section| section.key.as_str());
    let section = section.or(first).ok_or(DeskError::NotFound)?;
    let raw = RawFields::default();
    let judgement = answer::judge(questionnaire, &raw);
    let form = Form {
        questionnaire,
        raw: &raw,
        judgement: &judgement,
        agencies,
        places,
        shows_missing: false,
        shows_all: true,
    };
    let page = form.section_page(section, Head::default(), Standing::default()).ok_or(DeskError::NotFound)?;
    Ok(PreviewPage {
        questions: page.questions_html().map_err(|error| DeskError::Shipped(error.to_string()))?,
        round,
        questionnaire: what,
        about: questionnaire.about.as_deref().map(|about| places.fill(about)),
        facts: vec![
            Fact::new("調査票", questionnaire.title.clone()),
            Fact::new("回答のしかた", answering_words(questionnaire)),
            Fact::new("所要時間の目安", format!("約{}分", questionnaire.minutes)),
        ],
        page,
    })
}

fn agencies_to_name(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
) -> Result<Agencies, DeskError> {
    let names = agencies::names(connection, network.id)?;
    let register = names.into_iter().map(|(id, name)| RegisteredAgency { id: id.to_string(), name }).collect();
    let kinds = kinds::of_network(connection, definitions, network.id)?;
    Ok(Agencies::new(register, kinds.offered, kinds.retired))
}
