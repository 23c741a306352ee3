//! What pages and workbooks show, made ready: models, tables, charts. Pure.

pub mod alike;
pub mod answers;
pub mod board;
pub mod cases;
pub mod chart;
pub mod crosstab;
pub mod dates;
pub mod disclosure;
pub mod field;
pub mod figures;
pub mod files;
pub mod form;
pub mod gaps;
pub mod given;
pub mod hearings;
pub mod letters;
pub mod log;
pub mod mails;
pub mod making;
pub mod people;
pub mod register;
pub mod results;
pub mod rounds;
pub mod table;
pub mod text;
pub mod years;
