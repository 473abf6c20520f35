//! A feed, asked for only if it changed.

use super::{FetchError, Fetcher, Reason, accepting, address, answer, whole_body};
use reqwest::{
    StatusCode,
    header::{self, HeaderMap, HeaderName, HeaderValue},
};
use std::time::Duration;
use url::Url;

/// Types that a feed may have, as a request asks for them. The answer's own type is not gone by: feeds
/// come under every type there is.
const FEEDS: &str = "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,\
                     text/xml;q=0.9,application/json;q=0.8,text/html;q=0.7,*/*;q=0.5";

/// What an answer gave by which the next request can ask whether anything changed (RFC 9110, 13.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// `ETag`, as it came.
    pub etag: Option<String>,
    /// `Last-Modified`, as it came.
    pub last_modified: Option<String>,
}

/// A feed as it came, or that it has not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedAnswer {
    /// The bytes; none where it is as it was when the marks were given.
    pub changed: Option<FeedBytes>,
    /// For the next request.
    pub marks: Marks,
    /// How long the site says that this stays as it is.
    pub fresh_for: Option<Duration>,
    /// Where it is from now on, if the site says that it moved for good.
    pub moved_to: Option<String>,
}

/// The bytes of a feed, or of what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedBytes {
    /// Decompressed; at most [`crate::article::MAX_BYTES`].
    pub bytes: Vec<u8>,
    /// Where they were found, after redirects: what relative links in them start at.
    pub url: String,
    /// The encoding that the server named.
    pub charset: Option<String>,
}

impl Fetcher {
    /// Fetches a feed, with the manners of [`Fetcher::get`], unless it is as it was when it gave `marks`.
    /// Marks on the feed itself that keep it out of search engines say nothing of its entries and are
    /// not gone by.
    ///
    /// # Errors
    /// Why there is none, in one line that names the address.
    pub async fn get_feed(&self, address: &str, marks: &Marks) -> Result<FeedAnswer, FetchError> {
        self.within(address, async |at| self.feed(at, marks).await).await
    }

    async fn feed(&self, at: &mut Url, known: &Marks) -> Result<FeedAnswer, Reason> {
        let mut headers = accepting(FEEDS);
        let mut add = |name: HeaderName, value: &Option<String>| {
            if let Some(Ok(value)) = value.as_deref().map(HeaderValue::from_str) {
                headers.insert(name, value);
            }
        };
        add(header::IF_NONE_MATCH, &known.etag);
        add(header::IF_MODIFIED_SINCE, &known.last_modified);
        let (mut response, _turn, moved) = self.follow(at, &headers).await?;
        let moved_to = moved.map(|url| address::stripped(url).into());
        let fresh_for = answer::fresh_for(response.headers());
        if response.status() == StatusCode::NOT_MODIFIED && *known != Marks::default() {
            let marks = marks_of(response.headers());
            let marks = Marks {
                etag: marks.etag.or_else(|| known.etag.clone()),
                last_modified: marks.last_modified.or_else(|| known.last_modified.clone()),
            };
            return Ok(FeedAnswer { changed: None, marks, fresh_for, moved_to });
        }
        answer::succeeded(&response)?;
        answer::decoded(response.headers())?;
        let charset = answer::charset(response.headers());
        let marks = marks_of(response.headers());
        let bytes = whole_body(&mut response).await?;
        let changed = Some(FeedBytes { bytes, url: at.as_str().to_owned(), charset });
        Ok(FeedAnswer { changed, marks, fresh_for, moved_to })
    }
}

fn marks_of(headers: &HeaderMap) -> Marks {
    Marks {
        etag: answer::short(headers, header::ETAG),
        last_modified: answer::short(headers, header::LAST_MODIFIED),
    }
}
