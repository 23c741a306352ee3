//! A deserializer that notes what is wrong and goes on with a stand-in, so that one run finds all.
//!
//! Four rules beside serde's: unknown and double keys of a struct are noted and skipped; a value of
//! the wrong type is noted and read as that type's empty value; an enum whose variants are called
//! `scalar`, `sequence`, `mapping` is chosen by the shape of the node; an unknown variant is noted and read
//! as the first one, which may be called `STAND_IN` to say so.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

use serde::de::value::{StrDeserializer, StringDeserializer, UsizeDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

use super::located::MARK;
use super::tree::{Node, Position, Tree};
use crate::definition::words::Words;

/// The name of a first variant that no file can choose.
const STAND_IN: &str = "?";

/// What was noted while reading, in the order met.
#[derive(Debug, Default)]
pub(in crate::definition) struct Notes(RefCell<Vec<(Position, Words)>>);

impl Notes {
    pub(in crate::definition) fn add(&self, at: Position, ja: impl Into<String>, en: impl Into<String>) {
        self.0.borrow_mut().push((at, Words::new(ja, en)));
    }

    pub(in crate::definition) fn into_vec(self) -> Vec<(Position, Words)> {
        self.0.into_inner()
    }
}

/// Reads a tree as `T`; what does not fit is noted and replaced by `T`'s empty values.
pub(in crate::definition) fn read<T: DeserializeOwned + Default>(tree: &Tree, notes: &Notes) -> T {
    T::deserialize(Reader { tree, key_at: tree.at, notes }).unwrap_or_else(|error| {
        notes.add(tree.at, format!("読み取れません（{error}）。"), format!("cannot be read ({error})"));
        T::default()
    })
}

#[derive(Debug)]
pub(in crate::definition) struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl serde::de::Error for Unreadable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

#[derive(Clone, Copy)]
struct Reader<'t> {
    tree: &'t Tree,
    key_at: Position,
    notes: &'t Notes,
}

impl Reader<'_> {
    fn wrong_type(&self, ja: &str, en: &str) {
        self.notes.add(self.tree.at, format!("ここには{ja}を書いてください。"), format!("expected {en} here"));
    }

    fn plain<T: std::str::FromStr + Default>(&self, ja: &str, en: &str) -> T {
        if let Node::Scalar { text, plain: true } = &self.tree.node
            && let Ok(value) = text.parse()
        {
            return value;
        }
        self.wrong_type(ja, en);
        T::default()
    }
}

