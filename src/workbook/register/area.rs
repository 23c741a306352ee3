//! How many cells a sheet would take in memory. The reader of xls and ods files makes room for every
//! cell between the outermost ones, so that two cells in opposite corners cost gigabytes: their place
//! is looked at before.

use std::io::{BufRead, BufReader, Cursor, Read};

use cfb::CompoundFile;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::refusal::Refusal;

/// The most cells of all sheets: those of an xls sheet that is full to its last row, 20 columns wide.
const MOST: u64 = 65_536 * 20;

/// Records of an xls file that hold a cell: formula, number, label, boolean, RK, label of the string
/// table, formatted label, several RKs.
const CELLS: &[u16] = &[0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x00BD];
/// The record of several numbers in one row, which ends with its last column.
const NUMBERS: u16 = 0x00BD;
/// The record that begins a sheet.
const BEGIN: u16 = 0x0809;
/// The record of a workbook behind a password.
const LOCKED: u16 = 0x002F;

/// The rows and columns up to the last cell.
#[derive(Default)]
struct Area {
    rows: u64,
    columns: u64,
}

impl Area {
    fn reach(&mut self, rows: u64, columns: u64) {
        self.rows = self.rows.max(rows);
        self.columns = self.columns.max(columns);
    }

    fn cells(&self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }
}

/// Looks at the cells of an xls file.
///
/// # Errors
/// [`Refusal::Damaged`], [`Refusal::Locked`] and [`Refusal::TooLarge`].
pub(super) fn check_xls(bytes: &[u8]) -> Result<(), Refusal> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(Refusal::Locked);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name)).ok_or(Refusal::NotARegister)?;
    let mut stream = Vec::new();
    let most = bytes.len() as u64;
    file.open_stream(name).and_then(|found| found.take(most).read_to_end(&mut stream)).map_err(|_| Refusal::Damaged)?;
    let (mut total, mut area) = (0, Area::default());
    let mut rest = stream.as_slice();
    while let Some(([t0, t1, l0, l1], after)) = rest.split_first_chunk::<4>() {
        let (kind, length) = (u16::from_le_bytes([*t0, *t1]), usize::from(u16::from_le_bytes([*l0, *l1])));
        let data = after.get(..length).ok_or(Refusal::Damaged)?;
        rest = after.get(length..).unwrap_or_default();
        match kind {
            LOCKED => return Err(Refusal::Locked),
            BEGIN => total += std::mem::take(&mut area).cells(),
            _ if CELLS.contains(&kind) => {
                let number = |place: usize| {
                    data.get(place..place + 2).map_or(0, |pair| u64::from(pair[0]) | (u64::from(pair[1]) << 8))
                };
                let last = if kind == NUMBERS { number(length.saturating_sub(2)) } else { number(2) };
                area.reach(number(0) + 1, last.max(number(2)) + 1);
            }
            _ => {}
        }
        if total + area.cells() > MOST {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(())
}

/// Looks at the cells of an ods file, whose cells and rows may say how often they are repeated.
///
/// # Errors
/// [`Refusal::Damaged`] and [`Refusal::TooLarge`].
pub(super) fn check_ods(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let content = archive.by_name("content.xml").map_err(|_| Refusal::Damaged)?;
    measure(&mut Reader::from_reader(BufReader::new(content)))
}

fn measure(xml: &mut Reader<impl BufRead>) -> Result<(), Refusal> {
    let (mut total, mut area) = (0_u64, Area::default());
    let (mut rows, mut repeated, mut columns) = (0_u64, 1_u64, 0_u64);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| Refusal::Damaged)?;
        let (Event::Start(element) | Event::Empty(element)) = &event else {
            if matches!(event, Event::Eof) {
                return Ok(());
            }
            continue;
        };
        match element.name().as_ref() {
            "table:table" => {
                total += std::mem::take(&mut area).cells();
                (rows, repeated, columns) = (0, 0, 0);
            }
            "table:table-row" => {
                rows = rows.saturating_add(repeated);
                (repeated, columns) = (times(element, "table:number-rows-repeated"), 0);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                columns = columns.saturating_add(times(element, "table:number-columns-repeated"));
                if holds(element, "office:value-type") || holds(element, "table:formula") {
                    area.reach(rows.saturating_add(repeated), columns);
                }
            }
            _ => {}
        }
        if total.saturating_add(area.cells()) > MOST {
            return Err(Refusal::TooLarge);
        }
    }
}

fn times(element: &BytesStart<'_>, name: &str) -> u64 {
    let attribute = element.try_get_attribute(name).ok().flatten();
    attribute.and_then(|attribute| attribute.value.parse().ok()).unwrap_or(1)
}

fn holds(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(element.try_get_attribute(name), Ok(Some(_)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn xls(cells: &[(u16, u16)]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut stream = file.create_stream("/Workbook").unwrap();
        stream.write_all(&[0x09, 0x08, 2, 0, 0, 6]).unwrap();
        for (row, column) in cells {
            stream.write_all(&[0x03, 0x02, 14, 0]).unwrap();
            stream.write_all(&[row.to_le_bytes(), column.to_le_bytes()].concat()).unwrap();
            stream.write_all(&[0; 10]).unwrap();
        }
        stream.flush().unwrap();
        drop(stream);
        file.into_inner().into_inner()
    }

    fn ods(rows: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        write!(zip, "<office:body xmlns:office='o' xmlns:table='t'><table:table>{rows}</table:table></office:body>")
            .unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_in_opposite_corners_of_an_old_workbook_are_seen() {
        assert_eq!(check_xls(&xls(&[(0, 0), (4_999, 12)])), Ok(()));
        assert_eq!(check_xls(&xls(&[(0, 0), (65_535, 255)])), Err(Refusal::TooLarge));
        assert_eq!(check_xls(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Err(Refusal::Damaged));
    }

    #[test]
    fn repeated_rows_and_cells_are_counted_up_to_the_last_that_holds_something() {
        let row = |rows: u32, cells: &str| {
            format!("<table:table-row table:number-rows-repeated='{rows}'>{cells}</table:table-row>")
        };
        let cell = "<table:table-cell office:value-type='string'/>";
        let blank = "<table:table-cell table:number-columns-repeated='16000'/>";
        // Every ods file ends with a million blank rows.
        assert_eq!(check_ods(&ods(&(row(1, cell) + row(1_048_575, blank).as_str()))), Ok(()));
        assert_eq!(check_ods(&ods(&(row(1_048_575, blank) + row(1, cell).as_str()))), Ok(()));
        assert_eq!(
            check_ods(&ods(&(row(1_048_575, "") + row(1, &format!("{blank}{cell}")).as_str()))),
            Err(Refusal::TooLarge)
        );
        assert_eq!(check_ods(&ods(&row(1_000_000, &format!("{cell}{cell}")))), Err(Refusal::TooLarge));
    }
}
