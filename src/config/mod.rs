//! `config.toml`, read once at start into one small struct a concern. Unknown keys are refused;
//! secrets never stand in the file.

mod daily;
mod days;
mod edit;
mod feeds;
mod snowflake;
mod summary;
pub mod zone;

pub use daily::{Daily, Filters, LONGEST_NAME, MOST_DIGESTS, WhenEmpty};
pub use days::{Days, DaysError, time_of_day};
pub use edit::{add_feeds, remove_feed};
pub use feeds::{Feed, feed_address};
pub use snowflake::Snowflake;
pub use summary::{Engine, Llm, Provider, Summary};

use crate::digest::{Fault, parse_toml};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::path::{Path, PathBuf};

/// The whole of `config.toml`. Every key has a default, so that an empty file is a good one.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// SQLite file and lock live here.
    #[serde(default = "data_dir")]
    pub data_dir: PathBuf,
    /// How a site's owner reaches the operator, told to every site that a page is fetched from: an
    /// address of mail or of a page.
    #[serde(default, deserialize_with = "contact")]
    pub contact: Option<String>,
    /// Discord's address and where commands are registered.
    #[serde(default)]
    pub discord: Discord,
    /// Where the digests are.
    #[serde(default)]
    pub library: Library,
    /// Who writes the digests.
    #[serde(default)]
    pub summary: Summary,
    /// What is logged.
    #[serde(default)]
    pub log: Log,
    /// Where new pieces come from.
    #[serde(default)]
    pub feeds: Vec<Feed>,
    /// The daily posts.
    #[serde(default)]
    pub daily: Vec<Daily>,
}

/// `[discord]`
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discord {
    /// Root of the REST API, without a path; the gateway's address comes from there.
    #[serde(default = "api_url")]
    pub api_url: String,
    /// Servers in which commands are registered at once; everywhere where there are none.
    #[serde(default)]
    pub guilds: Vec<Snowflake>,
    /// The operator's own servers, where curators fill the library.
    #[serde(default)]
    pub curator_guilds: Vec<Snowflake>,
    /// Who is a curator there: holders of this role, by id or name; whoever has Manage Server where it
    /// is blank.
    #[serde(default, deserialize_with = "role")]
    pub curator_role: String,
    /// How many commands and presses of a person are answered in a minute, half of them at once; 0 for
    /// no limit.
    #[serde(default = "requests_a_minute")]
    pub requests_a_minute: u32,
    /// How many requests the bot sends in any one second, answers to commands aside. Discord grants fifty to a
    /// bot, whatever programs share its token, and more to very large ones on request.
    #[serde(default = "requests_a_second", deserialize_with = "a_second")]
    pub requests_a_second: u32,
    /// For how many seconds a request that nobody waits for is tried again, at most 60. What is unclear then is
    /// looked into a minute later.
    #[serde(default = "try_seconds", deserialize_with = "tries")]
    pub try_seconds: u8,
    /// How many hours late a daily post that was missed is still made up, at most 23.
    #[serde(default = "make_up_hours", deserialize_with = "hours")]
    pub make_up_hours: u8,
    /// How many days a post is corrected when a digest in it is; 0 for never.
    #[serde(default = "edit_posts_days")]
    pub edit_posts_days: u8,
    /// Whether what somebody changes in a digest's file by hand counts as a correction.
    #[serde(default)]
    pub edit_posts_by_hand: bool,
    /// Refused: it is here so that the answer can say where the token belongs.
    #[serde(default)]
    token: Option<serde::de::IgnoredAny>,
}

impl Default for Discord {
    fn default() -> Self {
        Discord {
            api_url: api_url(),
            guilds: Vec::new(),
            curator_guilds: Vec::new(),
            curator_role: String::new(),
            requests_a_minute: requests_a_minute(),
            requests_a_second: requests_a_second(),
            try_seconds: try_seconds(),
            make_up_hours: make_up_hours(),
            edit_posts_days: edit_posts_days(),
            edit_posts_by_hand: false,
            token: None,
        }
    }
}

/// `[library]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Library {
    /// The folder of TOML files.
    #[serde(default = "digests")]
    pub path: PathBuf,
}

impl Default for Library {
    fn default() -> Self {
        Library { path: digests() }
    }
}

/// `[log]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// `error`, `warn`, `info`, `debug` or `trace`, or a filter such as `warn,standfirst=debug`.
    #[serde(default = "info")]
    pub level: String,
}

impl Default for Log {
    fn default() -> Self {
        Log { level: info() }
    }
}

/// What a header can carry and a person can use.
fn contact<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(from)?;
    let plain = text.chars().all(|c| c.is_ascii_graphic() && !"()<>\\\"".contains(c));
    let mail = text.split_once('@').is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    let page = url::Url::parse(&text).is_ok_and(|u| matches!(u.scheme(), "http" | "https"));
    match text.as_str() {
        "" => Ok(None),
        _ if plain && (mail || page) => Ok(Some(text)),
        _ => Err(D::Error::custom(format!(
            "`{text}` is no way to reach you; write an address of mail, or of a page from https:// on"
        ))),
    }
}

