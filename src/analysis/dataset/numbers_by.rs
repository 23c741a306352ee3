//! Numbers by a dimension: for means, medians and tests of ranks.

use super::Counter;
use super::column::Values;
use super::dimension::{Axis, CrossProblem, Dimension, Slot};
use super::place::{NumberOf, Part};
use super::states::State;
use crate::analysis::number::Distribution;

/// The values of one number by the slots of a dimension. Those of two sets of answers [merge](Self::merge) into those
/// of both.
#[derive(Debug, Clone, PartialEq)]
pub struct NumbersBy {
    /// What the answers are told apart by.
    pub axis: Axis,
    /// One a slot.
    slots: Vec<GroupNumbers>,
}

/// The values of one number in one slot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupNumbers {
    /// What was typed.
    pub typed: Distribution,
    /// How many ticked 不明.
    pub unknown: u64,
    /// How many were asked and left this number blank.
    pub blank: u64,
    /// How many were not asked.
    pub not_asked: u64,
}

impl GroupNumbers {
    fn add(&mut self, other: &Self) {
        self.typed.merge(&other.typed);
        self.unknown += other.unknown;
        self.blank += other.blank;
        self.not_asked += other.not_asked;
    }
}

impl Counter<'_> {
    /// The values of a number by a dimension.
    ///
    /// # Errors
    /// Where the question has no numbers or the dimension cannot be counted.
    pub fn numbers_by(&self, number: NumberOf, by: &Dimension) -> Result<NumbersBy, CrossProblem> {
        let question = number.place.question(self.questionnaire).ok_or(CrossProblem::NoQuestion)?;
        let column = self.column(number.place)?;
        let block = match &column.values {
            Values::Numbers(block) | Values::Grid(block, _) => block,
            _ => return Err(CrossProblem::Unfit(question.kind.name())),
        };
        let members = self.members_for(number.place, by)?;
        let place = match number.part {
            Part::Item(place) if place < block.width() => Some(place),
            Part::Only if block.width() == 1 => Some(0),
            _ => None,
        };
        let slots = members.by_slot(
            |slots, count| {
                let typed = match place {
                    Some(place) => block.distributions(slots, count, place),
                    None => {
                        let mut typed = vec![Vec::new(); count];
                        for (row, slot) in slots.iter().enumerate() {
                            typed[usize::from(*slot)].extend(column.number(row, number.part));
                        }
                        typed.into_iter().map(Distribution::of).collect()
                    }
                };
                let group = |(typed, states): (Distribution, [u64; 4])| GroupNumbers {
                    unknown: states[State::Unknown as usize],
                    not_asked: states[State::NotAsked as usize],
                    // Who answered may have left this very number blank.
                    blank: states[State::Blank as usize] + states[State::Given as usize] - typed.n(),
                    typed,
                };
                typed.into_iter().zip(column.states.count(slots, count)).map(group).collect()
            },
            GroupNumbers::add,
        );
        Ok(NumbersBy { axis: members.axis, slots })
    }
}

impl NumbersBy {
    /// The values in one slot; `None` of a code that is not there.
    pub fn group(&self, slot: Slot) -> Option<&GroupNumbers> {
        self.slots.get(self.axis.index(slot)?)
    }

    /// Adds the values of the same number by the same dimension over other answers.
    pub fn merge(&mut self, other: &Self) {
        let (mine, theirs) = self.axis.take_in(&other.axis);
        let mut slots = vec![GroupNumbers::default(); self.axis.slots()];
        self.slots.iter().zip(mine).for_each(|(group, place)| slots[place].add(group));
        other.slots.iter().zip(theirs).for_each(|(group, place)| slots[place].add(group));
        self.slots = slots;
    }
}
