//! The pages on which a round is made and steered.

use serde::Serialize;

use super::field::{Choice, ErrorLine, Field};
use super::form::SectionPage;
use super::rounds::RoundHead;
use super::table::Fact;

/// A questionnaire that may be asked.
#[derive(Debug, Clone, Serialize)]
pub struct OfferLine {
    /// What it posts.
    pub value: String,
    /// Its title.
    pub title: String,
    /// Kind, who answers, how long it takes; empty where that is not known here.
    pub facts: String,
    /// Where it comes from.
    pub note: String,
    /// Whether the round asks it now.
    pub is_chosen: bool,
}

/// The first step: what is asked.
#[derive(Debug, Serialize)]
pub struct QuestionnairePage {
    /// The draft; none for a new round.
    pub round: Option<RoundHead>,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// What may be asked.
    pub offers: Vec<OfferLine>,
}

/// The second step: about which period.
#[derive(Debug, Serialize)]
pub struct PeriodPage {
    /// The draft.
    pub round: RoundHead,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// Fiscal years, and days of one's own.
    pub periods: Vec<Choice>,
    /// What is wrong with that choice.
    pub period_errors: Vec<String>,
    /// First day.
    pub from: Field,
    /// Last day.
    pub to: Field,
    /// The period in words.
    pub words: Field,
    /// The round's title.
    pub title: Field,
}

/// The third step: whom.
#[derive(Debug, Serialize)]
pub struct AgenciesPage {
    /// The round.
    pub round: RoundHead,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// Id of the first agency: where the error summary leads.
    pub first: String,
    /// How many agencies are ticked.
    pub chosen: usize,
    /// The agencies by kind.
    pub groups: Vec<KindGroup>,
}

/// The agencies of one kind.
#[derive(Debug, Serialize)]
pub struct KindGroup {
    /// The kind's code.
    pub code: String,
    /// What the kind is called.
    pub label: String,
    /// How many of them are ticked.
    pub chosen: usize,
    /// The agencies in the order of their readings.
    pub agencies: Vec<AgencyLine>,
}

/// An agency that may be asked.
#[derive(Debug, Serialize)]
pub struct AgencyLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What stands against a mail to it; empty where nothing does.
    pub note: &'static str,
    /// Whether it is ticked.
    pub is_chosen: bool,
}

/// The fourth step: when and how.
#[derive(Debug, Serialize)]
pub struct SchedulePage {
    /// The round.
    pub round: RoundHead,
    /// What is wrong.
    pub errors: Vec<ErrorLine>,
    /// From when answers are taken; none where they are taken already.
    pub opens_on: Option<Field>,
    /// Due date.
    pub due_on: Field,
    /// Last day for late answers.
    pub late_due_on: Field,
    /// Days before the due date.
    pub before: Field,
    /// Days after it.
    pub after: Field,
    /// 文書番号
    pub document_number: Field,
    /// Where results are shared.
    pub meeting: Field,
    /// Whom to turn to in an emergency.
    pub emergency: Field,
    /// Whom to ask.
    pub officer_name: Field,
    /// Their telephone.
    pub officer_telephone: Field,
    /// Their address.
    pub officer_mail: Field,
    /// The invitation's subject.
    pub mail_subject: Field,
    /// Its text.
    pub mail_text: Field,
    /// The places of subject and text: as typed, and what is put there.
    pub places: Vec<(String, &'static str)>,
}

/// The invitation as an agency gets it.
#[derive(Debug, Serialize)]
pub struct LetterPage {
    /// The round.
    pub round: RoundHead,
    /// The agencies to look at.
    pub agencies: Vec<Choice>,
    /// The contacts who get it by mail.
    pub recipients: Vec<String>,
    /// Whether mail is sent at all.
    pub sends_mail: bool,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// What is still to be decided before a round can begin.
#[derive(Debug, Clone, Serialize)]
pub struct Missing {
    /// The last part of the page's address.
    pub step: &'static str,
    /// What to do.
    pub message: String,
}

/// A part of a round's settings.
#[derive(Debug, Serialize)]
pub struct SettingsPart {
    /// Heading.
    pub title: &'static str,
    /// The last part of the address of the page that changes it; empty where nothing may be changed any more.
    pub step: &'static str,
    /// What is decided.
    pub facts: Vec<Fact>,
}

/// All settings of a round, with what can be done with it.
#[derive(Debug, Serialize)]
pub struct SettingsPage {
    /// The round.
    pub round: RoundHead,
    /// What is wrong with the new due date, or stands against beginning.
    pub errors: Vec<ErrorLine>,
    /// What was done just now.
    pub told: Option<String>,
    /// What is still to be decided.
    pub missing: Vec<Missing>,
    /// What is decided.
    pub parts: Vec<SettingsPart>,
    /// What is worth knowing before it begins.
    pub notes: Vec<String>,
    /// How many agencies beginning it asks.
    pub chosen: usize,
    /// Whether answers are taken.
    pub is_open: bool,
    /// Whether it is closed.
    pub is_closed: bool,
    /// Whether mail waits.
    pub is_paused: bool,
    /// Whether it is in the archive.
    pub is_archived: bool,
    /// The new due date.
    pub due_on: Field,
}

/// The question whether to do what is not easily undone.
#[derive(Debug, Serialize)]
pub struct ConfirmPage {
    /// The round.
    pub round: RoundHead,
    /// What is to be done, as a heading.
    pub title: &'static str,
    /// What that means.
    pub words: Vec<String>,
    /// The last part of the address that does it.
    pub step: &'static str,
    /// What the button says.
    pub button: &'static str,
}

/// A questionnaire as agencies see it.
#[derive(Debug, Serialize)]
pub struct PreviewPage {
    /// The round; none where a questionnaire is looked at before it is chosen.
    pub round: Option<RoundHead>,
    /// What the page's address calls the questionnaire; empty for that of a round.
    pub questionnaire: String,
    /// Lead text of the first page.
    pub about: Option<String>,
    /// What stands above it.
    pub facts: Vec<Fact>,
    /// One page of questions, conditional ones too.
    pub page: SectionPage,
    /// Its questions as HTML: the page itself leaves them out.
    pub questions: String,
}
