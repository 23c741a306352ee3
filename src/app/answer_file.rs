//! Reading a file of answers piece by piece, on all cores.

use std::fs::File;
use std::io::{self, Read};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::analysis::{Dataset, Giver};
use crate::answer::Completer;
use crate::answer::json::Reader;
use crate::definition::{Questionnaire, Words};

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1, blank lines too.
    pub line: usize,
    /// Everything that is wrong with it.
    pub problems: Vec<Words>,
}

/// Whole lines of a file.
struct Piece {
    first_line: usize,
    bytes: Vec<u8>,
}

/// Bytes read at a time: large enough to keep a core busy, small enough that a file of any size
/// needs little memory.
const PIECE: usize = 1 << 21;

/// Opens a file of answers; `-` is standard input.
///
/// # Errors
/// The file cannot be opened.
pub fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if path == Path::new("-") { Ok(Box::new(io::stdin())) } else { Ok(Box::new(File::open(path)?)) }
}

/// Reads all answers of a file. Bad lines are left out and told, in order; the answers come in any order.
///
/// # Errors
/// The file cannot be read.
pub fn read(source: impl Read, questionnaire: &Questionnaire) -> io::Result<(Dataset, Vec<BadLine>)> {
    let reader = &Reader::new(questionnaire);
    let completer = &Completer::new(questionnaire);
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (sender, receiver) = sync_channel(workers);
    let receiver = &Mutex::new(receiver);
    thread::scope(|scope| {
        let reading: Vec<_> = (0..workers)
            .map(|_| scope.spawn(move || read_pieces(receiver, reader, completer, Dataset::new(questionnaire))))
            .collect();
        let read = send_pieces(source, sender);
        let mut all: Option<Dataset> = None;
        let mut bad = Vec::new();
        for worker in reading {
            let (dataset, lines) = worker.join().unwrap_or_else(|panic| resume_unwind(panic));
            match &mut all {
                Some(all) => all.append(&dataset),
                None => all = Some(dataset),
            }
            bad.extend(lines);
        }
        bad.sort_by_key(|line: &BadLine| line.line);
        read.map(|()| (all.unwrap_or_else(|| Dataset::new(questionnaire)), bad))
    })
}

/// Cuts the file at line ends.
fn send_pieces(mut source: impl Read, sender: SyncSender<Piece>) -> io::Result<()> {
    let mut first_line = 1;
    let mut rest = Vec::new();
    loop {
        let mut bytes = rest;
        let read = source.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
        let end =
            if read == 0 { bytes.len() } else { bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1) };
        rest = bytes.split_off(end);
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        // Nobody receives only where every worker has died; joining them tells why.
        if !bytes.is_empty() && sender.send(Piece { first_line, bytes }).is_err() || read == 0 {
            return Ok(());
        }
        first_line += lines;
    }
}

fn read_pieces(
    pieces: &Mutex<Receiver<Piece>>,
    reader: &Reader<'_>,
    completer: &Completer<'_>,
    mut dataset: Dataset,
) -> (Dataset, Vec<BadLine>) {
    let mut bad = Vec::new();
    loop {
        let piece = pieces.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Piece { first_line, bytes }) = piece else { return (dataset, bad) };
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = if first_line + number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
            if line.trim_ascii().is_empty() {
                continue;
            }
            match reader.line(line) {
                Ok(answer) => {
                    let kind = answer.agency.as_ref().and_then(|agency| agency.kind.as_deref());
                    dataset.push(completer, answer.answers, Giver { agency: None, kind });
                }
                Err(problems) => bad.push(BadLine { line: first_line + number, problems }),
            }
        }
    }
}
