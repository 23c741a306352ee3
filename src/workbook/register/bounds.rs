//! How large a file may become when it is unpacked: looked at before anything of it is read, since a
//! few kilobytes can unpack to gigabytes.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refusal::Refusal;

/// The most that all parts may unpack to, in bytes: twenty times a register of 5,000 agencies.
const MOST: u64 = 100 * 1024 * 1024;

/// The most that one part which is no sheet may unpack to, in bytes: it is held in memory.
const MOST_OF_PART: u64 = 24 * 1024 * 1024;

/// The most parts.
const MOST_PARTS: usize = 2_000;

/// Unpacks every part of a workbook into nothing, so that what its directory says need not be believed.
///
/// # Errors
/// [`Refusal::Damaged`] and [`Refusal::TooLarge`].
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::TooLarge);
    }
    let mut rest = MOST;
    let mut told = 0_u64;
    for index in 0..archive.len() {
        told = told.saturating_add(archive.by_index_raw(index).map_err(|_| Refusal::Damaged)?.size());
    }
    if told > MOST {
        return Err(Refusal::TooLarge);
    }
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Refusal::Damaged)?;
        let name = part.name().map_err(|_| Refusal::Damaged)?;
        let is_sheet = name.contains("worksheets/") || name == "content.xml";
        let most = if is_sheet { rest } else { rest.min(MOST_OF_PART) };
        let size = std::io::copy(&mut part.take(most + 1), &mut std::io::sink()).map_err(|_| Refusal::Damaged)?;
        if size > most {
            return Err(Refusal::TooLarge);
        }
        rest -= size;
    }
    Ok(())
}

/// Whether a part of this name is in the archive.
pub(super) fn holds(bytes: &[u8], part: &str) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(part).is_some())
}
