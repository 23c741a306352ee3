//! All of the web: one route table, thin handlers, what every answer of the server carries.

mod accessibility;
mod code;
mod compress;
mod download;
pub mod error_page;
pub mod errors;
mod kept_form;
pub mod limits;
pub mod request_log;
pub mod respond;
pub mod routes;
pub mod same_origin;
pub mod security;
pub mod server;
mod shared_files;
pub mod staff;
pub mod state;
mod upload;

pub use errors::Problem;
pub use state::State;
