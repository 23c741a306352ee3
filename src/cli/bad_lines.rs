//! Telling what is wrong in files of definitions and answers, one line each.

use std::io::{self, Write};
use std::path::Path;

use super::language;
use crate::app::answer_file::BadLine;
use crate::definition::{FileProblem, Language};

/// A mistake of a definition, as `FILE:LINE:COLUMN: WORDS`.
pub(super) fn tell_problem(out: &mut impl Write, problem: &FileProblem, language: Language) -> io::Result<()> {
    let FileProblem { file, position, words } = problem;
    writeln!(out, "{file}:{}:{}: {}", position.line, position.column, words.text(language))
}

/// Bad lines of answers to standard error, as `FILE:LINE: WORDS`.
pub(super) fn tell_lines(lines: &[BadLine], responses: &Path) -> io::Result<()> {
    let language = language();
    let mut out = io::BufWriter::new(io::stderr().lock());
    for line in lines {
        for problem in &line.problems {
            writeln!(out, "{}:{}: {}", responses.display(), line.line, problem.text(language))?;
        }
    }
    out.flush()
}
