//! Rules that propose codes, and what they propose, as pages show it.

use serde::Serialize;

use crate::analysis::coding::rules::RuleProblem;

/// The list of codebooks with their rules.
#[derive(Debug, Serialize)]
pub struct IndexPage {
    /// The codebooks.
    pub books: Vec<BookLine>,
    /// Suggestions that nobody has decided about.
    pub open: i64,
    /// The cases that they are for.
    pub open_cases: usize,
}

/// One codebook.
#[derive(Debug, Serialize)]
pub struct BookLine {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// How many rules there are, in words.
    pub rules: String,
    /// Who wrote them, and when.
    pub written: String,
}

/// The form of a codebook's rules.
#[derive(Debug, Default, Serialize)]
pub struct EditPage {
    /// The key of the codebook.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The rules as typed.
    pub text: String,
    /// The version that was read; 0 where none was written.
    pub version: i32,
    /// Whether a rule has to hold of all that was written to a question, not of a sentence.
    pub is_entry: bool,
    /// Who wrote the rules, and when.
    pub written: String,
    /// The codes' names, to be copied.
    pub codes: Vec<String>,
    /// The rules to begin with.
    pub begin: String,
    /// What is wrong with the page as a whole.
    pub problems: Vec<String>,
    /// What is wrong with the text.
    pub wrong: Vec<ProblemLine>,
    /// What somebody else has saved meanwhile.
    pub others: Option<String>,
    /// Whether they were saved just now.
    pub is_saved: bool,
}

/// A mistake.
#[derive(Debug, Serialize)]
pub struct ProblemLine {
    /// Line and column in words; empty where it concerns the whole text.
    pub place: String,
    /// What it is and what to do.
    pub message: String,
}

impl ProblemLine {
    /// One of the whole text.
    pub fn of_text(message: String) -> Self {
        Self { place: String::new(), message }
    }
}

impl EditPage {
    /// Shows these mistakes.
    pub fn told(&mut self, problems: &[RuleProblem]) {
        let line = |problem: &RuleProblem| ProblemLine {
            place: format!("{}行目{}文字目", problem.at.line, problem.at.column),
            message: problem.message.clone(),
        };
        self.wrong = problems.iter().map(line).collect();
    }

    /// Whether something is wrong.
    pub fn has_errors(&self) -> bool {
        !self.problems.is_empty() || !self.wrong.is_empty()
    }
}

/// What the rules of a codebook propose.
#[derive(Debug, Default, Serialize)]
pub struct ProposalsPage {
    /// The key of the codebook.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Whether the rules have mistakes, so that nothing is proposed.
    pub has_mistakes: bool,
    /// How many cases were looked at.
    pub cases: usize,
    /// How many passages are proposed, over all codes.
    pub total: usize,
    /// Code by code, in the order of the rules.
    pub codes: Vec<CodeProposals>,
    /// Whether suggestions were kept just now.
    pub is_kept: bool,
    /// How many new ones.
    pub kept: usize,
}

/// What is proposed for one code.
#[derive(Debug, Serialize)]
pub struct CodeProposals {
    /// The code.
    pub label: String,
    /// In how many passages.
    pub passages: usize,
    /// Of how many cases.
    pub cases: usize,
    /// The first of them.
    pub shown: Vec<ProposalLine>,
    /// How many more there are.
    pub more: usize,
}

/// One passage.
#[derive(Debug, Serialize)]
pub struct ProposalLine {
    /// The case.
    pub case: CaseLine,
    /// What was asked.
    pub question: String,
    /// The passage, in pieces.
    pub pieces: Vec<Piece>,
}

/// A case.
#[derive(Debug, Serialize)]
pub struct CaseLine {
    /// Where it is read, behind the desk's address.
    pub path: String,
    /// The agency and the number of its sheet.
    pub name: String,
    /// The round.
    pub round: String,
}

/// A piece of a passage.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether the rule holds by them.
    pub is_hit: bool,
}
