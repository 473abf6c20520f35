//! `/digest`: the newest, a search, one by name, one by chance, and today's.

use super::{Answer, Ask, Audience, Command, OptionKind, OptionSpec, PRIVATE};
use crate::{
    bot::{BotError, Listing, Message, Reply, card::card, custom_id::hash, list},
    catalogue::{Entry, Filter, Subject},
};
use jiff::tz::TimeZone;

const fn name(name: &'static str, subject: Subject, required: bool) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::Name(subject), required }
}

pub(super) const LATEST: Command = Command {
    path: &["digest", "latest"],
    options: &[
        OptionSpec { name: "count", kind: OptionKind::Whole(1, 100), required: false },
        name("publication", Subject::Publication, false),
        name("author", Subject::Author, false),
        name("tag", Subject::Tag, false),
    ],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(async move { latest(&ask) }) },
};

pub(super) const SEARCH: Command = Command {
    path: &["digest", "search"],
    // With at most 50 characters a query fits a button, so that turning pages needs no memory.
    options: &[OptionSpec { name: "query", kind: OptionKind::Text(50), required: true }],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(async move { found(&ask, ask.text("query").unwrap_or_default()) }) },
};

pub(super) const SHOW: Command = Command {
    path: &["digest", "show"],
    options: &[name("digest", Subject::Digest, true)],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(show(ask)) },
};

pub(super) const RANDOM: Command = Command {
    path: &["digest", "random"],
    options: &[],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> {
        Box::pin(async move { Ok(one(&ask, ask.catalogue.random(ask.request.interaction), String::new())) })
    },
};

pub(super) const TODAY: Command = Command {
    path: &["digest", "today"],
    options: &[],
    audience: Audience::Everyone,
    run: |ask| -> Answer<'_> { Box::pin(today(ask)) },
};

fn latest(ask: &Ask<'_>) -> Result<Reply, BotError> {
    let catalogue = &ask.catalogue;
    let (publication, author, tag) = (ask.text("publication"), ask.text("author"), ask.text("tag"));
    if let Some(name) = author
        && catalogue.author(name).is_none()
    {
        return Ok(super::author::unknown(ask, name));
    }
    if let Some(name) = tag
        && catalogue.tag(name).is_none()
    {
        return Ok(super::tags::unknown(ask, name));
    }
    if let Some(name) = publication
        && catalogue.latest(&Filter { publication: Some(name.to_owned()), ..Filter::default() }, 0, 1).total
            == 0
    {
        return Ok(ask.unknown(["no-publication", "no-publication-but"], Subject::Publication, name));
    }
    let count = u16::try_from(ask.invocation.options.whole("count").unwrap_or(1)).unwrap_or(1);
    if count > 1 {
        let author = author.and_then(|name| catalogue.author(name)).map(|p| hash(&p.name));
        let listing =
            Listing::Latest { publication: publication.map(hash), author, tag: tag.map(hash), count };
        let seen = ask.seen(true);
        return Ok(seen.reply(list::page(catalogue, &listing, 0, seen.private, seen.words)?));
    }
    let author = author.and_then(|name| catalogue.author(name)).map(|p| p.name.clone());
    let filter = Filter { publication: publication.map(str::to_owned), author, tag: tag.map(str::to_owned) };
    match catalogue.latest(&filter, 0, 1).entries.first() {
        Some(entry) => Ok(one(ask, Some(entry), String::new())),
        None if catalogue.is_empty() => Ok(ask.note("empty-library")),
        None => Ok(ask.note("nothing-listed")),
    }
}

/// One hit is a card, several are a list.
fn found(ask: &Ask<'_>, query: &str) -> Result<Reply, BotError> {
    let query: String = query.chars().take(50).collect();
    let page = ask.catalogue.search(&query, 0, 2)?;
    match page.entries.as_slice() {
        [only] if page.exact => Ok(one(ask, Some(only), String::new())),
        // That nothing was found is no list to be shown around.
        [] => Ok(Reply::Message(list::page(&ask.catalogue, &Listing::Search(query), 0, true, ask.words)?)),
        _ => {
            let seen = ask.seen(true);
            let listing = Listing::Search(query);
            Ok(seen.reply(list::page(&ask.catalogue, &listing, 0, seen.private, seen.words)?))
        }
    }
}

async fn show(ask: Ask<'_>) -> Result<Reply, BotError> {
    let catalogue = &ask.catalogue;
    let wanted = ask.text("digest").unwrap_or_default();
    let by_id = |id: &str| id.parse().ok().and_then(|id| catalogue.get(&id));
    let only = || match catalogue.complete(Subject::Digest, wanted, 2).as_slice() {
        [only] if !wanted.is_empty() => by_id(&only.value),
        _ => None,
    };
    match by_id(wanted).or_else(only) {
        Some(entry) => Ok(one(&ask, Some(entry), votes(&ask, entry).await?)),
        None => found(&ask, wanted),
    }
}

/// What readers think of it, for a curator who asks in private.
async fn votes(ask: &Ask<'_>, entry: &Entry) -> Result<String, BotError> {
    if !ask.request.rights.curate || ask.invocation.options.flag(PRIVATE.name) != Some(true) {
        return Ok(String::new());
    }
    let (up, down) = ask.bot.ledger.votes(&entry.id).await?;
    Ok(ask.words.fill("votes", &[("up", up.into()), ("down", down.into())]))
}

async fn today(ask: Ask<'_>) -> Result<Reply, BotError> {
    let posted = ask.bot.ledger.newest_post(ask.request.channel).await?;
    if let Some((date, id)) = posted
        && let Some(entry) = ask.catalogue.get(&id)
    {
        let words = ask.seen(false).words;
        let note = words.fill("posted-here", &[("day", words.day(date).into())]);
        return Ok(one(&ask, Some(entry), note));
    }
    let day = ask.request.now.to_zoned_datetime(TimeZone::UTC).date();
    let seed = hash(&day.to_string());
    Ok(one(&ask, ask.catalogue.random(seed), ask.seen(false).words.say("not-posted-yet")))
}

fn one(ask: &Ask<'_>, entry: Option<&Entry>, note: String) -> Reply {
    match entry {
        Some(entry) => {
            let seen = ask.seen(false);
            seen.reply(Message { text: note, ..card(entry, seen.words) })
        }
        None => ask.note("empty-library"),
    }
}
