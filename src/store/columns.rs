//! How domain values are written into columns: as text that a person can read, and times as
//! whole microseconds.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromStaticSqlRow, Queryable};
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, Nullable, SingleValue, Text};
use diesel::sqlite::Sqlite;
use jiff::Timestamp;
use jiff::civil::Date;

use super::connection::MultiBackend;

/// Stores a type with `Display` and `FromStr` as TEXT on both databases.
macro_rules! text_column {
    ($type:ty) => {
        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::sqlite::Sqlite> for $type {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::sqlite::Sqlite>,
            ) -> diesel::serialize::Result {
                out.set_value(self.to_string());
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl diesel::serialize::ToSql<diesel::sql_types::Text, diesel::pg::Pg> for $type {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                std::io::Write::write_all(out, self.to_string().as_bytes())?;
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl diesel::serialize::ToSql<diesel::sql_types::Text, $crate::store::connection::MultiBackend> for $type {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, $crate::store::connection::MultiBackend>,
            ) -> diesel::serialize::Result {
                out.set_value((diesel::sql_types::Text, self));
                Ok(diesel::serialize::IsNull::No)
            }
        }

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $type
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = <String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(bytes)?;
                // The text itself stays out of the error: it may be anything.
                text.parse().map_err(|_| {
                    Box::<dyn std::error::Error + Send + Sync>::from(concat!("unreadable ", stringify!($type)))
                })
            }
        }
    };
}
pub(super) use text_column;

/// An enum of named values, stored under the names given: `enum_column!(Role { Owner = "owner", … })`.
macro_rules! enum_column {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every value, in the order in which pages list them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name under which the value is stored and exchanged.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::store::StoreError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::store::StoreError::Unreadable { what: stringify!($name) }),
                }
            }
        }

        $crate::store::columns::text_column!($name);
    };
}
pub(super) use enum_column;

/// A moment as a column: whole microseconds since 1970 in UTC, the same on both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct At(i64);

impl From<Timestamp> for At {
    fn from(at: Timestamp) -> Self {
        Self(at.as_microsecond())
    }
}

impl TryFrom<At> for Timestamp {
    type Error = jiff::Error;

    fn try_from(at: At) -> Result<Self, Self::Error> {
        Self::from_microsecond(at.0)
    }
}

impl ToSql<BigInt, Sqlite> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0);
        Ok(IsNull::No)
    }
}

impl ToSql<BigInt, Pg> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <i64 as ToSql<BigInt, Pg>>::to_sql(&self.0, &mut out.reborrow())
    }
}

impl ToSql<BigInt, MultiBackend> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((BigInt, &self.0));
        Ok(IsNull::No)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for At
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(bytes).map(Self)
    }
}

/// A column that may be NULL, on its way into an `Option` of the domain's own type.
pub struct Maybe<T>(Option<T>);

impl<T, ST, DB> Queryable<Nullable<ST>, DB> for Maybe<T>
where
    DB: Backend,
    ST: SingleValue,
    Option<T>: FromStaticSqlRow<Nullable<ST>, DB>,
{
    type Row = Option<T>;

    fn build(row: Self::Row) -> deserialize::Result<Self> {
        Ok(Self(row))
    }
}

impl TryFrom<Maybe<At>> for Option<Timestamp> {
    type Error = jiff::Error;

    fn try_from(maybe: Maybe<At>) -> Result<Self, Self::Error> {
        maybe.0.map(Timestamp::try_from).transpose()
    }
}

impl From<Maybe<Day>> for Option<Date> {
    fn from(maybe: Maybe<Day>) -> Self {
        maybe.0.map(Date::from)
    }
}

/// A calendar date as a column: `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Day(Date);

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Day {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

text_column!(Day);
