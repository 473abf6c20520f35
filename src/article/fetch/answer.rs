//! What an answer is and what it holds: status, type, compression, and a bounded body.

use super::error::Reason;
use jiff::fmt::rfc2822;
use reqwest::{
    Response, StatusCode,
    header::{self, HeaderMap, HeaderName},
};
use std::time::Duration;

/// Media types that an article may have.
const TYPES: [&str; 3] = ["application/xhtml+xml", "text/html", "text/plain"];
/// A site that asks for a longer pause than this will not be taken at its word, in seconds: a month.
const LONGEST_PAUSE: u64 = 30 * 24 * 3600;
/// Longest `ETag` or date that is kept, in bytes.
const LONGEST_MARK: usize = 1024;

/// Refuses every status but success.
pub(super) fn succeeded(response: &Response) -> Result<(), Reason> {
    let status = response.status();
    let number = status.as_u16();
    let retry_after = retry_after(response.headers());
    Err(match number {
        204 | 205 => Reason::Empty,
        200..300 => return Ok(()),
        401 | 402 | 403 | 451 => Reason::Denied { status: number },
        404 | 410 => Reason::Missing { status: number },
        429 => Reason::Busy { retry_after },
        _ if status.is_server_error() => Reason::Fault { status: number, retry_after },
        _ => Reason::Odd { status: number },
    })
}

/// Where an answer sends on to, if it does.
pub(super) fn location(response: &Response) -> Option<&str> {
    let moved = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    if moved.contains(&response.status()) { text(response.headers(), header::LOCATION) } else { None }
}

/// Whether the place that an answer sends on to is the right one from now on.
pub(super) fn for_good(response: &Response) -> bool {
    matches!(response.status(), StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT)
}

/// Refuses a type that is none of an article.
pub(super) fn of_page(headers: &HeaderMap) -> Result<(), Reason> {
    let value = text(headers, header::CONTENT_TYPE).unwrap_or_default();
    let kind = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !kind.is_empty() && !TYPES.contains(&kind.as_str()) {
        return Err(Reason::WrongType { what: kind.chars().take(100).collect() });
    }
    Ok(())
}

/// The charset that the type names.
pub(super) fn charset(headers: &HeaderMap) -> Option<String> {
    text(headers, header::CONTENT_TYPE)?.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let label = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !label.is_empty()).then(|| label.to_owned())
    })
}

/// Refuses a compression that is left: the client takes off those that it asked for.
pub(super) fn decoded(headers: &HeaderMap) -> Result<(), Reason> {
    match text(headers, header::CONTENT_ENCODING).map(str::trim) {
        None | Some("" | "identity") => Ok(()),
        Some(encoding) => Err(Reason::Encoding { encoding: encoding.chars().take(40).collect() }),
    }
}

/// The body, up to `limit` bytes; the second value tells whether there would be more. Nothing beyond
/// is read or decompressed.
pub(super) async fn body(response: &mut Response, limit: usize) -> Result<(Vec<u8>, bool), reqwest::Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        let room = limit.saturating_sub(bytes.len());
        if let Some(fitting) = chunk.get(..room)
            && chunk.len() > room
        {
            bytes.extend_from_slice(fitting);
            return Ok((bytes, true));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok((bytes, false))
}

/// `Retry-After`, in seconds or as a date; a date is counted from the site's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text(headers, header::RETRY_AFTER)?.trim();
    let seconds = value.parse::<u64>().ok().or_else(|| {
        let until = rfc2822::parse(value).ok()?.timestamp();
        let now = rfc2822::parse(text(headers, header::DATE)?).ok()?.timestamp();
        u64::try_from(until.as_second().saturating_sub(now.as_second())).ok()
    })?;
    Some(Duration::from_secs(seconds.min(LONGEST_PAUSE)))
}

/// How long an answer says that it stays as it is: `max-age` less the time it lay in a cache (RFC 9111).
pub(super) fn fresh_for(headers: &HeaderMap) -> Option<Duration> {
    let directives = headers.get_all(header::CACHE_CONTROL).iter().filter_map(|v| v.to_str().ok());
    let seconds = directives.flat_map(|value| value.split(',')).find_map(|directive| {
        let (name, value) = directive.split_once('=')?;
        let seconds = value.trim().trim_matches('"').parse::<u64>().ok()?;
        name.trim().eq_ignore_ascii_case("max-age").then_some(seconds)
    })?;
    let age = text(headers, header::AGE).and_then(|age| age.trim().parse::<u64>().ok()).unwrap_or(0);
    Some(Duration::from_secs(seconds.saturating_sub(age).min(LONGEST_PAUSE)))
}

/// A header's text; none where there is none or it is longer than any in good use.
pub(super) fn short(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    text(headers, name).filter(|value| !value.is_empty() && value.len() <= LONGEST_MARK).map(str::to_owned)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn types_and_charsets() {
        let typed = |value| headers(&[(header::CONTENT_TYPE, value)]);
        let of = |value| charset(&typed(value));
        assert_eq!(of("text/html"), None);
        assert_eq!(of("Text/HTML; Charset=\"ISO-8859-1\""), Some("ISO-8859-1".to_owned()));
        assert_eq!(of("text/plain;format=flowed;charset=utf-8"), Some("utf-8".to_owned()));
        assert_eq!(charset(&HeaderMap::new()), None);
        for page in ["", "Text/HTML; charset=x", "application/xhtml+xml"] {
            assert_eq!(of_page(&typed(page)), Ok(()));
        }
        assert_eq!(
            of_page(&typed("application/pdf")).unwrap_err().to_string(),
            "it is application/pdf; give the address of an article's page, or its text"
        );
    }

    #[test]
    fn what_stays_fresh_for_how_long() {
        let of = |value, age| fresh_for(&headers(&[(header::CACHE_CONTROL, value), (header::AGE, age)]));
        assert_eq!(of("public, Max-Age=\"600\", s-maxage=9", "0"), Some(Duration::from_secs(600)));
        assert_eq!(of("max-age=600", "700"), Some(Duration::ZERO));
        assert_eq!(of("no-store", "0"), None);
        assert_eq!(of("max-age=-1", "0"), None);
    }

    #[test]
    fn pauses_in_seconds_and_until_a_date() {
        let date = (header::DATE, "Tue, 03 Mar 2026 10:00:00 GMT");
        let of = |value| retry_after(&headers(&[(header::RETRY_AFTER, value), date.clone()]));
        assert_eq!(of("90"), Some(Duration::from_secs(90)));
        assert_eq!(of("Tue, 03 Mar 2026 10:02:00 GMT"), Some(Duration::from_secs(120)));
        assert_eq!(of("Tue, 03 Mar 2026 09:00:00 GMT"), None);
        assert_eq!(of("99999999999"), Some(Duration::from_secs(LONGEST_PAUSE)));
        assert_eq!(of("soon"), None);
    }
}
