//! The page on which a case is read and coded.

use super::books::{Books, DIFFICULT, GOOD};
use super::people::Names;
use super::placed::{Placed, placed};
use super::reader::{CaseReader, ReadCase, finished_at};
use crate::answer::passage::{Fit, fit, quoted, sentences};
use crate::answer::{self, Completed};
use crate::app::Definitions;
use crate::app::cases::board::agencies;
use crate::app::desk::{DeskError, zone_of};
use crate::app::results::places;
use crate::store::Connection;
use crate::store::audit::Actor;
use crate::store::coding_suggestions::{self, Suggestion};
use crate::store::codings::{CodingKind, Passage};
use crate::store::networks::Network;
use crate::view::cases::{CaseFacts, Given, WrittenText};
use crate::view::coding::{
    BookTicks, CodeTick, GivenHere, GroupTicks, ReadRow, ReadSection, ReadingPage, SentenceTick, SuggestionLine,
};
use crate::view::dates;
use crate::view::field::{FieldProblem, FormState, Typed};
use crate::view::form::{AnsweredRow, answered};

/// What fields of the page are called in its error summary.
const FIELDS: &[(&str, &str)] = &[("places", "付ける箇所"), ("codes", "付ける分類")];

/// The page, with what was sent and what is wrong with it.
///
/// # Errors
/// [`DeskError::NotFound`] where the person may not read the case.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    network: &Network,
    reader: CaseReader,
    (typed, problems): (&Typed, &[FieldProblem]),
) -> Result<ReadingPage, DeskError> {
    let case = reader.open(connection, definitions)?;
    let books = Books::of_network(connection, definitions, network.id)?;
    let names = Names::of_network(connection, network.id)?;
    let given = reader.visible(connection, &case.readings)?;
    let latest = case.response.latest_revision;
    let given = placed(connection, definitions, network.id, (&case.texts, latest), given)?;
    let suggested = suggestions(connection, &case, reader, &books)?;
    let mine = case.readings.iter().find(|one| one.user_id == reader.user);
    let is_finished = finished_at(&case.readings, reader.user).is_some();
    let drawing = Drawing { network, reader, books: &books, names: &names, typed, is_finished };
    let (mut whole, mut gone) = (Vec::new(), Vec::new());
    for one in &given {
        if one.is_gone {
            gone.extend(drawing.given(one));
        } else if one.coding.passage.is_whole_answer() {
            whole.extend(drawing.given(one));
        }
    }
    let desk = format!("/staff/networks/{}", network.id);
    let kind = facts_of(&case).and_then(|facts| facts.valence);
    Ok(ReadingPage {
        path: reader.path(),
        back: if reader.is_office() { format!("{desk}/cases/{}", reader.case) } else { desk },
        back_label: if reader.is_office() { "事例の画面" } else { "担当する事例" },
        name: case.number.map_or_else(|| "事例の分類".to_owned(), |number| format!("事例 {number}")),
        round: case.read.round.title.clone(),
        revision: latest,
        state: match mine {
            None => "未着手",
            Some(_) if is_finished => "終了",
            Some(_) => "分類中",
        },
        is_finished,
        is_independent: mine.is_none_or(|one| one.is_independent),
        told: "",
        errors: FormState { typed, problems }.summary(FIELDS),
        sections: drawing.sections(&case, &given),
        is_whole_ticked: typed.all("whole").next().is_some(),
        whole,
        gone,
        books: drawing.ticks(kind.as_ref().map(|kind| kind.key.as_str())),
        suggestions: suggested,
        selected: typed.one("selected").to_owned(),
    })
}

fn facts_of(case: &ReadCase) -> Option<CaseFacts> {
    let answer = case.read.answers.iter().find(|answer| answer.response == case.response.id)?;
    Some(CaseFacts::of(&case.read.questionnaire, &answer.document))
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
        let (_, quote) = place_of(&case.texts, &suggestion)?;
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

/// What drawing the page needs.
struct Drawing<'a> {
    network: &'a Network,
    reader: CaseReader,
    books: &'a Books,
    names: &'a Names,
    typed: &'a Typed,
    is_finished: bool,
}

