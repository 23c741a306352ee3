//! Encryption from the first byte before a server that has none, as port 465 has it.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection};

/// A door with a certificate for `localhost`; what comes in is handed on in clear.
pub(crate) struct TlsFront {
    pub(crate) port: u16,
    /// The certificate, as PEM.
    pub(crate) certificate: PathBuf,
    _folder: tempfile::TempDir,
}

impl TlsFront {
    /// A door before the server at this port.
    pub(crate) fn before(server: u16) -> Self {
        drop(rustls::crypto::ring::default_provider().install_default());
        let folder = tempfile::tempdir().unwrap();
        let certificate = folder.path().join("certificate.pem");
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(&certificate, made.cert.pem()).unwrap();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let config =
            ServerConfig::builder().with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key).unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for outer in listener.incoming().map_while(Result::ok) {
                let (tls, inner) = (ServerConnection::new(config.clone()), TcpStream::connect(("127.0.0.1", server)));
                // A client that does not like the certificate hangs up: that is its test's matter.
                std::thread::spawn(move || drop(hand_on(outer, tls.unwrap(), inner.unwrap())));
            }
        });
        Self { port, certificate, _folder: folder }
    }
}

/// Hands on both ways until one side ends.
fn hand_on(mut outer: TcpStream, mut tls: ServerConnection, mut inner: TcpStream) -> io::Result<()> {
    outer.set_read_timeout(Some(Duration::from_millis(2)))?;
    inner.set_read_timeout(Some(Duration::from_millis(2)))?;
    let mut piece = [0; 4096];
    loop {
        while tls.wants_write() {
            tls.write_tls(&mut outer)?;
        }
        match tls.read_tls(&mut outer) {
            Ok(0) => return Ok(()),
            Ok(_) => {
                tls.process_new_packets().map_err(io::Error::other)?;
            }
            Err(error) if is_quiet(&error) => {}
            Err(error) => return Err(error),
        }
        match tls.reader().read(&mut piece) {
            Ok(length) => inner.write_all(&piece[..length])?,
            Err(error) if is_quiet(&error) => {}
            Err(error) => return Err(error),
        }
        match inner.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => tls.writer().write_all(&piece[..length])?,
            Err(error) if is_quiet(&error) => {}
            Err(error) => return Err(error),
        }
    }
}

fn is_quiet(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted)
}