/// A role's name, or its id as a string or an integer.
fn role<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Role {
        Id(u64),
        Name(String),
    }
    match Role::deserialize(from) {
        Ok(Role::Id(id)) => Ok(id.to_string()),
        Ok(Role::Name(name)) => Ok(name.trim().trim_start_matches('@').to_owned()),
        Err(_) => Err(D::Error::custom("no role; write its name in quotes, or its id")),
    }
}

fn data_dir() -> PathBuf {
    "data".into()
}
fn requests_a_minute() -> u32 {
    60
}

fn requests_a_second() -> u32 {
    50
}

/// With none, nothing would ever be sent.
fn a_second<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let number = i64::deserialize(from)?;
    u32::try_from(number)
        .ok()
        .filter(|number| (1..=10_000).contains(number))
        .ok_or_else(|| D::Error::custom(format!("{number} requests a second cannot be; give 1 to 10000")))
}

fn try_seconds() -> u8 {
    60
}

/// Less than the time in which Discord knows a nonce.
fn tries<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let seconds = i64::deserialize(from)?;
    u8::try_from(seconds)
        .ok()
        .filter(|seconds| (1..=60).contains(seconds))
        .ok_or_else(|| D::Error::custom(format!("{seconds} seconds cannot be; give 1 to 60")))
}

fn edit_posts_days() -> u8 {
    3
}

fn make_up_hours() -> u8 {
    6
}

/// Less than from one day's post to the next.
fn hours<'de, D: Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let hours = i64::deserialize(from)?;
    u8::try_from(hours).ok().filter(|hours| *hours <= 23).ok_or_else(|| {
        D::Error::custom(format!("{hours} hours are too long to make up a post; give 0 to 23"))
    })
}

fn api_url() -> String {
    "https://discord.com".to_owned()
}
fn digests() -> PathBuf {
    "digests".into()
}
fn info() -> String {
    "info".to_owned()
}

