//! The results of a round: response figures and every question tabulated.

use std::collections::HashMap;

use super::before_after::rates_persons;
use super::desk::{RoundHead, has_cases};
use super::protecting::{Allowed, allowed};
use super::reader::Reader;
use crate::analysis::{Agencies, Dataset, Published, Tabulation};
use crate::store::rounds::Round;
use crate::view::dates;
use crate::view::form::Places;
use crate::view::results::{self, Arrangement, Counted, ResultsPage, Shown};
use crate::view::table::{Fact, ShownTable};

/// The tables of a round, as far as a reader may see them.
pub struct ReadTables {
    /// One a question.
    pub tables: Vec<ShownTable>,
    /// What was kept from this reader, in words; `None` where nothing was.
    pub withheld: Option<String>,
    /// How many answers were counted.
    pub responses: Published<u64>,
    /// What each table's question is called on crosstabs, by the table's id.
    pub names: HashMap<String, String>,
}

/// Every question of a round as a table, counted over its valid answers.
pub fn tables_of(read: &RoundHead, dataset: &Dataset, reader: Reader, arrangement: Arrangement) -> ReadTables {
    let allowed = tabulated(read, dataset, reader);
    let places = places(read);
    let mut shown = results::gathered(results::arranged(&allowed.tables, counted(read), arrangement));
    for table in &mut shown {
        table.fill(|text| places.fill(text));
    }
    let names = results::crosstab_names(&allowed.tables);
    ReadTables { tables: shown, withheld: allowed.withheld(), responses: allowed.tables.responses, names }
}

/// Every question of a round counted, as far as a reader may see it.
pub(super) fn tabulated(read: &RoundHead, dataset: &Dataset, reader: Reader) -> Allowed {
    let agencies = agencies_for(read, reader);
    let tables = Tabulation::of(dataset, &read.questionnaire, None, &agencies).tables();
    allowed(tables, &read.questionnaire, None, reader)
}

/// What one answer of a round stands for.
pub(super) fn counted(read: &RoundHead) -> Counted {
    if read.counts.many { Counted::Sheets } else { Counted::Agencies }
}

/// What is known of agencies where answers name them, as far as a reader may see it.
pub(super) fn agencies_for(read: &RoundHead, reader: Reader) -> Agencies {
    Agencies {
        kinds: read.kinds.clone(),
        kind_of: read.agencies.iter().map(|agency| (agency.id.to_string(), agency.kind.clone())).collect(),
        hides_names: !reader.sees_answers(),
    }
}

/// What is said of a round before its tables: network, period, how it was asked, response figures.
pub fn facts(read: &RoundHead, network: &str) -> Vec<Fact> {
    facts_with(read, network, read.counts.facts())
}

/// The same as far as a reader may see it. `responses` is hidden where it is not to be told how many cases
/// there are.
pub fn facts_for(read: &RoundHead, network: &str, reader: Reader, responses: Published<u64>) -> Vec<Fact> {
    let counts = if reader.sees_answers() { read.counts.facts() } else { read.counts.facts_for_meeting(responses) };
    facts_with(read, network, counts)
}

fn facts_with(read: &RoundHead, network: &str, counts: Vec<Fact>) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new("ネットワーク", network),
        Fact::new("調査", read.round.title.clone()),
        Fact::new("対象期間", read.round.period_text.clone()),
        Fact::new("回答期限", dates::day(read.round.due_on)),
        Fact::new("調査方法", "機関ごとの回答用ページによる（エクセル様式、紙又は電話による回答を含む）"),
    ];
    facts.extend(counts);
    facts
}

/// The results page of a round, counted over its valid answers.
pub fn page(
    read: &RoundHead,
    dataset: &Dataset,
    network: &str,
    reader: Reader,
    arrangement: Arrangement,
) -> ResultsPage {
    let ReadTables { tables, withheld, responses, names } = tables_of(read, dataset, reader, arrangement);
    ResultsPage::new(
        Shown {
            round: read.round.id.to_string(),
            title: read.round.title.clone(),
            has_cases: has_cases(&read.questionnaire) && reader.sees_answers(),
            has_before_after: rates_persons(&read.questionnaire),
            has_board: reader.sees_answers(),
            output: reader.output(),
            facts: facts_for(read, network, reader, responses),
            withheld,
            arrangement,
        },
        tables,
        &names,
    )
}

pub(super) fn places(read: &RoundHead) -> Places {
    round_places(&read.round)
}

/// What stands in the braces of a questionnaire where nobody in particular is asked.
pub(super) fn round_places(round: &Round) -> Places {
    Places {
        period: round.period_text.clone(),
        fiscal_year: round.fiscal_year.map_or_else(|| round.period_text.clone(), dates::fiscal_year),
        agency: "貴機関".to_owned(),
    }
}
