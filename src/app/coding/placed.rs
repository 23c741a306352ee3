//! Where codings stand in the newest revision of an answer, and which of them fit it no longer.

use std::ops::Range;

use crate::answer::json;
use crate::answer::passage::{Fit, fit, quote_hash, quoted};
use crate::app::Definitions;
use crate::app::desk::DeskError;
use crate::store::codings::Coding;
use crate::store::{Connection, NetworkId, revisions};
use crate::view::cases::{WrittenText, written};

/// A coding with its place in the newest revision.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The coding.
    pub coding: Coding,
    /// The characters it stands at; `None` where it is all of a question or of the answer.
    pub range: Option<Range<usize>>,
    /// The words of the passage; empty where it is all of a question or of the answer.
    pub quote: String,
    /// Whether what was coded stands in the newest revision no more.
    pub is_gone: bool,
    /// What a reader should know; empty where there is nothing.
    pub note: String,
}

/// Places codings in the texts of the newest revision, whose number is `latest`.
///
/// # Errors
/// Those of the database, and an earlier answer that does not fit its definition.
pub fn placed(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    (texts, latest): (&[WrittenText], i32),
    codings: Vec<Coding>,
) -> Result<Vec<Placed>, DeskError> {
    let mut all = Vec::with_capacity(codings.len());
    for coding in codings {
        let mut one = place(texts, latest, coding);
        if one.is_gone && one.coding.passage.range().is_some() {
            one.quote = earlier_quote(connection, definitions, network, &one.coding)?;
        }
        all.push(one);
    }
    Ok(all)
}

fn place(texts: &[WrittenText], latest: i32, coding: Coding) -> Placed {
    let passage = &coding.passage;
    let text = texts.iter().find(|text| text.question == passage.question);
    let mut one = Placed { range: None, quote: String::new(), is_gone: false, note: String::new(), coding };
    let passage = &one.coding.passage;
    if passage.is_whole_answer() {
        if one.coding.revision != latest {
            let number = one.coding.revision;
            one.note = format!("第{number}版の回答に付けた分類です。訂正後も当てはまるか、お確かめください。");
        }
        return one;
    }
    let Some(text) = text else {
        one.is_gone = true;
        return one;
    };
    match passage.range() {
        None if quote_hash(&text.text) != passage.quote_hash => {
            one.note = "分類を付けた後に、この設問の回答が訂正されました。お確かめください。".to_owned();
        }
        None => {}
        Some(range) => match fit(&text.text, &range, &passage.quote_hash) {
            Fit::Same => one.range = Some(range),
            Fit::Moved(to) => one.range = Some(to),
            Fit::Gone => one.is_gone = true,
        },
    }
    one.quote = one.range.as_ref().and_then(|range| quoted(&text.text, range)).unwrap_or_default();
    one
}

/// The words that were coded, from the revision in which they stood; empty where it cannot be found.
fn earlier_quote(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
    coding: &Coding,
) -> Result<String, DeskError> {
    let Some(revision) = revisions::find(connection, network, coding.response_id, coding.revision)? else {
        return Ok(String::new());
    };
    let questionnaire = definitions.of_version(connection, network, revision.version_id)?;
    let document = json::Reader::new(&questionnaire)
        .document(&revision.document)
        .map_err(|_| DeskError::Answer(coding.response_id))?;
    let texts = written(&questionnaire, &document);
    let text = texts.into_iter().find(|text| text.question == coding.passage.question);
    Ok(text.zip(coding.passage.range()).and_then(|(text, range)| quoted(&text.text, &range)).unwrap_or_default())
}
