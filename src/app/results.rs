//! The results of a round: response figures and every question tabulated.

use super::desk::{RoundRead, has_cases};
use crate::analysis::{self, Agencies, Respondent};
use crate::view::dates;
use crate::view::form::Places;
use crate::view::results::{self, Counted, ResultsPage};
use crate::view::table::{Fact, ShownTable};

/// Every question of a round as a table.
pub fn tables(read: &RoundRead) -> Vec<ShownTable> {
    let agencies = Agencies {
        kinds: read.kinds.clone(),
        kind_of: read.agencies.iter().map(|agency| (agency.id.to_string(), agency.kind.clone())).collect(),
    };
    let respondents = read
        .answers
        .iter()
        .map(|answer| Respondent { document: &answer.document, agency_kind: Some(&answer.agency_kind) });
    let tables = analysis::tabulate(&read.questionnaire, respondents, None, &agencies);
    let counted = if read.counts.many { Counted::Sheets } else { Counted::Agencies };
    let places = places(read);
    let mut shown = results::gathered(results::shown(&tables, counted));
    for table in &mut shown {
        table.fill(|text| places.fill(text));
    }
    shown
}

/// What is said of a round before its tables: network, period, how it was asked, response figures.
pub fn facts(read: &RoundRead, network: &str) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("ネットワーク", network),
        Fact::new("調査", read.round.title.clone()),
        Fact::new("対象期間", read.round.period_text.clone()),
        Fact::new("回答期限", dates::day(read.round.due_on)),
        Fact::new("調査方法", "機関ごとの回答用ページによる（エクセル様式、紙又は電話による回答を含む）"),
    ];
    facts.extend(read.counts.facts());
    facts
}

/// The results page of a round.
pub fn page(read: &RoundRead, network: &str) -> ResultsPage {
    ResultsPage::new(
        read.round.id.to_string(),
        read.round.title.clone(),
        has_cases(&read.questionnaire),
        facts(read, network),
        tables(read),
    )
}

pub(super) fn places(read: &RoundRead) -> Places {
    let round = &read.round;
    Places {
        period: round.period_text.clone(),
        fiscal_year: round.fiscal_year.map_or_else(|| round.period_text.clone(), dates::fiscal_year),
        agency: "貴機関".to_owned(),
    }
}
