//! `[[daily]]`: which channel gets a digest, when, and of what sort.

use super::{Snowflake, zone};
use crate::digest::Fault;
use jiff::{
    civil::{Time, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Deserializer, de::Error};
use std::collections::HashSet;

/// One daily post.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Daily {
    /// The schedule's identity: with a new time it is still the same schedule, and posts once a day.
    #[serde(default)]
    name: Option<String>,
    /// Where it is posted.
    pub channel: Snowflake,
    /// Local time of day.
    #[serde(default = "eight", deserialize_with = "time")]
    pub at: Time,
    /// The zone that `at` and the calendar day are told in.
    #[serde(default = "utc", deserialize_with = "timezone")]
    pub timezone: TimeZone,
    /// On which days.
    #[serde(default)]
    pub days: Days,
    /// Only pieces with one of these tags; any where there are none.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Only pieces of one of these authors.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Only pieces from one of these publications.
    #[serde(default)]
    pub publications: Vec<String>,
    /// Never pieces with a tag, author or publication of this name.
    #[serde(default)]
    pub exclude: Vec<String>,
}

impl Daily {
    /// A schedule without filters, every day.
    pub fn new(name: &str, channel: Snowflake, at: Time, timezone: TimeZone) -> Daily {
        Daily {
            name: Some(name.to_owned()),
            channel,
            at,
            timezone,
            days: Days::default(),
            tags: Vec::new(),
            authors: Vec::new(),
            publications: Vec::new(),
            exclude: Vec::new(),
        }
    }

    /// The schedule's identity; the channel's id where none is given.
    pub fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.channel.to_string())
    }
}

/// On which days of the week a schedule posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days([bool; 7]);

impl Default for Days {
    fn default() -> Self {
        Days([true; 7])
    }
}

impl Days {
    /// Whether it posts on that day.
    pub fn has(&self, day: Weekday) -> bool {
        self.0.get(usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)).copied().unwrap_or(false)
    }
}

const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "expected \"every day\", \"weekdays\", or a list such as [\"mon\", \"thu\"]"
        )]
        enum Wire {
            Word(String),
            List(Vec<String>),
        }
        let wrong = |what: &str| {
            D::Error::custom(format!(
                "`{what}` are no days; use \"every day\", \"weekdays\", or a list such as [\"mon\", \"thu\"]"
            ))
        };
        match Wire::deserialize(from)? {
            Wire::Word(word) => match word.trim().to_lowercase().as_str() {
                "every day" | "daily" => Ok(Days([true; 7])),
                "weekdays" => Ok(Days([true, true, true, true, true, false, false])),
                _ => Err(wrong(&word)),
            },
            Wire::List(list) => {
                let mut days = [false; 7];
                for word in &list {
                    let low = word.trim().to_lowercase();
                    let n = NAMES.iter().position(|n| low.len() >= 2 && n.starts_with(&low));
                    *n.and_then(|n| days.get_mut(n)).ok_or_else(|| wrong(word))? = true;
                }
                if days.contains(&true) { Ok(Days(days)) } else { Err(wrong("[]")) }
            }
        }
    }
}

fn eight() -> Time {
    jiff::civil::time(8, 0, 0, 0)
}

fn utc() -> TimeZone {
    TimeZone::UTC
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Time, D::Error> {
    let text = String::deserialize(from)?;
    let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let parts = text.split_once(':').filter(|(h, m)| digits(h) && digits(m) && m.len() == 2);
    let Some((hour, minute)) = parts else {
        return Err(D::Error::custom(format!("`{text}` is not a time of day; write it as \"08:00\"")));
    };
    let (hour, minute) = (hour.parse().unwrap_or(99), minute.parse().unwrap_or(99));
    Time::new(hour, minute, 0, 0).map_err(|_| {
        D::Error::custom(format!("`{text}` is not a time of day; write hours from 00 to 23, as in \"08:00\""))
    })
}

fn timezone<'de, D: Deserializer<'de>>(from: D) -> Result<TimeZone, D::Error> {
    let text = String::deserialize(from)?;
    zone::named(&text).ok_or_else(|| {
        D::Error::custom(match zone::near(&text) {
            Some(name) => format!("unknown time zone `{text}`; did you mean `{name}`?"),
            None => format!("unknown time zone `{text}`; use Area/City, such as `America/New_York`, or UTC"),
        })
    })
}

/// A fault for each name that an earlier `[[daily]]` has already.
pub(super) fn doubled_names(text: &str, all: &[Daily]) -> Vec<Fault> {
    let mut seen = HashSet::new();
    let lines: Vec<usize> =
        text.lines().enumerate().filter(|(_, l)| l.trim() == "[[daily]]").map(|(n, _)| n + 1).collect();
    let doubled = all.iter().enumerate().filter(|(_, daily)| !seen.insert(daily.name()));
    doubled
        .map(|(i, daily)| Fault {
            line: lines.get(i).copied().unwrap_or(1),
            message: format!(
                "two daily posts are named `{}`; give each [[daily]] a name of its own",
                daily.name()
            ),
        })
        .collect()
}
