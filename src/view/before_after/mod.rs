//! Before and after: how ratings of one person moved, scale by scale.

mod people;
mod tables;
#[cfg(test)]
mod tests;

pub use people::{AloneLine, Line};

use serde::Serialize;

use self::people::{alike, alone, apart};
use self::tables::{between, crossed, moved};
use super::disclosure::Output;
use super::table::{Fact, LEGEND, ShownTable};
use crate::analysis::Tables;
use crate::analysis::before_after::{People, ScaleChange};
use crate::view::figures;

/// What the page shows.
#[derive(Debug, Serialize)]
pub struct BeforeAfterPage {
    round: String,
    title: String,
    facts: Vec<Fact>,
    withheld: Option<String>,
    #[serde(flatten)]
    output: Output,
    notes: &'static [&'static str],
    legend: &'static str,
    /// Went up, stayed, went down; `None` where there is nothing to show.
    moved: Option<ShownTable>,
    /// First beside latest, one a scale; none for readers from whom small counts are hidden.
    scales: Vec<ScaleShown>,
    apart: Vec<Line>,
    alike: Vec<Line>,
}

/// One scale.
#[derive(Debug, Serialize)]
struct ScaleShown {
    crossed: ShownTable,
    between: ShownTable,
    /// What the values mean.
    steps: Vec<(i64, String)>,
    alone: Vec<AloneLine>,
}

/// What the reader should know.
const NOTES: &[&str] = &[
    "同じ機関の同じ整理番号の記入をつなぎ、初めの評価と最も新しい評価を並べています。氏名は使いません。機関をまたいではつなぎません。",
    "整理番号は、全角と半角、空白、ハイフンの種類だけをそろえてつないでいます。",
    "数字の大小は、本人や家族の優劣、支援の成果を表すものではありません。行き来することも自然なことです。",
    "段階は様子に付けた番号であるため、平均は出していません。機関ごとの比較もしていません。",
    "この調査と、同じ調査票のこれより前の期間の調査に寄せられた記入のうち、この調査に記入のある方を数えています。",
];

/// What is said of a round before its tables.
#[derive(Debug, Clone)]
pub struct About {
    /// The round's id.
    pub round: String,
    /// What it is called.
    pub title: String,
    /// What is kept from this reader, in words.
    pub withheld: Option<String>,
    /// Whether all is shown, or what would be published.
    pub output: Output,
}

impl BeforeAfterPage {
    /// The page for those who see everything. `name` tells an agency's name by its id.
    pub fn whole(
        about: About,
        people: &People,
        changes: &[ScaleChange],
        movement: &Tables,
        name: impl Fn(&str) -> String,
    ) -> Self {
        let sheets: usize = people.people.iter().map(|person| person.occasions.len()).sum();
        let not_joined: usize = people.apart.iter().map(|apart| apart.sheets).sum();
        let twice = people.people.iter().filter(|person| person.occasions.len() > 1).count();
        let facts = vec![
            Fact::new("つないだ方", format!("{}人（記入{}件）", number(people.people.len()), number(sheets))),
            Fact::new("うち、記入が2回以上ある方", format!("{}人", number(twice))),
            Fact::new("つなげなかった記入", format!("{}件", number(not_joined))),
            Fact::new("似た番号があり、同じ方か分からないもの", format!("{}組", number(people.alike.len()))),
        ];
        let scales = changes.iter().map(|change| ScaleShown {
            crossed: crossed(change),
            between: between(change),
            steps: change.scale.steps.iter().filter(|(_, label)| !label.is_empty()).cloned().collect(),
            alone: change.alone.iter().filter_map(|one| alone(one, people, &name)).collect(),
        });
        Self {
            facts,
            moved: moved(movement, changes, true),
            scales: scales.collect(),
            apart: people.apart.iter().map(|one| apart(one, &name)).collect(),
            alike: people.alike.iter().map(|one| alike(one, &name)).collect(),
            ..Self::empty(about)
        }
    }

    /// The page for those from whom small counts are hidden: `movement` holds what they may see.
    pub fn protected(about: About, changes: &[ScaleChange], movement: &Tables) -> Self {
        Self { moved: moved(movement, changes, false), ..Self::empty(about) }
    }

    fn empty(about: About) -> Self {
        let About { round, title, withheld, output } = about;
        Self {
            round,
            title,
            facts: Vec::new(),
            withheld,
            output,
            notes: NOTES,
            legend: LEGEND,
            moved: None,
            scales: Vec::new(),
            apart: Vec::new(),
            alike: Vec::new(),
        }
    }
}

fn number(count: usize) -> String {
    figures::count(u64::try_from(count).unwrap_or(u64::MAX))
}
