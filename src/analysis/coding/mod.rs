//! What stands behind codes that readers give: rules that propose them, and how far readers agree. Pure.

pub mod agreement;
pub mod rules;
