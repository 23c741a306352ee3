//! The same questionnaire over the network's rounds of several periods.

use std::collections::BTreeSet;

use jiff::civil::date;

use super::before_after::rates_persons;
use super::definitions::Definitions;
use super::desk::{DeskError, RoundHead, questionnaire_of, read_head};
use super::protecting::Allowed;
use super::questionnaire_rounds::{Asked, OpenedRounds};
use super::reader::Reader;
use super::results::{counted, tabulated};
use super::round_data::RoundData;
use crate::analysis::Dataset;
use crate::analysis::trend::{PeriodTables, Span, trend};
use crate::store::rounds::{Round, RoundState};
use crate::store::{Connection, NetworkId, RoundId};
use crate::view::dates;
use crate::view::figures;
use crate::view::form::Places;
use crate::view::results::Counted;
use crate::view::trends::{self, About, Offered, PeriodLine, TrendList, TrendPage};

/// The questionnaires that were asked, the one asked last first.
///
/// # Errors
/// Those of the database and of definitions.
pub fn list(
    connection: &mut Connection,
    definitions: &Definitions,
    network: NetworkId,
) -> Result<TrendList, DeskError> {
    let opened = OpenedRounds::of_network(connection, network)?;
    let mut offered = Vec::new();
    for asked in opened.by_questionnaire(connection, definitions)? {
        let newest = asked.rounds.iter().find(|round| round.id == asked.newest);
        let questionnaire = match newest {
            Some(round) => questionnaire_of(connection, definitions, network, round)?,
            None => None,
        };
        offered.push(Offered {
            title: asked.title.clone(),
            round: asked.newest.to_string(),
            periods: labels(&asked.rounds),
            has_before_after: questionnaire.as_deref().is_some_and(rates_persons),
        });
    }
    Ok(TrendList { offered })
}

/// The figures of a round's questionnaire, period by period, with the rounds whose figures these are.
/// `chosen` says which; all where it names none.
///
/// # Errors
/// [`DeskError::NotFound`] where the network has no such round, or it was not opened.
pub fn page(
    connection: &mut Connection,
    (definitions, round_data): (&Definitions, &RoundData),
    network: NetworkId,
    round: RoundId,
    chosen: &[RoundId],
    reader: Reader,
) -> Result<(TrendPage, Vec<RoundId>), DeskError> {
    let opened = OpenedRounds::of_network(connection, network)?;
    let asked = opened.like(connection, definitions, round)?;
    let names_none = !asked.rounds.iter().any(|one| chosen.contains(&one.id));
    let mut read: Vec<Period> = Vec::new();
    for one in asked.rounds.iter().filter(|one| names_none || chosen.contains(&one.id)) {
        let head = read_head(connection, definitions, network, one.id)?;
        let period = |head: &RoundHead, dataset: &Dataset| Period::of(head, dataset, reader, opened.version(one));
        read.push(round_data.count(connection, network, head, period)?);
    }
    let shown: Vec<RoundId> = read.iter().map(|period| period.round.id).collect();
    let named: Vec<String> = if names_none { Vec::new() } else { shown.iter().map(RoundId::to_string).collect() };
    Ok((drawn(&asked, (round, reader), &named, &read), shown))
}

/// A period whose figures are shown.
struct Period {
    round: Round,
    counted: Counted,
    allowed: Allowed,
    /// Ids of the agencies whose answers count.
    agencies: BTreeSet<String>,
    version: i32,
}

impl Period {
    fn of(head: &RoundHead, dataset: &Dataset, reader: Reader, version: i32) -> Self {
        Self {
            round: head.round.clone(),
            counted: counted(head),
            allowed: tabulated(head, dataset, reader),
            agencies: dataset.kinds_of_agencies().into_keys().collect(),
            version,
        }
    }
}

fn drawn(asked: &Asked, (round, reader): (RoundId, Reader), named: &[String], read: &[Period]) -> TrendPage {
    let tables: Vec<PeriodTables<'_>> = read
        .iter()
        .map(|period| PeriodTables {
            span: span(&period.round),
            version: period.version,
            tables: &period.allowed.tables,
        })
        .collect();
    let trend = trend(&tables);
    let lines = lines(asked, read);
    let headings: Vec<String> = lines.iter().filter(|line| line.is_chosen).map(|line| line.label.clone()).collect();
    let counted = read.first().map_or(Counted::Agencies, |period| period.counted);
    // Labels name the period that they are asked about; here it is each one's own.
    let places =
        Places {
            period: "対象期間".to_owned(), fiscal_year: "対象年度".to_owned(), agency: "貴機関".to_owned()
        };
    let mut shown = trends::shown(&trend, &headings, counted);
    for one in &mut shown {
        one.table.fill(|text| places.fill(text));
        if let Some(chart) = &mut one.chart {
            chart.title = places.fill(&chart.title);
        }
    }
    let withheld: Vec<String> = read
        .iter()
        .zip(&headings)
        .filter_map(|(period, label)| Some(format!("{label}：{}", period.allowed.withheld()?)))
        .collect();
    let about = About { title: places.fill(&asked.title), round: round.to_string(), output: reader.output() };
    TrendPage::new(about, named, lines, &trend.steps, withheld, shown)
}

fn lines(asked: &Asked, read: &[Period]) -> Vec<PeriodLine> {
    let mut before: Option<&BTreeSet<String>> = None;
    let labels = labels(&asked.rounds);
    asked
        .rounds
        .iter()
        .zip(labels)
        .map(|(round, label)| {
            let period = read.iter().find(|period| period.round.id == round.id);
            let mut line = PeriodLine {
                round: round.id.to_string(),
                label,
                title: round.title.clone(),
                period: round.period_text.clone(),
                is_chosen: period.is_some(),
                is_open: round.state == RoundState::Open,
                valid: String::new(),
                again: String::new(),
            };
            if let Some(period) = period {
                let unit = if period.counted == Counted::Sheets { "件" } else { "機関" };
                line.valid = format!("{}{unit}", period.allowed.tables.responses.digits(figures::count));
                let answered = &period.agencies;
                if let Some(before) = before.replace(answered) {
                    line.again = format!("{}機関のうち{}機関", answered.len(), answered.intersection(before).count());
                }
            }
            line
        })
        .collect()
}

fn span(round: &Round) -> Option<Span> {
    Some(Span { first: round.period_start?, last: round.period_end? })
}

/// What the periods are called: the fiscal year where it is one, else its days; with the round's title where
/// two would be called alike.
fn labels(rounds: &[Round]) -> Vec<String> {
    let plain: Vec<String> = rounds.iter().map(label).collect();
    let is_double = |label: &String| plain.iter().filter(|other| *other == label).count() > 1;
    let full = |(round, label): (&Round, &String)| {
        if is_double(label) { format!("{label}（{}）", round.title) } else { label.clone() }
    };
    rounds.iter().zip(&plain).map(full).collect()
}

fn label(round: &Round) -> String {
    let is_year = |year: i32, span: Span| {
        let year = i16::try_from(year).unwrap_or_default();
        span.first == date(year, 4, 1) && span.last == date(year + 1, 3, 31)
    };
    match (round.fiscal_year, span(round)) {
        (Some(year), Some(span)) if (1900..9000).contains(&year) && is_year(year, span) => dates::fiscal_year(year),
        (_, Some(span)) => dates::period(span.first, span.last),
        _ => round.period_text.clone(),
    }
}
