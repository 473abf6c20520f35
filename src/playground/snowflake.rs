//! Ids as Discord makes them: unique, and in the order of time.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::Value;
use std::{fmt, str::FromStr};

/// Start of Discord's calendar, 2015-01-01T00:00:00Z, in milliseconds since 1970.
const EPOCH: i64 = 1_420_070_400_000;

/// An id: milliseconds since 2015 in the upper 42 bits, a counter in the lower 22. JSON carries it
/// as a decimal string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u64);

impl Id {
    /// The id with this number.
    pub const fn new(number: u64) -> Id {
        Id(number)
    }

    /// The id as a number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The first id of an instant; 0 for one before 2015.
    pub fn at(time: Timestamp) -> Id {
        Id(u64::try_from(time.as_millisecond() - EPOCH).unwrap_or(0) << 22)
    }

    /// When it was made, to the millisecond.
    pub fn time(self) -> Timestamp {
        let ms = i64::try_from(self.0 >> 22).unwrap_or(0);
        Timestamp::from_millisecond(ms + EPOCH).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// An id out of JSON: a decimal string or an unsigned number.
    pub(super) fn from_json(value: &Value) -> Option<Id> {
        match value {
            Value::String(text) => text.parse().ok(),
            Value::Number(number) => number.as_u64().map(Id),
            _ => None,
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Id, Self::Err> {
        text.parse().map(Id)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Id, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// Hands out ids. They rise even where the clock stands still or goes back.
#[derive(Debug, Default)]
pub(super) struct Snowflakes(u64);

impl Snowflakes {
    pub fn next(&mut self, now: Timestamp) -> Id {
        self.0 = Id::at(now).0.max(self.0 + 1);
        Id(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_when_the_clock_does_not() {
        let mut ids = Snowflakes::default();
        let now: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let first = ids.next(now);
        let same = ids.next(now);
        let back = ids.next("2026-11-22T08:00:00Z".parse().unwrap());
        assert!(first < same && same < back);
        assert_eq!(first.time(), now);
        assert!(ids.next("1990-01-01T00:00:00Z".parse().unwrap()) > back);
    }
}
