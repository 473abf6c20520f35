//! Who may talk to the page, and what its answers may do.
//!
//! A page of the web must not reach this one through the person's browser. With a name of its own that
//! leads here (DNS rebinding) it sends that name as `Host`; with a form or a script it sends its own
//! `Origin`; where a browser sends neither, `Sec-Fetch-Site` tells. The answers allow no script, style
//! or picture but those of this server, and no frame around the page.

use super::{Extract, Failed};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Refuses what does not come from the page itself, and sets the headers of every answer.
pub(super) async fn guard(State(stage): Extract, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = match refusal(&parts, &stage.hosts) {
        Some(why) => Failed(StatusCode::FORBIDDEN, why.to_owned()).into_response(),
        None => next.run(Request::from_parts(parts, body)).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cache-control", "no-store"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

fn refusal(parts: &Parts, hosts: &[String]) -> Option<&'static str> {
    let ours = |value: &str| hosts.iter().any(|host| host.eq_ignore_ascii_case(value));
    let text = |name: HeaderName| one(&parts.headers, &name);
    // HTTP/1.1 has exactly one Host; a whole address in the request line would go before it.
    let host = text(header::HOST).ok().flatten();
    if !host.is_some_and(ours) || parts.uri.authority().is_some_and(|a| !ours(a.as_str())) {
        return Some("the page answers to 127.0.0.1 and localhost only");
    }
    match text(header::ORIGIN) {
        Ok(None) => {}
        Ok(Some(origin)) if origin.strip_prefix("http://").is_some_and(ours) => {}
        _ => return Some("that request comes from another page"),
    }
    // Following a link to the page is fine; anything else from another site is not.
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let own = matches!(site, Ok(None | Some("same-origin" | "none")));
    let visit = parts.method == Method::GET && parts.uri.path() == "/";
    (!own && !visit).then_some("that request comes from another site")
}

/// The one value of a header; an error where there are several, or it is no text.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        _ => Err(()),
    }
}
