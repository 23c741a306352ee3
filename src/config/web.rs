//! Where people reach the program.

use std::net::{Ipv4Addr, SocketAddr};

use super::read::Reader;

/// Where the program listens, and under which address people reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebConfig {
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// The address in links and mails, without a slash at its end.
    pub public_url: String,
    /// How many threads serve requests.
    pub workers: usize,
}

impl WebConfig {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let listen = reader.parsed(
            "web.listen",
            SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            (
                "待ち受けるアドレスとポートを 127.0.0.1:8080 のように書いてください",
                "write an address and a port, such as 127.0.0.1:8080",
            ),
        );
        let public_url = reader.text_or("web.public_url", || format!("http://{listen}"));
        let has_host = ["http://", "https://"]
            .iter()
            .any(|scheme| public_url.strip_prefix(scheme).is_some_and(|rest| !rest.trim_matches('/').is_empty()));
        if !has_host {
            reader.problem(
                "web.public_url",
                "https://survey.example.jp のように、http:// か https:// で始まるアドレスを書いてください",
                "write an address that begins with http:// or https://, such as https://survey.example.jp",
            );
        }
        let workers = match reader.number("web.workers", 0, 1024) {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            workers => workers as usize,
        };
        Self { listen, public_url: public_url.trim_end_matches('/').to_owned(), workers }
    }
}
