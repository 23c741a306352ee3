//! The page on which an answer is read and coded.

use super::books::{Books, DIFFICULT, GOOD};
use super::codable::is_heard;
use super::laid_out::Sheet;
use super::people::Names;
use super::placed::{Placed, placed};
use super::reader::{CaseReader, ReadCase, finished_at};
use crate::answer::passage::{Fit, fit, quoted};
use crate::app::Definitions;
use crate::app::cases::text_for::WAITING;
use crate::app::desk::{DeskError, zone_of};
use crate::store::Connection;
use crate::store::audit::Actor;
use crate::store::coding_suggestions::{self, Suggestion};
use crate::store::codings::{CodingKind, Passage};
use crate::store::networks::Network;
use crate::view::cases::{CaseFacts, Given, Labelled, WrittenText};
use crate::view::coding::{BookTicks, CodeTick, GivenHere, GroupTicks, ReadingPage, SuggestionLine};
use crate::view::dates;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::table::Fact;

/// What fields of the page are called in its error summary.
const FIELDS: &[(&str, &str)] = &[("places", "付ける箇所"), ("codes", "付ける分類")];

/// The page, with what was sent and what is wrong with it.
///
/// # Errors
/// [`DeskError::NotFound`] where the person may not read the answer.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    reader: CaseReader,
    (typed, problems): (&Typed, &[FieldProblem]),
) -> Result<ReadingPage, DeskError> {
    let case = reader.open(connection, definitions)?;
    let mine = case.readings.iter().find(|one| one.user_id == reader.user);
    let is_finished = finished_at(&case.readings, reader.user).is_some();
    let (back, back_label) = back(&case, reader);
    let mut page = ReadingPage {
        path: reader.path(),
        back,
        back_label,
        noun: case.noun(),
        name: case.number.map_or_else(|| format!("{}の分類", case.noun()), |number| format!("事例 {number}")),
        round: case.read.round.title.clone(),
        revision: case.response.latest_revision,
        masks: case.shown.version(),
        waiting: if case.shown.is_waiting() { WAITING } else { "" },
        is_masked: !reader.is_office(),
        facts: Vec::new(),
        state: match mine {
            None => "未着手",
            Some(_) if is_finished => "終了",
            Some(_) => "分類中",
        },
        is_finished,
        is_independent: mine.is_none_or(|one| one.is_independent),
        told: "",
        errors: FormState { typed, problems }.summary(FIELDS),
        sections: Vec::new(),
        is_whole_ticked: typed.all("whole").next().is_some(),
        whole: Vec::new(),
        gone: Vec::new(),
        books: Vec::new(),
        suggestions: Vec::new(),
        selected: typed.one("selected").to_owned(),
    };
    if case.shown.is_waiting() {
        return Ok(page);
    }
    let books = Books::of_network(connection, definitions, network.id)?;
    let names = Names::of_network(connection, network.id)?;
    let given = reader.visible(connection, &case.readings)?;
    let latest = case.response.latest_revision;
    let given = placed(connection, definitions, network.id, (&case.texts, latest), given)?;
    page.suggestions = suggestions(connection, &case, reader, &books)?;
    let drawing = Drawing { network, reader, case: &case, books: &books, names: &names, typed, is_finished };
    for one in &given {
        if one.is_gone {
            page.gone.extend(drawing.given(one));
        } else if one.coding.passage.is_whole_answer() {
            page.whole.extend(drawing.given(one));
        }
    }
    let facts = case.answer().map(|answer| CaseFacts::of(&case.read.questionnaire, &answer.document));
    let kind = facts.as_ref().and_then(|facts| facts.valence.clone());
    if !reader.is_office() {
        page.facts = facts.map(known_facts).unwrap_or_default();
    }
    page.sections = Sheet { case: &case, typed, given: &given }.sections(|one| drawing.given(one));
    page.books = drawing.ticks(kind.as_ref().map(|kind| kind.key.as_str()));
    Ok(page)
}

/// Where the reader came from, and what that is called.
fn back(case: &ReadCase, reader: CaseReader) -> (String, &'static str) {
    let desk = format!("/staff/networks/{}", reader.network);
    if !reader.is_office() {
        (desk, "担当する事例")
    } else if is_heard(&case.read.questionnaire) {
        (format!("{desk}/rounds/{}/themes", case.read.round.id), "聞き取りの声")
    } else {
        (format!("{desk}/cases/{}", reader.case), "事例の画面")
    }
}

/// What those who are not of the office may know of a case beside its text.
fn known_facts(facts: CaseFacts) -> Vec<Fact> {
    let fact = |label: &str, one: Option<Labelled>| one.map(|one| Fact::new(label, one.label));
    [fact("種類", facts.valence), fact("年代", facts.age)].into_iter().flatten().collect()
}

/// Where a suggestion stands in the newest revision; `None` where its words stand there no more.
pub(super) fn place_of(texts: &[WrittenText], suggestion: &Suggestion) -> Option<(Passage, String)> {
    let text = texts.iter().find(|text| text.question == suggestion.passage.question)?;
    let Some(range) = suggestion.passage.range() else {
        return Some((super::passages::of_question(text), text.text.clone()));
    };
    let range = match fit(&text.text, &range, &suggestion.passage.quote_hash) {
        Fit::Same => range,
        Fit::Moved(to) => to,
        Fit::Gone => return None,
    };
    Some((super::passages::of_range(text, &range)?, quoted(&text.text, &range)?))
}

