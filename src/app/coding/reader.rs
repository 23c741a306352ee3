//! Who reads an answer to code it: a reader whom it was given to, or somebody of the office.

use jiff::Timestamp;

use super::codable::{self, is_heard, noun};
use super::shown::Shown;
use crate::app::desk::{DeskError, ReadAnswer, RoundRead};
use crate::app::masking::released::Released;
use crate::app::{Definitions, Reader};
use crate::store::audit::Actor;
use crate::store::case_readings::{self, Reading};
use crate::store::codings::{self, Coding, CodingKind};
use crate::store::responses::Response;
use crate::store::{Connection, NetworkId, ResponseId, UserId, case_assignments};
use crate::view::cases::{WrittenText, written};

/// A person who reads a case or a hearing.
#[derive(Debug, Clone, Copy)]
pub struct CaseReader {
    /// The network.
    pub network: NetworkId,
    /// The answer that is read.
    pub case: ResponseId,
    /// The person.
    pub user: UserId,
    /// What they may see of single answers: the office reads any case as it was written, others those given to them as
    /// their agencies have agreed.
    pub reader: Reader,
}

/// A case or a hearing as it is read.
pub(super) struct ReadCase {
    /// Its round.
    pub(super) read: RoundRead,
    /// Its response.
    pub(super) response: Response,
    /// Its texts as they were written, in whose characters codes are kept; none while the reader may read nothing. They
    /// are shown through [`ReadCase::shown`] alone.
    pub(super) texts: Vec<WrittenText>,
    /// What of them the reader reads.
    pub(super) shown: Shown,
    /// The number under which the reader knows it; `None` for the office.
    pub(super) number: Option<usize>,
    /// All readings of it.
    pub(super) readings: Vec<Reading>,
}

impl ReadCase {
    /// The answer.
    pub(super) fn answer(&self) -> Option<&ReadAnswer> {
        self.read.answers.iter().find(|answer| answer.response == self.response.id)
    }

    /// 事例 or 聞き取り.
    pub(super) fn noun(&self) -> &'static str {
        noun(&self.read.questionnaire)
    }
}

impl CaseReader {
    /// Whether the person runs the surveys.
    pub fn is_office(&self) -> bool {
        self.reader.sees_answers()
    }

    /// The address of the page on which the answer is read.
    pub fn path(&self) -> String {
        let Self { network, case, .. } = self;
        if self.is_office() {
            format!("/staff/networks/{network}/cases/{case}/coding")
        } else {
            format!("/staff/networks/{network}/given/{case}")
        }
    }

    /// The answer, where this person may read it.
    pub(super) fn open(&self, connection: &mut Connection, definitions: &Definitions) -> Result<ReadCase, DeskError> {
        let given = case_assignments::of_reader(connection, self.network, self.user)?;
        let number = given.iter().position(|one| *one == self.case).map(|place| place + 1);
        if number.is_none() && !self.is_office() {
            return Err(DeskError::NotFound);
        }
        let (read, response) = codable::find(connection, definitions, self.network, self.case)?;
        if is_heard(&read.questionnaire) && !self.is_office() {
            return Err(DeskError::NotFound);
        }
        let answer = read.answers.iter().find(|answer| answer.response == self.case).ok_or(DeskError::NotFound)?;
        let released = Released::of_case(connection, self.network, self.case)?;
        let mut texts = written(&read.questionnaire, &answer.document);
        let shown = Shown::of(self.reader, &released, (&read, answer), &texts);
        if shown.is_waiting() {
            texts.clear();
        }
        let readings = case_readings::of_response(connection, self.network, self.case)?;
        Ok(ReadCase { texts, shown, number: number.filter(|_| !self.is_office()), readings, response, read })
    }

    /// The texts as this person reads them, and the number of the masked version that they are of: 0 where nothing is
    /// masked. None where nothing may be read yet.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where the person may not read the answer.
    pub fn texts(
        &self,
        connection: &mut Connection,
        definitions: &Definitions,
    ) -> Result<(i32, Vec<WrittenText>), DeskError> {
        let case = self.open(connection, definitions)?;
        let as_read = |text: &WrittenText| WrittenText { text: case.shown.text(text).to_owned(), ..text.clone() };
        Ok((case.shown.version(), case.texts.iter().map(as_read).collect()))
    }

    /// The codings of the answer that this person may see here: their own until they have finished, then all.
    pub(super) fn visible(&self, connection: &mut Connection, readings: &[Reading]) -> Result<Vec<Coding>, DeskError> {
        let mut all = codings::of_response(connection, self.network, self.case)?;
        let is_mine = |coding: &Coding| coding.coded_by == Actor::User(self.user);
        let is_finished = finished_at(readings, self.user).is_some();
        all.retain(|coding| is_finished || is_mine(coding));
        Ok(all)
    }

    /// Whether others have given codes to the answer, which this person may have seen.
    pub(super) fn others_have_coded(&self, connection: &mut Connection) -> Result<bool, DeskError> {
        let all = codings::of_response(connection, self.network, self.case)?;
        let is_others =
            |coding: &Coding| coding.kind != CodingKind::Reader || coding.coded_by != Actor::User(self.user);
        Ok(all.iter().any(is_others))
    }
}

/// What the reader's own reading says of when they finished.
pub(super) fn finished_at(readings: &[Reading], user: UserId) -> Option<Timestamp> {
    readings.iter().find(|one| one.user_id == user).and_then(|one| one.finished_at)
}
