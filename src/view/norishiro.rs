//! The page of のりしろ.

use serde::Serialize;

/// What an agency said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SaidLine {
    /// Whether it is said of what the agency can do.
    #[serde(skip)]
    pub is_of_strength: bool,
    /// 「強み」 and the like.
    pub what: &'static str,
    /// Its words.
    pub text: String,
    /// Whom it names.
    pub partner: Option<String>,
    /// The round's title.
    pub source: String,
    /// The address of the answer, where the reader may see it.
    pub evidence: Option<String>,
    /// The address at which the answer is coded, where the reader may.
    pub coding: Option<String>,
}

/// Why two agencies' support might overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroundLine {
    /// The reason, in words.
    pub reason: String,
    /// What was said.
    pub said: Vec<SaidLine>,
}

impl GroundLine {
    /// A reason with what was said.
    pub fn new(reason: impl Into<String>, said: Vec<SaidLine>) -> Self {
        Self { reason: reason.into(), said }
    }
}

/// Another agency, with the reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartnerPart {
    /// Its id.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// The reasons.
    pub grounds: Vec<GroundLine>,
}

/// One agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgencyPart {
    /// Its place on the page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// What it said it can do.
    pub strengths: Vec<SaidLine>,
    /// What it said it lacks.
    pub weaknesses: Vec<SaidLine>,
    /// The functions of support that it says it offers.
    pub functions: Vec<String>,
    /// Who could overlap with what it lacks.
    pub to_it: Vec<PartnerPart>,
    /// With whom it could overlap.
    pub from_it: Vec<PartnerPart>,
}

/// An agency of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgencyLink {
    /// Its id.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Whether it is shown.
    pub is_here: bool,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NorishiroPage {
    /// All agencies with something, in the register's order.
    pub links: Vec<AgencyLink>,
    /// Those that are shown.
    pub agencies: Vec<AgencyPart>,
    /// How many agencies said something.
    pub speaking: String,
    /// Those of the register that said nothing.
    pub silent: Vec<String>,
    /// The titles of the rounds that were read.
    pub rounds: Vec<String>,
    /// Whether single answers may be read.
    pub sees_answers: bool,
    /// Whether all agencies are shown, to be printed.
    pub is_all: bool,
}
