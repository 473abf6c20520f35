//! The REST path. serenity's own limiter cannot be pointed at another server and retries no failure
//! of Discord's, so that waiting and retrying are done here.

use reqwest::{Method, StatusCode, header};
use serde::Deserialize;
use serde_json::Value;
use std::{error::Error, fmt, sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until, timeout, timeout_at},
};
use url::Url;

/// Longest wait for one answer; requests that have less time left wait less.
const ONE_TRY: Duration = Duration::from_secs(10);
/// First pause after a failure of Discord's; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// Where Discord keeps what people attach.
const FILE_HOSTS: &[&str] = &["cdn.discordapp.com", "media.discordapp.net"];
/// What a path of the API begins with.
const API: &str = "/api/v10";

/// The bot's token. It is never printed.
#[derive(Clone)]
pub struct Token(Arc<str>);

impl Token {
    /// A token as Discord gives it, with or without `Bot ` before it; `None` where it is blank or
    /// holds what no header can.
    pub fn new(text: &str) -> Option<Token> {
        let text = text.trim();
        let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
        let fits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Token(text.into()))
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Sends requests to Discord, or to a server that speaks like it.
#[derive(Debug, Clone)]
pub struct Rest {
    client: reqwest::Client,
    base: Arc<str>,
    token: Token,
    /// No request is sent before this: Discord's global limit.
    held_until: Arc<Mutex<Instant>>,
}

/// Why a request did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum RestError {
    /// Discord understood and said no; asking again will not help.
    #[error("discord refused {what} with {status}: {message} (code {code})")]
    Refused {
        /// Method and path.
        what: String,
        /// HTTP status.
        status: u16,
        /// Discord's own code; 0 where it gave none.
        code: u64,
        /// Discord's own words.
        message: String,
    },
    /// No clear answer in time; it may or may not have been done.
    #[error("no answer from discord to {what}: {reason}; it is retried where that is safe")]
    Unclear {
        /// Method and path.
        what: String,
        /// The last failure.
        reason: String,
    },
}

impl RestError {
    /// Whether it says that the token is not valid.
    pub fn is_wrong_token(&self) -> bool {
        matches!(self, RestError::Refused { status: 401, .. })
    }

    /// Discord's code, of a refusal.
    pub fn code(&self) -> Option<u64> {
        match self {
            RestError::Refused { code, .. } => Some(*code),
            RestError::Unclear { .. } => None,
        }
    }
}

/// What one try came to.
enum Try {
    Done(Value),
    Refused(StatusCode, u64, String),
    Again { after: Option<Duration>, global: bool, reason: String },
}

impl Rest {
    /// `api_url` is the root, such as `https://discord.com`.
    ///
    /// # Errors
    /// The system's TLS cannot be set up.
    pub fn new(api_url: &str, token: Token) -> Result<Rest, reqwest::Error> {
        // A proxy of the environment would be asked for loopback addresses, too.
        let client = reqwest::Client::builder()
            .no_proxy()
            .user_agent(concat!("DiscordBot (standfirst, ", env!("CARGO_PKG_VERSION"), ")"))
            .build()?;
        let base = api_url.trim_end_matches('/').into();
        Ok(Rest { client, base, token, held_until: Arc::new(Mutex::new(Instant::now())) })
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    pub(super) fn token(&self) -> &Token {
        &self.token
    }

    /// Sends until there is a clear answer or `within` is over. Only requests that may safely be
    /// repeated belong here: interaction answers, messages with a nonce, and whatever has the same
    /// effect twice.
    ///
    /// # Errors
    /// Discord's refusal, or the last failure.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
    ) -> Result<Value, RestError> {
        self.exchange(method, path, body, within, true).await
    }

    /// The same for a request that may not be repeated: it is sent again only where Discord said that it
    /// did nothing, since there were too many of them.
    ///
    /// # Errors
    /// Discord's refusal, or the first failure after which it is not clear whether it was done.
    pub async fn send_once(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
    ) -> Result<Value, RestError> {
        self.exchange(method, path, body, within, false).await
    }

