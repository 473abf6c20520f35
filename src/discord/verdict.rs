//! What an answer of Discord's means: for the request, and for those that come after it.

use super::turns::{Budget, Heard, Scope};
use reqwest::{StatusCode, header::HeaderMap};
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

/// No pause is longer, whatever an answer says.
const LONGEST: f64 = 86_400.0;

/// What one try came to.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Done; this is the answer.
    Done(Value),
    /// Discord says no, with its code and words.
    Refused(StatusCode, u64, String),
    /// Not now. How long to wait is known to [`Heard`] where Discord says so.
    Again(String),
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

/// Reads an answer.
pub(super) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> (Verdict, Heard) {
    let mut heard = Heard { bucket: budget(headers), success: status.is_success(), ..Heard::default() };
    if status.is_success() {
        return (Verdict::Done(serde_json::from_slice(body).unwrap_or(Value::Null)), heard);
    }
    let fault = serde_json::from_slice::<Fault>(body);
    if status == StatusCode::TOO_MANY_REQUESTS {
        let said = fault.as_ref().ok().and_then(|f| f.retry_after).or(number(headers, "retry-after"));
        let after = said.and_then(seconds);
        let text = |name| headers.get(name).and_then(|h| h.to_str().ok());
        let scope = if fault.is_err() && heard.bucket.is_none() {
            Scope::All
        } else if fault.is_ok_and(|f| f.global) || text("x-ratelimit-global").is_some() {
            Scope::Global
        } else {
            Scope::Bucket
        };
        heard.invalid = text("x-ratelimit-scope") != Some("shared");
        heard.wait = Some((after, scope));
        return (Verdict::Again("rate limited".to_owned()), heard);
    }
    if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
        return (Verdict::Again(format!("status {status}")), heard);
    }
    heard.invalid = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
    let fault = fault.unwrap_or_default();
    let message = match fault.errors {
        Some(errors) => format!("{} {errors}", fault.message),
        None => fault.message,
    };
    (Verdict::Refused(status, fault.code, message), heard)
}

/// The bucket, where the answer names one.
fn budget(headers: &HeaderMap) -> Option<Budget> {
    Some(Budget {
        name: headers.get("x-ratelimit-bucket")?.to_str().ok()?.to_owned(),
        remaining: headers.get("x-ratelimit-remaining")?.to_str().ok()?.parse().ok()?,
        reset_after: seconds(number(headers, "x-ratelimit-reset-after")?)?,
    })
}

fn number(headers: &HeaderMap, name: &str) -> Option<f64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

fn seconds(number: f64) -> Option<Duration> {
    (number.is_finite() && number >= 0.0).then(|| Duration::from_secs_f64(number.min(LONGEST)))
}
