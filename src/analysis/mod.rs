//! Answers turned into figures: tables of every question, response figures, coverage. Pure.
//!
//! Everything is counted first and divided last, and tallies add up: the tally of two sets of
//! answers is the sum of their tallies, so that files can be read in pieces and municipalities'
//! tables can be joined into a prefecture's.

mod agencies;
mod assemble;
pub mod before_after;
mod by;
pub mod coding;
pub mod coverage;
pub mod crosstab;
pub mod dataset;
pub mod difficulty;
pub mod disclosure;
pub mod evidence;
pub mod figure;
pub mod gap;
pub mod long;
pub mod masking;
pub mod mirror;
pub mod norishiro;
mod number;
pub mod offered;
pub mod points;
pub mod printed;
pub mod profile;
pub mod published;
pub mod resources;
mod response;
pub mod share;
pub mod statistics;
pub mod table;
mod tabulation;
mod tally;
#[cfg(test)]
mod tests;
pub mod themes;
pub mod ties;
pub mod trend;
pub mod words;

pub use agencies::Agencies;
pub use by::{By, ByProblem};
pub use dataset::{Counter, Dataset, Giver};
pub use disclosure::Counting;
pub use figure::Figure;
pub use number::Distribution;
pub use published::Published;
pub use response::ResponseFigures;
pub use table::{Figures, GridFigures, Group, Grouping, Heading, Item, Row, Table, Tables};
pub use tabulation::{Respondent, Tabulation, tabulate};
