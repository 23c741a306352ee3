//! Adding a network, and finding one by what a person writes.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::installation::store_words;
use crate::definition::Words;
use crate::store::audit::Act;
use crate::store::networks::{self, Network};
use crate::store::{NetworkId, Store, StoreError};

/// A network to be added.
#[derive(Debug, Clone)]
pub struct NewNetwork {
    /// What it is called on pages.
    pub name: String,
    /// The municipality.
    pub municipality: String,
    /// The department in charge.
    pub department: String,
    /// The officer whom agencies may ask.
    pub officer_name: String,
    /// The officer's telephone number.
    pub telephone: String,
    /// The officer's mail address.
    pub mail: String,
    /// When the telephone is answered.
    pub office_hours: String,
    /// The IANA name of its time zone.
    pub time_zone: String,
}

/// Counts of persons below this are hidden inside the network, unless it says otherwise.
const K_INSIDE: i32 = 5;
/// Counts of persons below this are hidden in what is published, unless the network says otherwise.
const K_PUBLIC: i32 = 10;

/// Why a network was not added or not found.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// Every field that cannot be taken, with what to write.
    #[error("{}", join(.0))]
    Fields(Vec<Words>),
    /// There is none of this name or id.
    #[error("no network {0:?}")]
    Unknown(String),
    /// Several have this name.
    #[error("several networks are called {0:?}")]
    Ambiguous(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NetworkError {
    /// What is wrong and what to do, in both languages; a fault of several fields has several.
    pub fn words(&self) -> Vec<Words> {
        match self {
            Self::Fields(words) => words.clone(),
            Self::Unknown(name) => vec![Words::new(
                format!("「{name}」というネットワークはありません。norishiro network list で確かめてください。"),
                format!("there is no network {name:?}: norishiro network list shows all"),
            )],
            Self::Ambiguous(name) => vec![Words::new(
                format!(
                    "「{name}」というネットワークが複数あります。名前の代わりに ID を書いてください（norishiro network list）。"
                ),
                format!("several networks are called {name:?}: write the id instead (norishiro network list)"),
            )],
            Self::Store(error) => vec![store_words(error)],
        }
    }
}

fn join(words: &[Words]) -> String {
    words.iter().map(|words| words.en.as_str()).collect::<Vec<_>>().join("; ")
}

/// Adds a network.
///
/// # Errors
/// [`NetworkError::Fields`] with every field that cannot be taken.
pub fn add_network(store: &Store, new: NewNetwork, now: Timestamp) -> Result<Network, NetworkError> {
    let problems = problems(&new);
    if !problems.is_empty() {
        return Err(NetworkError::Fields(problems));
    }
    let network = Network {
        id: NetworkId::new(now),
        name: new.name.trim().to_owned(),
        municipality: new.municipality.trim().to_owned(),
        department: new.department.trim().to_owned(),
        officer_name: new.officer_name.trim().to_owned(),
        telephone: new.telephone.trim().to_owned(),
        mail: new.mail.trim().to_owned(),
        office_hours: new.office_hours.trim().to_owned(),
        time_zone: new.time_zone,
        disclosure_k_inside: K_INSIDE,
        disclosure_k_public: K_PUBLIC,
    };
    let added = network.clone();
    store.write_blocking(move |connection| networks::add(connection, &added, &Act::by_program(now)))?;
    Ok(network)
}

/// The network that a person means by its name or its id.
///
/// # Errors
/// [`NetworkError::Unknown`] and [`NetworkError::Ambiguous`].
pub fn find_network(store: &Store, name_or_id: &str) -> Result<Network, NetworkError> {
    if let Ok(id) = name_or_id.parse::<NetworkId>() {
        let found = store.read_blocking(|connection| networks::find(connection, id))?;
        return found.ok_or_else(|| NetworkError::Unknown(name_or_id.to_owned()));
    }
    let mut called: Vec<_> = store.read_blocking(networks::all)?;
    called.retain(|network| network.name == name_or_id);
    match (called.pop(), called.is_empty()) {
        (Some(network), true) => Ok(network),
        (Some(_), false) => Err(NetworkError::Ambiguous(name_or_id.to_owned())),
        (None, _) => Err(NetworkError::Unknown(name_or_id.to_owned())),
    }
}

/// Whether a text can be a mail address: one `@` between two parts without spaces.
pub(super) fn may_be_mail(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split('@').collect();
    matches!(parts.as_slice(), [name, host] if !name.is_empty() && !host.is_empty())
        && !text.trim().contains(char::is_whitespace)
}

fn problems(new: &NewNetwork) -> Vec<Words> {
    let mut problems = Vec::new();
    for (field, label, value) in [
        ("name", "名称", &new.name),
        ("municipality", "自治体", &new.municipality),
        ("department", "担当課", &new.department),
        ("officer", "担当者", &new.officer_name),
        ("telephone", "電話番号", &new.telephone),
    ] {
        if value.trim().is_empty() {
            problems.push(Words::new(format!("{label}（--{field}）を書いてください。"), format!("--{field} is blank")));
        }
    }
    if !may_be_mail(&new.mail) {
        problems.push(Words::new(
            "メールアドレス（--mail）を name@example.jp の形で書いてください。",
            "--mail must look like name@example.jp",
        ));
    }
    if TimeZone::get(&new.time_zone).is_err() {
        problems.push(Words::new(
            "時間帯（--time-zone）を Asia/Tokyo のような名前で書いてください。",
            "--time-zone must be a name such as Asia/Tokyo",
        ));
    }
    problems
}
