//! The builder of the dictionary file that ships with the program.

use std::collections::HashMap;
use std::io::Write;

use csv::{ReaderBuilder, WriterBuilder};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use thiserror::Error;
use vibrato::SystemDictionaryBuilder;

/// The texts of a dictionary in MeCab's form with IPADIC's columns, in UTF-8.
#[derive(Debug, Default)]
pub struct Sources {
    /// All `*.csv`, one after the other, in the order of their names.
    pub lexicon: String,
    /// `matrix.def`: what it costs to put one word beside another.
    pub matrix: String,
    /// `char.def`: kinds of characters.
    pub characters: String,
    /// `unk.def`: what an unknown word may be.
    pub unknown: String,
    /// `pos-id.def`: the numbers of the parts of speech.
    pub parts_of_speech: String,
}

/// Why no dictionary came of the texts.
#[derive(Debug, Error)]
pub enum CompileError {
    /// A line does not have the columns of IPADIC.
    #[error("{file} line {line}: {why}")]
    Line {
        /// Which text.
        file: &'static str,
        /// From 1.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// vibrato does not take the texts.
    #[error("the dictionary cannot be compiled: {0}")]
    Vibrato(#[from] vibrato::errors::VibratoError),
    /// The file cannot be put together.
    #[error("the dictionary cannot be packed: {0}")]
    Pack(#[from] std::io::Error),
}

/// The dictionary file: vibrato's, packed with zlib, the same bytes from the same texts. Of each word it keeps the
/// number of its part of speech, and its base form where that differs from how it is written: readings and
/// pronunciations, most of what MeCab keeps, have no use here.
///
/// # Errors
/// The first line that does not have IPADIC's columns, or what vibrato says.
pub fn compile(sources: &Sources) -> Result<Vec<u8>, CompileError> {
    let numbers = numbers(&sources.parts_of_speech)?;
    let lexicon = slim("lexicon", &sources.lexicon, &numbers)?;
    let unknown = slim("unk.def", &sources.unknown, &numbers)?;
    let dictionary = SystemDictionaryBuilder::from_readers(
        lexicon.as_slice(),
        sources.matrix.as_bytes(),
        sources.characters.as_bytes(),
        unknown.as_slice(),
    )?;
    let mut plain = Vec::new();
    dictionary.write(&mut plain)?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&plain)?;
    Ok(packed.finish()?)
}

fn numbers(text: &str) -> Result<HashMap<&str, u8>, CompileError> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| {
            let why = |why: &str| CompileError::Line { file: "pos-id.def", line: at as u64 + 1, why: why.to_owned() };
            let (name, number) = line.rsplit_once(' ').ok_or_else(|| why("no number"))?;
            Ok((name, number.parse().map_err(|_| why("no number"))?))
        })
        .collect()
}

/// Word, two connection numbers, cost, and 「number of the part of speech」 or 「number base form」.
fn slim(file: &'static str, text: &str, numbers: &HashMap<&str, u8>) -> Result<Vec<u8>, CompileError> {
    let mut rows = Vec::new();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| CompileError::Line {
            file,
            line: error.position().map_or(0, csv::Position::line),
            why: error.to_string(),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let fault = |why: &str| CompileError::Line { file, line, why: why.to_owned() };
        let column = |at: usize| record.get(at).ok_or_else(|| fault("too few columns"));
        let name = [column(4)?, column(5)?, column(6)?, column(7)?].join(",");
        let number = numbers.get(name.as_str()).ok_or_else(|| fault("a part of speech without a number"))?;
        let base = record.get(10).filter(|base| *base != "*" && *base != &record[0]);
        let feature = base.map_or_else(|| number.to_string(), |base| format!("{number} {base}"));
        rows.push([column(0)?, column(1)?, column(2)?, column(3)?, &feature].map(str::to_owned));
    }
    rows.sort();
    let mut slim = WriterBuilder::new().from_writer(Vec::new());
    for row in rows {
        slim.write_record(row).map_err(|error| std::io::Error::other(error.to_string()))?;
    }
    slim.into_inner().map_err(|error| CompileError::Pack(std::io::Error::other(error.to_string())))
}
