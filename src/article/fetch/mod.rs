//! One page from the web, asked for politely and held at arm's length.
//!
//! A link comes from anyone. So nothing but the public internet is connected to (see [`is_public`]), every
//! wait has an end, no more is read than an article can have, and redirects are followed one by one,
//! each checked like the first. The site is told who asks; its robots.txt and its wishes about
//! quotation are kept; it gets one request at a time.

mod address;
mod answer;
mod error;
mod feed;
mod quoted;
mod reach;
mod robots;
mod sites;
mod turn;
mod wishes;

pub use address::clean_address;
pub use error::{FetchError, Reason};
pub use feed::{FeedAnswer, FeedBytes, Marks};
pub use quoted::Unquotable;
pub use reach::{Reach, is_public};
pub use wishes::Wishes;

use super::{MAX_BYTES, ReadError, decode};
use reach::{Checked, System};
use reqwest::{
    Client, Response,
    dns::Resolve,
    header::{self, HeaderMap, HeaderValue},
    redirect,
};
use robots::Robots;
use sites::Sites;
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;
use turn::{Turn, Turns};
use url::Url;

/// Redirects that are followed.
pub const MAX_REDIRECTS: usize = 5;
/// Types that a page may have, as a request asks for them.
const PAGES: &str = "text/html,application/xhtml+xml,text/plain;q=0.8";
/// How long an idle connection is kept.
const KEPT: Duration = Duration::from_secs(10);

/// How pages are fetched. The defaults are for production.
#[derive(Clone)]
pub struct FetchOptions {
    /// How a site's owner reaches the operator: an address of mail or of a page, told in the user agent.
    pub contact: Option<String>,
    /// The pause between two requests to one host.
    pub gap: Duration,
    /// Longest wait for a connection.
    pub connect: Duration,
    /// Longest silence in an answer.
    pub idle: Duration,
    /// Longest time for all of one [`Fetcher::get`], its turn, robots.txt and redirects included.
    pub whole: Duration,
    /// What may be connected to.
    pub reach: Reach,
    /// The name service; what it answers is checked before anything is connected to.
    pub names: Arc<dyn Resolve>,
}

impl Default for FetchOptions {
    fn default() -> FetchOptions {
        FetchOptions {
            contact: None,
            gap: Duration::from_secs(1),
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(10),
            whole: Duration::from_secs(30),
            reach: Reach::Public,
            names: Arc::new(System),
        }
    }
}

/// A page as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its bytes, decompressed; at most [`MAX_BYTES`].
    pub bytes: Vec<u8>,
    /// Where it was found, after redirects, as [`clean_address`] has it.
    pub url: String,
    /// The encoding that the server named.
    pub charset: Option<String>,
    /// What the publisher asks for.
    pub wishes: Wishes,
}

/// Fetches pages. One serves the whole program: it remembers each site's robots.txt and whose turn it is.
pub struct Fetcher {
    client: Client,
    reach: Reach,
    whole: Duration,
    turns: Turns,
    sites: Sites,
}

/// What one request came to.
enum Hop {
    /// Sent on; for good, if the site says so.
    To(Url, bool),
    /// An answer; the turn lasts until it is read.
    Here(Response, Turn),
}

impl Fetcher {
    /// One that knows no site yet.
    ///
    /// # Errors
    /// The system's TLS cannot be set up, or the contact has characters that no header may have.
    pub fn new(options: FetchOptions) -> Result<Fetcher, reqwest::Error> {
        let contact = options.contact.map(|contact| format!("; +{contact}")).unwrap_or_default();
        let agent = format!("{}/{} (digests of op-eds{contact})", robots::AGENT, env!("CARGO_PKG_VERSION"));
        // A proxy would look names up itself, past the check.
        let client = Client::builder()
            .no_proxy()
            .user_agent(agent)
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(options.connect)
            .read_timeout(options.idle)
            .pool_idle_timeout(KEPT)
            .pool_max_idle_per_host(1)
            .dns_resolver(Arc::new(Checked { names: options.names, reach: options.reach.clone() }))
            .build()?;
        Ok(Fetcher {
            client,
            reach: options.reach,
            whole: options.whole,
            turns: Turns::new(options.gap),
            sites: Sites::default(),
        })
    }

    /// Fetches the page at an address.
    ///
    /// # Errors
    /// Why there is none, in one line that names the address.
    pub async fn get(&self, address: &str) -> Result<Page, FetchError> {
        self.within(address, async |at| self.page(at).await).await
    }

    /// Does the whole of one fetch within its time. `fetch` keeps the address where it stands.
    async fn within<T>(
        &self,
        address: &str,
        fetch: impl AsyncFnOnce(&mut Url) -> Result<T, Reason>,
    ) -> Result<T, FetchError> {
        let asked = match address::parse(address) {
            Ok(url) => url,
            Err(what) => {
                let shown = address::without_user(address);
                return Err(FetchError::new(&shown, None, Reason::BadAddress { what }));
            }
        };
        let mut at = asked.clone();
        let slow = Reason::TooSlow { what: format!("more than {} seconds", self.whole.as_secs_f32()) };
        let fetched = timeout(self.whole, fetch(&mut at)).await.unwrap_or(Err(slow));
        fetched.map_err(|reason| {
            let ended = (at != asked).then_some(at.as_str());
            FetchError::new(asked.as_str(), ended, reason)
        })
    }

