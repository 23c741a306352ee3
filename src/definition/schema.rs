//! JSON Schemas of the definition files, for editors.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::file::{CodeListFile, CodebookFile, QuestionnaireFile};

/// File names and schemas: questionnaire, code list, codebook.
pub fn schemas() -> [(&'static str, Schema); 3] {
    [
        ("questionnaire.schema.json", schema::<QuestionnaireFile>()),
        ("code-list.schema.json", schema::<CodeListFile>()),
        ("codebook.schema.json", schema::<CodebookFile>()),
    ]
}

fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().with_transform(AbsentIsNotNull).into_generator().into_root_schema_for::<T>()
}

/// A key may be left out, but a file that writes `null` most likely forgot the value.
#[derive(Clone)]
struct AbsentIsNotNull;

impl Transform for AbsentIsNotNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else { return };
        object.remove("default");
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(variants)) = object.get_mut("anyOf") {
            variants.retain(|variant| variant.get("type").is_none_or(|name| name != "null"));
            if let [Value::Object(only)] = variants.as_slice() {
                let only = only.clone();
                object.remove("anyOf");
                object.extend(only);
            }
        }
    }
}
