//! Custom ids: what a button sends when it is pressed, perhaps years later. They begin with their
//! version and hold all that the answer needs, so that the server keeps no state for them.

use crate::digest::{DigestId, fold};
use std::{fmt, str::FromStr};

/// The version that this program writes.
const VERSION: &str = "1";

/// What a component asks for. It parses what it prints, in at most 100 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomId {
    /// Tell about the authors of a digest; in a daily post, with the delivery it came by.
    About {
        /// Which.
        digest: DigestId,
        /// The ledger's number of the post.
        delivery: Option<i64>,
    },
    /// List what goes with a digest.
    Related {
        /// Which.
        digest: DigestId,
    },
    /// List the tags of a digest.
    Tags {
        /// Which.
        digest: DigestId,
    },
    /// Say whether a digest is any good.
    Vote {
        /// Which.
        digest: DigestId,
        /// Whether it is.
        up: bool,
    },
    /// Correct a digest; also the id of the dialog.
    Edit {
        /// Which.
        digest: DigestId,
    },
    /// Let readers see a draft.
    Publish {
        /// Which.
        digest: DigestId,
    },
    /// Take a digest out.
    Remove {
        /// Which.
        digest: DigestId,
        /// Whether its piece may not come back.
        block: bool,
    },
    /// Turn to a page of a list.
    Page {
        /// Counted from 0.
        page: u16,
        /// Of which list.
        listing: Listing,
    },
    /// Post a page of a private list for all to see.
    Post {
        /// Counted from 0.
        page: u16,
        /// Of which list.
        listing: Listing,
    },
    /// Open the digest that is chosen from a menu.
    Open,
    /// List what has the tag that is chosen from a menu.
    Topic,
    /// Open the draft that is chosen from a menu.
    Draft,
    /// Send no more letters to the one who presses it; in a letter, with its number.
    Stop {
        /// The ledger's number of the letter.
        letter: Option<i64>,
    },
    /// Send letters again to the one who presses it.
    Resume,
    /// List the newest digests; in a daily post, with the delivery it is.
    Newest {
        /// The ledger's number of the post.
        delivery: Option<i64>,
    },
    /// No longer follow what is chosen from a menu.
    Unfollow {
        /// Which menu of the message, counted from 0.
        menu: u8,
    },
    /// No longer hide what is chosen from a menu.
    ShowAgain {
        /// Which menu of the message, counted from 0.
        menu: u8,
    },
}

impl CustomId {
    /// Whether it does what only curators may do.
    pub(super) fn is_for_curators(&self) -> bool {
        matches!(
            self,
            CustomId::Edit { .. } | CustomId::Publish { .. } | CustomId::Remove { .. } | CustomId::Draft
        )
    }

    /// What the message with this button is found again by.
    pub fn mark(&self) -> Option<Mark> {
        match self {
            CustomId::About { delivery, .. } | CustomId::Newest { delivery } => delivery.map(Mark::Delivery),
            CustomId::Stop { letter } => letter.map(Mark::Letter),
            _ => None,
        }
    }
}

/// What a message is found again by, in a channel: the number in the first of its buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The ledger's number of a daily post.
    Delivery(i64),
    /// The ledger's number of a letter.
    Letter(i64),
}

/// A list that can be made again at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listing {
    /// The newest, optionally of a publication, author or tag, each by the hash of its name.
    Latest {
        /// The publication's.
        publication: Option<u64>,
        /// The author's.
        author: Option<u64>,
        /// The tag's.
        tag: Option<u64>,
        /// How many of them.
        count: u16,
    },
    /// What was found for a query of at most 50 characters.
    Search(String),
    /// What an author signed, by the hash of the name.
    Author(u64),
    /// What has a tag, by its hash.
    Tag(u64),
    /// What goes with a digest.
    Related(DigestId),
}

/// A name of any length in 16 characters of a custom id: FNV-1a of the folded name.
pub fn hash(name: &str) -> u64 {
    hash_folded(&fold(name))
}

