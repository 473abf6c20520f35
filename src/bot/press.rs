//! What buttons, menus and dialogs do. An id in them says what is wanted; it is never taken for a
//! permission, since anyone can make one up.

use super::{
    Bot, BotError, Change, CustomId, Job, Listing, Message, Place, Press, Reply, Request, about, card,
    commands, custom_id, list, person, words::Words,
};
use crate::ledger::Voted;
use std::collections::BTreeMap;

/// How many digests the button of a daily post lists.
const NEWEST: u16 = 25;

impl Bot {
    pub(super) async fn press(&self, request: &Request, press: &Press) -> Result<Reply, BotError> {
        let (words, aloud) = (Words(request.language), Words(request.aloud));
        let catalogue = self.seen_by(request).await?;
        let Ok(id) = press.id.parse::<CustomId>() else { return Ok(Reply::note(&words.say("old-button"))) };
        if id.is_for_curators() && !request.rights.curate {
            return Ok(Reply::note(&words.say("curators-only")));
        }
        let gone = || Ok(Reply::note(&words.say("gone")));
        match id {
            CustomId::About { digest, .. } => match catalogue.get(&digest) {
                Some(entry) => Ok(about::authors(&catalogue, entry, words)),
                None => gone(),
            },
            CustomId::Related { digest } => match catalogue.get(&digest) {
                Some(_) => {
                    list::page(&catalogue, &Listing::Related(digest), 0, true, words).map(Reply::Message)
                }
                None => gone(),
            },
            CustomId::Tags { digest } => match catalogue.get(&digest) {
                Some(entry) => Ok(Reply::Message(list::tags_of(&catalogue, entry, words))),
                None => gone(),
            },
            CustomId::Vote { digest, up } => match catalogue.get(&digest) {
                Some(_) => {
                    let voted = self.ledger.vote(&digest, request.user, up, request.now).await?;
                    Ok(Reply::note(&words.say(match voted {
                        Voted::Counted => "vote-counted",
                        Voted::TakenBack => "vote-taken-back",
                    })))
                }
                None => gone(),
            },
            CustomId::Page { page, listing } => {
                let theirs = press.own || press.private;
                let in_place = theirs && !press.private;
                let words = if in_place { aloud } else { words };
                let message = list::page(&catalogue, &listing, page.into(), !in_place, words)?;
                Ok(if theirs {
                    Reply::Update(Message { private: press.private, ..message })
                } else {
                    Reply::Message(Message { private: true, ..message })
                })
            }
            CustomId::Post { page, listing } => {
                list::page(&catalogue, &listing, page.into(), false, aloud).map(Reply::Message)
            }
            CustomId::Edit { digest } => match commands::find_any(&self.catalogue(), &digest) {
                Some(entry) => Ok(commands::edit_dialog(&entry, words)),
                None => gone(),
            },
            CustomId::Publish { digest } => Ok(change(request, digest, Change::Publish)),
            CustomId::Remove { digest, block } => Ok(change(request, digest, Change::Remove { block })),
            CustomId::Newest { .. } => {
                let newest = Listing::Latest { publication: None, author: None, tag: None, count: NEWEST };
                let message = list::page(&catalogue, &newest, 0, true, words)?;
                Ok(Reply::Message(Message { private: true, ..message }))
            }
            CustomId::Stop { .. } => person::stop(&self.ledger, request, words).await,
            CustomId::Resume => person::resume(&self.ledger, request, words).await,
            CustomId::Open
            | CustomId::Topic
            | CustomId::Draft
            | CustomId::Unfollow { .. }
            | CustomId::ShowAgain { .. } => Ok(Reply::note(&words.say("old-button"))),
        }
    }

    pub(super) async fn choose(
        &self,
        request: &Request,
        press: &Press,
        values: &[String],
    ) -> Result<Reply, BotError> {
        let words = Words(request.language);
        let catalogue = self.seen_by(request).await?;
        let value = values.first().map(String::as_str).unwrap_or_default();
        let private = |message| Reply::Message(Message { private: true, ..message });
        let gone = || Reply::note(&words.say("gone"));
        Ok(match press.id.parse::<CustomId>() {
            Ok(CustomId::Open) => match value.parse().ok().and_then(|id| catalogue.get(&id)) {
                Some(entry) => private(card::card(entry, words)),
                None => gone(),
            },
            Ok(CustomId::Topic) => {
                let listing = Listing::Tag(custom_id::hash(value));
                Reply::Message(list::page(&catalogue, &listing, 0, true, words)?)
            }
            Ok(CustomId::Draft) if request.rights.curate => {
                match value.parse().ok().and_then(|id| commands::find_any(&self.catalogue(), &id)) {
                    Some(entry) => private(card::draft(&entry, words)),
                    None => gone(),
                }
            }
            Ok(CustomId::Unfollow { .. }) => {
                commands::unfollow_chosen(&self.ledger, request, press, value, words).await?
            }
            Ok(CustomId::ShowAgain { .. }) => {
                commands::show_chosen(self, request, press, value, words).await?
            }
            Ok(CustomId::Draft) => Reply::note(&words.say("curators-only")),
            _ => Reply::note(&words.say("old-button")),
        })
    }

    pub(super) fn submit(&self, request: &Request, id: &str, texts: &BTreeMap<String, String>) -> Reply {
        let words = Words(request.language);
        match id.parse() {
            Ok(CustomId::Edit { digest }) if request.rights.curate => {
                commands::edit_submitted(request, digest, texts)
            }
            Ok(CustomId::Edit { .. }) => Reply::note(&words.say("curators-only")),
            _ => Reply::note(&words.say("old-button")),
        }
    }
}

/// The message with the button gives way to what came of it.
fn change(request: &Request, digest: crate::digest::DigestId, change: Change) -> Reply {
    Reply::Later { place: Place::InPlace, job: Job::Change { digest, change, by: request.user } }
}
