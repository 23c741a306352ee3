//! A value of a file together with where it stands.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::tree::Position;

/// The name by which the reader knows that a place is wanted.
pub(super) const MARK: &str = "$At";

/// A value, where it stands, and where its key stands (the same for elements of a list).
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::definition) struct At<T> {
    pub value: T,
    pub at: Position,
    pub key_at: Position,
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Located<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Located<T> {
            type Value = At<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a located value")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut places: A) -> Result<At<T>, A::Error> {
                let mut place = || -> Result<Position, A::Error> {
                    let line = places.next_element()?.ok_or_else(|| A::Error::custom("no line"))?;
                    let column = places.next_element()?.ok_or_else(|| A::Error::custom("no column"))?;
                    Ok(Position { line, column })
                };
                let (key_at, at) = (place()?, place()?);
                let value = places.next_element()?.ok_or_else(|| A::Error::custom("no value"))?;
                Ok(At { value, at, key_at })
            }
        }

        deserializer.deserialize_newtype_struct(MARK, Located(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for At<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}
