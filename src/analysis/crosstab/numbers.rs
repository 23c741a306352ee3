//! A number by group.

use super::groups::{FEW, Outside};
use super::significance::{Significance, Untested};
use super::variable::Variable;
use crate::analysis::dataset::{GroupNumbers, NumbersBy, Slot};
use crate::analysis::number::Precision;
use crate::analysis::statistics::{Quartiles, Test, TestName, kruskal_wallis, quartiles, real};
use crate::analysis::{Figure, Published};

/// One number, described group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberTable {
    /// The groups.
    pub groups: Vec<NumberGroup>,
    /// All answers that are in a group, each once.
    pub all: NumberGroup,
    /// Answers that are in no group.
    pub outside: Outside,
    /// Whether one answer can be in several groups.
    pub columns_overlap: bool,
}

/// The numbers of one group. Figures are `None` where nobody typed one.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberGroup {
    /// Stable code; empty for all together.
    pub code: String,
    /// What people read; 全体 for all together.
    pub label: String,
    /// How many typed a number.
    pub n: Published<u64>,
    /// How many ticked 不明.
    pub unknown: Published<u64>,
    /// How many were asked and left it blank.
    pub blank: Published<u64>,
    /// 該当なし: how many were not asked.
    pub not_asked: Published<u64>,
    /// The sum.
    pub sum: Published<Option<Figure>>,
    /// Sum over `n`.
    pub mean: Published<Option<Figure>>,
    /// The median.
    pub median: Published<Option<Figure>>,
    /// Quartiles of type 7 ([`quartiles`]).
    pub quartiles: Published<Option<Quartiles>>,
    /// The least.
    pub min: Published<Option<Figure>>,
    /// The greatest.
    pub max: Published<Option<Figure>>,
}

impl NumberGroup {
    /// Whether its figures are for reference only.
    pub fn is_small(&self) -> bool {
        self.n.shown().is_some_and(|n| *n < FEW)
    }

    /// How many were asked.
    pub fn asked(&self) -> Published<u64> {
        match (self.n, self.unknown, self.blank) {
            (Published::Shown(n), Published::Shown(unknown), Published::Shown(blank)) => (n + unknown + blank).into(),
            _ => Published::Hidden,
        }
    }

    /// One of the quartiles.
    pub fn quartile(&self, which: impl Fn(&Quartiles) -> f64) -> Published<Option<Figure>> {
        self.quartiles.map(|quartiles| quartiles.as_ref().map(which).map(Figure))
    }

    fn of(code: &str, label: &str, numbers: &GroupNumbers, precision: Precision) -> Self {
        let GroupNumbers { typed, unknown, blank, not_asked } = numbers;
        let n = typed.n();
        let sum = (n > 0).then(|| precision.sum(typed));
        Self {
            code: code.to_owned(),
            label: label.to_owned(),
            n: n.into(),
            unknown: (*unknown).into(),
            blank: (*blank).into(),
            not_asked: (*not_asked).into(),
            sum: sum.map(Figure).into(),
            mean: sum.map(|sum| Figure(sum / real(n))).into(),
            median: typed.median().map(Figure).into(),
            quartiles: quartiles(typed.values()).into(),
            min: typed.values().first().map(|(number, _)| Figure(*number)).into(),
            max: typed.values().last().map(|(number, _)| Figure(*number)).into(),
        }
    }
}

/// The groups with their figures, tested by ranks unless there is a reason not to.
pub(super) fn table(number: &Variable, numbers: &NumbersBy, untested: Option<Untested>) -> (NumberTable, Significance) {
    let precision = number.decimals.map_or(Precision::Floating, Precision::Decimals);
    let nothing = GroupNumbers::default();
    let slot = |slot| numbers.group(slot).unwrap_or(&nothing);
    let codes = numbers.axis.codes.iter().enumerate();
    let groups: Vec<_> =
        codes.map(|(at, code)| NumberGroup::of(&code.key, &code.label, slot(Slot::Code(at)), precision)).collect();
    let asked = |group: &GroupNumbers| group.typed.n() + group.unknown + group.blank;
    let table = NumberTable {
        groups,
        all: NumberGroup::of("", "全体", slot(Slot::Given), precision),
        outside: Outside {
            blank: asked(slot(Slot::Blank)).into(),
            unknown: asked(slot(Slot::Unknown)).into(),
            not_asked: asked(slot(Slot::NotAsked)).into(),
        },
        columns_overlap: numbers.axis.overlapping,
    };
    let significance = match untested {
        Some(why) => Significance::Untested(why),
        None if numbers.axis.overlapping => Significance::Untested(Untested::Overlapping),
        None => {
            let values: Vec<_> = (0..numbers.axis.codes.len()).map(|at| slot(Slot::Code(at)).typed.values()).collect();
            kruskal_wallis(&values).map_or(Significance::Untested(Untested::NothingToCompare), |found| {
                Significance::Whole(Test {
                    name: TestName::KruskalWallis,
                    statistic: Some(found.statistic),
                    df: Some(found.df),
                    p: found.p,
                    cramers_v: None,
                    least_expected: None,
                    simulation: None,
                })
            })
        }
    };
    (table, significance)
}