/// Why a config cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file named with `--config` cannot be read.
    #[error("{path}: cannot read it ({reason}); name an existing file with --config")]
    Unreadable {
        /// As named.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// It cannot be rewritten.
    #[error("{path}: cannot write it ({reason}); check its permissions and try again")]
    Unwritable {
        /// As named.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// Something in it is wrong.
    #[error("{path}: {}", .faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("; "))]
    Faulty {
        /// As named.
        path: PathBuf,
        /// All that is.
        faults: Vec<Fault>,
    },
}

impl Config {
    /// Reads the named file, else `config.toml` in the working directory, else nothing but
    /// defaults. Relative paths in it start at the file's folder.
    ///
    /// # Errors
    /// A file that is named but cannot be read, or anything wrong in it.
    pub fn load(named: Option<&Path>) -> Result<Config, ConfigError> {
        let path = named.unwrap_or(Path::new("config.toml"));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if named.is_none() && e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(reason) => return Err(ConfigError::Unreadable { path: path.to_owned(), reason }),
        };
        let mut config =
            Config::parse(&text).map_err(|faults| ConfigError::Faulty { path: path.to_owned(), faults })?;
        let base = path.parent().unwrap_or(Path::new(""));
        config.data_dir = base.join(&config.data_dir);
        config.library.path = base.join(&config.library.path);
        Ok(config)
    }

    /// Reads a config's text.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(text: &str) -> Result<Config, Vec<Fault>> {
        let config: Config = parse_toml(text).map_err(|fault| vec![fault])?;
        let at =
            |needle: &str| text.lines().position(|l| l.trim_start().starts_with(needle)).map_or(1, |n| n + 1);
        let mut faults = Vec::new();
        if config.discord.token.is_some() {
            faults.push(Fault {
                line: at("token"),
                message: "the token does not belong in the file; put it in the environment as DISCORD_TOKEN"
                    .into(),
            });
        }
        let llm = &config.summary.llm;
        if llm.key.is_some() {
            faults.push(Fault {
                line: at(if text.contains("api_key") { "api_key" } else { "key " }),
                message: format!(
                    "the key does not belong in the file; put it in the environment as {}",
                    llm.key_variable()
                ),
            });
        }
        if config.summary.engine == Engine::Llm && llm.model.trim().is_empty() {
            faults.push(Fault {
                line: at("engine"),
                message: "no model is named; give `model` in [summary.llm]".into(),
            });
        }
        let good = url::Url::parse(&config.discord.api_url)
            .is_ok_and(|u| matches!(u.scheme(), "http" | "https") && u.has_host() && u.path() == "/");
        if !good {
            faults.push(Fault {
                line: at("api_url"),
                message: format!(
                    "`{}` is no address of a server; write it as \"https://discord.com\"",
                    config.discord.api_url
                ),
            });
        }
        faults.extend(feeds::doubled(text, &config.feeds));
        faults.extend(daily::doubled_names(text, &config.daily));
        if faults.is_empty() { Ok(config) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Config::parse(text).unwrap_err().iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn an_empty_file_is_all_defaults() {
        let config = Config::parse("").unwrap();
        assert_eq!(config.discord.api_url, "https://discord.com");
        assert_eq!(config.library.path, Path::new("digests"));
    }

    #[test]
    fn ids_may_be_strings_or_integers() {
        let config = Config::parse("[discord]\nguilds = [\"1234567890123456789\", 42]").unwrap();
        assert_eq!(config.discord.guilds[0].to_string(), "1234567890123456789");
        assert_eq!(config.discord.guilds[1].to_string(), "42");
    }

    #[test]
    fn what_is_wrong_names_the_line_and_the_remedy() {
        insta::assert_snapshot!(fault("\n[discord]\napi_ulr = \"x\""), @"line 3: unknown key `api_ulr`; did you mean `api_url`?");
        insta::assert_snapshot!(fault("[summary]\nengine = \"llm\""), @"line 2: no model is named; give `model` in [summary.llm]");
        insta::assert_snapshot!(fault("[summary.llm]\napi_key = \"x\""), @"line 2: the key does not belong in the file; put it in the environment as OPENAI_API_KEY");
        insta::assert_snapshot!(fault("[summary.llm]\nbase_url = \"localhost\""), @"line 2: `localhost` is no address of a model; write it as \"http://localhost:11434/v1\"");
        insta::assert_snapshot!(fault("[summary.llm]\ntimeout = 0"), @"line 2: 0 seconds is no time to wait for an answer; give 1 to 600");
        insta::assert_snapshot!(fault("[discord]\ntoken = \"x\""), @"line 2: the token does not belong in the file; put it in the environment as DISCORD_TOKEN");
        insta::assert_snapshot!(fault("[discord]\napi_url = \"discord.com\""), @"line 2: `discord.com` is no address of a server; write it as \"https://discord.com\"");
        insta::assert_snapshot!(fault("contact = \"the desk\""), @"line 1: `the desk` is no way to reach you; write an address of mail, or of a page from https:// on");
        insta::assert_snapshot!(fault("[[daily]]\nchannel = 1\nat = \"8am\""), @"line 3: `8am` is not a time of day; write it as \"08:00\"");
        insta::assert_snapshot!(fault("[[daily]]\nchannel = 1\nat = \"25:00\""), @"line 3: `25:00` is not a time of day; write hours from 00 to 23, as in \"08:00\"");
        insta::assert_snapshot!(fault("[[daily]]\nchannel = 1\ntimezone = \"Berlin\""), @"line 3: unknown time zone `Berlin`; did you mean `Europe/Berlin`?");
        insta::assert_snapshot!(fault("[[daily]]\nchannel = 1\ntimezone = \"Mars/Base\""), @"line 3: unknown time zone `Mars/Base`; use Area/City, such as `America/New_York`, or UTC");
        insta::assert_snapshot!(fault("[[daily]]\nchannel = 1\ndays = \"moonday\""), @"line 3: `moonday` are no days; use \"every day\", \"weekdays\", or a list such as [\"mon\", \"thu\"]");
        insta::assert_snapshot!(fault("[[daily]]\nchannel = 0"), @"line 2: 0 is not a Discord id; copy the id in Discord with Developer Mode on");
        insta::assert_snapshot!(fault("[[feeds]]\nurl = \"paper.example/feed\""), @"line 2: `paper.example/feed` is no address of a feed: it cannot be read; write it from https:// on");
        insta::assert_snapshot!(fault("[[feeds]]\nurl = \"https://me:pw@paper.example/feed\""), @"line 2: this is no address of a feed: there is a user name in it; feeds that need one are not read");
        insta::assert_snapshot!(fault("[[feeds]]\nname = \"Paper\""), @"line 1: the key `url` is missing; add it");
        insta::assert_snapshot!(fault("[[feeds]]\nurl = \"https://paper.example/feed\"\nevery = \"5m\""), @r#"line 3: `5m` is too short between two polls; use "15m" or more"#);
        insta::assert_snapshot!(fault("[[feeds]]\nurl = \"https://paper.example/feed\"\nevery = \"hourly\""), @r#"line 3: `hourly` is no length of time; write it as "1h" or "30m""#);
        insta::assert_snapshot!(fault("[[feeds]]\nurl = \"https://paper.example/feed\"\nnewest = 900"), @"line 3: 900 pieces cannot be taken at once; use 0 to 100");
        insta::assert_snapshot!(fault("[[feeds]]\nurl = \"https://paper.example/feed\"\nexclud = []"), @"line 3: unknown key `exclud`; did you mean `exclude`?");
        insta::assert_snapshot!(fault("[[feeds]]\nurl = \"https://paper.example/feed\"\n[[feeds]]\nurl = \"https://PAPER.example/feed#x\""), @"line 3: the feed https://paper.example/feed is there twice; remove one [[feeds]]");
        insta::assert_snapshot!(fault("[[daily]]\nchannel = 7\n[[daily]]\nchannel = 7"), @"line 3: two daily posts are named `7`; give each [[daily]] a name of its own");
    }
}
