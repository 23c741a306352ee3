//! The worker of a node: threads that send what is due, for as long as the program serves.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::Outbox;
use super::courier::{Courier, Trouble};
use crate::app::Clock;

/// How often it is looked whether a mail is due.
const LOOK: Duration = Duration::from_secs(1);

/// How long a server at fault is left alone, the first time and at most.
const PAUSE: (Duration, Duration) = (Duration::from_secs(15), Duration::from_secs(300));

/// Running threads; they end with this value, each after the mail that it has under way.
pub struct Worker {
    stop: Arc<Stop>,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Stop {
    is_stopped: Mutex<bool>,
    told: Condvar,
}

impl Stop {
    fn is_stopped(&self) -> bool {
        *self.is_stopped.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for so long, or until it is told to stop.
    fn wait(&self, time: Duration) {
        let is_stopped = self.is_stopped.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.told.wait_timeout_while(is_stopped, time, |is_stopped| !*is_stopped));
    }

    fn stop(&self) {
        *self.is_stopped.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.told.notify_all();
    }
}

impl Worker {
    /// Starts as many threads as mails may be sent at the same time.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(outbox: &Outbox, clock: Clock, connections: u32) -> std::io::Result<Self> {
        let mut worker = Self { stop: Arc::default(), threads: Vec::new() };
        for number in 1..=connections {
            let (outbox, stop) = (outbox.clone(), worker.stop.clone());
            let thread = std::thread::Builder::new().name(format!("mail-{number}"));
            worker.threads.push(thread.spawn(move || work(outbox, clock, &stop))?);
        }
        Ok(worker)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.stop();
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread that sends mail ended by a panic");
            }
        }
    }
}

fn work(outbox: Outbox, clock: Clock, stop: &Stop) {
    let mut courier = Courier::new(outbox.clone());
    let mut pause = LOOK;
    while !stop.is_stopped() {
        let pass = catch_unwind(AssertUnwindSafe(|| courier.pass(clock, &|| stop.is_stopped())));
        let wait = match pass {
            Ok(Ok(pass)) => match pass.trouble {
                None => LOOK,
                Some(Trouble(code)) => {
                    pause = if pause == LOOK { PAUSE.0 } else { (pause * 2).min(PAUSE.1) };
                    tracing::error!(%code, seconds = pause.as_secs(), "no mail can be sent: all wait");
                    pause
                }
            },
            Ok(Err(error)) => {
                tracing::error!(%error, "the outbox cannot be used");
                PAUSE.0
            }
            Err(_) => {
                tracing::error!("a fault of this program while sending mail");
                courier = Courier::new(outbox.clone());
                PAUSE.0
            }
        };
        if wait == LOOK {
            pause = LOOK;
        }
        stop.wait(wait);
    }
}
