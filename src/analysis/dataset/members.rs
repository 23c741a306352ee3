//! In which slots of a dimension each row is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::bits::Bits;
use super::column::{Column, NO_CODE, Values, reference};
use super::dimension::{Axis, AxisCode, BESIDE, CrossProblem, Dimension};
use super::place::{NumberOf, Place};
use super::states::State;
use super::{Counter, Dataset};
use crate::analysis::agencies::Mention;
use crate::analysis::assemble::options;

/// The slot of each row. Behind the codes come, as positions: something given that has no code of its own, 不明,
/// blank, not asked ([`BESIDE`]), and last the rows that do not count.
#[derive(Debug)]
pub(super) struct Members<'d> {
    pub(super) axis: Axis,
    /// Where rows can have several codes, these slots are those of a dimension without codes.
    slots: Vec<u16>,
    /// The codes of each row, where rows can have several.
    codes: Option<Cow<'d, Bits>>,
}

impl Members<'_> {
    /// All rows in [`super::Slot::Given`], without a code.
    pub(super) fn all(dataset: &Dataset) -> Self {
        let mut slots = vec![0; dataset.rows.len()];
        pass_over(dataset, &mut slots, 0, None);
        Self { axis: Axis { codes: Vec::new(), overlapping: false }, slots, codes: None }
    }

    /// Whether rows can have several codes.
    pub(super) fn overlap(&self) -> bool {
        self.codes.is_some()
    }

    /// Counts by slot: `count` gets the slot of each row and how many slots there are, and gives one value a slot.
    /// The result has the slots of the axis; [`super::Slot::Given`] is made by `add` from the codes where each row has
    /// one.
    pub(super) fn by_slot<T: Clone>(
        &self,
        count: impl Fn(&[u16], usize) -> Vec<T>,
        add: impl Fn(&mut T, &T),
    ) -> Vec<T> {
        let codes = self.axis.codes.len();
        let Some(bits) = &self.codes else {
            let mut counted = count(&self.slots, codes + BESIDE + 1);
            counted.truncate(codes + BESIDE);
            let (of_codes, beside) = counted.split_at_mut(codes);
            of_codes.iter().for_each(|value| add(&mut beside[0], value));
            return counted;
        };
        let passed = narrow(BESIDE);
        let mut counted = Vec::with_capacity(codes + BESIDE);
        for code in 0..codes {
            let misses = |(row, slot): (usize, &u16)| u16::from(*slot == passed || !bits.has(row, code));
            let layer: Vec<u16> = self.slots.iter().enumerate().map(misses).collect();
            counted.extend(count(&layer, 2).into_iter().take(1));
        }
        counted.extend(count(&self.slots, BESIDE + 1).into_iter().take(BESIDE));
        counted
    }

    /// How many rows of each slot of another dimension are in each slot of this one: a list of this axis's slots for
    /// each of the others.
    pub(super) fn count(&self, others: &[u16], other_count: usize) -> Vec<Vec<u64>> {
        let codes = self.axis.codes.len();
        let beside = if self.codes.is_some() { BESIDE } else { codes + BESIDE };
        let width = beside + 1;
        let mut seen = vec![0_u32; other_count * width];
        for (other, slot) in others.iter().zip(&self.slots) {
            seen[usize::from(*other) * width + usize::from(*slot)] += 1;
        }
        let of_codes = self.codes.as_ref().map(|bits| bits.count(others, other_count));
        let counts = |other: usize| {
            let seen = seen[other * width..other * width + beside].iter().map(|count| u64::from(*count));
            let Some(of_codes) = &of_codes else {
                let mut counts: Vec<u64> = seen.collect();
                counts[codes] += counts[..codes].iter().sum::<u64>();
                return counts;
            };
            of_codes[other * codes..(other + 1) * codes].iter().copied().chain(seen).collect()
        };
        (0..other_count).map(counts).collect()
    }
}

impl<'d> Counter<'d> {
    /// The rows that two dimensions are counted over: those of the answers, or the instances of a repeat.
    pub(super) fn unit(one: Option<Place>, two: Option<Place>) -> Result<Option<usize>, CrossProblem> {
        let repeat = |place: Option<Place>| place.filter(|place| place.inside.is_some()).map(|place| place.question);
        match (repeat(one), repeat(two)) {
            (Some(one), Some(two)) if one != two => Err(CrossProblem::TwoRepeats),
            (one, two) => Ok(one.or(two)),
        }
    }

