//! `[[daily]]`: which channel gets a digest, when, and of what sort.

use super::{
    Snowflake,
    days::{Days, time_of_day},
    zone,
};
use crate::digest::Fault;
use jiff::{civil::Time, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use std::collections::HashSet;

/// Most digests in one post.
pub const MOST_DIGESTS: u8 = 5;
/// Longest name of a schedule, in characters.
pub const LONGEST_NAME: usize = 100;

/// One daily post.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Daily {
    /// The schedule's identity: with a new time it is still the same schedule, and posts once a day.
    #[serde(default, deserialize_with = "name")]
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
    /// How many digests a post brings, 1 to [`MOST_DIGESTS`]; one is a full card.
    #[serde(default = "one", deserialize_with = "count")]
    pub count: u8,
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
    /// Only pieces in one of these languages, by their BCP 47 tags: `en`, `pt-BR`.
    #[serde(default)]
    pub languages: Vec<String>,
    /// What comes when there is nothing newer than what was posted.
    #[serde(default)]
    pub when_empty: WhenEmpty,
    /// A role that each post mentions.
    #[serde(default, deserialize_with = "role")]
    pub role: Option<Snowflake>,
    /// In an announcement channel: whether each post is published to the servers that follow it.
    #[serde(default)]
    pub crosspost: bool,
    /// The language of the post's own words, such as `de`; English where there is none.
    #[serde(default)]
    pub language: Option<String>,
}

/// What a schedule posts when there is nothing newer than what was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WhenEmpty {
    /// An older piece that the channel has not had.
    #[default]
    Older,
    /// Nothing.
    Silence,
    /// A line that says so.
    Say,
}

/// Which pieces a schedule posts. Names are compared folded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Only pieces with one of these tags; any where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Only pieces of one of these authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Only pieces from one of these publications.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<String>,
    /// Never pieces with a tag, author or publication of this name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// Only pieces in one of these languages; `en` takes `en-GB`, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
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
            count: 1,
            tags: Vec::new(),
            authors: Vec::new(),
            publications: Vec::new(),
            exclude: Vec::new(),
            languages: Vec::new(),
            when_empty: WhenEmpty::default(),
            role: None,
            crosspost: false,
            language: None,
        }
    }

    /// Which pieces it posts.
    pub fn filters(&self) -> Filters {
        Filters {
            tags: self.tags.clone(),
            authors: self.authors.clone(),
            publications: self.publications.clone(),
            exclude: self.exclude.clone(),
            languages: self.languages.clone(),
        }
    }

    /// The schedule's identity; the channel's id where none is given.
    pub fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.channel.to_string())
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
    time_of_day(&text).ok_or_else(|| {
        let hours = text.contains(':');
        let hint = if hours { "write hours from 00 to 23, as in \"08:00\"" } else { "write it as \"08:00\"" };
        D::Error::custom(format!("`{text}` is not a time of day; {hint}"))
    })
}

fn count<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let count = i64::deserialize(from)?;
    u8::try_from(count).ok().filter(|count| (1..=MOST_DIGESTS).contains(count)).ok_or_else(|| {
        D::Error::custom(format!("{count} digests do not fit into a post; give 1 to {MOST_DIGESTS}"))
    })
}

fn name<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(from)?;
    if name.trim().is_empty() || name.starts_with('@') || name.chars().count() > LONGEST_NAME {
        return Err(D::Error::custom(format!(
            "`{name}` is no name for a daily post; give 1 to {LONGEST_NAME} characters, the first of them no @"
        )));
    }
    Ok(Some(name))
}

/// A role's id; blank for none.
fn role<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Snowflake>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Role {
        Text(String),
        Number(u64),
    }
    let id = match Role::deserialize(from)? {
        Role::Text(text) if text.trim().is_empty() => return Ok(None),
        Role::Text(text) => text.trim().parse(),
        Role::Number(id) => Snowflake::try_from(id),
    };
    id.map(Some).map_err(D::Error::custom)
}

fn one() -> u8 {
    1
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
