//! Median and quartiles.

/// The numbers that cut an ordered list into four.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quartiles {
    /// A quarter lies below it.
    pub lower: f64,
    /// The median.
    pub middle: f64,
    /// A quarter lies above it.
    pub upper: f64,
}

/// Median and quartiles by linear interpolation between the two numbers beside place
/// 1 + (n - 1) × q (type 7 of Hyndman and Fan 1996: the default of R's `quantile`, NumPy and
/// Excel's `QUARTILE.INC`). `values` are ascending, each with how often it was given. `None` of
/// no numbers.
pub fn quartiles(values: &[(f64, u64)]) -> Option<Quartiles> {
    let n: u64 = values.iter().map(|(_, times)| times).sum();
    let number = |rank: u64| {
        let mut behind = 0;
        values.iter().find_map(|(value, times)| {
            behind += times;
            (rank < behind).then_some(*value)
        })
    };
    let at = |quarters: u64| {
        let steps = n.checked_sub(1)? * quarters;
        let below = number(steps / 4)?;
        let above = number(steps / 4 + 1).unwrap_or(below);
        Some(below + (above - below) * super::real(steps % 4) / 4.0)
    };
    Some(Quartiles { lower: at(1)?, middle: at(2)?, upper: at(3)? })
}
