//! Asking a model: one request at a time for each place, again after a passing failure, within a daily
//! budget.

use super::answer::{Turn, schema};
use super::budget::{Budget, Counted};
use crate::config::{Llm, Provider};
use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatOptions, ChatRequest, ChatResponseFormat, JsonSpec};
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ModelSpec, ServiceTarget};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822, tz::TimeZone};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Most tokens of an answer: some four times what a digest has.
const MOST_TOKENS: u32 = 2_000;
/// Longest wait that an endpoint may ask for before a repetition; one that asks for more is left alone.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// Where Ollama is unless it was moved.
const OLLAMA: &str = "http://localhost:11434/";
/// How much of an endpoint's own words a note repeats, in characters.
const SHOWN: usize = 120;

/// Why a model gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum WriterError {
    /// No client could be made.
    #[error("no connection to a model can be made on this machine ({0})")]
    Client(String),
    /// The day's requests are spent.
    #[error(
        "the day’s requests to the model are spent ({0}); wait, or raise daily_requests in [summary.llm]"
    )]
    Spent(u32),
    /// The day's requests cannot be counted.
    #[error("the day’s requests to the model cannot be counted ({0}); check data_dir")]
    Uncounted(String),
    /// The endpoint will not have the key.
    #[error("the model’s endpoint refuses the key; put the right one in the environment as {0}")]
    Key(String),
    /// The endpoint will not have the request.
    #[error(
        "the model’s endpoint refuses the request ({0}); check provider, model and base_url in [summary.llm]"
    )]
    Refused(String),
    /// It did not work, and repeating it did not help.
    #[error("the model did not answer ({0})")]
    Unanswered(String),
}

/// Asks one model.
#[derive(Debug)]
pub(super) struct Asker {
    client: Client,
    target: ModelSpec,
    settings: Llm,
    /// Before the first repetition.
    pub pause: Duration,
    places: Semaphore,
    /// Counts the day's requests.
    pub budget: Arc<dyn Budget>,
}

impl Asker {
    pub fn new(settings: &Llm, key: Option<String>) -> Result<Asker, WriterError> {
        // Whoever was first has set it; ring is what the rest of the program speaks TLS with.
        drop(rustls::crypto::ring::default_provider().install_default());
        let http = reqwest13::Client::builder()
            .connect_timeout(settings.timeout.min(Duration::from_secs(10)))
            .redirect(reqwest13::redirect::Policy::none())
            .build()
            .map_err(|e| WriterError::Client(e.to_string()))?;
        let kind = match settings.provider {
            // Ollama is asked as OpenAI is: the library's own way to it leaves the form of the answer unsaid.
            Provider::OpenAi | Provider::Ollama => AdapterKind::OpenAI,
            Provider::Anthropic => AdapterKind::Anthropic,
            Provider::Gemini => AdapterKind::Gemini,
        };
        let model = ModelIden::new(kind, settings.model.trim());
        let auth = AuthData::from_single(key.unwrap_or_default());
        let target = match base(settings) {
            Some(url) => {
                let endpoint = Endpoint::from_owned(url);
                ModelSpec::Target(ServiceTarget { model, endpoint, auth: auth.clone() })
            }
            None => ModelSpec::Iden(model),
        };
        let client = Client::builder()
            .with_reqwest(http)
            .with_auth_resolver_fn(move |_| Ok::<_, genai::resolver::Error>(Some(auth.clone())))
            .build()
            .map_err(|e| WriterError::Client(e.to_string()))?;
        Ok(Asker {
            client,
            target,
            settings: settings.clone(),
            pause: Duration::from_secs(1),
            places: Semaphore::new(usize::from(settings.concurrency.max(1))),
            budget: Arc::new(Counted::default()),
        })
    }

