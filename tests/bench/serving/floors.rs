//! What the machine can do at best: nginx with a static file, and bare inserts.

use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, ExpressionMethods, PgConnection, RunQueryDsl, SqliteConnection};

use super::page::Page;
use super::program::free_address;
use super::wrk::{Load, Measured};
use super::{CLIENTS, seconds};

diesel::table! {
    bare_rows (id) { id -> Integer, fields -> Text, }
}

/// nginx with a file of `size` bytes for each path of the page.
pub(crate) fn nginx(folder: &Path, size: usize, page: &Page) -> Measured {
    let place = folder.join("nginx");
    for agency in 0..CLIENTS {
        let file = place.join(format!("root{}", page.path(agency)));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "x".repeat(size)).unwrap();
    }
    let address = free_address();
    let (root, cores) = (place.display(), std::thread::available_parallelism().unwrap());
    let settings = format!(
        "user root; worker_processes {cores}; daemon off; pid {root}/pid; error_log {root}/errors;
         events {{ worker_connections 1024; }}
         http {{ access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 100000000;
                 client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;
                 uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
                 server {{ listen {address}; root {root}/root; }} }}"
    );
    fs::write(place.join("nginx.conf"), settings).unwrap();
    let _nginx = Nginx::start(&place);
    let start = Instant::now();
    while std::net::TcpStream::connect(address).is_err() {
        assert!(start.elapsed() < Duration::from_secs(10), "nginx does not start");
        std::thread::sleep(Duration::from_millis(10));
    }
    Load::reading(&format!("http://{address}"), page, "identity").run(folder)
}

struct Nginx(Child);

impl Nginx {
    fn start(place: &Path) -> Self {
        Self(Command::new("nginx").arg("-c").arg(place.join("nginx.conf")).spawn().unwrap())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // By its signal: killed outright it would leave its workers behind.
        drop(Command::new("kill").args(["-QUIT", &self.0.id().to_string()]).status());
        drop(self.0.wait());
    }
}

/// Whether the database is SQLite, which takes one writer.
fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

/// What [`inserts`] does, in words.
pub(crate) fn what(url: &str) -> &'static str {
    if is_sqlite(url) {
        "bare inserts, one a commit, synchronous=FULL"
    } else {
        "bare inserts, one a commit, 8 clients"
    }
}

/// How many saves are aimed at for each bare insert.
pub(crate) fn aim(url: &str) -> f64 {
    if is_sqlite(url) { 1.0 } else { 0.5 }
}

/// Rows of one draft's size, each in a commit of its own: by one client on SQLite, where a second one would only
/// wait, by all of them on PostgreSQL.
pub(crate) fn inserts(url: &str, folder: &Path, fields: &str) -> Measured {
    let start = Instant::now();
    let answered = if is_sqlite(url) {
        let path = folder.join("bare.sqlite3");
        let mut connection = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        connection.batch_execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").unwrap();
        connection.batch_execute("CREATE TABLE bare_rows (id INTEGER PRIMARY KEY, fields TEXT NOT NULL)").unwrap();
        over_and_over(|| {
            let row = diesel::insert_into(bare_rows::table).values(bare_rows::fields.eq(fields));
            row.execute(&mut connection).unwrap();
        })
    } else {
        let connect = || PgConnection::establish(url).unwrap();
        connect().batch_execute("CREATE TABLE bare_rows (id serial PRIMARY KEY, fields TEXT NOT NULL)").unwrap();
        let client = || {
            let mut connection = connect();
            over_and_over(|| {
                let row = diesel::insert_into(bare_rows::table).values(bare_rows::fields.eq(fields));
                row.execute(&mut connection).unwrap();
            })
        };
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
            clients.into_iter().map(|client| client.join().unwrap()).sum()
        })
    };
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = answered as f64 / start.elapsed().as_secs_f64();
    Measured { rate, answered, times: None }
}

fn over_and_over(mut work: impl FnMut()) -> u64 {
    let (start, time) = (Instant::now(), Duration::from_secs(seconds()));
    let mut done = 0;
    while start.elapsed() < time {
        work();
        done += 1;
    }
    done
}
