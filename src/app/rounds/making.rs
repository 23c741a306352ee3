//! The first step: what is asked. Choosing a questionnaire makes the draft of a round.

use std::fmt;
use std::str::FromStr;

use jiff::{Timestamp, ToSpan};

use super::setup::{Setup, today};
use super::{Outcome, changed_meanwhile};
use crate::app::desk::DeskError;
use crate::app::shipped;
use crate::definition::{AnsweredBy, AnswersPerAgency, Library, Questionnaire, QuestionnaireKind, bundle};
use crate::store::audit::Act;
use crate::store::networks::Network;
use crate::store::rounds::{self, Round, RoundPlan, RoundState};
use crate::store::versions::{self, Version};
use crate::store::{Connection, NetworkId, RoundId, VersionId};
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::making::{OfferLine, QuestionnairePage};

/// How long agencies get to answer, where nobody has decided yet, in days.
const USUAL_DAYS: i64 = 28;

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A questionnaire as it ships with the program, by key.
    Shipped(String),
    /// A version that the network has published.
    Published(VersionId),
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shipped(key) => write!(f, "shipped:{key}"),
            Self::Published(id) => write!(f, "version:{id}"),
        }
    }
}

impl FromStr for What {
    type Err = FieldProblem;

    fn from_str(text: &str) -> Result<Self, FieldProblem> {
        let found = match text.split_once(':') {
            Some(("shipped", key)) => Some(Self::Shipped(key.to_owned())),
            Some(("version", id)) => id.parse().ok().map(Self::Published),
            _ => None,
        };
        found.ok_or_else(|| FieldProblem::at("questionnaire", "使う調査票を1つ選んでください。"))
    }
}

/// The definitions that ship with the program.
///
/// # Errors
/// [`DeskError::Shipped`].
pub(super) fn library() -> Result<Library, DeskError> {
    let words = |problems: Vec<crate::definition::FileProblem>| {
        problems.first().map(|problem| problem.words.en.clone()).unwrap_or_default()
    };
    shipped::library().map_err(|problems| DeskError::Shipped(words(problems)))
}

/// The page; `setup` is the draft whose questionnaire is changed, none for a new round.
///
/// # Errors
/// Those of the database.
pub fn page(
    connection: &mut Connection,
    network: &Network,
    setup: Option<&Setup>,
    problems: &[FieldProblem],
) -> Result<QuestionnairePage, DeskError> {
    let typed = Typed::default();
    let state = FormState { typed: &typed, problems };
    Ok(QuestionnairePage {
        round: setup.map(Setup::head),
        errors: state.summary(&[("questionnaire", "調査票")]),
        offers: offers(connection, network, setup.map(|setup| setup.round.version_id))?,
    })
}

/// Every questionnaire that may be asked: the shipped ones, and of what the network published the newest
/// version of each that differs from them.
fn offers(
    connection: &mut Connection,
    network: &Network,
    present: Option<VersionId>,
) -> Result<Vec<OfferLine>, DeskError> {
    let library = library()?;
    let mut published = versions::of_network(connection, network.id)?;
    // By key, the newest first: the others were replaced by it.
    published.dedup_by(|later, first| later.questionnaire_key == first.questionnaire_key);
    let mut lines = Vec::new();
    for questionnaire in library.questionnaires() {
        let text = bundle::write(&library, &questionnaire.key).unwrap_or_default();
        let newest = published.iter().position(|version| version.questionnaire_key == questionnaire.key);
        let newest = newest.map(|place| published.remove(place));
        let same = newest.as_ref().filter(|version| version.content_sha256 == versions::content_sha256(&text));
        let note = match same {
            Some(version) => format!("公開済み（第{}版）", version.number),
            None if newest.is_some() => "この製品の標準の内容（使うと、新しい版として公開します）".to_owned(),
            None => "この製品の標準の内容".to_owned(),
        };
        let is_chosen = same.is_some_and(|version| Some(version.id) == present);
        lines.push(OfferLine { note, is_chosen, ..line(&What::Shipped(questionnaire.key.clone()), questionnaire) });
        lines.extend(newest.iter().filter(|_| same.is_none()).map(|version| own(version, present)));
    }
    lines.extend(published.iter().map(|version| own(version, present)));
    Ok(lines)
}

fn line(what: &What, questionnaire: &Questionnaire) -> OfferLine {
    OfferLine {
        value: what.to_string(),
        title: questionnaire.title.clone(),
        facts: format!(
            "{}・{}・約{}分・{}ページ",
            kind_words(questionnaire.kind),
            answering_words(questionnaire),
            questionnaire.minutes,
            questionnaire.sections.len()
        ),
        note: String::new(),
        is_chosen: false,
    }
}

