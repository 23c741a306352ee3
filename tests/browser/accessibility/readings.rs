//! Pages that read many answers at once: ties, rules that propose codes, and how far readers agree.

use super::pages::Shows;

/// The routes of these pages, beside those of the table in `pages`.
pub(super) const READINGS: &[(&str, Shows)] = &[
    ("/staff/networks/{network}/agreement", Shows::Network),
    ("/staff/networks/{network}/coding-rules", Shows::Network),
    ("/staff/networks/{network}/coding-rules/{book}", Shows::Book),
    ("/staff/networks/{network}/coding-rules/{book}/proposals", Shows::Book),
    ("/staff/networks/{network}/ties", Shows::Network),
    ("/staff/networks/{network}/ties/mentions", Shows::Network),
    ("/staff/networks/{network}/ties/pairs", Shows::Network),
    ("/staff/networks/{network}/ties/workbook", Shows::NoPage),
];
