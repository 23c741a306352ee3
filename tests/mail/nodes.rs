//! Several nodes on one database, and nodes that are killed.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use norishiro::app::Clock;
use norishiro::store::Store;
use norishiro::store::outbox::{self as mails, Claim, MailState, Outcome, Purpose};

use super::{outbox, send_at, told};
use crate::harness::demo::free_port;
use crate::harness::{Backend, Database, MailServer, Town};

/// Queues a mail to each of so many contacts.
fn queue_many(town: &Town, number: usize) {
    let guest = town.invite("B市保健センター", "びーしほけんせんたー", "health_centre");
    for number in 0..number {
        let contact = town.contact(&guest, "相談係", &format!("soudan{number}@example.jp"));
        town.queue(Purpose::Invitation, &guest, &contact);
    }
}

/// Lets workers of several stores send at the same time, and sees that each mail arrived once.
fn send_once(town: &Town, stores: Vec<Store>, number: usize) {
    let server = MailServer::start();
    queue_many(town, number);
    let sent: usize = std::thread::scope(|scope| {
        let (port, now) = (server.port, town.act.at);
        let workers: Vec<_> = stores
            .into_iter()
            .map(|store| scope.spawn(move || outbox(&store, port).send_due(Clock::set_to(now)).unwrap().sent))
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    assert_eq!(sent, number);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for mail in server.received() {
        *times.entry(mail.to.concat()).or_default() += 1;
    }
    assert_eq!(times.len(), number);
    assert!(times.values().all(|times| *times == 1), "{times:?}");
}

#[test]
fn two_nodes_on_one_postgresql_send_each_of_200_mails_once() {
    if Database::left_out(Backend::Postgresql) {
        return;
    }
    let database = Database::fresh(Backend::Postgresql);
    let town = Town::new(database.store());
    let nodes = (0..2).flat_map(|_| {
        let store = Store::open(database.config()).unwrap();
        [store.clone(), store]
    });
    send_once(&town, nodes.collect(), 200);
}

#[test]
fn several_connections_of_one_node_send_each_mail_once() {
    let database = Database::fresh(Backend::Sqlite);
    let town = Town::new(database.store());
    send_once(&town, vec![database.store().clone(); 3], 60);
}

on_both_databases! {
    fn a_mail_that_a_worker_left_behind_is_sent_by_another_and_the_log_says_so(database) {
        let (town, server) = (Town::new(database.store()), MailServer::start());
        queue_many(&town, 3);
        let now = town.act.at;
        let claim = move |connection: &mut norishiro::store::Connection| {
            let until = now + SignedDuration::from_mins(10);
            mails::claim(connection, &Claim { by: "killed", now, until, per_minute: 0 })
        };
        let left = town.store.write_blocking(claim).unwrap().unwrap();
        let sender = outbox(&town.store, server.port);
        assert_eq!(send_at(&sender, now + SignedDuration::from_mins(9)).sent, 2, "the others do not wait");
        assert_eq!(town.mail(left.id).state, MailState::Sending);
        assert_eq!(send_at(&sender, now + SignedDuration::from_mins(11)).sent, 1);
        assert_eq!(told(&town, left.id), ["mail.queued", "mail.repeated", "mail.sent"]);
        assert_eq!(server.received().len(), 3);
        let (id, late) = (left.id, now + SignedDuration::from_mins(12));
        let finish = move |connection: &mut norishiro::store::Connection| {
            mails::finish(connection, &left, "killed", None, &Outcome::Refused("recipient 550".to_owned()), late)
        };
        assert!(!town.store.write_blocking(finish).unwrap(), "the first worker has nothing to say any more");
        assert_eq!(town.mail(id).state, MailState::Sent);
    }
}

/// A serving program that sends to a mail server on this port; it is killed with this value.
struct Node(Child);

impl Node {
    fn start(database: &Database, folder: &std::path::Path, port: u16, now: &str, log: &str) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_norishiro"))
            .arg("serve")
            .current_dir(folder)
            .env_clear()
            .env("NORISHIRO_NOW", now)
            .env("NORISHIRO_DATABASE_URL", &database.config().url)
            .env("NORISHIRO_WEB_LISTEN", format!("127.0.0.1:{}", free_port()))
            .env("NORISHIRO_MAIL_TRANSPORT", format!("smtp://127.0.0.1:{port}"))
            .env("NORISHIRO_MAIL_PER_MINUTE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join(log)).unwrap())
            .spawn()
            .unwrap();
        Self(child)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Takes one mail to its last line, and then says nothing.
fn take_one_and_say_nothing(listener: &TcpListener) -> (TcpStream, String) {
    let (stream, _) = listener.accept().unwrap();
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let (mut out, mut in_text, mut said) = (stream.try_clone().unwrap(), false, String::new());
    out.write_all(b"220 silent\r\n").unwrap();
    loop {
        let line = lines.next().unwrap().unwrap();
        if in_text && line == "." {
            return (stream, said);
        }
        said += &format!("{line}\n");
        if !in_text {
            in_text = line == "DATA";
            out.write_all(if in_text { b"354 go on\r\n" } else { b"250 fine\r\n" }).unwrap();
        }
    }
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_node_that_is_killed_in_mid_send_repeats_that_one_mail_and_no_other() {
    let database = Database::fresh(Backend::Sqlite);
    let town = Town::new(database.store());
    queue_many(&town, 4);
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let first = Node::start(&database, folder.path(), port, "2026-11-20T10:00:00+09:00", "first.log");
    let (open, twice) = take_one_and_say_nothing(&listener);
    drop(first);
    drop((open, listener));

    let server = MailServer::on(port);
    let second = Node::start(&database, folder.path(), port, "2026-11-20T10:11:00+09:00", "second.log");
    wait_until("all four arrive", || server.received().len() == 4);
    drop(second);
    let recipient = twice.lines().find_map(|line| line.strip_prefix("RCPT TO:<")).unwrap().trim_end_matches('>');
    let to: Vec<_> = server.received().iter().map(|mail| mail.to.concat()).collect();
    assert_eq!(to.iter().filter(|to| *to == recipient).count(), 1, "{to:?}");
    let repeated = server.received().into_iter().find(|mail| mail.to.concat() == recipient).unwrap();
    assert!(twice.contains(&format!("Message-ID: {}", repeated.message_id())), "mail programs see one message");
    let log = std::fs::read_to_string(folder.path().join("second.log")).unwrap();
    assert_eq!(log.matches("may arrive twice").count(), 1, "{log}");
    assert!(!log.contains('@'), "no address in the log: {log}");
}
