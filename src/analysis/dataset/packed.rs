//! Numbers in as few bytes as they need.

/// Numbers of one kind of width. Whole ones are kept as they are, others as multiples of 10^-decimals
/// where that says exactly the same.
#[derive(Debug, Clone)]
pub(super) enum Packed {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
    F64(Vec<f64>),
}

impl Packed {
    pub(super) fn new() -> Self {
        Self::U8(Vec::new())
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::U8(numbers) => numbers.len(),
            Self::U16(numbers) => numbers.len(),
            Self::U32(numbers) => numbers.len(),
            Self::F64(numbers) => numbers.len(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::U8(numbers) => numbers.len(),
            Self::U16(numbers) => numbers.len() * 2,
            Self::U32(numbers) => numbers.len() * 4,
            Self::F64(numbers) => numbers.len() * 8,
        }
    }

    /// The number at a place.
    pub(super) fn get(&self, place: usize, scale: f64) -> f64 {
        match self {
            Self::U8(numbers) => f64::from(numbers[place]) / scale,
            Self::U16(numbers) => f64::from(numbers[place]) / scale,
            Self::U32(numbers) => f64::from(numbers[place]) / scale,
            Self::F64(numbers) => numbers[place],
        }
    }

    /// Adds a number; all are made wider where it does not fit. `scale` is 10^decimals.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_cmp,
        reason = "looked at before: whole, within the width, and the same number again"
    )]
    pub(super) fn push(&mut self, number: f64, scale: f64) {
        if let Self::F64(numbers) = self {
            numbers.push(number);
            return;
        }
        let scaled = (number * scale).round();
        if !(0.0..=f64::from(u32::MAX)).contains(&scaled) || scaled / scale != number {
            self.float(scale);
        } else if scaled > f64::from(u16::MAX) {
            self.widen_to_u32();
        } else if scaled > f64::from(u8::MAX) {
            self.widen_to_u16();
        }
        match self {
            Self::U8(numbers) => numbers.push(scaled as u8),
            Self::U16(numbers) => numbers.push(scaled as u16),
            Self::U32(numbers) => numbers.push(scaled as u32),
            Self::F64(numbers) => numbers.push(number),
        }
    }

    fn widen_to_u16(&mut self) {
        if let Self::U8(numbers) = self {
            *self = Self::U16(numbers.iter().map(|number| u16::from(*number)).collect());
        }
    }

    fn widen_to_u32(&mut self) {
        match self {
            Self::U8(numbers) => *self = Self::U32(numbers.iter().map(|number| u32::from(*number)).collect()),
            Self::U16(numbers) => *self = Self::U32(numbers.iter().map(|number| u32::from(*number)).collect()),
            _ => {}
        }
    }

    fn float(&mut self, scale: f64) {
        *self = Self::F64((0..self.len()).map(|place| self.get(place, scale)).collect());
    }

    /// Adds the numbers of another, of the same scale.
    pub(super) fn append(&mut self, other: &Self, scale: f64) {
        match (&mut *self, other) {
            (Self::U8(mine), Self::U8(theirs)) => mine.extend_from_slice(theirs),
            (Self::U16(mine), Self::U16(theirs)) => mine.extend_from_slice(theirs),
            (Self::U32(mine), Self::U32(theirs)) => mine.extend_from_slice(theirs),
            (Self::F64(mine), Self::F64(theirs)) => mine.extend_from_slice(theirs),
            _ => (0..other.len()).for_each(|place| self.push(other.get(place, scale), scale)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(numbers: &[f64], decimals: i32, bytes_each: usize) {
        let scale = 10_f64.powi(decimals);
        let mut packed = Packed::new();
        numbers.iter().for_each(|number| packed.push(*number, scale));
        let back: Vec<f64> = (0..numbers.len()).map(|place| packed.get(place, scale)).collect();
        assert_eq!(back, numbers);
        assert_eq!(packed.bytes(), numbers.len() * bytes_each, "{numbers:?}");
        let mut twice = Packed::new();
        twice.push(7.0, scale);
        twice.append(&packed, scale);
        assert_eq!((twice.get(0, scale), twice.get(numbers.len(), scale)), (7.0, numbers[numbers.len() - 1]));
    }

    #[test]
    fn numbers_come_back_exactly_and_need_no_more_than_they_must() {
        check(&[0.0, 255.0], 0, 1);
        check(&[0.0, 256.0, 65_535.0], 0, 2);
        check(&[3.0, 9_999_999.0], 0, 4);
        check(&[3.0, -1.0], 0, 8);
        check(&[0.1, 0.3, 12.7], 1, 1);
        check(&[0.1, 1.0 / 3.0], 1, 8);
        check(&[0.07, 1.13, 655.35], 2, 2);
        check(&[4_294_967_296.0], 0, 8);
    }
}
