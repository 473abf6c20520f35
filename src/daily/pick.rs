//! Which digests a channel gets next. The same state gives the same answer, so that a preview shows what
//! will be posted.

use crate::{
    config::{Filters, WhenEmpty},
    digest::{Digest, DigestId, Kind, fold},
    ledger::{Brought, Schedule},
};
use std::collections::HashSet;

/// How far down the list another author or publication is at hand: further down, a piece by the same
/// one is worth more than an old one.
const AT_HAND: usize = 20;

/// What can be posted, newest first, with its names folded once for all schedules.
#[derive(Debug, Default)]
pub struct Candidates(Vec<Candidate>);

#[derive(Debug)]
struct Candidate {
    id: DigestId,
    tags: Vec<String>,
    authors: Vec<String>,
    publication: Option<String>,
    language: Option<String>,
    news: bool,
}

/// What a schedule posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// These, at least one.
    Digests(Vec<DigestId>),
    /// A line that says that there is nothing new.
    Line,
    /// Nothing.
    Nothing,
}

impl Candidates {
    /// Published digests, newest first.
    pub fn new<'a>(newest: impl IntoIterator<Item = (&'a DigestId, &'a Digest)>) -> Candidates {
        let candidate = |(id, digest): (&DigestId, &Digest)| Candidate {
            id: id.clone(),
            tags: digest.tags.iter().map(|t| t.key()).collect(),
            authors: digest.authors.iter().map(|a| fold(&a.name)).collect(),
            publication: digest.publication.as_deref().map(fold),
            language: digest.language.as_deref().map(str::to_lowercase),
            news: digest.kind == Kind::News,
        };
        Candidates(newest.into_iter().map(candidate).collect())
    }

    fn get(&self, id: &DigestId) -> Option<&Candidate> {
        self.0.iter().find(|c| c.id == *id)
    }
}

/// The newest digests that the channel has not had and the schedule wants. One by the author or from the
/// publication of the post before, or of this post, waits while another is at hand. A news report is no
/// opinion, and is never posted unless a tag asks for it.
pub fn pick(schedule: &Schedule, candidates: &Candidates, brought: &Brought) -> Choice {
    let wanted = Wanted::of(&schedule.filters);
    let new = |c: &Candidate| brought.new.as_ref().is_none_or(|new| new.contains(&c.id));
    let mut left: Vec<&Candidate> =
        candidates.0.iter().filter(|c| !brought.had.contains(&c.id) && wanted.has(c) && new(c)).collect();
    let mut near: Vec<&Candidate> = brought.last.iter().filter_map(|id| candidates.get(id)).collect();
    let mut chosen = Vec::new();
    while chosen.len() < usize::from(schedule.count) && !left.is_empty() {
        let at_hand = left.iter().take(AT_HAND).enumerate();
        // Of those that are as unlike, the newest.
        let best = at_hand.min_by_key(|(n, c)| (c.likeness(&near), *n)).map_or(0, |(n, _)| n);
        let next = left.remove(best);
        near.push(next);
        chosen.push(next.id.clone());
    }
    match schedule.when_empty {
        _ if !chosen.is_empty() => Choice::Digests(chosen),
        WhenEmpty::Say => Choice::Line,
        WhenEmpty::Older | WhenEmpty::Silence => Choice::Nothing,
    }
}

impl Candidate {
    /// 2 for an author of any of those, 1 for a publication, both together.
    fn likeness(&self, others: &[&Candidate]) -> u8 {
        let author = others.iter().any(|o| o.authors.iter().any(|a| self.authors.contains(a)));
        let publication =
            self.publication.is_some() && others.iter().any(|o| o.publication == self.publication);
        2 * u8::from(author) + u8::from(publication)
    }
}

/// The schedule's filters, folded once.
struct Wanted {
    tags: HashSet<String>,
    authors: HashSet<String>,
    publications: HashSet<String>,
    exclude: HashSet<String>,
    languages: Vec<String>,
}

impl Wanted {
    fn of(filters: &Filters) -> Wanted {
        let folded = |names: &[String]| names.iter().map(|n| fold(n)).collect();
        Wanted {
            tags: folded(&filters.tags),
            authors: folded(&filters.authors),
            publications: folded(&filters.publications),
            exclude: folded(&filters.exclude),
            languages: filters.languages.iter().map(|l| l.to_lowercase()).collect(),
        }
    }