macro_rules! plain_numbers {
    ($($method:ident $visit:ident $ja:literal $en:literal;)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            visitor.$visit(self.plain($ja, $en))
        })+
    };
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Unreadable;

    plain_numbers! {
        deserialize_bool visit_bool "true か false" "true or false";
        deserialize_u32 visit_u32 "0以上の整数" "a whole number";
        deserialize_u64 visit_u64 "0以上の整数" "a whole number";
        deserialize_i64 visit_i64 "整数" "a whole number";
        deserialize_f64 visit_f64 "数" "a number";
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_string(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match &self.tree.node {
            Node::Scalar { text, .. } => visitor.visit_str(text),
            _ => {
                self.wrong_type("文字", "text");
                visitor.visit_str("")
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.tree.node {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        if name == MARK {
            visitor.visit_seq(Located { reader: self, step: 0 })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match &self.tree.node {
            Node::Sequence(elements) => visitor.visit_seq(Elements { elements: elements.iter(), notes: self.notes }),
            _ => {
                self.wrong_type("「- 」で始まる一覧", "a list");
                visitor.visit_seq(Elements { elements: [].iter(), notes: self.notes })
            }
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let entries: &[(Tree, Tree)] = match &self.tree.node {
            Node::Mapping(entries) => entries,
            _ => {
                self.wrong_type("「キー: 値」の組", "keys with values");
                &[]
            }
        };
        visitor.visit_map(Entries {
            entries: entries.iter(),
            fields,
            seen: HashSet::new(),
            value: None,
            notes: self.notes,
        })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let (shape, text) = match &self.tree.node {
            Node::Null => ("scalar", ""),
            Node::Scalar { text, .. } => ("scalar", text.as_str()),
            Node::Sequence(_) => ("sequence", ""),
            Node::Mapping(_) => ("mapping", ""),
        };
        let by_shape = variants.iter().any(|variant| matches!(*variant, "scalar" | "sequence" | "mapping"));
        let wanted = if by_shape { shape } else { text };
        let choosable = || variants.iter().filter(|variant| **variant != STAND_IN);
        let chosen = choosable().find(|variant| **variant == wanted).unwrap_or_else(|| {
            if by_shape {
                self.wrong_type("一覧か「codes: 名前」", "a list or 'codes: NAME'");
            } else {
                let all = choosable().copied().collect::<Vec<_>>().join(" ");
                self.notes.add(
                    self.tree.at,
                    format!("「{text}」は使えません。次のどれかを書いてください：{all}"),
                    format!("'{text}' is not one of: {all}"),
                );
            }
            &variants[0]
        });
        visitor.visit_enum(Chosen { variant: chosen, reader: self })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }
}

struct Elements<'t> {
    elements: std::slice::Iter<'t, Tree>,
    notes: &'t Notes,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        let notes = self.notes;
        self.elements.next().map(|tree| seed.deserialize(Reader { tree, key_at: tree.at, notes })).transpose()
    }
}

struct Entries<'t> {
    entries: std::slice::Iter<'t, (Tree, Tree)>,
    fields: &'static [&'static str],
    seen: HashSet<&'t str>,
    value: Option<(&'t Tree, &'t Tree)>,
    notes: &'t Notes,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        for (key, value) in self.entries.by_ref() {
            let name = match &key.node {
                Node::Scalar { text, .. } => text.as_str(),
                _ => "",
            };
            if !self.fields.contains(&name) {
                self.notes.add(
                    key.at,
                    format!("「{name}」というキーは使えません（使えるキー：{}）。", self.fields.join(" ")),
                    format!("unknown key '{name}' (known here: {})", self.fields.join(" ")),
                );
            } else if !self.seen.insert(name) {
                self.notes.add(
                    key.at,
                    format!("「{name}」が二度書かれています。どちらかを消してください。"),
                    format!("duplicate key '{name}'"),
                );
            } else {
                self.value = Some((key, value));
                let name: StrDeserializer<'_, Unreadable> = name.into_deserializer();
                return seed.deserialize(name).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unreadable> {
        let (key, tree) = self.value.take().ok_or_else(|| Unreadable("value without key".to_owned()))?;
        seed.deserialize(Reader { tree, key_at: key.at, notes: self.notes })
    }
}

struct Chosen<'t> {
    variant: &'static str,
    reader: Reader<'t>,
}

impl<'de, 't> EnumAccess<'de> for Chosen<'t> {
    type Error = Unreadable;
    type Variant = Reader<'t>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Reader<'t>), Unreadable> {
        let name: StringDeserializer<Unreadable> = self.variant.to_owned().into_deserializer();
        Ok((seed.deserialize(name)?, self.reader))
    }
}

impl<'de> VariantAccess<'de> for Reader<'_> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_struct("", fields, visitor)
    }
}

struct Located<'t> {
    reader: Reader<'t>,
    step: usize,
}

impl<'de> SeqAccess<'de> for Located<'_> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unreadable> {
        let (key_at, at) = (self.reader.key_at, self.reader.tree.at);
        self.step += 1;
        let number = match self.step {
            1 => key_at.line,
            2 => key_at.column,
            3 => at.line,
            4 => at.column,
            _ => return seed.deserialize(self.reader).map(Some),
        };
        let number: UsizeDeserializer<Unreadable> = number.into_deserializer();
        seed.deserialize(number).map(Some)
    }
}
