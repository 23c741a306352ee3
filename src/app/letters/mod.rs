//! Letters of request on paper, for networks and agencies that no mail reaches: printed one A4 page an agency, or
//! by the office's own mail merge. Each leads to the agency's page by a QR code and by a short code to type.

mod asked;
mod code;
pub mod mail_merge;
mod making;
mod opening;
mod printed;

pub use asked::Asked;
pub use code::{CodeProblem, ShortCode};
pub use making::{Made, make};
pub use opening::open;
pub use printed::page;

/// The address at which codes are typed.
fn code_address(public_url: &str) -> String {
    format!("{}/code", public_url.trim_end_matches('/'))
}
