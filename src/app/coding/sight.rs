//! Who sees whose codes: a reader who has not finished a case sees none but their own, so that two read independently.

use std::collections::{HashMap, HashSet};

use crate::store::audit::Actor;
use crate::store::case_readings::{self, Reading};
use crate::store::codings::{self, Coding, CodingKind};
use crate::store::{Connection, NetworkId, ResponseId, RoundId, StoreError, UserId};

/// Whether a person may see this coding. `readings` hold at least those of the coding's response.
pub fn sees(readings: &[Reading], user: UserId, coding: &Coding) -> bool {
    let is_reading = readings
        .iter()
        .any(|one| one.response_id == coding.response_id && one.user_id == user && one.finished_at.is_none());
    !is_reading || coding.coded_by == Actor::User(user)
}

/// Whether a coding is out of its reader's hands: what somebody still works on is taken out of the program by nobody.
pub fn is_finished(readings: &[Reading], coding: &Coding) -> bool {
    let is_theirs = |one: &&Reading| {
        one.response_id == coding.response_id
            && coding.coded_by == Actor::User(one.user_id)
            && one.finished_at.is_none()
    };
    coding.kind != CodingKind::Reader || !readings.iter().any(|one| is_theirs(&one))
}

/// The codings of a round that a person may see.
///
/// # Errors
/// Those of the database.
pub fn seen_in_round(
    connection: &mut Connection,
    (network, round): (NetworkId, RoundId),
    user: UserId,
) -> Result<Vec<Coding>, StoreError> {
    let mut given = codings::of_round(connection, network, round)?;
    let readings = case_readings::of_network(connection, network)?;
    given.retain(|coding| sees(&readings, user, coding));
    Ok(given)
}

/// The codings of a round that a person may take out of the program: those that they see of readings that are finished.
///
/// # Errors
/// Those of the database.
pub fn taken_out(
    connection: &mut Connection,
    (network, round): (NetworkId, RoundId),
    user: UserId,
) -> Result<Vec<Coding>, StoreError> {
    let mut given = seen_in_round(connection, (network, round), user)?;
    let readings = case_readings::of_network(connection, network)?;
    given.retain(|coding| is_finished(&readings, coding));
    Ok(given)
}

/// The codings of a network that a person may see.
///
/// # Errors
/// Those of the database.
pub fn seen_in_network(
    connection: &mut Connection,
    network: NetworkId,
    user: UserId,
) -> Result<Vec<Coding>, StoreError> {
    let mut given = codings::of_network(connection, network)?;
    let under_way = under_way(&case_readings::of_network(connection, network)?);
    let reads = |coding: &Coding| under_way.get(&coding.response_id).is_some_and(|readers| readers.contains(&user));
    given.retain(|coding| !reads(coding) || coding.coded_by == Actor::User(user));
    Ok(given)
}

/// The codings of a network that everybody may see: those that nobody but their reader could see yet are left out. What
/// is counted for all counts these, so that no figure tells a reader what another found.
///
/// # Errors
/// Those of the database.
pub fn seen_by_all(connection: &mut Connection, network: NetworkId) -> Result<Vec<Coding>, StoreError> {
    let mut given = codings::of_network(connection, network)?;
    let under_way = under_way(&case_readings::of_network(connection, network)?);
    given.retain(|coding| {
        let readers = under_way.get(&coding.response_id).map(Vec::as_slice).unwrap_or_default();
        readers.iter().all(|user| coding.coded_by == Actor::User(*user))
    });
    Ok(given)
}

/// The cases that somebody has finished and nobody is still reading: what has no code of them counts as read without.
pub fn read_through(readings: &[Reading]) -> HashSet<ResponseId> {
    let under_way = under_way(readings);
    let cases = readings.iter().map(|reading| reading.response_id);
    cases.filter(|case| !under_way.contains_key(case)).collect()
}

/// Who is still reading which case.
fn under_way(readings: &[Reading]) -> HashMap<ResponseId, Vec<UserId>> {
    let mut under_way: HashMap<ResponseId, Vec<UserId>> = HashMap::new();
    for reading in readings.iter().filter(|reading| reading.finished_at.is_none()) {
        under_way.entry(reading.response_id).or_default().push(reading.user_id);
    }
    under_way
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::store::CodingId;
    use crate::store::codings::Passage;

    #[test]
    fn who_is_still_reading_sees_only_their_own_codes() {
        let now = Timestamp::UNIX_EPOCH;
        let (response_id, me, other) = (ResponseId::new(now), UserId::new(now), UserId::new(now));
        let by = |user| Coding {
            id: CodingId::new(now),
            response_id,
            revision: 1,
            passage: Passage::default(),
            codebook: "needs".to_owned(),
            code: "place".to_owned(),
            kind: CodingKind::Reader,
            coded_by: Actor::User(user),
            coded_at: now,
            taken_back_by: None,
            taken_back_at: None,
        };
        let reading = |finished_at| Reading { response_id, user_id: me, is_independent: true, finished_at };
        assert!(!sees(&[reading(None)], me, &by(other)));
        assert!(sees(&[reading(None)], me, &by(me)));
        assert!(sees(&[reading(Some(now))], me, &by(other)));
        assert!(sees(&[], me, &by(other)), "who does not read a case as a reader looks at all of it");
        assert!(!is_finished(&[reading(None)], &by(me)) && is_finished(&[reading(Some(now))], &by(me)));
        assert!(is_finished(&[reading(None)], &by(other)), "one reader's work does not hold up another's");
    }
}