    /// Follows redirects from `at` to an answer; told is also where those for good lead.
    async fn follow(
        &self,
        at: &mut Url,
        headers: &HeaderMap,
    ) -> Result<(Response, Turn, Option<Url>), Reason> {
        let mut seen = vec![at.clone()];
        let (mut moved, mut all_for_good) = (None, true);
        loop {
            self.reach.check(at)?;
            if !self.allowed(at).await? {
                return Err(Reason::Robots);
            }
            match self.ask(at, headers.clone()).await? {
                Hop::Here(response, turn) => return Ok((response, turn, moved)),
                Hop::To(next, for_good) => {
                    *at = next;
                    note(&mut seen, at)?;
                    all_for_good &= for_good;
                    if all_for_good {
                        moved = Some(at.clone());
                    }
                }
            }
        }
    }

    /// Follows redirects from `at` to a page.
    async fn page(&self, at: &mut Url) -> Result<Page, Reason> {
        let (mut response, turn, _) = self.follow(at, &accepting(PAGES)).await?;
        answer::succeeded(&response)?;
        answer::of_page(response.headers())?;
        let charset = answer::charset(response.headers());
        answer::decoded(response.headers())?;
        let wishes = Wishes::of_headers(response.headers());
        if wishes.forbids_quoting() {
            return Err(Reason::NoSnippet);
        }
        let bytes = whole_body(&mut response).await?;
        drop(turn);
        let page = Page { bytes, url: address::stripped(at.clone()).into(), charset, wishes };
        // A long page takes a moment to decode.
        let looked = tokio::task::spawn_blocking(move || looked_into(page));
        looked.await.unwrap_or_else(|e| Err(Reason::Torn { why: e.to_string() }))
    }

    /// Whether the site's robots.txt, remembered or read now, lets us ask for a page. A failure is not
    /// remembered.
    async fn allowed(&self, page: &Url) -> Result<bool, Reason> {
        let robots = self.sites.of(page.origin().ascii_serialization());
        Ok(robots.get_or_try_init(|| self.read_robots(page)).await?.allow(path(page)))
    }

    async fn read_robots(&self, page: &Url) -> Result<Robots, Reason> {
        let unread = |reason: Reason| match reason {
            // These say of the page itself all that there is to say.
            Reason::NotPublic { .. } | Reason::Unknown { .. } | Reason::Tls { .. } => reason,
            Reason::Unreachable { .. } | Reason::TooSlow { .. } => reason,
            other => {
                let told = other.to_string();
                let why = told.split(';').next().unwrap_or_default().to_owned();
                Reason::RobotsUnread { why, retry_after: other.retry_after() }
            }
        };
        let mut at = page.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        let mut seen = vec![at.clone()];
        loop {
            self.reach.check(&at)?;
            match self.ask(&at, accepting("text/plain,*/*;q=0.5")).await.map_err(unread)? {
                Hop::To(next, _) => {
                    at = next;
                    // What cannot be reached by redirects counts as not there (RFC 9309, 2.3.1.2).
                    if note(&mut seen, &at).is_err() {
                        return Ok(Robots::default());
                    }
                }
                Hop::Here(mut response, _turn) => {
                    return match answer::succeeded(&response) {
                        Ok(()) => {
                            let (bytes, _) = answer::body(&mut response, robots::MAX_BYTES)
                                .await
                                .map_err(|e| unread(Reason::of_exchange(&e)))?;
                            Ok(Robots::parse(&bytes))
                        }
                        Err(reason @ (Reason::Busy { .. } | Reason::Fault { .. })) => Err(unread(reason)),
                        Err(_) => Ok(Robots::default()),
                    };
                }
            }
        }
    }

    /// Asks for one address, when it is this host's turn.
    async fn ask(&self, at: &Url, headers: HeaderMap) -> Result<Hop, Reason> {
        let turn = self.turns.take(at.host_str().unwrap_or_default()).await;
        let request = self.client.get(at.clone()).headers(headers);
        let response = request.send().await.map_err(|e| Reason::of_exchange(&e))?;
        let Some(location) = answer::location(&response) else { return Ok(Hop::Here(response, turn)) };
        let next =
            at.join(location).map_err(|_| Reason::BadAddress { what: "a redirect of it cannot be read" });
        let next = next.and_then(|url| address::usable(url).map_err(|what| Reason::BadAddress { what }))?;
        Ok(Hop::To(next, answer::for_good(&response)))
    }
}

/// The headers of a request for one of these types.
fn accepting(types: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(types))])
}

/// All of an answer's body.
async fn whole_body(response: &mut Response) -> Result<Vec<u8>, Reason> {
    let (bytes, more) = answer::body(response, MAX_BYTES).await.map_err(|e| Reason::of_exchange(&e))?;
    if more { Err(Reason::TooLarge { limit: MAX_BYTES }) } else { Ok(bytes) }
}

/// Keeps the trail of redirects, so that a circle and a long way are seen.
fn note(seen: &mut Vec<Url>, next: &Url) -> Result<(), Reason> {
    if seen.contains(next) {
        return Err(Reason::Circle);
    }
    if seen.len() > MAX_REDIRECTS {
        return Err(Reason::Redirects { limit: MAX_REDIRECTS });
    }
    seen.push(next.clone());
    Ok(())
}

/// Refuses what is no text or may not be quoted, and adds the wishes in the page itself.
fn looked_into(mut page: Page) -> Result<Page, Reason> {
    match decode::decode(&page.bytes, page.charset.as_deref()) {
        Ok(text) => page.wishes = page.wishes.and_of_page(&text),
        Err(ReadError::Empty) => return Err(Reason::Empty),
        Err(ReadError::Binary { what }) => return Err(Reason::WrongType { what: what.to_owned() }),
        // The reader of articles says the rest.
        Err(_) => {}
    }
    if page.wishes.forbids_quoting() { Err(Reason::NoSnippet) } else { Ok(page) }
}

/// Path and query.
fn path(url: &Url) -> &str {
    &url[url::Position::BeforePath..url::Position::AfterQuery]
}