    fn has(&self, c: &Candidate) -> bool {
        let any = |wanted: &HashSet<String>, has: &[String]| {
            wanted.is_empty() || has.iter().any(|name| wanted.contains(name))
        };
        let publication = c.publication.as_slice();
        any(&self.tags, &c.tags)
            && any(&self.authors, &c.authors)
            && any(&self.publications, publication)
            && ![c.tags.as_slice(), &c.authors, publication]
                .into_iter()
                .flatten()
                .any(|n| self.exclude.contains(n))
            && (self.languages.is_empty() || c.language.as_ref().is_some_and(|has| self.speaks(has)))
            && (!c.news || !self.tags.is_empty())
    }

    /// `en` stands for `en-GB`, too.
    fn speaks(&self, has: &str) -> bool {
        let within = |wanted: &String| {
            has.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        self.languages.iter().any(within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Daily, Snowflake};
    use jiff::{civil::time, tz::TimeZone};

    /// Newest first: id, author, publication, tag, language.
    const LIBRARY: [[&str; 5]; 6] = [
        ["f", "Ada", "Post", "tolls", "en-GB"],
        ["e", "Ada", "Watch", "lamps", "de"],
        ["d", "Ben", "Post", "lamps", "en"],
        ["c", "Cyd", "Watch", "tolls", "english"],
        ["b", "Ada", "Post", "ferries", ""],
        ["a", "Dee", "Gazette", "ferries", "en"],
    ];

    fn candidates() -> Candidates {
        let digests: Vec<(DigestId, Digest)> = LIBRARY
            .iter()
            .map(|[id, author, publication, tag, language]| {
                let language = if language.is_empty() { String::new() } else { format!("language = \"{language}\"\n") };
                let text = format!(
                    "title = \"T\"\npublication = \"{publication}\"\nadded = 2026-11-23T06:00:00Z\ntags = [\"{tag}\"]\n{language}\
                     gist = \"It is so.\"\npoints = [\"It is.\"]\n[[authors]]\nname = \"{author}\"\n"
                );
                (id.parse().unwrap(), Digest::from_toml(&text).unwrap())
            })
            .collect();
        Candidates::new(digests.iter().map(|(id, digest)| (id, digest)))
    }

    fn schedule(count: u8, filters: Filters) -> Schedule {
        let channel = Snowflake::try_from(1).unwrap();
        let declared = Daily::new("lobby", channel, time(8, 0, 0, 0), TimeZone::UTC);
        Schedule { count, filters, ..Schedule::from(&declared) }
    }

    /// What comes, post after post, until nothing does.
    fn all(schedule: &Schedule, mut brought: Brought) -> String {
        let (candidates, mut posts) = (candidates(), Vec::new());
        loop {
            let choice = pick(schedule, &candidates, &brought);
            assert_eq!(choice, pick(schedule, &candidates, &brought), "a preview shows what is posted");
            match choice {
                Choice::Digests(digests) => {
                    posts.push(digests.iter().map(DigestId::as_str).collect::<String>());
                    brought.had.extend(digests.iter().cloned());
                    brought.last = digests;
                }
                Choice::Line => return format!("{} say", posts.join(" ")),
                Choice::Nothing => return posts.join(" "),
            }
        }
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn authors_and_publications_take_turns_while_others_are_at_hand() {
        let every = Filters::default();
        assert_eq!(all(&schedule(1, every.clone()), Brought::default()), "f c d e a b");
        assert_eq!(all(&schedule(3, every.clone()), Brought::default()), "fca deb");
        assert_eq!(all(&schedule(5, every), Brought::default()), "fcade b");
    }

    #[test]
    fn filters_narrow_it() {
        let of = |filters| all(&schedule(5, filters), Brought::default());
        assert_eq!(of(Filters { tags: names(&["LAMPS"]), ..Filters::default() }), "ed");
        assert_eq!(of(Filters { authors: names(&["ben", "Dee"]), ..Filters::default() }), "da");
        assert_eq!(
            of(Filters { publications: names(&["Watch"]), exclude: names(&["Cyd"]), ..Filters::default() }),
            "e"
        );
        assert_eq!(of(Filters { languages: names(&["en"]), ..Filters::default() }), "fad");
        assert_eq!(of(Filters { tags: names(&["nobody has it"]), ..Filters::default() }), "");
    }

    #[test]
    fn what_is_not_new_comes_only_where_older_pieces_are_wanted() {
        let new: HashSet<DigestId> = ["e", "a"].map(|id| id.parse().unwrap()).into();
        let say = Schedule { when_empty: WhenEmpty::Say, ..schedule(1, Filters::default()) };
        let brought = Brought { new: Some(new), ..Brought::default() };
        assert_eq!(all(&say, brought.clone()), "e a say");
        assert_eq!(all(&Schedule { when_empty: WhenEmpty::Silence, ..say }, brought), "e a");
    }
}
