//! The command line, through its front door.

mod installation;
mod register;
mod serve;
