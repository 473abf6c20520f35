//! `/digest edit`, `/digest remove` and `/digest drafts`: what curators do to digests that are there.

use super::{Answer, Ask, Audience, Command, OptionKind, OptionSpec};
use crate::{
    bot::{
        Button, Change, Choice, CustomId, Dialog, Edit, Input, Job, Message, Place, Reply, Request, Row,
        Target,
        text::{bare, cut, escaped},
        words::Words,
    },
    catalogue::{Catalogue, Entry, Subject},
    digest::{DigestId, GIST_CHARS, POINT_CHARS},
};
use std::collections::BTreeMap;

/// Drafts in the menu; as many as one holds.
const SHOWN: usize = 25;

const WHICH: &[OptionSpec] =
    &[OptionSpec { name: "digest", kind: OptionKind::Name(Subject::Digest), required: true }];

pub(super) const EDIT: Command = Command {
    path: &["digest", "edit"],
    options: WHICH,
    audience: Audience::Curators,
    run: |ask| -> Answer<'_> {
        Box::pin(async move {
            Ok(match wanted(&ask) {
                Ok(entry) => dialog(&entry, ask.words),
                Err(unknown) => *unknown,
            })
        })
    },
};

pub(super) const REMOVE: Command = Command {
    path: &["digest", "remove"],
    options: WHICH,
    audience: Audience::Curators,
    run: |ask| -> Answer<'_> {
        Box::pin(async move {
            Ok(match wanted(&ask) {
                Ok(entry) => really_remove(&entry, ask.words),
                Err(unknown) => *unknown,
            })
        })
    },
};

pub(super) const DRAFTS: Command = Command {
    path: &["digest", "drafts"],
    options: &[],
    audience: Audience::Curators,
    run: |ask| -> Answer<'_> { Box::pin(async move { Ok(drafts(&ask)) }) },
};

/// The digest or draft that is meant, or what to say where there is none.
fn wanted(ask: &Ask<'_>) -> Result<Entry, Box<Reply>> {
    let typed = ask.text("digest").unwrap_or_default();
    let id = typed.parse::<DigestId>().ok();
    // What is hidden from a server can be mended there all the same.
    let catalogue = ask.bot.catalogue();
    let exact = id.as_ref().and_then(|id| find(&catalogue, id));
    let only = || match catalogue.complete(Subject::Digest, typed, 2).as_slice() {
        [only] => find(&catalogue, &only.value.parse().ok()?),
        _ => None,
    };
    exact
        .or_else(only)
        .ok_or_else(|| Box::new(ask.unknown(["no-digest", "no-digest-but"], Subject::Digest, typed)))
}

/// A digest of that id, published or not.
pub(in crate::bot) fn find(catalogue: &Catalogue, id: &DigestId) -> Option<Entry> {
    catalogue.get(id).or_else(|| catalogue.drafts().iter().find(|e| e.id == *id)).cloned()
}

/// The dialog with the parts that can be corrected in chat.
pub(in crate::bot) fn dialog(entry: &Entry, words: Words) -> Reply {
    let digest = &entry.digest;
    let input = |id, most, long, required, value: String| Input {
        id,
        label: cut(&words.say(id), 45),
        value: cut(&value, usize::from(most)),
        most,
        long,
        required,
    };
    let gist = u16::try_from(GIST_CHARS).unwrap_or(u16::MAX);
    let points = u16::try_from(POINT_CHARS * 5 + 10).unwrap_or(u16::MAX);
    let tags: Vec<&str> = digest.tags.iter().map(|t| t.as_str()).collect();
    Reply::Dialog(Dialog {
        id: CustomId::Edit { digest: entry.id.clone() },
        title: cut(&bare(&digest.title), 45),
        inputs: vec![
            input("edit-title", 500, false, true, digest.title.clone()),
            input("edit-gist", gist, true, true, digest.gist.clone()),
            input("edit-points", points, true, true, digest.points.join("\n")),
            input("edit-quote", 500, true, false, digest.quote.clone().unwrap_or_default()),
            input("edit-tags", 1000, false, false, tags.join(", ")),
        ],
    })
}

/// What the dialog was filled in with.
pub(in crate::bot) fn submitted(
    request: &Request,
    digest: DigestId,
    texts: &BTreeMap<String, String>,
) -> Reply {
    let text = |id: &str| texts.get(id).map(|t| t.trim()).unwrap_or_default();
    let parts = |id: &str, by: char| -> Vec<String> {
        text(id)
            .split(by)
            .map(|p| p.trim().trim_start_matches('•').trim().to_owned())
            .filter(|p| !p.is_empty())
            .collect()
    };
    let edit = Edit {
        title: text("edit-title").to_owned(),
        gist: text("edit-gist").to_owned(),
        points: parts("edit-points", '\n'),
        quote: Some(text("edit-quote").to_owned()).filter(|q| !q.is_empty()),
        tags: parts("edit-tags", ','),
    };
    let job = Job::Change { digest, change: Change::Edit(Box::new(edit)), by: request.user };
    Reply::Later { place: Place::Private, job }
}

fn really_remove(entry: &Entry, words: Words) -> Reply {
    let button = |key, block| Button {
        label: words.say(key),
        target: Target::Press(CustomId::Remove { digest: entry.id.clone(), block }),
    };
    let title = escaped(&entry.digest.title, 300);
    Reply::Message(Message {
        private: true,
        text: words.fill("really-remove", &[("title", title.into())]),
        rows: vec![Row::Buttons(vec![button("remove", false), button("remove-for-good", true)])],
        ..Message::default()
    })
}

fn drafts(ask: &Ask<'_>) -> Reply {
    let (drafts, words) = (ask.catalogue.drafts(), ask.words);
    if drafts.is_empty() {
        return ask.note("no-drafts");
    }
    let choices = drafts.iter().take(SHOWN).map(|e| {
        let authors: Vec<String> = e.digest.authors.iter().map(|a| bare(&a.name)).collect();
        Choice {
            label: cut(&bare(&e.digest.title), 100),
            value: e.id.to_string(),
            description: cut(&words.and(&authors), 100),
        }
    });
    let menu =
        Row::Menu { id: CustomId::Draft, placeholder: words.say("open-draft"), choices: choices.collect() };
    let text = words.fill("drafts", &[("count", drafts.len().into())]);
    Reply::Message(Message { private: true, text, rows: vec![menu], ..Message::default() })
}
