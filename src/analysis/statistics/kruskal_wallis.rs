//! The Kruskal-Wallis test: do the numbers of some groups lie higher than those of others?

use super::chi_square::upper_tail;
use super::real;

/// H with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KruskalWallis {
    /// H, corrected for ties.
    pub statistic: f64,
    /// Groups less one.
    pub df: u64,
    /// The upper tail of the χ² distribution.
    pub p: f64,
}

/// H = 12 / (n (n + 1)) × Σ (rank sum² / size) - 3 (n + 1), divided by 1 - Σ (t³ - t) / (n³ - n)
/// over the ties; equal numbers share the mean of their ranks (Kruskal and Wallis 1952; as R's
/// `kruskal.test` and SciPy's `kruskal`). Each group is its values with how often they were given.
/// Groups without numbers are left out; `None` where fewer than two are left, or all numbers are
/// equal.
pub fn kruskal_wallis(groups: &[&[(f64, u64)]]) -> Option<KruskalWallis> {
    let groups: Vec<_> = groups.iter().filter(|group| !group.is_empty()).collect();
    let mut values: Vec<(f64, u64, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(at, group)| group.iter().map(move |(value, times)| (*value, *times, at)))
        .collect();
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));

    let mut sums = vec![0.0; groups.len()];
    let (mut ties, mut before) = (0.0, 0_u64);
    for equal in values.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let size: u64 = equal.iter().map(|(_, times, _)| times).sum();
        let rank = real(before) + f64::midpoint(real(size), 1.0);
        equal.iter().for_each(|(_, times, group)| sums[*group] += rank * real(*times));
        ties += real(size).powi(3) - real(size);
        before += size;
    }
    let n = real(before);
    let spread = 1.0 - ties / (n.powi(3) - n);
    if groups.len() < 2 || spread <= 0.0 {
        return None;
    }
    let sizes = groups.iter().map(|group| group.iter().map(|(_, times)| times).sum());
    let squares: f64 = sums.iter().zip(sizes).map(|(sum, size)| sum * sum / real(size)).sum();
    let statistic = ((12.0 / (n * (n + 1.0)) * squares - 3.0 * (n + 1.0)) / spread).max(0.0);
    let df = groups.len() as u64 - 1;
    Some(KruskalWallis { statistic, df, p: upper_tail(statistic, df)? })
}
