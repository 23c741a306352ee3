//! The thread of a node that looks for reminders which are due, for as long as the program serves.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::civil::Date;

use super::planner::Planner;
use crate::app::Clock;

/// How often it is looked.
const LOOK: Duration = Duration::from_secs(30);

/// A running thread; it ends with this value.
pub struct Worker {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system gives none.
    pub fn start(planner: Planner, clock: Clock) -> std::io::Result<Self> {
        let (stop, stopped) = channel();
        let thread =
            std::thread::Builder::new().name("reminders".to_owned()).spawn(move || work(&planner, clock, &stopped))?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The thread hears that nobody holds the other end any more.
        self.stop = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread that plans reminders ended by a panic");
        }
    }
}

fn work(planner: &Planner, clock: Clock, stopped: &Receiver<()>) {
    let mut told: Option<Date> = None;
    loop {
        let now = clock.now();
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        if planner.calendar.warning(today).is_some() && told != Some(today) {
            tracing::warn!(last_day = %planner.calendar.last_day(), "public holidays are not known any more: they count as working days");
            told = Some(today);
        }
        match catch_unwind(AssertUnwindSafe(|| planner.pass(now))) {
            Ok(Ok(0)) => {}
            Ok(Ok(mails)) => tracing::info!(mails, "reminders were written"),
            Ok(Err(error)) => tracing::error!(%error, "reminders cannot be planned"),
            Err(_) => tracing::error!("a fault of this program while planning reminders"),
        }
        if stopped.recv_timeout(LOOK) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}
