//! Coverage, demand, gaps and profiles of cases from files of answers: no database.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use serde::Deserialize;
use thiserror::Error;

use super::answer_file::{self, BadLine};
use super::definitions::NEEDS;
use super::profiles::group_of_kind;
use super::{check_definitions, shipped};
use crate::analysis::evidence::{Evidence, Given};
use crate::analysis::gap::{Picture, Source};
use crate::analysis::profile::{self, Cases};
use crate::analysis::table::Heading;
use crate::answer::json::Reader;
use crate::answer::{Completed, Completer};
use crate::definition::{AnswersPerAgency, FileProblem, Library, Questionnaire, Words};
use crate::view::gaps::{AnswerName, Names, SourceRound};

/// What to read.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Files of answers, one a line, of any of the questionnaires; `-` for standard input.
    pub responses: &'a [PathBuf],
    /// File or folder of questionnaires; the shipped ones stand behind them.
    pub definitions: Option<&'a Path>,
    /// Whether lines that cannot be read are left out.
    pub skip_bad: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct FileGaps {
    /// What the answers say.
    pub picture: Picture,
    /// What is known of good and difficult cases.
    pub cases: Cases,
    /// What was read, one a questionnaire.
    pub rounds: Vec<SourceRound>,
    /// Agencies, and answers by their `id` or by file and line.
    pub names: Names,
    /// The lines left out, by file.
    pub skipped: Vec<(PathBuf, Vec<BadLine>)>,
    /// Answers that a later line of the same agency replaced, where a questionnaire takes one answer of each.
    pub replaced: usize,
}

/// Why there is nothing to show.
#[derive(Debug, Error)]
pub enum GapsFileError {
    /// A path that cannot be read.
    #[error("{}: {}", .0.display(), .1)]
    Path(PathBuf, #[source] io::Error),
    /// Mistakes in the definitions.
    #[error("the definitions have problems")]
    Definition(Vec<FileProblem>),
    /// Lines that cannot be read, by file.
    #[error("lines of {} files cannot be read", .0.len())]
    Lines(Vec<(PathBuf, Vec<BadLine>)>),
}

/// Reads definitions and answers. Answers of one questionnaire count together, from whichever file they come; agencies
/// are told by their names: of several answers of one agency to a questionnaire that takes one, the last counts. An answer without one stands for an agency of its own (case sheets: those of a file
/// for one).
///
/// # Errors
/// Every mistake of the definitions, or of all files of answers, at once.
pub fn read(request: &Request<'_>) -> Result<FileGaps, GapsFileError> {
    let shipped = shipped::library().map_err(GapsFileError::Definition)?;
    let own = match request.definitions {
        None => Library::default(),
        Some(path) => check_definitions::read(&[path.to_owned()])
            .map_err(|(path, error)| GapsFileError::Path(path, error))?
            .map_err(GapsFileError::Definition)?,
    };
    let mut gathered = Gathered::new(&own, &shipped);
    let mut bad = Vec::new();
    for path in request.responses {
        let lines = gathered.read(path).map_err(|error| GapsFileError::Path(path.clone(), error))?;
        if !lines.is_empty() {
            bad.push((path.clone(), lines));
        }
    }
    if !bad.is_empty() && !request.skip_bad {
        return Err(GapsFileError::Lines(bad));
    }
    Ok(gathered.put_together(bad))
}

/// The part of a line that says what it answers.
#[derive(Deserialize)]
struct Named {
    definition: Option<String>,
}

/// The answers to one questionnaire.
struct Answered<'l> {
    questionnaire: &'l Questionnaire,
    reader: Reader<'l>,
    completer: Completer<'l>,
    /// Each with the codes of needs that its line says.
    answers: Vec<(Evidence, Completed, Vec<String>)>,
    /// The code of the kind of whoever gave each answer, where it is said.
    kinds: Vec<Option<String>>,
}

struct Gathered<'l> {
    own: &'l Library,
    shipped: &'l Library,
    by_key: IndexMap<&'l str, Answered<'l>>,
    agencies: HashMap<String, usize>,
    names: Names,
    replaced: usize,
}

impl<'l> Gathered<'l> {
    fn new(own: &'l Library, shipped: &'l Library) -> Self {
        Self { own, shipped, by_key: IndexMap::new(), agencies: HashMap::new(), names: Names::default(), replaced: 0 }
    }

    /// Reads a file; gives its bad lines.
    fn read(&mut self, path: &Path) -> io::Result<Vec<BadLine>> {
        let (mut bad, mut line, mut number) = (Vec::new(), Vec::new(), 0);
        let mut source = BufReader::new(answer_file::open(path)?);
        loop {
            line.clear();
            if source.read_until(b'\n', &mut line)? == 0 {
                return Ok(bad);
            }
            number += 1;
            let text = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
            let text = text.trim_ascii();
            if text.is_empty() {
                continue;
            }
            if let Err(problems) = self.take(text, path, number) {
                bad.push(BadLine { line: number, problems });
            }
        }
    }