    /// The model's words.
    pub async fn ask(&self, rules: &str, turns: &[Turn], now: Timestamp) -> Result<String, WriterError> {
        let messages = turns.iter().map(|turn| match turn {
            Turn::User(text) => ChatMessage::user(text.clone()),
            Turn::Model(text) => ChatMessage::assistant(text.clone()),
        });
        let request = ChatRequest::new(messages.collect()).with_system(rules);
        let form = ChatResponseFormat::JsonSpec(JsonSpec::new("digest", schema()));
        let options = ChatOptions::default().with_max_tokens(MOST_TOKENS).with_response_format(form);
        let mut pause = self.pause;
        let mut left = self.settings.retries;
        loop {
            let error = {
                let _place = self.places.acquire().await.map_err(|e| WriterError::Client(e.to_string()))?;
                self.spend(now).await?;
                match self.once(&request, &options).await {
                    Ok(said) => return Ok(said),
                    Err(error) => error,
                }
            };
            let wait = error.after.unwrap_or(pause);
            if left == 0 || !error.passes || wait > LONGEST_PAUSE {
                return Err(error.told);
            }
            left -= 1;
            tokio::time::sleep(wait).await;
            pause = pause.saturating_mul(2);
        }
    }

    /// Takes one request from the budget of the day, before it is made.
    async fn spend(&self, now: Timestamp) -> Result<(), WriterError> {
        let (today, most) = (TimeZone::UTC.to_datetime(now).date(), self.settings.daily_requests);
        match self.budget.spend(today, most).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(WriterError::Spent(most)),
            Err(reason) => Err(WriterError::Uncounted(reason)),
        }
    }

    async fn once(&self, request: &ChatRequest, options: &ChatOptions) -> Result<String, Failed> {
        let asked = self.client.exec_chat(self.target.clone(), request.clone(), Some(options));
        match tokio::time::timeout(self.settings.timeout, asked).await {
            Err(_) => Err(Failed::passing(format!("no answer within {} s", self.settings.timeout.as_secs()))),
            Ok(Err(error)) => Err(self.failed(&error)),
            // An answer cut short or withheld is told by its form.
            Ok(Ok(answer)) => Ok(answer.into_first_text().unwrap_or_default()),
        }
    }

    fn failed(&self, error: &genai::Error) -> Failed {
        let shown: String =
            error.to_string().split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
        let Some(status) = error.status() else { return Failed::passing(shown) };
        let told = match status.as_u16() {
            401 | 403 => WriterError::Key(self.settings.key_variable().to_owned()),
            408 | 409 | 425 | 429 | 500..=599 => {
                let header = error.headers().and_then(|h| h.get("retry-after")).and_then(|v| v.to_str().ok());
                let after = header.and_then(|v| retry_after(v, Timestamp::now()));
                return Failed { after, ..Failed::passing(format!("status {status}")) };
            }
            _ => WriterError::Refused(format!("status {status}")),
        };
        Failed { told, passes: false, after: None }
    }
}

/// Where the endpoint is, if not where its provider has it.
fn base(settings: &Llm) -> Option<String> {
    let given = settings.base_url.as_ref().map(|url| url.as_str());
    if settings.provider != Provider::Ollama {
        return given.map(str::to_owned);
    }
    let given = given.unwrap_or(OLLAMA);
    Some(if given.ends_with("/v1/") { given.to_owned() } else { format!("{given}v1/") })
}

/// `Retry-After` in either form of RFC 9110: seconds, or a date.
fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = rfc2822::parse(value.trim()).ok()?.timestamp();
    let wait = date.duration_since(now).max(SignedDuration::ZERO);
    Duration::try_from(wait).ok()
}

/// A request that failed.
struct Failed {
    told: WriterError,
    /// It may work if repeated.
    passes: bool,
    /// When the endpoint wants it repeated.
    after: Option<Duration>,
}

impl Failed {
    fn passing(reason: String) -> Failed {
        Failed { told: WriterError::Unanswered(reason), passes: true, after: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_asked_for_in_seconds_or_by_date() {
        let now: Timestamp = "2026-01-05T08:00:00Z".parse().expect("a time");
        assert_eq!(retry_after("7", now), Some(Duration::from_secs(7)));
        assert_eq!(retry_after("Mon, 05 Jan 2026 08:00:30 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Mon, 05 Jan 2026 07:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(retry_after("soon", now), None);
    }
}