/// The same of a name that is folded.
pub fn hash_folded(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Not an id that this version knows.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a custom id of version {VERSION}")]
pub struct CustomIdError;

impl fmt::Display for CustomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}:")?;
        match self {
            CustomId::About { digest, delivery: None } => write!(f, "about:{digest}"),
            CustomId::About { digest, delivery: Some(n) } => write!(f, "about:{digest}:{n}"),
            CustomId::Related { digest } => write!(f, "related:{digest}"),
            CustomId::Tags { digest } => write!(f, "tags:{digest}"),
            CustomId::Vote { digest, up: true } => write!(f, "up:{digest}"),
            CustomId::Vote { digest, up: false } => write!(f, "down:{digest}"),
            CustomId::Edit { digest } => write!(f, "edit:{digest}"),
            CustomId::Publish { digest } => write!(f, "publish:{digest}"),
            CustomId::Remove { digest, block: false } => write!(f, "remove:{digest}"),
            CustomId::Remove { digest, block: true } => write!(f, "block:{digest}"),
            CustomId::Page { page, listing } => write!(f, "page:{page}:{listing}"),
            CustomId::Post { page, listing } => write!(f, "post:{page}:{listing}"),
            CustomId::Open => f.write_str("open"),
            CustomId::Topic => f.write_str("topic"),
            CustomId::Draft => f.write_str("draft"),
            CustomId::Stop { letter: None } => f.write_str("stop"),
            CustomId::Stop { letter: Some(n) } => write!(f, "stop:{n}"),
            CustomId::Resume => f.write_str("resume"),
            CustomId::Newest { delivery: None } => f.write_str("newest"),
            CustomId::Newest { delivery: Some(n) } => write!(f, "newest:{n}"),
            CustomId::Unfollow { menu } => write!(f, "unfollow:{menu}"),
            CustomId::ShowAgain { menu } => write!(f, "show:{menu}"),
        }
    }
}

impl FromStr for CustomId {
    type Err = CustomIdError;

    fn from_str(text: &str) -> Result<CustomId, CustomIdError> {
        let rest = text.strip_prefix(VERSION).and_then(|r| r.strip_prefix(':')).ok_or(CustomIdError)?;
        let (what, rest) = rest.split_once(':').unwrap_or((rest, ""));
        let digest = |text: &str| text.parse::<DigestId>().map_err(|_| CustomIdError);
        let listed = || {
            let (page, listing) = rest.split_once(':').ok_or(CustomIdError)?;
            Ok((page.parse::<u16>().map_err(|_| CustomIdError)?, listing.parse::<Listing>()?))
        };
        match (what, rest) {
            ("about", _) => match rest.split_once(':') {
                None => Ok(CustomId::About { digest: digest(rest)?, delivery: None }),
                Some((id, n)) => {
                    let delivery = Some(n.parse().map_err(|_| CustomIdError)?);
                    Ok(CustomId::About { digest: digest(id)?, delivery })
                }
            },
            ("related", _) => Ok(CustomId::Related { digest: digest(rest)? }),
            ("tags", _) => Ok(CustomId::Tags { digest: digest(rest)? }),
            ("up", _) => Ok(CustomId::Vote { digest: digest(rest)?, up: true }),
            ("down", _) => Ok(CustomId::Vote { digest: digest(rest)?, up: false }),
            ("edit", _) => Ok(CustomId::Edit { digest: digest(rest)? }),
            ("publish", _) => Ok(CustomId::Publish { digest: digest(rest)? }),
            ("remove", _) => Ok(CustomId::Remove { digest: digest(rest)?, block: false }),
            ("block", _) => Ok(CustomId::Remove { digest: digest(rest)?, block: true }),
            ("page", _) => listed().map(|(page, listing)| CustomId::Page { page, listing }),
            ("post", _) => listed().map(|(page, listing)| CustomId::Post { page, listing }),
            ("open", "") => Ok(CustomId::Open),
            ("topic", "") => Ok(CustomId::Topic),
            ("draft", "") => Ok(CustomId::Draft),
            ("stop", "") => Ok(CustomId::Stop { letter: None }),
            ("stop", n) => n.parse().map(|n| CustomId::Stop { letter: Some(n) }).map_err(|_| CustomIdError),
            ("newest", "") => Ok(CustomId::Newest { delivery: None }),
            ("newest", n) => {
                n.parse().map(|n| CustomId::Newest { delivery: Some(n) }).map_err(|_| CustomIdError)
            }
            ("resume", "") => Ok(CustomId::Resume),
            ("unfollow", n) => n.parse().map(|menu| CustomId::Unfollow { menu }).map_err(|_| CustomIdError),
            ("show", n) => n.parse().map(|menu| CustomId::ShowAgain { menu }).map_err(|_| CustomIdError),
            _ => Err(CustomIdError),
        }
    }
}

impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |h: &Option<u64>| h.map(|h| format!("{h:016x}")).unwrap_or_default();
        match self {
            Listing::Latest { publication, author, tag, count } => {
                write!(f, "l:{}:{}:{}:{count}", part(publication), part(author), part(tag))
            }
            Listing::Search(query) => write!(f, "s:{query}"),
            Listing::Author(hash) => write!(f, "a:{hash:016x}"),
            Listing::Tag(hash) => write!(f, "t:{hash:016x}"),
            Listing::Related(id) => write!(f, "r:{id}"),
        }
    }
}

impl FromStr for Listing {
    type Err = CustomIdError;

    fn from_str(text: &str) -> Result<Listing, CustomIdError> {
        let (kind, rest) = text.split_once(':').ok_or(CustomIdError)?;
        let hex = |text: &str| u64::from_str_radix(text, 16).map_err(|_| CustomIdError);
        let part = |text: &str| if text.is_empty() { Ok(None) } else { hex(text).map(Some) };
        match kind {
            "l" => match rest.split(':').collect::<Vec<_>>().as_slice() {
                [p, a, t, n] => Ok(Listing::Latest {
                    publication: part(p)?,
                    author: part(a)?,
                    tag: part(t)?,
                    count: n.parse().map_err(|_| CustomIdError)?,
                }),
                _ => Err(CustomIdError),
            },
            "s" => Ok(Listing::Search(rest.to_owned())),
            "a" => hex(rest).map(Listing::Author),
            "t" => hex(rest).map(Listing::Tag),
            "r" => rest.parse().map(Listing::Related).map_err(|_| CustomIdError),
            _ => Err(CustomIdError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn listing() -> impl Strategy<Value = Listing> {
        let some = || proptest::option::of(any::<u64>());
        prop_oneof![
            (some(), some(), some(), any::<u16>()).prop_map(|(publication, author, tag, count)| {
                Listing::Latest { publication, author, tag, count }
            }),
            proptest::collection::vec(any::<char>(), 0..=50)
                .prop_map(|q| Listing::Search(q.into_iter().collect())),
            any::<u64>().prop_map(Listing::Author),
            any::<u64>().prop_map(Listing::Tag),
            digest().prop_map(Listing::Related),
        ]
    }

    fn digest() -> impl Strategy<Value = DigestId> {
        proptest::collection::vec(prop::sample::select(vec!['a', 'z', '0', '9', '-']), 1..=46)
            .prop_map(|c| format!("a{}a", c.into_iter().collect::<String>()).parse().unwrap())
    }

    fn custom_id() -> impl Strategy<Value = CustomId> {
        prop_oneof![
            (digest(), proptest::option::of(any::<i64>()))
                .prop_map(|(digest, delivery)| CustomId::About { digest, delivery }),
            digest().prop_map(|digest| CustomId::Related { digest }),
            digest().prop_map(|digest| CustomId::Tags { digest }),
            (digest(), any::<bool>()).prop_map(|(digest, up)| CustomId::Vote { digest, up }),
            digest().prop_map(|digest| CustomId::Edit { digest }),
            digest().prop_map(|digest| CustomId::Publish { digest }),
            (digest(), any::<bool>()).prop_map(|(digest, block)| CustomId::Remove { digest, block }),
            (any::<u16>(), listing()).prop_map(|(page, listing)| CustomId::Page { page, listing }),
            (any::<u16>(), listing()).prop_map(|(page, listing)| CustomId::Post { page, listing }),
            Just(CustomId::Open),
            Just(CustomId::Topic),
            Just(CustomId::Draft),
            proptest::option::of(any::<i64>()).prop_map(|letter| CustomId::Stop { letter }),
            Just(CustomId::Resume),
            proptest::option::of(any::<i64>()).prop_map(|delivery| CustomId::Newest { delivery }),
            any::<u8>().prop_map(|menu| CustomId::Unfollow { menu }),
            any::<u8>().prop_map(|menu| CustomId::ShowAgain { menu }),
        ]
    }

    proptest! {
        #[test]
        fn it_parses_what_it_prints(id in custom_id()) {
            let text = id.to_string();
            prop_assert!(text.chars().count() <= 100, "{text}");
            prop_assert_eq!(text.parse(), Ok(id));
        }

        #[test]
        fn made_up_ids_are_refused_or_known(text in "[12]:?(about|page|post|open|l|s)?:?.{0,40}") {
            if let Ok(id) = text.parse::<CustomId>() {
                prop_assert_eq!(id.to_string().parse(), Ok(id));
            }
        }
    }
}
