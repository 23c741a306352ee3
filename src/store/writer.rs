//! SQLite's one writer: a thread that puts the writes of many callers into one commit.
//!
//! A commit waits for the disk; the writes that arrive meanwhile go into the next one together.
//! Each has a savepoint of its own, so that one that fails takes nothing with it, and each caller
//! is answered only after the commit.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use tokio::sync::{mpsc, oneshot};

use super::transaction::{Outcome, attempt};
use super::{Connection, StoreError};

/// No batch holds more writes than this, or goes on for longer than `BATCH_TIME`: the first
/// caller must not wait for ever.
const BATCH_SIZE: usize = 256;
const BATCH_TIME: Duration = Duration::from_millis(20);
/// Callers beyond this wait for a place in the queue.
const QUEUE: usize = 1024;

/// The handle to the writer's thread; dropping it finishes the queue and closes the database.
pub(super) struct Writer {
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Opens the file and starts the thread.
    pub(super) fn start(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::sqlite_writer(path)?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let path = path.to_owned();
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || serve(path, connection, queue))
            .map_err(|error| StoreError::NoConnection(error.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Hands `closure` to the writer and waits for the commit.
    pub(super) async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = Write::new(closure);
        self.queue()?.send(job).await.map_err(|_| StoreError::Closed)?;
        answer.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// The same as [`Writer::write`], from a thread that may block.
    pub(super) fn write_blocking<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = Write::new(closure);
        self.queue()?.blocking_send(job).map_err(|_| StoreError::Closed)?;
        answer.blocking_recv().unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn queue(&self) -> Result<&mpsc::Sender<Box<dyn Job>>, StoreError> {
        self.jobs.as_ref().ok_or(StoreError::Closed)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        let Some(thread) = self.thread.take() else { return };
        // The last handle may be held by a write itself: a thread cannot wait for its own end.
        if thread.thread().id() != std::thread::current().id() && thread.join().is_err() {
            tracing::error!("the writer's thread ended by a panic");
        }
    }
}

/// A caller's write, waiting in the queue.
trait Job: Send {
    /// Runs it in a savepoint. The answer is held back until the commit.
    fn run(self: Box<Self>, connection: &mut Connection) -> Ran;
    /// Answers without running it.
    fn refuse(self: Box<Self>, words: &str);
}

/// Tells the caller how the commit went: its words where it failed.
type Answer = Box<dyn FnOnce(Result<(), &str>)>;

struct Ran {
    answer: Answer,
    /// Set where the whole batch is lost, as after an automatic rollback on a full disk.
    broken: Option<String>,
}

struct Write<T, E, F> {
    closure: F,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Write<T, E, F>
where
    F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    #[expect(clippy::new_ret_no_self, reason = "a write is only of use together with its answer")]
    fn new(closure: F) -> (Box<dyn Job>, oneshot::Receiver<Result<T, E>>) {
        let (caller, answer) = oneshot::channel();
        (Box::new(Self { closure, caller }), answer)
    }
}

impl<T, E, F> Job for Write<T, E, F>
where
    F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    fn run(self: Box<Self>, connection: &mut Connection) -> Ran {
        let Self { closure, caller } = *self;
        let mut broken = None;
        let result = match attempt(connection, closure) {
            Outcome::Kept(value) => Some(Ok(value)),
            Outcome::Undone(refusal) => Some(Err(refusal)),
            Outcome::Broken(error) => {
                broken = Some(error.to_string());
                None
            }
        };
        let answer = Box::new(move |committed: Result<(), &str>| {
            let answer = match (result, committed) {
                (Some(Err(refusal)), _) => Err(refusal),
                (Some(Ok(value)), Ok(())) => Ok(value),
                (_, committed) => Err(not_committed(committed.err().unwrap_or_default()).into()),
            };
            // A caller that has gone away needs no answer; its write stands.
            drop(caller.send(answer));
        });
        Ran { answer, broken }
    }

    fn refuse(self: Box<Self>, words: &str) {
        drop(self.caller.send(Err(not_committed(words).into())));
    }
}

fn not_committed(words: &str) -> StoreError {
    StoreError::NotCommitted(words.to_owned())
}

fn serve(path: PathBuf, connection: Connection, mut queue: mpsc::Receiver<Box<dyn Job>>) {
    let mut open = Some(connection);
    while let Some(first) = queue.blocking_recv() {
        // After a failed batch the connection is opened anew: its state cannot be known.
        let connection = match open.take() {
            Some(connection) => Ok(connection),
            None => Connection::sqlite_again(&path),
        };
        match connection {
            Ok(mut connection) => {
                if batch(&mut connection, first, &mut queue) {
                    open = Some(connection);
                }
            }
            Err(error) => first.refuse(&error.to_string()),
        }
    }
}

/// Runs one batch and answers its callers; false where the connection is not to be used again.
fn batch(connection: &mut Connection, first: Box<dyn Job>, queue: &mut mpsc::Receiver<Box<dyn Job>>) -> bool {
    if let Err(error) = begin(connection) {
        tracing::error!(%error, "cannot begin to write");
        first.refuse(&error.to_string());
        return false;
    }
    let started = Instant::now();
    let mut answers = Vec::new();
    let mut next = Some(first);
    let mut failure = None;
    while let Some(job) = next {
        let ran = job.run(connection);
        answers.push(ran.answer);
        failure = ran.broken;
        let full = answers.len() >= BATCH_SIZE || started.elapsed() >= BATCH_TIME;
        next = if full || failure.is_some() { None } else { queue.try_recv().ok() };
    }
    let committed = match failure {
        Some(words) => Err(words),
        None => commit(connection).map_err(|error| error.to_string()),
    };
    if let Err(words) = &committed {
        tracing::error!(writes = answers.len(), words, "a batch of writes was not committed");
    }
    for answer in answers {
        answer(committed.as_ref().copied().map_err(String::as_str));
    }
    committed.is_ok()
}

/// Takes the write lock at once: a transaction that reads first and writes later could fail with
/// "database is locked" whenever another process writes.
fn begin(connection: &mut Connection) -> Result<(), StoreError> {
    match connection {
        Connection::Sqlite(connection) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")?;
        }
        Connection::Postgres(connection) => AnsiTransactionManager::begin_transaction(connection)?,
    }
    Ok(())
}

fn commit(connection: &mut Connection) -> Result<(), StoreError> {
    Ok(<Connection as diesel::Connection>::TransactionManager::commit_transaction(connection)?)
}
