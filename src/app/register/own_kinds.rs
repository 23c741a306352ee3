//! Kinds of agencies that a network adds for itself: adding, renaming, offering no longer.

use super::kinds::{self, Kinds};
use crate::app::definitions::Definitions;
use crate::app::desk::DeskError;
use crate::store::agency_kinds::{self, NetworkKind};
use crate::store::audit::Act;
use crate::store::{Connection, NetworkId, agencies, register_imports};
use crate::view::alike::level;
use crate::view::register::{KindLine, KindsPage};

/// The longest label, in letters.
const LONGEST: usize = 40;

/// What was typed of a kind.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct TypedKind {
    /// The code of the kind that is renamed; blank for a new one.
    pub code: String,
    /// What people are to read.
    pub label: String,
    /// The broad group.
    pub group: String,
}

/// The kinds of a network, with how many agencies each has, and the form: for the kind of its own that
/// is to be renamed, or for a new one.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    renamed: &str,
) -> Result<KindsPage, DeskError> {
    let own = agency_kinds::of_network(connection, network)?;
    let all = kinds::of_network(connection, definitions, network)?;
    let agencies = agencies::of_network(connection, network)?;
    let count = |code: &str| agencies.iter().filter(|agency| agency.kind == code).count();
    let shipped = definitions.shipped_agency_kinds();
    let typed = own.iter().find(|kind| kind.code == renamed);
    Ok(KindsPage {
        typed_code: typed.map(|kind| kind.code.clone()).unwrap_or_default(),
        typed_label: typed.map(|kind| kind.label.clone()).unwrap_or_default(),
        typed_group: typed.map(|kind| kind.broad_group.clone()).unwrap_or_default(),
        groups: groups(definitions),
        shipped: shipped
            .iter()
            .map(|kind| KindLine {
                code: kind.key.clone(),
                label: kind.label.clone(),
                group: kind.group.clone().unwrap_or_default(),
                agencies: count(&kind.key),
                is_retired: false,
            })
            .collect(),
        own: own
            .into_iter()
            .map(|kind| KindLine {
                agencies: count(&kind.code),
                label: all.label(&kind.code),
                code: kind.code,
                group: kind.broad_group,
                is_retired: kind.retired_at.is_some(),
            })
            .collect(),
        ..KindsPage::default()
    })
}

/// Adds a kind, or renames one. The page again, with what stands against it, where it cannot be kept.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no kind of its own of the code given.
pub fn save(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    typed: &TypedKind,
    act: &Act,
) -> Result<Option<KindsPage>, DeskError> {
    // Of two people who add a kind at once, the second takes the next code.
    register_imports::hold_register(connection, network)?;
    let own = agency_kinds::of_network(connection, network)?;
    let known = own.iter().find(|kind| kind.code == typed.code);
    if known.is_none() && !typed.code.is_empty() {
        return Err(DeskError::NotFound);
    }
    let label = typed.label.trim().to_owned();
    let label_error = fault_of_label(&label, &typed.code, &Kinds::new(definitions.shipped_agency_kinds(), own.clone()));
    let group_error = !groups(definitions).contains(&typed.group);
    if label_error.is_some() || group_error {
        return Ok(Some(KindsPage {
            typed_code: typed.code.clone(),
            typed_label: typed.label.clone(),
            typed_group: typed.group.clone(),
            label_error: label_error.unwrap_or_default(),
            group_error: if group_error { "まとまりを選んでください。".to_owned() } else { String::new() },
            ..page(connection, definitions, network, "")?
        }));
    }
    let kind = NetworkKind { code: typed.code.clone(), label, broad_group: typed.group.clone(), retired_at: None };
    if known.is_some() {
        agency_kinds::rename(connection, network, &kind, act)?;
    } else {
        let kind = NetworkKind { code: new_code(&own), ..kind };
        agency_kinds::add(connection, network, &kind, act)?;
    }
    Ok(None)
}

/// Offers a kind no longer, or again.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no kind of its own of this code.
pub fn set_retired(
    connection: &mut Connection,
    network: NetworkId,
    code: &str,
    retired: bool,
    act: &Act,
) -> Result<(), DeskError> {
    if agency_kinds::set_retired(connection, network, code, retired, act)? { Ok(()) } else { Err(DeskError::NotFound) }
}

fn fault_of_label(label: &str, own_code: &str, kinds: &Kinds) -> Option<String> {
    let is_same = |kind: &&crate::definition::Code| kind.key != own_code && level(&kind.label) == level(label);
    if label.is_empty() {
        Some("名称を入力してください。".to_owned())
    } else if label.chars().count() > LONGEST {
        Some(format!("名称は{LONGEST}文字以内で入力してください。"))
    } else {
        let same = kinds.offered.iter().chain(&kinds.retired).find(is_same)?;
        Some(format!("「{}」は既にあります。別の名称にするか、今ある種別を使ってください。", same.label))
    }
}

/// Codes are for ever, and say nothing: labels may change.
fn new_code(own: &[NetworkKind]) -> String {
    let number = (1..).find(|number| !own.iter().any(|kind| kind.code == format!("own_{number}"))).unwrap_or(1);
    format!("own_{number}")
}

/// The broad groups of the shipped kinds, each once.
fn groups(definitions: &Definitions) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for group in definitions.shipped_agency_kinds().iter().filter_map(|kind| kind.group.clone()) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}
