//! Hashing passwords, away from the threads that serve requests and only a few at once: each takes 19 MiB and a
//! core for a tenth of a second, so that whoever sends passwords by the thousand must not choose how many.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

/// How long a password waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a password was not hashed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashingError {
    /// It had no turn in time.
    #[error("no turn to hash")]
    Busy,
    /// The work panicked: our own fault.
    #[error("hashing panicked")]
    Panicked,
}

/// The places for hashing; the rest wait in the order they came.
#[derive(Debug)]
pub struct Hashing {
    places: Arc<Semaphore>,
    patience: Duration,
}

impl Hashing {
    /// Half of the machine's cores, at least one: those who answer keep the rest.
    pub fn for_this_machine() -> Self {
        Self::at_once(std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1)), PATIENCE)
    }

    fn at_once(number: usize, patience: Duration) -> Self {
        Self { places: Arc::new(Semaphore::new(number)), patience }
    }

    /// Does work that hashes or checks a password, when its turn has come.
    ///
    /// # Errors
    /// [`HashingError::Busy`] where that takes longer than five seconds.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashingError> {
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.places).acquire_owned());
        let Ok(Ok(place)) = turn.await else { return Err(HashingError::Busy) };
        // The work keeps its place to its end, also where nobody waits for it any more.
        let work = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        work.await.map_err(|_| HashingError::Panicked)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::task::JoinSet;

    use super::*;

    fn run<T>(story: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(story)
    }

    #[test]
    fn only_so_many_work_at_once_and_all_have_their_turn() {
        let hashing = Arc::new(Hashing::at_once(2, PATIENCE));
        let [now, most] = [(), ()].map(|()| Arc::new(AtomicUsize::new(0)));
        let one = |_| {
            let (hashing, now, most) = (Arc::clone(&hashing), Arc::clone(&now), Arc::clone(&most));
            let work = move || {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(5));
                now.fetch_sub(1, Ordering::SeqCst);
            };
            async move { hashing.run(work).await }
        };
        let all = run(async { (0..40).map(one).collect::<JoinSet<_>>().join_all().await });
        assert!(all.len() == 40 && all.iter().all(Result::is_ok));
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn who_has_no_turn_in_time_is_told_so_and_a_panic_frees_its_place() {
        let hashing = Hashing::at_once(1, Duration::from_millis(50));
        run(async {
            assert_eq!(
                hashing.run(|| std::panic::resume_unwind(Box::new(()))).await,
                Err::<(), _>(HashingError::Panicked)
            );
            assert_eq!(hashing.run(|| 7).await, Ok(7));
            let place = Arc::clone(&hashing.places).acquire_owned().await.unwrap();
            assert_eq!(hashing.run(|| 7).await, Err(HashingError::Busy));
            drop(place);
            assert_eq!(hashing.run(|| 7).await, Ok(7));
        });
    }
}
