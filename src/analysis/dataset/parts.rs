//! Counting a large dataset on several cores.

use std::num::NonZero;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Fewer rows than this are counted sooner than a thread is started.
const LARGE: usize = 1 << 17;

/// Counts rows part by part, one part a core where there are many, and adds the parts' counts up place by place.
pub(super) fn in_parts<T: Send>(
    rows: usize,
    count: impl Fn(Range<usize>) -> Vec<T> + Sync,
    add: impl Fn(&mut T, T),
) -> Vec<T> {
    let cores = cores(rows);
    if cores == 1 {
        return count(0..rows);
    }
    let (count, each) = (&count, rows.div_ceil(cores));
    thread::scope(|scope| {
        let others: Vec<_> =
            (1..cores).map(|part| scope.spawn(move || count(part * each..rows.min((part + 1) * each)))).collect();
        let mut all = count(0..each);
        for other in others {
            let counts = other.join().unwrap_or_else(|panic| resume_unwind(panic));
            all.iter_mut().zip(counts).for_each(|(sum, more)| add(sum, more));
        }
        all
    })
}

/// Does something for each of so many columns of a large dataset, on all cores; what came of it is in their order.
pub(super) fn for_each<T: Send>(columns: usize, rows: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = cores(rows);
    if cores == 1 {
        return (0..columns).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let turn = || {
        let mut done = Vec::new();
        loop {
            let column = next.fetch_add(1, Ordering::Relaxed);
            if column >= columns {
                return done;
            }
            done.push((column, work(column)));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(turn)).collect();
        let mut done = turn();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(column, _)| *column);
    done.into_iter().map(|(_, value)| value).collect()
}

fn cores(rows: usize) -> usize {
    if rows < LARGE { 1 } else { thread::available_parallelism().map_or(1, NonZero::get) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole() {
        for rows in [0, 5, LARGE, LARGE + 7] {
            let thirds = |range: Range<usize>| {
                let mut counts = vec![0_usize; 3];
                range.for_each(|row| counts[row % 3] += 1);
                counts
            };
            let counts = in_parts(rows, thirds, |sum, more| *sum += more);
            assert_eq!(counts, [rows.div_ceil(3), (rows + 1) / 3, rows / 3]);
        }
    }

    #[test]
    fn columns_stay_in_their_order() {
        for rows in [10, LARGE] {
            assert_eq!(for_each(40, rows, |column| column * column), (0..40).map(|n| n * n).collect::<Vec<_>>());
        }
    }
}
