//! What tests stand on: a database of their own, and a small town to ask.

#[macro_use]
mod database;
pub(crate) mod demo;
mod form;
pub(crate) mod guessing;
pub(crate) mod mail;
mod program;
mod qr;
mod site;
mod table;
pub(crate) mod tls_front;
mod town;

pub(crate) use database::{Backend, Database};
pub(crate) use form::Form;
pub(crate) use mail::{MailServer, Received};
pub(crate) use program::{Program, Run};
pub(crate) use site::{Browser, Page, Site, WORDS};
pub(crate) use table::row;
pub(crate) use town::{Guest, Town, at, server_key};