fn own(version: &Version, present: Option<VersionId>) -> OfferLine {
    OfferLine {
        value: What::Published(version.id).to_string(),
        title: version.title.clone(),
        facts: String::new(),
        note: format!("このネットワークで公開した第{}版", version.number),
        is_chosen: Some(version.id) == present,
    }
}

/// What a questionnaire is for, in a word.
pub(super) fn kind_words(kind: QuestionnaireKind) -> &'static str {
    match kind {
        QuestionnaireKind::Survey => "アンケート",
        QuestionnaireKind::Hearing => "ヒアリング",
        QuestionnaireKind::Case => "事例シート",
        QuestionnaireKind::Discussion => "事例検討",
        QuestionnaireKind::GroupWork => "グループワーク",
        QuestionnaireKind::Intake => "相談受付票",
        QuestionnaireKind::Scale => "評価尺度",
    }
}

/// Who answers, and how often.
pub(super) fn answering_words(questionnaire: &Questionnaire) -> String {
    let who = match questionnaire.answered_by {
        AnsweredBy::Agency => "機関が回答",
        AnsweredBy::Interviewer => "聞き手が記入",
        AnsweredBy::Group => "グループで記入",
    };
    let often = match questionnaire.answers_per_agency {
        AnswersPerAgency::One => "1機関1件",
        AnswersPerAgency::Many => "1機関で何件でも",
    };
    format!("{who}・{often}")
}

/// What is to be asked, read before a transaction begins: shipped definitions take a while to parse.
pub enum Asked {
    /// A version that is there.
    Published(VersionId),
    /// A questionnaire to publish where its content is new.
    Shipped {
        /// Its key.
        key: String,
        /// Its title.
        title: String,
        /// Its bundle.
        text: String,
    },
}

impl What {
    /// Reads what is to be asked.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where no such questionnaire ships.
    pub fn asked(&self) -> Result<Asked, DeskError> {
        let key = match self {
            Self::Published(id) => return Ok(Asked::Published(*id)),
            Self::Shipped(key) => key,
        };
        let library = library()?;
        let found = library.questionnaire(key).zip(bundle::write(&library, key));
        let (questionnaire, text) = found.ok_or(DeskError::NotFound)?;
        Ok(Asked::Shipped { key: key.clone(), title: questionnaire.title.clone(), text })
    }
}

fn version_of(connection: &mut Connection, network: NetworkId, asked: &Asked, act: &Act) -> Result<Version, DeskError> {
    match asked {
        Asked::Published(id) => versions::find(connection, network, *id)?.ok_or(DeskError::NotFound),
        Asked::Shipped { key, title, text } => Ok(versions::publish(connection, network, key, title, text, act)?),
    }
}

/// Makes the draft of a round that asks this.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such questionnaire.
pub fn make(
    connection: &mut Connection,
    network: &Network,
    asked: &Asked,
    now: Timestamp,
    act: &Act,
) -> Result<RoundId, DeskError> {
    let version = version_of(connection, network.id, asked, act)?;
    let today = today(network, now);
    let round = Round {
        id: RoundId::new(act.at),
        version_id: version.id,
        title: version.title,
        period_text: String::new(),
        period_start: None,
        period_end: None,
        fiscal_year: None,
        opens_on: None,
        due_on: today.saturating_add(USUAL_DAYS.days()),
        state: RoundState::Draft,
        officer_name: None,
        officer_telephone: None,
        officer_mail: None,
        late_due_on: None,
        paused_at: None,
        archived_at: None,
        edition: 0,
    };
    rounds::add(connection, network.id, &round, act)?;
    rounds::set_plan(connection, network.id, round.id, &RoundPlan::default())?;
    Ok(round.id)
}

/// Changes what the draft asks.
///
/// # Errors
/// [`DeskError::NotFound`] where there is no such questionnaire, or the round is no draft.
pub fn change(
    connection: &mut Connection,
    setup: &Setup,
    asked: &Asked,
    edition: i32,
    act: &Act,
) -> Result<Outcome<()>, DeskError> {
    if !setup.is_draft() {
        return Err(DeskError::NotFound);
    }
    let version = version_of(connection, setup.network.id, asked, act)?;
    let mut round = Round { version_id: version.id, edition, ..setup.round.clone() };
    // A title that nobody has touched follows the questionnaire.
    round.title = round.title.replace(&setup.questionnaire.title, &version.title);
    if !rounds::update(connection, setup.network.id, &round, act)? {
        return Ok(Outcome::Refused(changed_meanwhile()));
    }
    Ok(Outcome::Done(()))
}

/// Deletes the draft; false where it is none any more, or somebody has changed it.
///
/// # Errors
/// Those of the database.
pub fn delete(connection: &mut Connection, setup: &Setup, edition: i32, act: &Act) -> Result<bool, DeskError> {
    let round = Round { edition, ..setup.round.clone() };
    Ok(rounds::delete_draft(connection, setup.network.id, &round, act)?)
}