    /// The slots of a dimension for the numbers of a question.
    pub(super) fn members_for(&self, numbers: Place, by: &Dimension) -> Result<Members<'d>, CrossProblem> {
        let unit = Self::unit(Some(numbers), by.place())?;
        if unit.is_some() && numbers.inside.is_none() {
            return Err(CrossProblem::OncePerAnswer);
        }
        self.members(by, unit)
    }

    /// In which slots the rows are, or the instances of the repeat `unit`.
    pub(super) fn members(&self, dimension: &Dimension, unit: Option<usize>) -> Result<Members<'d>, CrossProblem> {
        let mut members = match dimension {
            Dimension::AgencyKind => self.kinds(|key| {
                let (place, label) = self.agencies.kind(key);
                AxisCode { place, key: key.to_owned(), label }
            }),
            Dimension::AgencyGroup => self.kinds(|key| {
                let (place, label) = self.agencies.group(key);
                AxisCode { place, key: label.clone(), label }
            }),
            Dimension::Options(place) => self.options(*place)?,
            Dimension::Bands { number, limits } => self.bands(*number, limits)?,
            Dimension::Given(number) => self.given(*number)?,
        };
        let inside = dimension.place().and_then(|place| place.inside.map(|_| place.question));
        let codes = if members.codes.is_some() { 0 } else { members.axis.codes.len() };
        pass_over(self.dataset, &mut members.slots, codes, inside);
        if let (Some(repeat), None) = (unit, inside)
            && let Some(Column { values: Values::Repeat(instances), .. }) = self.dataset.rows.columns.get(repeat)
        {
            members.slots = instances.slots(&members.slots);
            members.codes = members.codes.map(|bits| Cow::Owned(bits.gathered(&instances.parents)));
        }
        Ok(members)
    }

    /// The column of a question.
    pub(super) fn column(&self, place: Place) -> Result<&'d Column, CrossProblem> {
        let outer = self.dataset.rows.columns.get(place.question).ok_or(CrossProblem::NoQuestion)?;
        match (place.inside, &outer.values) {
            (None, _) => Ok(outer),
            (Some(inside), Values::Repeat(instances)) => {
                instances.rows.columns.get(inside).ok_or(CrossProblem::NoQuestion)
            }
            (Some(_), _) => Err(CrossProblem::NoQuestion),
        }
    }

    fn unfit(&self, place: Place) -> CrossProblem {
        place
            .question(self.questionnaire)
            .map_or(CrossProblem::NoQuestion, |question| CrossProblem::Unfit(question.kind.name()))
    }

    /// The kinds of agencies that answered, or what they are counted as.
    fn kinds(&self, counted_as: impl Fn(&str) -> AxisCode) -> Members<'d> {
        let Dataset { texts, kinds, withdrawn, .. } = self.dataset;
        let mut present = vec![false; texts.len()];
        let mut see = |kind: &u32| present.get_mut(*kind as usize).into_iter().for_each(|present| *present = true);
        if withdrawn.is_empty() {
            kinds.iter().for_each(see);
        } else {
            (0_u32..).zip(kinds).filter(|(row, _)| !withdrawn.contains(row)).for_each(|(_, kind)| see(kind));
        }
        let named: Vec<(AxisCode, usize)> = present
            .iter()
            .enumerate()
            .filter(|(_, present)| **present)
            .map(|(number, _)| (counted_as(texts.get(u32::try_from(number).unwrap_or(u32::MAX))), number))
            .collect();
        let mut codes: Vec<AxisCode> = named.iter().map(|(code, _)| code.clone()).collect();
        codes.sort();
        codes.dedup();
        let mut slot_of = vec![slot(codes.len(), State::Blank); texts.len()];
        for (code, number) in named {
            slot_of[number] = narrow(codes.binary_search(&code).unwrap_or(usize::MAX));
        }
        let blank = slot(codes.len(), State::Blank);
        let slots = kinds.iter().map(|kind| slot_of.get(*kind as usize).copied().unwrap_or(blank)).collect();
        Members { axis: Axis { codes, overlapping: false }, slots, codes: None }
    }

    fn options(&self, place: Place) -> Result<Members<'d>, CrossProblem> {
        let question = place.question(self.questionnaire).ok_or(CrossProblem::NoQuestion)?;
        let column = self.column(place)?;
        if let Values::Mentions { ends, references } = &column.values {
            return Ok(self.mentioned(column, (ends, references), place));
        }
        let codes = options(&question.kind);
        let codes: Vec<AxisCode> =
            codes.into_iter().enumerate().map(|(place, (key, label))| AxisCode { place, key, label }).collect();
        let axis = Axis { overlapping: question.kind.is_multiple(), codes };
        let bits = match &column.values {
            Values::Code { codes, .. } => {
                let count = axis.codes.len();
                let slots = column.states.iter().zip(codes).map(|(state, code)| match state {
                    State::Given if *code != NO_CODE => *code,
                    state => slot(count, state),
                });
                let slots = slots.collect();
                return Ok(Members { axis, slots, codes: None });
            }
            Values::Set(bits) | Values::Checklist { yes: bits, .. } => Cow::Borrowed(bits),
            Values::Ranking { top, codes, options } => {
                let mut bits = Bits::new(*options);
                for ranked in codes.chunks_exact((*top).max(1)) {
                    bits.push(ranked.iter().map(|code| usize::from(*code)));
                }
                Cow::Owned(bits)
            }
            _ => return Err(self.unfit(place)),
        };
        Ok(Members { axis, slots: states(column), codes: Some(bits) })
    }

    /// The kinds that were named, and one code for everything that was written instead.
    fn mentioned(&self, column: &Column, (ends, references): (&[u32], &[u32]), place: Place) -> Members<'d> {
        let texts = &self.dataset.texts;
        let named = |number: u32| match self.agencies.mention(&reference(texts.get(number))) {
            Mention::Kind(key) => {
                let (place, label) = self.agencies.kind(&key);
                AxisCode { place, key, label }
            }
            Mention::Words(_) => {
                AxisCode {
                    place: usize::MAX, key: "name".to_owned(), label: "その他の機関（名称の記入）".to_owned()
                }
            }
        };
        let rows = || {
            ends.iter().scan(0, |start, end| Some(&references[std::mem::replace(start, *end as usize)..*end as usize]))
        };
        let mut counting = vec![0; ends.len()];
        pass_over(self.dataset, &mut counting, 0, place.inside.map(|_| place.question));
        let mut by_number = BTreeMap::new();
        for row in rows().zip(&counting).filter(|(_, slot)| **slot == 0).map(|(row, _)| row) {
            for number in row {
                by_number.entry(*number).or_insert_with(|| named(*number));
            }
        }
        let known = self.agencies.kinds.iter().enumerate();
        let known = known.map(|(place, kind)| AxisCode { place, key: kind.key.clone(), label: kind.label.clone() });
        let mut codes: Vec<AxisCode> = known.chain(by_number.values().cloned()).collect();
        codes.sort();
        codes.dedup();
        let position = |code: &AxisCode| codes.binary_search(code).unwrap_or(usize::MAX);
        let by_number: BTreeMap<u32, usize> =
            by_number.iter().map(|(number, code)| (*number, position(code))).collect();
        let mut bits = Bits::new(codes.len());
        for row in rows() {
            bits.push(row.iter().filter_map(|number| by_number.get(number).copied()));
        }
        Members { axis: Axis { codes, overlapping: true }, slots: states(column), codes: Some(Cow::Owned(bits)) }
    }

    fn bands(&self, number: NumberOf, limits: &[f64]) -> Result<Members<'d>, CrossProblem> {
        let column = self.column(number.place)?;
        if !matches!(column.values, Values::Numbers(_) | Values::Grid(..)) {
            return Err(self.unfit(number.place));
        }
        let format = number.place.question(self.questionnaire).and_then(|question| question.kind.format());
        let axis = Axis::bands(limits, format);
        let band = |row| match column.number(row, number.part) {
            Some(number) => narrow(limits.partition_point(|limit| *limit <= number)),
            None => slot(axis.codes.len(), column.state_of(row, number.part)),
        };
        let slots = (0..column.states.len()).map(band).collect();
        Ok(Members { axis, slots, codes: None })
    }

    fn given(&self, number: NumberOf) -> Result<Members<'d>, CrossProblem> {
        let column = self.column(number.place)?;
        let codes = vec![AxisCode { place: 0, key: "given".to_owned(), label: "記入あり".to_owned() }];
        let slots = (0..column.states.len()).map(|row| match column.state_of(row, number.part) {
            State::Given => 0,
            state => slot(1, state),
        });
        let slots = slots.collect();
        Ok(Members { axis: Axis { codes, overlapping: false }, slots, codes: None })
    }
}

/// Takes the rows that do not count out of their slots.
fn pass_over(dataset: &Dataset, slots: &mut [u16], codes: usize, inside: Option<usize>) {
    if dataset.withdrawn.is_empty() {
        return;
    }
    let passed = narrow(codes + BESIDE);
    let column = inside.and_then(|repeat| dataset.rows.columns.get(repeat));
    if let Some(Column { values: Values::Repeat(instances), .. }) = column {
        for (slot, _) in slots.iter_mut().zip(&instances.parents).filter(|(_, row)| dataset.withdrawn.contains(row)) {
            *slot = passed;
        }
        return;
    }
    for row in &dataset.withdrawn {
        if let Some(slot) = slots.get_mut(*row as usize) {
            *slot = passed;
        }
    }
}

/// The slot of a state behind so many codes.
fn slot(codes: usize, state: State) -> u16 {
    let beside = match state {
        State::Given => 0,
        State::Unknown => 1,
        State::Blank => 2,
        State::NotAsked => 3,
    };
    narrow(codes + beside)
}

fn states(column: &Column) -> Vec<u16> {
    column.states.iter().map(|state| slot(0, state)).collect()
}

fn narrow(position: usize) -> u16 {
    u16::try_from(position).unwrap_or(u16::MAX)
}