    async fn exchange(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
        repeat: bool,
    ) -> Result<Value, RestError> {
        let what = || format!("{method} {}", hide_token(path));
        let deadline = Instant::now() + within;
        let mut pause = FIRST_PAUSE;
        loop {
            let held = *self.held_until.lock().await;
            if held >= deadline {
                return Err(RestError::Unclear {
                    what: what(),
                    reason: "the global rate limit is longer".to_owned(),
                });
            }
            sleep_until(held).await;
            let (after, global, reason) = match self.attempt(&method, path, body, deadline).await {
                Try::Done(value) => return Ok(value),
                Try::Refused(status, code, message) => {
                    return Err(RestError::Refused { what: what(), status: status.as_u16(), code, message });
                }
                Try::Again { after, global, reason } => (after, global, reason),
            };
            // A limit is the one failure after which nothing was done, for certain.
            if !repeat && after.is_none() && !global {
                return Err(RestError::Unclear { what: what(), reason });
            }
            let next = Instant::now() + after.unwrap_or(pause);
            pause *= 2;
            if global {
                let mut held = self.held_until.lock().await;
                *held = next.max(*held);
            }
            if next >= deadline {
                return Err(RestError::Unclear { what: what(), reason });
            }
            tracing::debug!(request = what(), reason, "trying again");
            sleep_until(next).await;
        }
    }

    /// Gets a file that somebody attached, from Discord's own hosts alone.
    ///
    /// # Errors
    /// It is kept elsewhere, has more than `most` bytes, or could not be had in time.
    pub async fn download(&self, url: &str, most: usize, within: Duration) -> Result<Vec<u8>, RestError> {
        let unclear = |reason: String| RestError::Unclear { what: "an attached file".to_owned(), reason };
        let url = Url::parse(url).map_err(|e| unclear(e.to_string()))?;
        let ours = Url::parse(&self.base).is_ok_and(|base| base.origin() == url.origin());
        let discords = url.scheme() == "https" && url.host_str().is_some_and(|h| FILE_HOSTS.contains(&h));
        if !ours && !discords {
            return Err(unclear("it is not kept by discord".to_owned()));
        }
        let exchange = async {
            let mut response = self.client.get(url).send().await?.error_for_status()?;
            let mut bytes = Vec::new();
            while let Some(chunk) = response.chunk().await? {
                bytes.extend_from_slice(&chunk);
                if bytes.len() > most {
                    break;
                }
            }
            Ok::<_, reqwest::Error>(bytes)
        };
        match timeout(within, exchange).await {
            Ok(Ok(bytes)) if bytes.len() <= most => Ok(bytes),
            Ok(Ok(_)) => Err(unclear(format!("it has more than {most} bytes"))),
            Ok(Err(error)) => Err(unclear(cause(&error))),
            Err(_) => Err(unclear("it took too long".to_owned())),
        }
    }

    async fn attempt(&self, method: &Method, path: &str, body: Option<&Value>, deadline: Instant) -> Try {
        let again = |reason: String| Try::Again { after: None, global: false, reason };
        let mut request = self
            .client
            .request(method.clone(), format!("{}{API}{path}", self.base))
            .header(header::AUTHORIZATION, format!("Bot {}", self.token.expose()));
        if let Some(body) = body {
            request = request.json(body);
        }
        let exchange = async {
            let response = request.send().await?;
            let status = response.status();
            let headers = response.headers().clone();
            Ok::<_, reqwest::Error>((status, headers, response.bytes().await?))
        };
        let (status, headers, bytes) =
            match timeout_at(deadline.min(Instant::now() + ONE_TRY), exchange).await {
                Err(_) => return again("it took too long".to_owned()),
                Ok(Err(e)) => return again(cause(&e)),
                Ok(Ok(answer)) => answer,
            };
        if status.is_success() {
            return Try::Done(serde_json::from_slice(&bytes).unwrap_or(Value::Null));
        }
        let fault: Fault = serde_json::from_slice(&bytes).unwrap_or_default();
        if status == StatusCode::TOO_MANY_REQUESTS {
            let header = headers.get(header::RETRY_AFTER).and_then(|h| h.to_str().ok()?.parse::<f64>().ok());
            let seconds = fault.retry_after.or(header).filter(|s| s.is_finite() && *s >= 0.0);
            let after = seconds.map(|s| Duration::from_secs_f64(s.min(86_400.0)));
            return Try::Again { after, global: fault.global, reason: "rate limited".to_owned() };
        }
        if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
            return again(format!("status {status}"));
        }
        let message = match fault.errors {
            Some(errors) => format!("{} {errors}", fault.message),
            None => fault.message,
        };
        Try::Refused(status, fault.code, message)
    }
}

/// The innermost reason: "connection refused" says more than "error sending request". The outermost
/// names the address, and that of an interaction has its token in it.
fn cause(error: &reqwest::Error) -> String {
    let Some(mut cause) = error.source() else { return "the connection failed".to_owned() };
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

/// Discord's error body.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Fault {
    code: u64,
    message: String,
    errors: Option<Value>,
    retry_after: Option<f64>,
    global: bool,
}

/// Interaction tokens let anyone answer for the bot; they stay out of the log.
fn hide_token(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.len() > 40 { "…" } else { part });
    parts.collect::<Vec<_>>().join("/")
}
