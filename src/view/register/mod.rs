//! The register of agencies: the list, one agency, its form, kinds, and what an import would change.

mod form;
mod kinds;
mod list;
mod one;
mod preview;

pub use form::{AgencyForm, ContactBlock, FormField, FormProblem};
pub use kinds::{KindLine, KindsPage};
pub use list::{AgenciesPage, AgencyLine, KindChoice};
pub use one::{AgencyPage, AskedLine, CallLine, ContactCard, RequestLine};
pub use preview::{AddedLine, ChangedAgency, ChangedCell, FaultLine, PreviewPage, UploadPage};
