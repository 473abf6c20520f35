//! `[[feeds]]`: where new pieces come from, and which of them are taken.

use crate::digest::Fault;
use jiff::SignedDuration;
use serde::{Deserialize, Deserializer, de::Error};
use std::{collections::HashSet, time::Duration};
use url::Url;

/// Shortest time between two polls. No paper prints opinions faster.
pub const SHORTEST: Duration = Duration::from_secs(15 * 60);
/// Longest time between two polls: a week.
pub const LONGEST: Duration = Duration::from_secs(7 * 24 * 3600);
/// Most pieces of a first poll.
const MOST_NEWEST: u8 = 100;

/// One feed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Where it is; its identity.
    #[serde(deserialize_with = "address")]
    pub url: String,
    /// What lists call it.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether new pieces wait as drafts until a curator publishes them.
    #[serde(default)]
    pub review: bool,
    /// Only pieces with one of these words, authors or tags; any where there are none.
    #[serde(default)]
    pub include: Vec<String>,
    /// Never pieces with one of these words, authors or tags.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// Whether news reports are left out.
    #[serde(default = "yes")]
    pub opinion_only: bool,
    /// How many pieces the first poll takes; the archive is left alone.
    #[serde(default = "five", deserialize_with = "newest")]
    pub newest: u8,
    /// How long from one poll to the next, if the site asks for no longer.
    #[serde(default = "hour", deserialize_with = "interval")]
    pub every: Duration,
}

impl Feed {
    /// A feed with every default.
    pub fn new(url: &str) -> Feed {
        Feed {
            url: url.to_owned(),
            name: None,
            review: false,
            include: Vec::new(),
            exclude: Vec::new(),
            opinion_only: true,
            newest: five(),
            every: hour(),
        }
    }

    /// What lists call it: its name, else its address.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.url)
    }
}

fn yes() -> bool {
    true
}
fn five() -> u8 {
    5
}
fn hour() -> Duration {
    Duration::from_secs(3600)
}

/// An address in the one form by which feeds are told apart.
///
/// # Errors
/// What is wrong with it.
pub fn feed_address(text: &str) -> Result<String, &'static str> {
    let mut url = Url::parse(text.trim()).map_err(|_| "it cannot be read; write it from https:// on")?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err("it is none of the web; write it from https:// on");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("there is a user name in it; feeds that need one are not read");
    }
    url.set_fragment(None);
    Ok(url.into())
}

fn address<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    // A password does not belong into a message.
    let shown = if text.contains('@') { "this".to_owned() } else { format!("`{text}`") };
    feed_address(&text).map_err(|what| D::Error::custom(format!("{shown} is no address of a feed: {what}")))
}

fn newest<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let number = i64::deserialize(from)?;
    u8::try_from(number).ok().filter(|n| *n <= MOST_NEWEST).ok_or_else(|| {
        D::Error::custom(format!("{number} pieces cannot be taken at once; use 0 to {MOST_NEWEST}"))
    })
}

fn interval<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(from)?;
    let wrong = |what: &str| D::Error::custom(format!("`{text}` {what}"));
    let given = text.parse::<SignedDuration>().ok().and_then(|d| Duration::try_from(d).ok());
    match given.ok_or_else(|| wrong("is no length of time; write it as \"1h\" or \"30m\""))? {
        short if short < SHORTEST => Err(wrong("is too short between two polls; use \"15m\" or more")),
        long if long > LONGEST => Err(wrong("is too long between two polls; use \"168h\" or less")),
        good => Ok(good),
    }
}

/// A fault for each address that an earlier `[[feeds]]` has already.
pub(super) fn doubled(text: &str, all: &[Feed]) -> Vec<Fault> {
    let mut seen = HashSet::new();
    let lines: Vec<usize> =
        text.lines().enumerate().filter(|(_, l)| l.trim() == "[[feeds]]").map(|(n, _)| n + 1).collect();
    let doubled = all.iter().enumerate().filter(|(_, feed)| !seen.insert(feed.url.as_str()));
    doubled
        .map(|(i, feed)| Fault {
            line: lines.get(i).copied().unwrap_or(1),
            message: format!("the feed {} is there twice; remove one [[feeds]]", feed.url),
        })
        .collect()
}