    fn take(&mut self, text: &[u8], path: &Path, number: usize) -> Result<(), Vec<Words>> {
        let questionnaire = self.questionnaire(text)?;
        let answered = self.by_key.entry(&questionnaire.key).or_insert_with(|| Answered {
            questionnaire,
            reader: Reader::new(questionnaire),
            completer: Completer::new(questionnaire),
            answers: Vec::new(),
            kinds: Vec::new(),
        });
        let line = answered.reader.line(text)?;
        let completed = answered.completer.complete(line.answers);
        let place = format!("{}:{number}", path.display());
        let (named, kind) = line.agency.map_or((None, None), |agency| (agency.name, agency.kind));
        let named = named.filter(|name| !name.trim().is_empty());
        let name = named.unwrap_or_else(|| match questionnaire.answers_per_agency {
            AnswersPerAgency::One => format!("（機関名なし　{place}）"),
            AnswersPerAgency::Many => format!("（機関名なし　{}）", path.display()),
        });
        let agency = match self.agencies.get(&name) {
            Some(agency) => *agency,
            None => {
                self.names.agencies.push(name.clone());
                self.agencies.insert(name, self.names.agencies.len() - 1);
                self.names.agencies.len() - 1
            }
        };
        let name = AnswerName { title: line.id.unwrap_or(place), path: String::new() };
        let takes_one = questionnaire.answers_per_agency == AnswersPerAgency::One;
        let needs: Vec<String> =
            line.codings.into_iter().filter(|coding| coding.codebook == NEEDS).map(|coding| coding.code).collect();
        let earlier = answered.answers.iter().position(|(evidence, ..)| evidence.agency == agency);
        if let Some(earlier) = earlier.filter(|_| takes_one) {
            let evidence = answered.answers[earlier].0;
            answered.answers[earlier] = (evidence, completed, needs);
            self.names.answers[evidence.answer] = name;
            answered.kinds[earlier] = kind;
            self.replaced += 1;
            return Ok(());
        }
        answered.kinds.push(kind);
        answered.answers.push((Evidence { agency, answer: self.names.answers.len() }, completed, needs));
        self.names.answers.push(name);
        Ok(())
    }

    /// What a line answers. One that does not say answers the only questionnaire of the definitions.
    fn questionnaire(&self, text: &[u8]) -> Result<&'l Questionnaire, Vec<Words>> {
        // What is no JSON object is told by the reader of any questionnaire.
        let named = serde_json::from_slice::<Named>(text).ok().and_then(|named| named.definition);
        let mut own = self.own.questionnaires();
        let found = match (&named, own.next(), own.next()) {
            (Some(key), ..) => self.own.questionnaire(key).or_else(|| self.shipped.questionnaire(key)),
            (None, Some(only), None) => Some(only),
            (None, ..) => None,
        };
        found.ok_or_else(|| {
            vec![match named {
                Some(key) => {
                    Words::new(format!("「{key}」という調査票はありません。"), format!("unknown definition '{key}'"))
                }
                None => Words::new(
                    "どの調査票への回答か分かりません。「definition」に調査票のキーを書いてください。",
                    "which questionnaire it answers is not said: write its key as 'definition'",
                ),
            }]
        })
    }

    /// What is known of the cases. Whose kind is not said is of no group.
    fn cases(&self) -> Cases {
        let listed = self.own.code_list("agency-kinds").or_else(|| self.shipped.code_list("agency-kinds"));
        let listed = listed.map_or(&[][..], |list| &list.codes);
        let mut cases = Cases::default();
        for answered in self.by_key.values().filter(|answered| profile::has_profiles(answered.questionnaire)) {
            for ((evidence, completed, _), kind) in answered.answers.iter().zip(&answered.kinds) {
                let group = kind.as_ref().map(|kind| group_of_kind(listed, kind));
                let groups = group.as_slice();
                let nobody = Heading { key: String::new(), label: String::new() };
                let by = (self.names.agencies[evidence.agency].as_str(), group.as_ref().unwrap_or(&nobody), groups);
                profile::read(&mut cases, answered.questionnaire, completed, by);
            }
        }
        cases
    }

    /// The codes by which readers code needs, and behind them those that only the lines have.
    fn codebook(&self) -> Vec<Heading> {
        let book = self.own.codebook(NEEDS).or_else(|| self.shipped.codebook(NEEDS));
        let codes = book.into_iter().flat_map(|book| &book.codes);
        let mut headings: Vec<Heading> =
            codes.map(|code| Heading { key: code.code.key.clone(), label: code.code.label.clone() }).collect();
        for code in self.by_key.values().flat_map(|answered| &answered.answers).flat_map(|(_, _, needs)| needs) {
            if !headings.iter().any(|heading| heading.key == *code) {
                headings.push(Heading { key: code.clone(), label: code.clone() });
            }
        }
        headings
    }

    fn put_together(self, skipped: Vec<(PathBuf, Vec<BadLine>)>) -> FileGaps {
        let sources: Vec<Source<'_>> = self
            .by_key
            .values()
            .map(|answered| Source {
                questionnaire: answered.questionnaire,
                given: answered
                    .answers
                    .iter()
                    .map(|(evidence, completed, needs)| Given { evidence: *evidence, completed, needs })
                    .collect(),
            })
            .collect();
        let rounds = sources.iter().map(|source| {
            let mut agencies: Vec<usize> = source.given.iter().map(|given| given.evidence.agency).collect();
            agencies.sort_unstable();
            agencies.dedup();
            SourceRound {
                title: source.questionnaire.title.clone(),
                invited: None,
                agencies: agencies.len() as u64,
                answers: source.given.len() as u64,
                many: source.questionnaire.answers_per_agency == AnswersPerAgency::Many,
                is_open: false,
                is_of_other_period: false,
            }
        });
        let (cases, codebook) = (self.cases(), self.codebook());
        FileGaps {
            rounds: rounds.collect(),
            picture: Picture::of(&sources, &codebook),
            cases,
            names: self.names,
            skipped,
            replaced: self.replaced,
        }
    }
}
