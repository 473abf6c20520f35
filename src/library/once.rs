//! One piece, once: what becomes of a digest that is handed in.

use super::{
    Added,
    blocked::Blocked,
    piece::{Likeness, Piece, same_address},
};
use crate::digest::{Author, Digest, DigestId, Edits, Origin, Tag, fold};
use std::collections::{HashMap, HashSet};

/// Most further addresses that are kept of one piece.
const MAX_ALSO: usize = 20;

/// What is to be done.
#[derive(Debug)]
pub(super) enum Decision {
    /// Store it under a new id.
    Store(Digest),
    /// Put this in the place of the digest of that id.
    Change(DigestId, Digest, Added),
    /// Nothing.
    Leave(Added),
}

/// Compares a digest with all others and with what is blocked, in time linear in their number. What is in
/// the library by its address or its text is not blocked.
pub(super) fn decide<'a>(
    library: impl Iterator<Item = (&'a DigestId, &'a Digest)> + Clone,
    blocked: &[Blocked],
    mut new: Digest,
) -> Decision {
    let piece = Piece::of(&new);
    let mut best: Option<(Likeness, &DigestId, &Digest)> = None;
    for (id, have) in library.clone() {
        if let Some(likeness) = Piece::of(have).likeness(&piece)
            && best.is_none_or(|(least, ..)| likeness > least)
        {
            best = Some((likeness, id, have));
        }
    }
    let sure = best.is_some_and(|(likeness, ..)| likeness.address || likeness.text);
    if !sure && let Some(entry) = blocked.iter().find(|entry| entry.blocks(&piece)) {
        return Decision::Leave(Added::Blocked(entry.name()));
    }
    respell(&mut new, library);
    let Some((likeness, id, have)) = best else { return Decision::Store(new) };
    let at_home = match (&have.url, &new.url) {
        (Some(ours), Some(theirs)) => same_address(ours, theirs),
        (None, None) => have.also.is_empty(),
        _ => false,
    };
    if at_home { update(id, have, new, likeness.text) } else { also(id, have, new) }
}

/// Notes the addresses at which the piece is, too. Those of the digest go before: it was made from them.
fn also(id: &DigestId, have: &Digest, new: Digest) -> Decision {
    let mut after = have.clone();
    for address in new.url.into_iter().chain(new.also) {
        if after.url.iter().chain(&after.also).any(|known| same_address(known, &address)) {
            continue;
        }
        match after.url {
            None => after.url = Some(address),
            Some(_) if after.also.len() < MAX_ALSO => after.also.push(address),
            Some(_) => {}
        }
    }
    let id = id.clone();
    if after == *have {
        Decision::Leave(Added::Known(id))
    } else {
        Decision::Change(id.clone(), after, Added::Also(id))
    }
}

/// Takes over what is another on the page, and where the text was edited, its new digest. What a person
/// wrote or corrected stays.
fn update(id: &DigestId, have: &Digest, new: Digest, same_text: bool) -> Decision {
    let known = || Decision::Leave(Added::Known(id.clone()));
    let (Some(old), Some(origin)) = (&have.origin, &new.origin) else { return known() };
    if old.sha256.is_none() || origin.sha256.is_none() {
        return known();
    }
    if halved(have, &new) {
        return known();
    }
    let edits = have.edits();
    if !same_text && (edits.words || have.is_an_editors()) {
        return Decision::Leave(Added::Kept(id.clone()));
    }
    let mut after = have.clone();
    if !edits.page {
        take_page(&mut after, &new);
    }
    if !same_text {
        take_words(&mut after, &new);
    }
    let changes = changes(have, &after);
    // Where a reader sees no change, the digest still is that of the text it was made from.
    if changes.is_empty() {
        return known();
    }
    after.updated = Some(new.added.max(have.added));
    reseal(&mut after, old.seal.as_deref(), edits);
    let id = id.clone();
    Decision::Change(id.clone(), after, Added::Updated { id, changes })
}

