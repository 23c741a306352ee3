//! From the plan to what is stored: ids are given, and every answer is turned into the fields that a person
//! would have typed, checked by the same rules.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::DemoError;
use super::content::Town;
use super::plan::{self, Calendar, PlannedRound, PlannedSheet};
use super::shape::Shaper;
use super::sign_in::SignIn;
use crate::answer::{self, ProblemKind, RawFields};
use crate::app::passwords;
use crate::definition::{Library, Questionnaire, Words, bundle};
use crate::store::agencies::Agency;
use crate::store::contacts::Contact;
use crate::store::networks::Network;
use crate::store::rounds::{Round, RoundState};
use crate::store::{AgencyId, ContactId, InvitationId, NetworkId, RoundId, UserId, VersionId};

/// Everything that is to be stored.
pub(super) struct Prepared {
    /// When the network was set up.
    pub(super) begun: Timestamp,
    /// The network.
    pub(super) network: Network,
    /// The coordinator, with the address to sign in by.
    pub(super) coordinator: Coordinator,
    /// Who reads cases, with the coordinator's password.
    pub(super) readers: Vec<Coordinator>,
    /// Each with its contact.
    pub(super) agencies: Vec<(Agency, Contact)>,
    /// In the content's order.
    pub(super) rounds: Vec<PreparedRound>,
}

/// A person who signs in.
#[derive(Clone)]
pub(super) struct Coordinator {
    pub(super) id: UserId,
    pub(super) mail: String,
    pub(super) name: String,
    pub(super) password_hash: String,
}

/// A round with its version, its invitations and what was written.
pub(super) struct PreparedRound {
    /// When it was opened.
    pub(super) opened: Timestamp,
    /// Key and title of the questionnaire, and its bundle.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) bundle: String,
    /// When it was closed, if it was.
    pub(super) closed: Option<Timestamp>,
    /// How long an answer takes.
    pub(super) minutes: u32,
    /// Its `version_id` is set when the version is published.
    pub(super) round: Round,
    /// Whom it asks, and what became of it.
    pub(super) invitations: Vec<PreparedInvitation>,
    /// Item → what the office makes of all agencies' words to it.
    pub(super) summaries: Vec<(String, String)>,
}

/// One agency of a round.
pub(super) struct PreparedInvitation {
    pub(super) id: InvitationId,
    pub(super) agency: AgencyId,
    /// The reason, where it declined.
    pub(super) declined: Option<String>,
    /// In order of time.
    pub(super) sheets: Vec<PreparedSheet>,
}

