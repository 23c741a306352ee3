//! Holm's correction for several tests.

/// The p-values as if each had been the only test, in the given order: the least is multiplied by
/// the number of tests, the next by one less, and so on; none falls below the one before, none
/// exceeds 1 (Holm 1979; as R's `p.adjust(p, "holm")`).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut adjusted = vec![0.0; p.len()];
    let mut before = 0.0_f64;
    for (rank, place) in order.into_iter().enumerate() {
        let times = super::real((p.len() - rank) as u64);
        before = before.max((p[place] * times).min(1.0));
        adjusted[place] = before;
    }
    adjusted
}