/// What becomes of a digest whose piece was digested anew.
#[derive(Debug)]
pub(super) enum Renewal {
    /// It is this now; what differs for a reader, in words, if anything does.
    Done(Box<Digest>, String),
    /// A person wrote or corrected it; it stays.
    ByHand,
    /// It stays for this reason.
    Unlike(&'static str),
}

/// Puts what a summarizer makes of the piece now in the place of what was made of it before. What a person
/// wrote or corrected stays; with `over_hand` their gist, points and quote give way, too, but not what they
/// corrected of the page's.
pub(super) fn renew(have: &Digest, new: &Digest, over_hand: bool) -> Renewal {
    let edits = have.edits();
    if have.is_by_hand() && !over_hand {
        return Renewal::ByHand;
    }
    if Piece::of(have).likeness(&Piece::of(new)).is_none() {
        return Renewal::Unlike("its address leads to another text by now");
    }
    if halved(have, new) {
        return Renewal::Unlike("its page has less than half of the text by now");
    }
    let mut after = have.clone();
    if !edits.page {
        take_page(&mut after, new);
    }
    take_words(&mut after, new);
    let changes = changes(have, &after);
    if !changes.is_empty() {
        after.updated = Some(new.added.max(have.added));
    }
    // The words are a machine's now, whoever's they were.
    let seal = have.origin.as_ref().and_then(|origin| origin.seal.as_deref()).unwrap_or_default();
    reseal(&mut after, Some(seal), Edits { words: false, ..edits });
    Renewal::Done(Box::new(after), changes)
}

/// Whether more than half of the text is gone: publishers seldom halve a piece, but often put the rest of it
/// behind a paywall.
fn halved(have: &Digest, new: &Digest) -> bool {
    new.words.zip(have.words).is_some_and(|(new, old)| new < old / 2)
}

/// What a summarizer wrote, and where it has it from.
fn take_words(after: &mut Digest, new: &Digest) {
    let added_by = after.origin.as_ref().and_then(|origin| origin.added_by.clone());
    after.origin = new.origin.as_ref().map(|origin| Origin { added_by, ..origin.clone() });
    after.gist.clone_from(&new.gist);
    after.points.clone_from(&new.points);
    after.quote.clone_from(&new.quote);
    after.words = new.words;
}

/// What the page says now; what it says no more stays.
fn take_page(after: &mut Digest, new: &Digest) {
    let fill = |have: &mut Option<String>, new: &Option<String>| {
        if new.is_some() {
            have.clone_from(new);
        }
    };
    after.title.clone_from(&new.title);
    after.kind = new.kind;
    fill(&mut after.publication, &new.publication);
    fill(&mut after.language, &new.language);
    fill(&mut after.disclaimer, &new.disclaimer);
    after.published = new.published.or(after.published);
    if !new.tags.is_empty() {
        after.tags.clone_from(&new.tags);
    }
    if !new.authors.is_empty() {
        let before = std::mem::replace(&mut after.authors, new.authors.clone());
        for author in &mut after.authors {
            let name = fold(&author.name);
            if let Some(same) = before.iter().find(|a| fold(&a.name) == name) {
                keep_of(author, same);
            }
        }
    }
}

fn keep_of(author: &mut Author, before: &Author) {
    author.handle = author.handle.take().or_else(|| before.handle.clone());
    author.bio = author.bio.take().or_else(|| before.bio.clone());
    author.url = author.url.take().or_else(|| before.url.clone());
    if author.affiliations.is_empty() {
        author.affiliations.clone_from(&before.affiliations);
    }
}

/// Seals a digest that a machine changed, made of one with this seal and these edits: what a person had
/// changed stays told as changed.
fn reseal(digest: &mut Digest, before: Option<&str>, edits: Edits) {
    let Some(before) = before else { return };
    let parts = |seal: &str| {
        let (words, page) = seal.split_once('-').unwrap_or((seal, ""));
        (words.to_owned(), page.to_owned())
    };
    let ((old_words, old_page), (words, page)) = (parts(before), parts(&digest.seal()));
    let words = if edits.words { old_words } else { words };
    let page = if edits.page { old_page } else { page };
    if let Some(origin) = &mut digest.origin {
        origin.seal = Some(format!("{words}-{page}"));
    }
}

/// What differs for a reader, in words: `title, gist, 2 points`.
fn changes(before: &Digest, after: &Digest) -> String {
    let points = after.points.iter().filter(|p| !before.points.contains(p)).count();
    let gone = before.points.iter().filter(|p| !after.points.contains(p)).count();
    let points = match points.max(gone) {
        0 => String::new(),
        1 => "1 point".to_owned(),
        n => format!("{n} points"),
    };
    let told = [
        (before.title != after.title, "title"),
        (before.kind != after.kind, "kind"),
        (before.publication != after.publication, "publication"),
        (before.published != after.published, "day"),
        (before.language != after.language, "language"),
        (before.authors != after.authors, "authors"),
        (before.tags != after.tags, "tags"),
        (before.disclaimer != after.disclaimer, "disclaimer"),
        (before.gist != after.gist, "gist"),
        (!points.is_empty(), &points),
        (before.quote != after.quote, "quote"),
    ];
    told.iter().filter(|(differs, _)| *differs).map(|(_, what)| *what).collect::<Vec<_>>().join(", ")
}

/// Gives the tags the spelling that the library has for them, the most used one; each is there once.
pub(super) fn respell<'a>(new: &mut Digest, library: impl Iterator<Item = (&'a DigestId, &'a Digest)>) {
    let (edits, seal) = (new.edits(), new.origin.as_ref().and_then(|o| o.seal.clone()));
    let mut keys = HashSet::new();
    new.tags.retain(|tag| keys.insert(tag.key()));
    let mut used = HashMap::<&Tag, usize>::new();
    if !keys.is_empty() {
        library.flat_map(|(_, have)| &have.tags).for_each(|tag| *used.entry(tag).or_default() += 1);
    }
    let mut spelling = HashMap::<String, (usize, &Tag)>::new();
    for (tag, uses) in used {
        let key = tag.key();
        if keys.contains(&key) {
            let best = spelling.entry(key).or_insert((uses, tag));
            // Of two that are used alike the choice must not hang on the order of a hash.
            if (uses, best.1.as_str()) > (best.0, tag.as_str()) {
                *best = (uses, tag);
            }
        }
    }
    for tag in &mut new.tags {
        if let Some((_, known)) = spelling.get(&tag.key()) {
            *tag = Tag::clone(known);
        }
    }
    reseal(new, seal.as_deref(), edits);
}
