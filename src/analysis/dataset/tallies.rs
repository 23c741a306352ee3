//! The tally of each question by the slots of its rows.

use std::collections::BTreeMap;

use super::Counter;
use super::column::{Column, NO_CODE, Values, reference};
use super::dimension::{Axis, Dimension};
use super::members::Members;
use super::parts::for_each;
use super::states::State;
use crate::analysis::agencies::Mention;
use crate::analysis::number::NumberTally;
use crate::analysis::tally::{Counts, Tally};

impl Counter<'_> {
    /// The tally of every question outside repeats, for each slot of a dimension of the answers. Without one, all
    /// answers are in [`super::Slot::Given`].
    pub(in crate::analysis) fn tallies(&self, by: Option<&Dimension>) -> (Axis, Vec<Vec<Tally>>) {
        let members = by.and_then(|by| self.members(by, None).ok()).unwrap_or_else(|| Members::all(self.dataset));
        let columns = &self.dataset.rows.columns;
        let mut by_slot: Vec<Vec<Tally>> = vec![Vec::with_capacity(columns.len()); members.axis.slots()];
        let tallies = for_each(columns.len(), self.dataset.rows.len(), |column| {
            members.by_slot(|slots, count| self.column_tallies(&columns[column], slots, count), Tally::merge)
        });
        for counted in tallies {
            by_slot.iter_mut().zip(counted).for_each(|(tallies, tally)| tallies.push(tally));
        }
        (members.axis, by_slot)
    }

    /// One tally a slot.
    fn column_tallies(&self, column: &Column, slots: &[u16], count: usize) -> Vec<Tally> {
        let states = column.states.count(slots, count);
        let counts: Vec<Counts> = match &column.values {
            Values::Nothing => vec![Counts::Nothing; count],
            Values::Words(_) => vec![Counts::Answered; count],
            Values::Numbers(block) => {
                let mut numbers: Vec<Vec<NumberTally>> = vec![Vec::new(); count];
                for place in 0..block.width() {
                    let typed = block.distributions(slots, count, place);
                    for ((numbers, typed), states) in numbers.iter_mut().zip(typed).zip(&states) {
                        numbers.push(NumberTally { typed, unknown: states[State::Unknown as usize] });
                    }
                }
                numbers.into_iter().map(Counts::Numbers).collect()
            }
            Values::Grid(block, _) => {
                pieces(&block.sums(slots, count), count).map(|cells| Counts::Grid(cells.to_vec())).collect()
            }
            Values::Code { codes, options, .. } => options_of(&counted(codes, 1, *options, slots, count), count),
            Values::Ranking { top, codes, options } => options_of(&counted(codes, *top, *options, slots, count), count),
            Values::Set(bits) | Values::Checklist { yes: bits, .. } => options_of(&bits.count(slots, count), count),
            Values::Mentions { ends, references } => self.mentions(ends, references, slots, count),
            Values::Repeat(instances) => {
                let slots = instances.slots(slots);
                let mut inside: Vec<Vec<Tally>> = vec![Vec::new(); count];
                for column in &instances.rows.columns {
                    let tallies = self.column_tallies(column, &slots, count);
                    inside.iter_mut().zip(tallies).for_each(|(inside, tally)| inside.push(tally));
                }
                inside.into_iter().map(Counts::Repeat).collect()
            }
        };
        let tally = |(counts, states): (Counts, [u64; 4])| Tally {
            asked: states.iter().sum::<u64>() - states[State::NotAsked as usize],
            blank: states[State::Blank as usize],
            counts,
        };
        counts.into_iter().zip(states).map(tally).collect()
    }

    /// Who was named, by slot. Two agencies of one kind in one answer are one answer that names the kind.
    fn mentions(&self, ends: &[u32], references: &[u32], slots: &[u16], count: usize) -> Vec<Counts> {
        let texts = &self.dataset.texts;
        let mention = |number: &u32| (*number, self.agencies.mention(&reference(texts.get(*number))));
        let mut numbers = references.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        let mentions: BTreeMap<u32, Mention> = numbers.iter().map(mention).collect();
        let mut all: Vec<&Mention> = mentions.values().collect();
        all.sort();
        all.dedup();
        let mut position = vec![0; numbers.last().map_or(0, |last| *last as usize + 1)];
        for (number, mention) in &mentions {
            position[*number as usize] = all.binary_search(&mention).unwrap_or_default();
        }
        let mut counts = vec![0_u64; all.len() * count];
        let (mut start, mut named) = (0, Vec::new());
        for (slot, end) in slots.iter().zip(ends) {
            let row = &references[start..*end as usize];
            start = *end as usize;
            named.clear();
            named.extend(row.iter().map(|number| position[*number as usize]));
            named.sort_unstable();
            named.dedup();
            named.iter().for_each(|mention| counts[usize::from(*slot) * all.len() + mention] += 1);
        }
        let of_slot = |counts: &[u64]| {
            let named = all.iter().zip(counts).filter(|(_, count)| **count > 0);
            Counts::Mentions(named.map(|(mention, count)| ((*mention).clone(), *count)).collect())
        };
        pieces(&counts, count).map(of_slot).collect()
    }
}

/// How many rows of each slot have each code, of `each` codes a row.
fn counted(codes: &[u16], each: usize, options: usize, slots: &[u16], count: usize) -> Vec<u64> {
    let mut counts = vec![0; options * count];
    for (slot, codes) in slots.iter().zip(codes.chunks_exact(each.max(1))) {
        for code in codes.iter().filter(|code| **code != NO_CODE) {
            counts[usize::from(*slot) * options + usize::from(*code)] += 1;
        }
    }
    counts
}

fn options_of(counts: &[u64], count: usize) -> Vec<Counts> {
    pieces(counts, count).map(|counts| Counts::Options(counts.to_vec())).collect()
}

/// A list cut into so many pieces of one length, which may be 0.
fn pieces<T>(list: &[T], count: usize) -> impl Iterator<Item = &[T]> {
    let each = list.len() / count.max(1);
    (0..count).map(move |piece| &list[piece * each..(piece + 1) * each])
}
