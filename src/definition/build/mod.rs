//! From the files' shape to checked definitions; every problem is noted, none stops the work.

mod body;
mod cycles;
mod lists;
mod names;
mod options;
mod question;
mod questionnaire;

pub(super) use lists::{code_list, codebook};
pub(super) use questionnaire::questionnaire;
