//! What is embedded in the program: templates, style, icons and the shipped definitions.
//! Handed out as text and bytes; the template set is parsed once, at start.

mod files;
mod static_files;
mod templates;
mod words;

pub use files::definition_files;
pub use static_files::{StaticFile, static_file, static_files};
pub use templates::{TemplateError, Templates};
pub use words::{word_dictionary, word_list};
