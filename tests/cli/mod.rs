//! The command line, through its front door.

mod installation;
mod people;
mod register;
mod serve;
