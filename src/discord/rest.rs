//! The REST path: the one way by which everything leaves, within the budgets that Discord grants, and
//! again where it failed. serenity's own limiter cannot be pointed at another server and retries no
//! failure of Discord's.

use super::{
    gate::{Gate, NoTurn},
    route::Route,
    turns::{Heard, Urgency},
    verdict::{self, Verdict},
};
use crate::config;
use reqwest::{Method, header};
use serde_json::Value;
use std::{error::Error, fmt, sync::Arc, time::Duration};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};
use tokio_util::sync::CancellationToken;
use url::Url;

/// Longest wait for one answer; requests that have less time left wait less.
const ONE_TRY: Duration = Duration::from_secs(10);
/// First pause after a failure of Discord's; each further one is twice as long, up to the longest, and
/// all of them up to a half longer or shorter, so that what failed together does not come together again.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
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
    gate: Gate,
    patience: Duration,
    ending: CancellationToken,
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

/// Why it ended without an answer.
enum Failed {
    Refused { status: u16, code: u64, message: String },
    Unclear(String),
}

impl Rest {
    /// With the address and the limits of the config. Once `ending` is set, only what somebody waits for is sent.
    /// Has to be made on the runtime.
    ///
    /// # Errors
    /// The system's TLS cannot be set up.
    pub fn new(
        settings: &config::Discord,
        token: Token,
        ending: CancellationToken,
    ) -> Result<Rest, reqwest::Error> {
        // A proxy of the environment would be asked for loopback addresses, too.
        let client = reqwest::Client::builder()
            .no_proxy()
            .user_agent(concat!("DiscordBot (standfirst, ", env!("CARGO_PKG_VERSION"), ")"))
            .build()?;
        let base = settings.api_url.trim_end_matches('/').into();
        let gate = Gate::new(usize::try_from(settings.requests_a_second).unwrap_or(usize::MAX));
        let patience = Duration::from_secs(settings.try_seconds.into());
        Ok(Rest { client, base, token, gate, patience, ending })
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    pub(super) fn token(&self) -> &Token {
        &self.token
    }

    /// Sends what somebody waits for. See [`Rest::send_as`].
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
        self.send_as(Urgency::Now, method, path, body, within).await
    }

    /// Sends until there is a clear answer or `within` is over, each time when its turn has come. Only
    /// requests that may safely be repeated belong here: interaction answers, messages with a nonce, and
    /// whatever has the same effect twice.
    ///
    /// # Errors
    /// Discord's refusal, or the last failure.
    pub async fn send_as(
        &self,
        urgency: Urgency,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
    ) -> Result<Value, RestError> {
        self.exchange(urgency, method, path, body, within, true).await
    }

    /// The same for a request that may not be repeated: it is sent again only where Discord said that it
    /// did nothing, since there were too many of them.
    ///
    /// # Errors
    /// Discord's refusal, or the first failure after which it is not clear whether it was done.
    pub async fn send_once(
        &self,
        urgency: Urgency,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
    ) -> Result<Value, RestError> {
        self.exchange(urgency, method, path, body, within, false).await
    }

    async fn exchange(
        &self,
        urgency: Urgency,
        method: Method,
        path: &str,
        body: Option<&Value>,
        within: Duration,
        repeat: bool,
    ) -> Result<Value, RestError> {
        let what = || format!("{method} {}", hide_token(path));
        let within = if urgency == Urgency::Now { within } else { within.min(self.patience) };
        let deadline = Instant::now() + within;
        let ended = self.tries(urgency, &method, path, body, deadline, repeat).await;
        ended.map_err(|failed| match failed {
            Failed::Refused { status, code, message } => {
                RestError::Refused { what: what(), status, code, message }
            }
            Failed::Unclear(reason) => RestError::Unclear { what: what(), reason },
        })
    }

    async fn tries(
        &self,
        urgency: Urgency,
        method: &Method,
        path: &str,
        body: Option<&Value>,
        deadline: Instant,
        repeat: bool,
    ) -> Result<Value, Failed> {
        let mut pause = FIRST_PAUSE;
        let mut last = "there was no room for it in time".to_owned();
        // What somebody waits for is finished at the end, too; nothing else waits any longer then.
        let never = CancellationToken::new();
        let ending = if urgency == Urgency::Now { &never } else { &self.ending };
        let over = || Failed::Unclear("the bot is ending".to_owned());
        loop {
            let turn = self.gate.turn(Route::of(method, path), urgency, deadline);
            let turn = match ending.run_until_cancelled(turn).await.ok_or_else(over)? {
                Ok(turn) => turn,
                Err(NoTurn::Full) => return Err(Failed::Unclear("too many requests wait".to_owned())),
                Err(NoTurn::Late) => return Err(Failed::Unclear(last)),
            };
            let (verdict, heard) = self.attempt(method, path, body, deadline).await;
            turn.answered(&heard);
            last = match verdict {
                Verdict::Done(value) => return Ok(value),
                Verdict::Refused(status, code, message) => {
                    return Err(Failed::Refused { status: status.as_u16(), code, message });
                }
                Verdict::Again(reason) => reason,
            };
            tracing::debug!(request = %format_args!("{method} {}", hide_token(path)), reason = last, "trying again");
            if heard.wait.is_none() {
                // A limit is the one failure after which nothing was done, for certain.
                if !repeat {
                    return Err(Failed::Unclear(last));
                }
                let next = Instant::now() + pause.mul_f64(0.5 + fastrand::f64());
                pause = (pause * 2).min(LONGEST_PAUSE);
                if next >= deadline {
                    return Err(Failed::Unclear(last));
                }
                ending.run_until_cancelled(sleep_until(next)).await.ok_or_else(over)?;
            }
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

    async fn attempt(
        &self,
        method: &Method,
        path: &str,
        body: Option<&Value>,
        deadline: Instant,
    ) -> (Verdict, Heard) {
        let again = |reason: String| (Verdict::Again(reason), Heard::default());
        let mut request = self
            .client
            .request(method.clone(), format!("{}{API}{path}", self.base))
            .header(header::AUTHORIZATION, format!("Bot {}", self.token.expose()));
        if let Some(body) = body {
            request = request.json(body);
        }
        let exchange = async {
            let response = request.send().await?;
            let (status, headers) = (response.status(), response.headers().clone());
            Ok::<_, reqwest::Error>((status, headers, response.bytes().await?))
        };
        match timeout_at(deadline.min(Instant::now() + ONE_TRY), exchange).await {
            Err(_) => again("it took too long".to_owned()),
            Ok(Err(error)) => again(cause(&error)),
            Ok(Ok((status, headers, bytes))) => verdict::read(status, &headers, &bytes),
        }
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

/// Interaction tokens let anyone answer for the bot; they stay out of the log.
fn hide_token(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.len() > 40 { "…" } else { part });
    parts.collect::<Vec<_>>().join("/")
}
