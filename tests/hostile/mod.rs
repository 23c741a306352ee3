//! What nobody types: forms and requests made to break the server get a clear answer, and others
//! notice nothing.

mod fields;
mod guesses;
mod raw;
mod requests;
mod sign_ins;
mod slow;

use crate::harness::Page;

/// A refusal that a person can read: a Japanese page with what to do, and the guarding headers.
fn assert_friendly(page: &Page, status: u16, heading: &str) {
    assert_eq!(page.status, status, "{}", page.text());
    assert_eq!(page.texts("h1"), [heading], "{}", page.text());
    assert!(!page.texts("main p").concat().is_empty());
    assert!(page.headers.contains_key("content-security-policy"));
}