impl Drawing<'_> {
    fn sections(&self, case: &ReadCase, given: &[Placed]) -> Vec<ReadSection> {
        let Some(answer) = case.read.answers.iter().find(|answer| answer.response == case.response.id) else {
            return Vec::new();
        };
        let questionnaire = &case.read.questionnaire;
        let Completed { document, shown } = answer::complete(questionnaire, answer.document.clone());
        let sections = answered(questionnaire, &document, &shown, &agencies(&case.read), &places(&case.read));
        let section = |section: crate::view::form::AnsweredSection| ReadSection {
            title: section.title,
            rows: section.rows.into_iter().flat_map(|row| self.rows(row, case, given)).collect(),
        };
        sections.into_iter().map(section).filter(|section| !section.rows.is_empty()).collect()
    }

    /// A question; one that repeats has a row for each text of its instances.
    fn rows(&self, row: AnsweredRow, case: &ReadCase, given: &[Placed]) -> Vec<ReadRow> {
        let inner = format!("{}/", row.key);
        let of_row = |text: &&WrittenText| text.question == row.key || text.question.starts_with(&inner);
        let texts: Vec<&WrittenText> = case.texts.iter().filter(of_row).collect();
        let is_text = texts.iter().any(|text| text.question == row.key);
        let mut rows = Vec::new();
        if !is_text {
            rows.push(ReadRow {
                label: row.label.clone(),
                plain: row.answer.plain(),
                sentences: Vec::new(),
                is_ticked: false,
                given: Vec::new(),
                key: row.key.clone(),
            });
        }
        rows.extend(texts.into_iter().map(|text| {
            ReadRow {
                key: text.question.clone(),
                label: if is_text { row.label.clone() } else { format!("{}：{}", row.label, text.label) },
                plain: String::new(),
                sentences: self.sentences(text, given),
                is_ticked: self.typed.all("question").any(|key| key == text.question),
                given: given
                    .iter()
                    .filter(|one| !one.is_gone && one.coding.passage.question == text.question)
                    .filter_map(|one| self.given(one))
                    .collect(),
            }
        }));
        rows
    }

    fn sentences(&self, text: &WrittenText, given: &[Placed]) -> Vec<SentenceTick> {
        let letters: Vec<char> = text.text.chars().collect();
        let of_text = |one: &&Placed| !one.is_gone && one.coding.passage.question == text.question;
        let ranges: Vec<_> = given.iter().filter(of_text).filter_map(|one| one.range.clone()).collect();
        let mut end = 0;
        let mut ticks = Vec::new();
        for range in sentences(&text.text) {
            let value = format!("{}:{}-{}", text.question, range.start, range.end);
            let between = letters.get(end..range.start).unwrap_or_default();
            ticks.push(SentenceTick {
                is_on_new_line: end > 0 && between.contains(&'\n'),
                is_ticked: self.typed.all("at").any(|ticked| ticked == value),
                is_coded: ranges.iter().any(|coded| coded.start < range.end && range.start < coded.end),
                start: range.start,
                text: letters.get(range.clone()).unwrap_or_default().iter().collect(),
                value,
            });
            end = range.end;
        }
        ticks
    }

    fn given(&self, one: &Placed) -> Option<GivenHere> {
        let coding = &one.coding;
        let is_mine = coding.coded_by == Actor::User(self.reader.user) && coding.kind == CodingKind::Reader;
        let given = Given {
            id: coding.id.to_string(),
            book: self.books.book(&coding.codebook)?.title.clone(),
            label: self.books.label(&coding.codebook, &coding.code)?.to_owned(),
            quote: one.quote.clone(),
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
