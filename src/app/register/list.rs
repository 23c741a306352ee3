//! The list of agencies, searched as people write: full and half width, katakana and hiragana alike.

use std::collections::HashMap;

use super::kinds::{self, Kinds};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::agencies::{self, Agency};
use crate::store::contacts::{self, Contact};
use crate::store::{AgencyId, Connection, NetworkId};
use crate::view::alike::level;
use crate::view::register::{AgenciesPage, AgencyLine, KindChoice};

/// How many agencies stand on one page.
const PER_PAGE: usize = 200;

/// What is searched for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Search {
    /// Words, all of which must be found.
    pub words: String,
    /// The code of a kind; blank for all.
    pub kind: String,
    /// Anything but blank: those that are no longer asked.
    pub archived: String,
    /// Which page, from 1.
    pub page: usize,
}

/// The agencies that are searched for, in the order of their readings.
///
/// # Errors
/// Those of the database.
pub fn list(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    search: &Search,
) -> Result<AgenciesPage, DeskError> {
    let kinds = kinds::of_network(connection, definitions, network)?;
    let agencies = agencies::of_network(connection, network)?;
    let mut of_agency: HashMap<AgencyId, Vec<Contact>> = HashMap::new();
    for contact in contacts::of_network(connection, network)? {
        of_agency.entry(contact.agency_id).or_default().push(contact);
    }
    let shows_archived = !search.archived.is_empty();
    let asked = agencies.iter().filter(|agency| agency.archived_at.is_none()).count();
    let archived = agencies.len() - asked;
    let words: Vec<String> = search.words.split_whitespace().map(level).collect();
    let mut found: Vec<(Agency, Vec<Contact>)> = agencies
        .into_iter()
        .filter(|agency| agency.archived_at.is_some() == shows_archived)
        .filter(|agency| search.kind.is_empty() || agency.kind == search.kind)
        .map(|agency| (of_agency.remove(&agency.id).unwrap_or_default(), agency))
        .map(|(contacts, agency)| (agency, contacts))
        .collect();
    found.retain(|(agency, contacts)| is_found(agency, contacts, &words));
    let pages = found.len().div_ceil(PER_PAGE).max(1);
    let page = search.page.clamp(1, pages);
    let lines = found.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let to = |other: usize| query(search, other);
    Ok(AgenciesPage {
        lines: lines.map(|(agency, contacts)| line(agency, contacts, &kinds)).collect(),
        found: found.len(),
        asked,
        archived,
        shows_archived,
        words: search.words.clone(),
        kinds: choices(&kinds, &search.kind),
        is_search: !words.is_empty() || !search.kind.is_empty(),
        before: (page > 1).then(|| to(page - 1)),
        after: (page < pages).then(|| to(page + 1)),
    })
}

/// The kinds to choose from; a retired one only where it is chosen.
pub(super) fn choices(kinds: &Kinds, chosen: &str) -> Vec<KindChoice> {
    let kept = kinds.retired.iter().filter(|kind| kind.key == chosen);
    let choice = |kind: &crate::definition::Code| KindChoice {
        code: kind.key.clone(),
        label: kind.label.clone(),
        is_chosen: kind.key == chosen,
    };
    kinds.offered.iter().chain(kept).map(choice).collect()
}

fn is_found(agency: &Agency, contacts: &[Contact], words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let of_agency = [&agency.name, &agency.kana, &agency.municipality, &agency.address].map(String::as_str);
    let of_contacts = contacts.iter().flat_map(|contact| {
        let Contact { post, name, mail, telephone, fax, .. } = contact;
        [Some(post), Some(name), mail.as_ref(), telephone.as_ref(), fax.as_ref()].into_iter().flatten()
    });
    let all: Vec<&str> = of_agency.into_iter().chain(of_contacts.map(String::as_str)).collect();
    // Between two fields stands what no word has: none is found across them.
    let text = all.iter().map(|field| level(field)).collect::<Vec<_>>().join("\n");
    words.iter().all(|word| text.contains(word))
}

fn line(agency: &Agency, contacts: &[Contact], kinds: &Kinds) -> AgencyLine {
    let main = contacts.first();
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    AgencyLine {
        id: agency.id.to_string(),
        name: agency.name.clone(),
        kana: agency.kana.clone(),
        kind: kinds.label(&agency.kind),
        contact: main.map(called).unwrap_or_default(),
        more_contacts: contacts.len().saturating_sub(1),
        mail: text(main.and_then(|contact| contact.mail.as_ref())),
        is_undeliverable: main.is_some_and(|contact| contact.undeliverable_at.is_some()),
        telephone: text(main.and_then(|contact| contact.telephone.as_ref())),
    }
}

/// Post and name of a contact.
pub(super) fn called(contact: &Contact) -> String {
    format!("{} {}", contact.post, contact.name).trim().to_owned()
}

fn query(search: &Search, page: usize) -> String {
    let encode =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let Search { words, kind, archived, .. } = search;
    format!("?words={}&kind={}&archived={}&page={page}", encode(words), encode(kind), encode(archived))
}
