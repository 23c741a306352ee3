//! The use cases, one file each: shared by the web, the command line and workers.

pub mod add_network;
pub mod add_user;
pub mod answer_file;
pub mod cases;
pub mod check_definitions;
pub mod clock;
pub mod definitions;
pub mod demo;
pub mod desk;
pub mod gaps;
pub mod hashing;
pub mod installation;
pub mod links;
pub mod new_password;
pub mod office;
pub mod one_time_code;
pub mod passwords;
pub mod reader;
pub mod receipt_mail;
pub mod register;
pub mod respond;
pub mod results;
pub mod rounds;
pub mod sealed;
pub mod server_key;
pub mod shipped;
pub mod sign_in;
pub mod tabulate_file;
pub mod totp;
pub mod workbook;

pub use clock::Clock;
pub use definitions::{DefinitionError, Definitions};
pub use hashing::Hashing;
pub use reader::Reader;
pub use server_key::ServerKey;
