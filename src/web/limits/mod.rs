//! What protects the server from what nobody types: links guessed by the thousand, forms too large
//! or never finished. People answering from behind one address do not meet these limits.

mod bodies;
mod client;
mod counts;
mod known_links;
mod rates;

pub use bodies::{PostedForm, bodies};
pub use rates::{Rates, rates};

/// The most that a posted form may hold, in bytes as sent. It holds what was typed on a page, up to
/// [`TYPED_LIMIT`], and the same as it was before, both percent-encoded.
pub const FORM_LIMIT: usize = 4 * 1024 * 1024;

/// The most that may be typed on one page, in bytes of UTF-8: over 80,000 Japanese characters, ten
/// times the longest shipped page filled to its brim.
const TYPED_LIMIT: usize = 256 * 1024;

/// The most fields that a form may have: ten times the longest shipped page.
const FIELDS_LIMIT: usize = 5_000;

/// The longest path and query, in bytes.
const ADDRESS_LIMIT: usize = 8 * 1024;

/// The most that all headers of a request may hold, in bytes.
const HEADERS_LIMIT: usize = 32 * 1024;
