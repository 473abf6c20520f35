//! `[summary]`: who writes the digests.

use serde::{Deserialize, Deserializer, de::Error};
use std::time::Duration;
use url::Url;

/// Longest wait for one answer of a model, in seconds.
const LONGEST: u64 = 600;

/// `[summary]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Who writes.
    #[serde(default)]
    pub engine: Engine,
    /// The language model.
    #[serde(default)]
    pub llm: Llm,
}

/// Who writes the digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// Sentences of the article are chosen; nothing leaves the machine.
    #[default]
    Extractive,
    /// A language model writes, and what it writes is held against the article.
    Llm,
}

/// `[summary.llm]`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Llm {
    /// What the endpoint speaks.
    #[serde(default)]
    pub provider: Provider,
    /// The model's name there.
    #[serde(default)]
    pub model: String,
    /// Another address than the provider's own, with its path up to the version.
    #[serde(default, deserialize_with = "address")]
    pub base_url: Option<Url>,
    /// The environment variable that holds the key; the provider's own where it is blank.
    #[serde(default)]
    pub key_env: String,
    /// How long one answer may take.
    #[serde(default = "minute", deserialize_with = "seconds")]
    pub timeout: Duration,
    /// How often a request is made again that failed for a passing reason.
    #[serde(default = "three")]
    pub retries: u8,
    /// How many requests may be under way at once.
    #[serde(default = "two")]
    pub concurrency: u8,
    /// How many requests a day of UTC may have; then sentences are chosen instead.
    #[serde(default = "two_hundred")]
    pub daily_requests: u32,
    /// Whether messages that people have digested in chat may go to the model.
    #[serde(default)]
    pub messages: bool,
    /// Refused: it is here so that the answer can say where the key belongs.
    #[serde(default, alias = "api_key")]
    pub(super) key: Option<Refused>,
}

/// A value that does not belong in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused;

impl<'de> Deserialize<'de> for Refused {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Refused, D::Error> {
        serde::de::IgnoredAny::deserialize(d).map(|_| Refused)
    }
}

impl Default for Llm {
    fn default() -> Self {
        Llm {
            provider: Provider::default(),
            model: String::new(),
            base_url: None,
            key_env: String::new(),
            timeout: minute(),
            retries: three(),
            concurrency: two(),
            daily_requests: two_hundred(),
            messages: false,
            key: None,
        }
    }
}

impl Llm {
    /// The environment variable that holds the key.
    pub fn key_variable(&self) -> &str {
        if self.key_env.is_empty() { self.provider.key_variable() } else { &self.key_env }
    }
}

/// What an endpoint speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// OpenAI, and the many servers that speak like it.
    #[default]
    OpenAi,
    /// Anthropic.
    Anthropic,
    /// Gemini, of Google.
    Gemini,
    /// Ollama, on this machine or another; it needs no key.
    Ollama,
}

impl Provider {
    fn key_variable(self) -> &'static str {
        match self {
            Provider::OpenAi => "OPENAI_API_KEY",
            Provider::Anthropic => "ANTHROPIC_API_KEY",
            Provider::Gemini => "GEMINI_API_KEY",
            Provider::Ollama => "OLLAMA_API_KEY",
        }
    }
}

fn minute() -> Duration {
    Duration::from_secs(60)
}
fn three() -> u8 {
    3
}
fn two() -> u8 {
    2
}
fn two_hundred() -> u32 {
    200
}

fn seconds<'de, D: Deserializer<'de>>(d: D) -> Result<Duration, D::Error> {
    let given = u64::deserialize(d)?;
    if (1..=LONGEST).contains(&given) {
        Ok(Duration::from_secs(given))
    } else {
        Err(D::Error::custom(format!(
            "{given} seconds is no time to wait for an answer; give 1 to {LONGEST}"
        )))
    }
}

/// A blank one is none; a missing slash at the end is put there, since paths are joined to it.
fn address<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Url>, D::Error> {
    let given = String::deserialize(d)?;
    if given.is_empty() {
        return Ok(None);
    }
    let slashed = if given.ends_with('/') { given.clone() } else { format!("{given}/") };
    let url = Url::parse(&slashed).ok().filter(|u| matches!(u.scheme(), "http" | "https") && u.has_host());
    url.map(Some).ok_or_else(|| {
        D::Error::custom(format!(
            "`{given}` is no address of a model; write it as \"http://localhost:11434/v1\""
        ))
    })
}
