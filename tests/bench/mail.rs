//! How many mails leave a second: 5,000 invitations are queued, and the program itself delivers them to a mail server
//! of the bench's own, which answers at once: `cargo bench --bench mail`. PostgreSQL is measured where
//! `NORISHIRO_BENCH_POSTGRES_URL` names an empty database.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement stops where it goes wrong, and prints"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use norishiro::app::links;
use norishiro::config::DatabaseConfig;
use norishiro::store::agencies::{self, Agency};
use norishiro::store::audit::Act;
use norishiro::store::outbox::{self, NewMail, Purpose};
use norishiro::store::{AgencyId, Connection, InvitationId, MailId, Store, StoreError, TokenHash, invitations};
use town::Town;

#[path = "../harness/town.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod town;

#[path = "size.rs"]
mod size;

const PROGRAM: &str = env!("CARGO_BIN_EXE_norishiro");
/// How many leave.
fn mails() -> usize {
    size::of(5_000, 200)
}

fn main() {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load before the start {}", load.split(' ').next().unwrap_or("unknown"));
    for connections in [1, 4] {
        let folder = tempfile::tempdir_in(".").unwrap();
        let place = folder.path().canonicalize().unwrap();
        measure("SQLite", &format!("sqlite:{}", place.join("norishiro.sqlite3").display()), connections);
    }
    let Ok(url) = std::env::var("NORISHIRO_BENCH_POSTGRES_URL") else { return };
    measure("PostgreSQL", &url, 1);
    measure("PostgreSQL", &url, 4);
}

fn measure(database: &str, url: &str, connections: usize) {
    let store = Store::open(&DatabaseConfig::at(url)).unwrap();
    store.migrate().unwrap();
    let town = Town::new(&store);
    let start = Instant::now();
    queue(&town);
    let queued = start.elapsed().as_secs_f64();
    drop(store);

    let (port, taken) = server();
    let start = Instant::now();
    let program = start_program(url, port, connections);
    while taken.load(Ordering::Relaxed) < mails() {
        assert!(start.elapsed() < Duration::from_secs(600), "not all mails left");
        sleep(Duration::from_millis(5));
    }
    let seconds = start.elapsed().as_secs_f64();
    let memory = peak(program.0.id());
    let what = format!("{database}, {connections} connection(s)");
    #[expect(clippy::cast_precision_loss, reason = "for people to read")]
    let rate = mails() as f64 / seconds;
    println!("{what:<32}queued in {queued:>5.2} s   {rate:>6.0} mails/s   {memory:>5.1} MB at most");
}

/// Registers and invites 5,000 agencies, each with a mail in the outbox, in one transaction.
fn queue(town: &Town) {
    let (network, round, act) = (town.network.id, town.round.id, town.act);
    let body = "相談係 様\n\n平素より、ひきこもり支援に御理解と御協力を賜り、厚く御礼申し上げます。\n".repeat(8);
    let body = format!("{body}回答用ページ：{{link}}\n");
    let write = move |connection: &mut Connection| -> Result<(), StoreError> {
        for number in 0..mails() {
            let agency = agency(number, act.at);
            agencies::add(connection, network, &agency, &act)?;
            let id = InvitationId::new(act.at);
            let token = TokenHash::of(&links::token(&town::server_key(), id, 1));
            invitations::invite(connection, network, id, round, agency.id, token, &act)?;
            let address = format!("agency{number}@example.jp");
            let mail = NewMail {
                id: MailId::new(act.at),
                purpose: Purpose::Invitation,
                round: Some(round),
                invitation: Some(id),
                contact: None,
                to_name: "相談係",
                to_address: &address,
                subject: "【御依頼】「ひきこもり支援に関するアンケート」への御協力について（12月18日まで）",
                body: &body,
                sealed: None,
                not_before: None,
            };
            outbox::queue(connection, network, &mail, &Act::by_program(Timestamp::now()))?;
        }
        Ok(())
    };
    town.store.write_blocking(write).unwrap();
}

fn agency(number: usize, at: Timestamp) -> Agency {
    Agency {
        id: AgencyId::new(at),
        name: format!("相談支援センター第{number}分室"),
        kana: format!("そうだん{number:04}"),
        kind: "health_centre".to_owned(),
        municipality: "B市".to_owned(),
        postal_code: String::new(),
        address: String::new(),
        archived_at: None,
        version: 1,
    }
}

/// A server that takes every mail; the port, and how many it took.
fn server() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, taken) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
    let count = taken.clone();
    spawn(move || {
        for stream in listener.incoming() {
            let count = count.clone();
            spawn(move || take(stream.unwrap(), &count));
        }
    });
    (port, taken)
}

fn take(mut out: TcpStream, taken: &AtomicUsize) -> Option<()> {
    out.set_nodelay(true).unwrap();
    let mut lines = BufReader::new(out.try_clone().unwrap());
    let mut line = Vec::new();
    out.write_all(b"220 bench\r\n").ok()?;
    let mut in_text = false;
    loop {
        line.clear();
        if lines.read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let reply: &[u8] = if in_text {
            if line != b".\r\n" {
                continue;
            }
            in_text = false;
            taken.fetch_add(1, Ordering::Relaxed);
            b"250 taken\r\n"
        } else if line.starts_with(b"DATA") {
            in_text = true;
            b"354 go on\r\n"
        } else {
            b"250 fine\r\n"
        };
        out.write_all(reply).ok()?;
    }
}

/// Stopped when done with.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn start_program(url: &str, mail_port: u16, connections: usize) -> Running {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = std::env::temp_dir();
    let child = Command::new(PROGRAM)
        .arg("serve")
        .current_dir(folder)
        .env_clear()
        // Within the hours at which the office's mails leave, and after all were written.
        .env("NORISHIRO_NOW", "2099-06-03T10:00:00+09:00")
        .env("NORISHIRO_DATABASE_URL", url)
        .env("NORISHIRO_WEB_LISTEN", format!("127.0.0.1:{port}"))
        .env("NORISHIRO_SECURITY_SERVER_KEY", "5a".repeat(32))
        .env("NORISHIRO_MAIL_TRANSPORT", format!("smtp://127.0.0.1:{mail_port}"))
        .env("NORISHIRO_MAIL_PER_MINUTE", "0")
        .env("NORISHIRO_MAIL_CONNECTIONS", connections.to_string())
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Running(child.unwrap())
}

/// The most memory that a process held, in millions of bytes (Linux).
fn peak(process: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kibibytes * 1024.0 / 1e6
}
