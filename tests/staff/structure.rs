//! The parts of a workbook, looked at for what makes Excel offer to repair it.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One element: its name and its attributes.
type Element = (String, HashMap<String, String>);

/// What was found of a sheet.
pub(super) struct SheetParts {
    pub(super) name: String,
    /// Rows before which a page ends.
    pub(super) breaks: usize,
    /// Whether it is fitted to the width of a page.
    pub(super) is_fitted: bool,
    /// The orientation of its paper.
    pub(super) orientation: String,
    pub(super) charts: usize,
}

/// Reads every part as XML, and looks for what contradicts itself: relations that lead nowhere, names that stand
/// twice, merged cells that overlap, links to sheets that are not there. Panics where it finds such a thing.
pub(super) fn checked(workbook: &[u8]) -> Vec<SheetParts> {
    let parts = parts(workbook);
    let types = &parts["[Content_Types].xml"];
    for name in parts.keys().filter(|name| name.ends_with(".xml") && !name.starts_with('[')) {
        let is_told = types.iter().any(|(_, told)| told.get("PartName") == Some(&format!("/{name}")));
        assert!(is_told, "{name} has no content type");
    }
    for (name, elements) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels/").next().unwrap();
        for (_, relation) in
            elements.iter().filter(|(element, told)| element == "Relationship" && !told.contains_key("TargetMode"))
        {
            let target = resolved(folder, &relation["Target"]);
            assert!(parts.contains_key(&target), "{name} leads to {target}");
        }
    }
    let sheets: Vec<String> = named(&parts["xl/workbook.xml"], "sheet").map(|sheet| sheet["name"].clone()).collect();
    let mut once: Vec<_> = sheets.iter().map(|name| name.to_lowercase()).collect();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), sheets.len(), "names of sheets stand twice: {sheets:?}");
    sheets.iter().enumerate().map(|(at, name)| sheet(&parts, at + 1, name, &sheets)).collect()
}

fn sheet(parts: &HashMap<String, Vec<Element>>, number: usize, name: &str, sheets: &[String]) -> SheetParts {
    assert!(name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
    let elements = &parts[&format!("xl/worksheets/sheet{number}.xml")];
    assert!(!elements.iter().any(|(element, _)| element == "f"), "{name} has a formula");
    let merged: Vec<_> = named(elements, "mergeCell").map(|cell| area(&cell["ref"])).collect();
    for (at, one) in merged.iter().enumerate() {
        for other in &merged[..at] {
            let apart = one.0 > other.2 || other.0 > one.2 || one.1 > other.3 || other.1 > one.3;
            assert!(apart, "{name}: merged cells overlap at {one:?} and {other:?}");
        }
    }
    for link in named(elements, "hyperlink") {
        let target = link["location"].rsplit_once('!').unwrap().0.trim_matches('\'').replace("''", "'");
        assert!(sheets.contains(&target), "{name} leads to the sheet {target}");
    }
    let drawings = parts.get(&format!("xl/worksheets/_rels/sheet{number}.xml.rels"));
    let drawing = drawings.iter().flat_map(|relations| named(relations, "Relationship")).find_map(|relation| {
        relation["Target"].contains("drawing").then(|| resolved("xl/worksheets/", &relation["Target"]))
    });
    SheetParts {
        name: name.to_owned(),
        breaks: named(elements, "rowBreaks").map(|breaks| breaks["count"].parse::<usize>().unwrap()).sum(),
        is_fitted: named(elements, "pageSetUpPr").any(|setup| setup.get("fitToPage").is_some_and(|is| is == "1")),
        orientation: named(elements, "pageSetup").filter_map(|setup| setup.get("orientation").cloned()).collect(),
        charts: drawing.map_or(0, |drawing| named(&parts[&drawing], "xdr:graphicFrame").count()),
    }
}

fn named<'e>(elements: &'e [Element], name: &'e str) -> impl Iterator<Item = &'e HashMap<String, String>> {
    elements.iter().filter(move |(element, _)| element == name).map(|(_, attributes)| attributes)
}

/// Row and column of the first and of the last cell of `B2:D5`.
fn area(reference: &str) -> (u32, u32, u32, u32) {
    let cell = |cell: &str| {
        let letters: String = cell.chars().take_while(char::is_ascii_alphabetic).collect();
        let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
        (cell[letters.len()..].parse::<u32>().unwrap(), column)
    };
    let (first, last) = reference.split_once(':').unwrap();
    let (first, last) = (cell(first), cell(last));
    (first.0, first.1, last.0, last.1)
}

fn resolved(folder: &str, target: &str) -> String {
    let Some(target) = target.strip_prefix('/') else {
        let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            if part == ".." {
                path.truncate(path.len().saturating_sub(1));
            } else {
                path.push(part);
            }
        }
        return path.join("/");
    };
    target.to_owned()
}

fn parts(workbook: &[u8]) -> HashMap<String, Vec<Element>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), elements(&text))
        })
        .collect()
}

fn elements(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    let mut elements = Vec::new();
    let element = |start: &BytesStart<'_>| {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            let value = attribute.value.to_string();
            let value = value.replace("&apos;", "'").replace("&quot;", "\"").replace("&amp;", "&");
            (attribute.key.as_ref().to_owned(), value)
        });
        (start.name().as_ref().to_owned(), attributes.collect())
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => elements.push(element(&start)),
            Event::Eof => return elements,
            _ => {}
        }
    }
}