fn suggestions(
    connection: &mut Connection,
    case: &ReadCase,
    reader: CaseReader,
    books: &Books,
) -> Result<Vec<SuggestionLine>, DeskError> {
    let decided = coding_suggestions::decisions_of(connection, reader.network, reader.case)?;
    let all = coding_suggestions::of_response(connection, reader.network, reader.case)?;
    let line = |suggestion: Suggestion| {
        let (passage, _) = place_of(&case.texts, &suggestion)?;
        let quote = as_read(case, &passage)?;
        let mine = decided.iter().find(|one| one.suggestion == suggestion.id && one.user == reader.user);
        let text = case.texts.iter().find(|text| text.question == suggestion.passage.question)?;
        Some(SuggestionLine {
            id: suggestion.id.to_string(),
            book: books.book(&suggestion.codebook)?.title.clone(),
            label: books.label(&suggestion.codebook, &suggestion.code)?.to_owned(),
            question: text.label.clone(),
            quote,
            rule: suggestion.rule.clone(),
            decided: match mine.map(|one| one.is_accepted) {
                None => "",
                Some(true) => "採用しました",
                Some(false) => "採用しませんでした",
            },
        })
    };
    Ok(all.into_iter().filter_map(line).collect())
}

/// The words of a passage as the reader reads them; `None` where they read nothing of it but what stands for it.
fn as_read(case: &ReadCase, passage: &Passage) -> Option<String> {
    let text = case.texts.iter().find(|text| text.question == passage.question)?;
    let Some(range) = passage.range() else { return Some(case.shown.text(text).to_owned()) };
    let place = case.shown.place(text, &range).filter(|_| !case.shown.hides(text, &range))?;
    quoted(case.shown.text(text), &place)
}

/// What drawing the page needs.
struct Drawing<'a> {
    network: &'a Network,
    reader: CaseReader,
    case: &'a ReadCase,
    books: &'a Books,
    names: &'a Names,
    typed: &'a Typed,
    is_finished: bool,
}

impl Drawing<'_> {
    /// The words that a code was given to, as the reader reads them; empty for all of a question or of the answer.
    fn quote(&self, one: &Placed) -> String {
        let shown = &self.case.shown;
        if one.is_gone {
            return if shown.is_whole() { one.quote.clone() } else { String::new() };
        }
        let text = self.case.texts.iter().find(|text| text.question == one.coding.passage.question);
        let place = |text| Some((text, shown.place(text, one.range.as_ref()?)?));
        let read = text.and_then(place).and_then(|(text, place)| quoted(shown.text(text), &place));
        read.unwrap_or_default()
    }

    fn given(&self, one: &Placed) -> Option<GivenHere> {
        let coding = &one.coding;
        let is_mine = coding.coded_by == Actor::User(self.reader.user) && coding.kind == CodingKind::Reader;
        let given = Given {
            id: coding.id.to_string(),
            book: self.books.book(&coding.codebook)?.title.clone(),
            label: self.books.label(&coding.codebook, &coding.code)?.to_owned(),
            quote: self.quote(one),
            by: if is_mine { String::new() } else { self.names.of_actor(coding.coded_by).to_owned() },
            at: dates::moment(coding.coded_at, &zone_of(self.network)),
            kind: match coding.kind {
                CodingKind::Reader => String::new(),
                CodingKind::Settled => "協議の結果、付けることにした分類".to_owned(),
                CodingKind::Dropped => "協議の結果、付けないことにした分類".to_owned(),
            },
            note: one.note.clone(),
        };
        Some(GivenHere { given, is_mine: is_mine && !self.is_finished })
    }

    /// Every codebook; that of the case's kind is open at first, and those in which something is ticked.
    fn ticks(&self, kind: Option<&str>) -> Vec<BookTicks> {
        let is_for_kind = |key: &str| matches!((kind, key), (Some("good"), GOOD) | (Some("difficult"), DIFFICULT));
        let book = |book: &super::books::Book| {
            let mut groups: Vec<GroupTicks> = Vec::new();
            for code in book.codes.iter().filter(|code| !code.is_retired) {
                let value = format!("{}:{}", book.key, code.key);
                let tick = CodeTick {
                    is_ticked: self.typed.all("code").any(|ticked| ticked == value),
                    label: code.label.clone(),
                    about: code.about.clone(),
                    value,
                };
                match groups.last_mut() {
                    Some(group) if group.title == code.group => group.codes.push(tick),
                    _ => groups.push(GroupTicks { title: code.group.clone(), codes: vec![tick] }),
                }
            }
            let is_ticked = groups.iter().any(|group| group.codes.iter().any(|code| code.is_ticked));
            BookTicks {
                is_open: is_ticked || is_for_kind(&book.key),
                key: book.key.clone(),
                title: book.title.clone(),
                groups,
            }
        };
        self.books.books.iter().map(book).collect()
    }
}
