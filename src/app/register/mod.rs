//! The register of agencies: who is asked, and how they are reached.

pub mod kinds;
