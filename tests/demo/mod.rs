//! `norishiro demo`, as people start it.

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use data_encoding::BASE64;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use crate::harness::demo::{RunningDemo, command, free_port};
use crate::harness::{Browser, Page};

#[test]
fn every_printed_address_opens() {
    let around = tempfile::tempdir().unwrap();
    let demo = RunningDemo::start(&around.path().join("demo"), &[]);
    let browser = Browser::visiting(demo.site());
    let links = demo.links();
    assert_eq!(links.len(), 8, "{}", demo.words);
    for link in links {
        let page = browser.get(path_of(&link.address, &demo));
        assert_eq!(page.status, 200, "{}", link.title);
        let text = page.text();
        assert!(text.contains("回答を始める") || text.contains("を作成"), "{}: {text}", link.title);
    }
    let desk = sign_in(&browser, &demo);
    assert_eq!(desk.status, 200);
    assert!(desk.text().contains("令和7年度 ひきこもり支援に関するアンケート"), "{}", desk.text());
    assert!(desk.text().contains("全て実在しません"), "the demo says that it is made up: {}", desk.text());
}

#[test]
fn a_second_start_opens_the_demo_as_it_is() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("demo");
    let first = RunningDemo::start(&folder, &["--seed", "5"]);
    let (password, links) = (first.after("password").to_owned(), first.links());
    let letters = fs::read_dir(folder.join("mail")).unwrap().count();
    drop(first);
    let second = RunningDemo::start(&folder, &["--seed", "6"]);
    assert_eq!(second.after("password"), password);
    let paths = |links: Vec<crate::harness::demo::PrintedLink>| -> Vec<String> {
        links.iter().map(|link| link.address.rsplit_once("/a/").unwrap().1.to_owned()).collect()
    };
    assert_eq!(paths(second.links()), paths(links));
    assert_eq!(fs::read_dir(folder.join("mail")).unwrap().count(), letters);
    assert_eq!(sign_in(&Browser::visiting(second.site()), &second).status, 200);
}

#[test]
fn fresh_makes_another_beside_it() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("demo");
    let first = RunningDemo::start(&folder, &[]);
    let second = RunningDemo::start(&folder, &["--fresh", "--seed", "2"]);
    assert_eq!(second.after("Data folder\n"), around.path().join("demo-2").display().to_string());
    assert_ne!(second.after("password"), first.after("password"));
}

#[test]
fn letters_can_be_read_and_their_links_open() {
    let around = tempfile::tempdir().unwrap();
    let demo = RunningDemo::start(&around.path().join("demo"), &[]);
    let mut letters: Vec<String> = fs::read_dir(demo.after("Outgoing mail (.eml files)\n"))
        .unwrap()
        .map(|file| letter(&fs::read_to_string(file.unwrap().path()).unwrap()))
        .filter(|letter| letter.contains("「令和7年度 ひきこもり支援に関するアンケート」を実施します"))
        .collect();
    assert_eq!(letters.len(), 26, "an invitation to every agency");
    let letter = letters.pop().unwrap();
    let link = letter.lines().find_map(|line| line.strip_prefix("回答用ページ：")).unwrap();
    assert_eq!(Browser::visiting(demo.site()).get(path_of(link.trim(), &demo)).status, 200);
}

#[test]
fn a_taken_port_is_one_clear_line_and_leaves_no_folder() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("demo");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    refuses(&folder, port, &[], &format!("port {port} is taken"));
    assert!(!folder.exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_one_clear_line() {
    let around = tempfile::tempdir().unwrap();
    let file = around.path().join("a-file");
    fs::write(&file, "").unwrap();
    refuses(&file.join("demo"), free_port(), &[], "cannot write to the folder");
}

#[test]
fn somebody_elses_folder_is_left_alone() {
    let around = tempfile::tempdir().unwrap();
    fs::write(around.path().join("letter.txt"), "mine").unwrap();
    refuses(around.path(), free_port(), &[], "holds no complete demo");
    assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
}

#[test]
fn a_database_of_a_newer_version_is_one_clear_line() {
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("demo");
    drop(RunningDemo::start(&folder, &[]));
    let file = folder.join("norishiro.sqlite3");
    let mut database = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    database.batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')").unwrap();
    drop(database);
    refuses(&folder, free_port(), &[], "newer version");
}

/// One line on standard error, nothing on standard output, exit code 1.
fn refuses(folder: &Path, port: u16, arguments: &[&str], words: &str) {
    let run = command(folder, port, arguments).output().unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(run.stdout.is_empty());
}

fn sign_in(browser: &Browser, demo: &RunningDemo) -> Page {
    let form = browser.get("/staff");
    let mut pairs: Vec<(String, String)> = form
        .attributes("form input[type=hidden]", "name")
        .into_iter()
        .zip(form.attributes("form input[type=hidden]", "value"))
        .collect();
    pairs.push(("mail".to_owned(), demo.after("mail ").to_owned()));
    pairs.push(("password".to_owned(), demo.after("password").to_owned()));
    browser.post("/staff/sign-in", &pairs)
}

fn path_of<'a>(address: &'a str, demo: &RunningDemo) -> &'a str {
    address.strip_prefix(demo.site()).unwrap()
}

/// The text of a mail file.
fn letter(file: &str) -> String {
    let (head, body) = file.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("Content-Transfer-Encoding: base64"), "{head}");
    let body: String = body.split_whitespace().collect();
    String::from_utf8(BASE64.decode(body.as_bytes()).unwrap()).unwrap()
}
