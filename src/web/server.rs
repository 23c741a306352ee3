//! The HTTP server: limits, middleware, and the route table on a listening socket.

use std::io;
use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use tracing_actix_web::TracingLogger;

use super::limits::{self, FORM_LIMIT};
use super::request_log::RequestSpan;
use super::state::State;
use super::{compress, error_page, routes, same_origin, security};

/// Serves until the process is told to stop. Blocks.
///
/// # Errors
/// What the system says about the socket.
pub fn serve(state: State, listener: TcpListener, workers: usize) -> io::Result<()> {
    actix_web::rt::System::new().block_on(async move { start(web::Data::new(state), listener, workers)?.await })
}

/// A server on an open socket; it runs once awaited, and stops when its handle says so.
///
/// # Errors
/// What the system says about the socket.
pub fn start(state: web::Data<State>, listener: TcpListener, workers: usize) -> io::Result<Server> {
    let head_timeout = Duration::from_secs(state.request_seconds.into());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .app_data(web::FormConfig::default().limit(FORM_LIMIT))
            .app_data(web::PayloadConfig::new(FORM_LIMIT))
            // The last one wrapped is the outermost.
            .wrap(from_fn(limits::rates))
            .wrap(from_fn(limits::bodies))
            .wrap(from_fn(same_origin::only))
            .wrap(from_fn(error_page::friendly))
            .wrap(from_fn(security::headers))
            .wrap(from_fn(compress::texts))
            .wrap(TracingLogger::<RequestSpan>::new())
            .configure(routes::configure)
    })
    .workers(workers)
    // A page goes out in several pieces: without this the last one waits 40 ms for an acknowledgement.
    .tcp_nodelay(true)
    .client_request_timeout(head_timeout)
    .shutdown_timeout(10)
    .listen(listener)?;
    Ok(server.run())
}
