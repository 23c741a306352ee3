//! Rounds, from the first idea to the archive.
//!
//! A round is made in four steps, each kept in the draft so that one can leave and come back: what is asked
//! ([`making`]), about which period ([`period`]), whom ([`whom`]), when and how ([`schedule`], [`letter`]).
//! [`settings`] shows all of it, [`opening`] invites, [`running`] steers what is open, [`copying`] begins the
//! next one. A page's form comes back whole where something in it is wrong: `read` tells what, `page` shows it.

pub mod copying;
pub mod letter;
mod list;
pub mod making;
pub mod opening;
pub mod period;
pub mod preview;
pub mod running;
pub mod schedule;
pub mod settings;
mod setup;
pub mod whom;

pub use list::{Shown, list, with_results};
pub use opening::open;
pub use setup::Setup;
pub(super) use setup::state_words;

use crate::view::field::FieldProblem;

/// How saving a form ended.
#[derive(Debug)]
pub enum Outcome<T> {
    /// It is done.
    Done(T),
    /// Nothing was saved; the page is shown again with what was typed.
    Refused(Vec<FieldProblem>),
}

/// Somebody else changed the round since the form was shown.
fn changed_meanwhile() -> Vec<FieldProblem> {
    vec![FieldProblem::of_page(
        "ほかの方が、この調査の設定を先に変更しました。今の内容を確かめてから、もう一度保存してください。入力した内容は、下に残っています。",
    )]
}