/// A sheet as typed.
pub(super) struct PreparedSheet {
    pub(super) at: Timestamp,
    pub(super) fields: RawFields,
    /// Whether it was handed in.
    pub(super) is_whole: bool,
    /// Codebook and code.
    pub(super) codings: Vec<(&'static str, String)>,
}

/// Prepares the town.
pub(super) fn prepare(
    town: &Town,
    library: &Library,
    calendar: &Calendar,
    seed: u64,
    sign_in: &SignIn,
) -> Result<Prepared, DemoError> {
    let first = town.network.rounds.iter().map(|round| round.opened).min().unwrap_or(0);
    let begun = morning(calendar, first - SET_UP);
    let ids: BTreeMap<String, AgencyId> =
        town.agencies.iter().map(|agency| (agency.key.clone(), AgencyId::new(begun))).collect();
    let mut rounds = Vec::new();
    for planned in plan::plan(town, calendar, seed) {
        let key = &planned.content.questionnaire;
        let missing = || DemoError::Definition(format!("no questionnaire {key}"));
        let questionnaire = library.questionnaire(key).ok_or_else(missing)?;
        let bundle = bundle::write(library, key).ok_or_else(missing)?;
        rounds.push(round(&planned, questionnaire, bundle, calendar, &ids)?);
    }
    let content = &town.network;
    let coordinator = Coordinator {
        id: UserId::new(begun),
        mail: sign_in.mail.clone(),
        name: format!("{} {}", content.department, content.officer),
        password_hash: passwords::hash(&sign_in.password)?,
    };
    let reader = |reader: &super::content::ReaderContent| Coordinator {
        id: UserId::new(begun),
        mail: reader.mail.clone(),
        name: reader.name.clone(),
        password_hash: coordinator.password_hash.clone(),
    };
    let readers = content.readers.iter().map(reader).collect();
    let (network, agencies) = (network(town, begun), agencies(town, &ids, begun));
    Ok(Prepared { begun, network, coordinator, readers, agencies, rounds })
}

/// Days from the network's beginning to its first round.
const SET_UP: i32 = 38;

fn morning(calendar: &Calendar, days: i32) -> Timestamp {
    let nine = calendar.day(days).at(9, 0, 0, 0);
    nine.to_zoned(calendar.zone.clone()).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

fn network(town: &Town, begun: Timestamp) -> Network {
    let content = &town.network;
    Network {
        id: NetworkId::new(begun),
        name: content.name.clone(),
        municipality: content.municipality.clone(),
        department: content.department.clone(),
        officer_name: content.officer.clone(),
        telephone: content.telephone.clone(),
        mail: content.mail.clone(),
        office_hours: content.hours.clone(),
        time_zone: content.time_zone.clone(),
        disclosure_k_inside: 5,
        disclosure_k_public: 10,
    }
}

fn agencies(town: &Town, ids: &BTreeMap<String, AgencyId>, begun: Timestamp) -> Vec<(Agency, Contact)> {
    let line = |(key, id): (&String, &AgencyId)| {
        let content = town.agency(key)?;
        let municipality = &town.network.municipality;
        let agency = Agency {
            postal_code: content.postal_code.clone(),
            address: content.address.clone(),
            ..Agency::named(*id, &content.name, &content.kana, &content.kind, municipality)
        };
        let contact = Contact {
            mail: Some(content.contact.mail.clone()),
            telephone: Some(content.contact.telephone.clone()),
            fax: content.contact.fax.clone(),
            ..Contact::named(ContactId::new(begun), *id, &content.contact.name)
        };
        Some((agency, contact))
    };
    ids.iter().filter_map(line).collect()
}

fn round(
    planned: &PlannedRound<'_>,
    questionnaire: &Questionnaire,
    bundle: String,
    calendar: &Calendar,
    ids: &BTreeMap<String, AgencyId>,
) -> Result<PreparedRound, DemoError> {
    let content = planned.content;
    let opened = morning(calendar, content.opened);
    let year = |year: i32, month, day| jiff::civil::Date::new(i16::try_from(year).ok()?, month, day).ok();
    let round = Round {
        id: RoundId::new(opened),
        version_id: VersionId::new(opened),
        title: content.title.clone(),
        period_text: content.period.clone(),
        period_start: year(content.fiscal_year, 4, 1),
        period_end: year(content.fiscal_year + 1, 3, 31),
        fiscal_year: Some(content.fiscal_year),
        opens_on: Some(calendar.day(content.opened)),
        due_on: calendar.day(content.due),
        state: RoundState::Open,
        officer_name: None,
        officer_telephone: None,
        officer_mail: None,
        late_due_on: None,
        paused_at: None,
        archived_at: None,
        edition: 0,
    };
    let shaper = Shaper { agencies: ids, today: calendar.today };
    let mut invitations = Vec::new();
    for key in &planned.invited {
        let Some(agency) = ids.get(key) else { continue };
        let declined = planned.declined.iter().find(|(who, _)| who == key).map(|(_, reason)| reason.clone());
        let mut sheets: Vec<PreparedSheet> = Vec::new();
        for planned in planned.sheets.iter().filter(|sheet| sheet.agency == *key) {
            sheets.push(sheet(planned, questionnaire, &shaper)?);
        }
        sheets.sort_by_key(|sheet| sheet.at);
        invitations.push(PreparedInvitation { id: InvitationId::new(opened), agency: *agency, declined, sheets });
    }
    let (key, title, minutes) = (questionnaire.key.clone(), questionnaire.title.clone(), questionnaire.minutes);
    let closed = content.closed.map(|day| morning(calendar, day));
    let summaries = content.summaries.iter().map(|(item, words)| (item.clone(), words.clone())).collect();
    Ok(PreparedRound { opened, closed, key, title, bundle, minutes, round, invitations, summaries })
}

fn sheet(
    planned: &PlannedSheet,
    questionnaire: &Questionnaire,
    shaper: &Shaper<'_>,
) -> Result<PreparedSheet, DemoError> {
    let misfit = |reason: String| DemoError::Answer {
        questionnaire: questionnaire.key.clone(),
        agency: planned.agency.clone(),
        reason,
    };
    let shaped = shaper.shape(&questionnaire.questions().collect::<Vec<_>>(), &planned.answers);
    let json = serde_json::Value::Object(shaped).to_string();
    let document = answer::json::from_json(questionnaire, &json).map_err(|problems| {
        misfit(problems.iter().map(|words: &Words| words.en.as_str()).collect::<Vec<_>>().join("; "))
    })?;
    let mut fields = answer::fields_of(questionnaire, &document);
    match planned.half {
        Some(sections) => leave_half_written(questionnaire, sections, &mut fields),
        None => confirm(questionnaire, &mut fields).map_err(misfit)?,
    }
    Ok(PreparedSheet { at: planned.at, fields, is_whole: planned.half.is_none(), codings: planned.codings.clone() })
}

/// Says 「このままで正しい」 where a check asks.
fn confirm(questionnaire: &Questionnaire, fields: &mut RawFields) -> Result<(), String> {
    for problem in answer::judge(questionnaire, fields).problems {
        match problem.kind {
            ProblemKind::Confirm { field, fingerprint, .. } => fields.set(field, fingerprint),
            _ => return Err(format!("{}: {}", problem.question, problem.message)),
        }
    }
    Ok(())
}

/// Keeps only what was typed in the first sections, with one number still a guess.
fn leave_half_written(questionnaire: &Questionnaire, sections: usize, fields: &mut RawFields) {
    for question in questionnaire.sections.iter().skip(sections).flat_map(|section| &section.questions) {
        let belongs = answer::fields_belonging_to(question);
        fields.remove_where(belongs);
    }
    if !fields.first("caseload.contacts").is_empty() {
        fields.set("caseload.contacts", "約80");
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::app::shipped;

    fn prepared(seed: u64) -> Prepared {
        let town = Town::shipped().unwrap();
        let library = shipped::library().unwrap();
        let calendar = Calendar { today: date(2026, 11, 20), zone: TimeZone::get("Asia/Tokyo").unwrap() };
        prepare(&town, &library, &calendar, seed, &SignIn::new("a@example.jp", seed)).unwrap()
    }

    /// What was typed, without the ids, which are new in every town.
    fn typed(town: &Prepared) -> Vec<(String, Timestamp, Vec<String>)> {
        let of_round = |round: &PreparedRound| {
            let key = round.key.clone();
            let sheets = round.invitations.iter().flat_map(|invitation| &invitation.sheets);
            let fields = |fields: &RawFields| -> Vec<String> {
                fields
                    .iter()
                    .filter(|(name, _)| !name.ends_with(".id"))
                    .map(|(name, values)| format!("{name}={values:?}"))
                    .collect()
            };
            sheets.map(move |sheet| (key.clone(), sheet.at, fields(&sheet.fields))).collect::<Vec<_>>()
        };
        town.rounds.iter().flat_map(of_round).collect()
    }

    #[test]
    fn a_seed_makes_the_same_town_and_another_seed_another() {
        assert_eq!(typed(&prepared(1)), typed(&prepared(1)));
        assert_ne!(typed(&prepared(1)), typed(&prepared(2)));
    }

    #[test]
    fn the_town_has_answered_late_half_written_untouched_and_declined_surveys() {
        for seed in 0..4 {
            let town = prepared(seed);
            let survey = town.rounds.iter().find(|round| round.key == "agency-survey" && round.closed.is_none());
            let survey = survey.unwrap();
            let (due, zone) = (survey.round.due_on, TimeZone::get("Asia/Tokyo").unwrap());
            let sheets = || survey.invitations.iter().flat_map(|invitation| &invitation.sheets);
            let whole = sheets().filter(|sheet| sheet.is_whole);
            let late = whole.clone().filter(|sheet| sheet.at.to_zoned(zone.clone()).date() > due).count();
            assert_eq!((survey.invitations.len(), whole.count(), late), (26, 19, 4));
            assert_eq!(sheets().filter(|sheet| !sheet.is_whole).count(), 3);
            assert_eq!(survey.invitations.iter().filter(|invitation| invitation.declined.is_some()).count(), 1);
        }
    }

    #[test]
    fn nothing_in_the_town_lies_in_the_future() {
        let now: Timestamp = "2026-11-20T00:00:00+09:00".parse().unwrap();
        for (key, at, _) in typed(&prepared(3)) {
            assert!(at < now, "{key} {at}");
        }
    }
}
