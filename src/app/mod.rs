//! The use cases, one file each: shared by the web, the command line and workers.

pub mod clock;
pub mod links;
pub mod server_key;

pub use clock::Clock;
pub use server_key::ServerKey;
