//! The command line, through its front door.

mod installation;
mod serve;
