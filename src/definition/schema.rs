//! JSON Schemas of the definition files, for editors.

use schemars::{Schema, schema_for};

use super::file::{CodeListFile, CodebookFile, QuestionnaireFile};

/// File names and schemas: questionnaire, code list, codebook.
pub fn schemas() -> [(&'static str, Schema); 3] {
    [
        ("questionnaire.schema.json", schema_for!(QuestionnaireFile)),
        ("code-list.schema.json", schema_for!(CodeListFile)),
        ("codebook.schema.json", schema_for!(CodebookFile)),
    ]
}
