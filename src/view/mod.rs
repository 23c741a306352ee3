//! What pages and workbooks show, made ready: models, tables, charts. Pure.

pub mod chart;
pub mod figures;
pub mod results;
pub mod table;
