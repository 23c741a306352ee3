//! One visitor for all shapes of answers: a value of the wrong type is noted and skipped, and
//! reading goes on behind it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::names::find;
use super::problem::{Here, Named, Problem};

/// Something that takes a JSON value of one or two types; all others are wrong.
/// `Out::default()` stands for a value that was wrong or blank.
pub(super) trait Take<'de>: Sized {
    /// What becomes of the value.
    type Out: Default;

    /// Where the value stands.
    fn here(&self) -> &Here<'_>;

    /// What belongs there, in Japanese and in English.
    fn expected(&self) -> (&'static str, &'static str);

    fn text(self, _: &str) -> Self::Out {
        self.wrong()
    }

    fn number(self, _: f64) -> Self::Out {
        self.wrong()
    }

    fn truth(self, _: bool) -> Self::Out {
        self.wrong()
    }

    fn object<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Out, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self.wrong())
    }

    fn list<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Out, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.wrong())
    }

    /// Notes that the value has another type.
    fn wrong(self) -> Self::Out {
        let (ja, en) = self.expected();
        self.here().report(&Problem::Expected(ja, en));
        Self::Out::default()
    }
}

/// Makes a taker a seed.
pub(super) struct Taking<T>(pub(super) T);

impl<'de, T: Take<'de>> DeserializeSeed<'de> for Taking<T> {
    type Value = T::Out;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Out, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Take<'de>> Visitor<'de> for Taking<T> {
    type Value = T::Out;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.expected().1)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<T::Out, E> {
        Ok(self.0.truth(truth))
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers past 2^53 are out of every question's range")]
    fn visit_i64<E>(self, number: i64) -> Result<T::Out, E> {
        Ok(self.0.number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers past 2^53 are out of every question's range")]
    fn visit_u64<E>(self, number: u64) -> Result<T::Out, E> {
        Ok(self.0.number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<T::Out, E> {
        Ok(self.0.number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<T::Out, E> {
        Ok(self.0.text(text))
    }

    fn visit_unit<E>(self) -> Result<T::Out, E> {
        Ok(self.0.wrong())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T::Out, A::Error> {
        self.0.object(object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T::Out, A::Error> {
        self.0.list(list)
    }
}

/// Looks an object's key up without copying it.
pub(super) struct Key<F>(pub(super) F);

impl<'de, F: FnOnce(&str) -> T, T> DeserializeSeed<'de> for Key<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        struct Look<F, T>(F, PhantomData<T>);
        impl<F: FnOnce(&str) -> T, T> Visitor<'_> for Look<F, T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_str<E>(self, key: &str) -> Result<T, E> {
                Ok((self.0)(key))
            }
        }
        deserializer.deserialize_str(Look(self.0, PhantomData))
    }
}

/// Goes through an object: `take` reads the value behind each key that is among the names; the
/// others are noted and skipped.
pub(super) fn each<'de, A: MapAccess<'de>>(
    object: &mut A,
    here: &Here<'_>,
    names: &[&str],
    named: Named,
    mut take: impl FnMut(&mut A, usize) -> Result<(), A::Error>,
) -> Result<(), A::Error> {
    let mut next = 0;
    while let Some(found) = object.next_key_seed(Key(|key: &str| {
        let found = find(names, key, &mut next);
        if found.is_none() {
            here.report(&Problem::Unknown(named, key));
        }
        found
    }))? {
        match found {
            Some(place) => take(object, place)?,
            None => {
                object.next_value::<IgnoredAny>()?;
            }
        }
    }
    Ok(())
}

/// Puts a value in its place, which must still be empty.
pub(super) fn put<T>(here: &Here<'_>, key: &str, place: &mut Option<T>, value: Option<T>) {
    if place.is_some() {
        here.report(&Problem::Twice(key));
    }
    *place = value;
}

/// Takes text, not yet looked at.
pub(super) struct Text<'a>(pub(super) Here<'a>);

impl<'de> Take<'de> for Text<'_> {
    type Out = Option<String>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("文字列", "text")
    }

    fn text(self, text: &str) -> Option<String> {
        Some(text.to_owned())
    }
}

/// Takes true or false.
pub(super) struct Truth<'a>(pub(super) Here<'a>);

impl<'de> Take<'de> for Truth<'_> {
    type Out = Option<bool>;

    fn here(&self) -> &Here<'_> {
        &self.0
    }

    fn expected(&self) -> (&'static str, &'static str) {
        ("true又はfalse", "true or false")
    }

    fn truth(self, truth: bool) -> Option<bool> {
        Some(truth)
    }
}
