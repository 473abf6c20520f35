//! Which digests a channel gets next. The same state gives the same answer, so that a preview shows what
//! will be posted.

use crate::{
    config::{Filters, WhenEmpty},
    digest::{Digest, DigestId, Kind, fold},
    ledger::{Brought, Schedule},
};
use std::collections::{HashMap, HashSet};

/// How far down the list another author or publication is at hand: further down, a piece by the same
/// one is worth more than an old one.
const AT_HAND: usize = 20;

/// What can be posted, newest first, with its names folded once for all schedules.
#[derive(Debug, Default)]
pub struct Candidates {
    all: Vec<Candidate>,
    at: HashMap<DigestId, u32>,
    /// Those that bear a name, be it a tag, an author, or a publication, and those in a language by its
    /// first part: a schedule that wants little does not look through everything.
    named: HashMap<String, Vec<u32>>,
    spoken: HashMap<String, Vec<u32>>,
}

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
        let mut these =
            Candidates { all: newest.into_iter().map(candidate).collect(), ..Candidates::default() };
        for (n, candidate) in (0_u32..).zip(&these.all) {
            these.at.insert(candidate.id.clone(), n);
            for name in candidate.tags.iter().chain(&candidate.authors).chain(&candidate.publication) {
                note(&mut these.named, name, n);
            }
            if let Some(language) = &candidate.language {
                note(&mut these.spoken, first_part(language), n);
            }
        }
        these
    }

    fn get(&self, id: &DigestId) -> Option<&Candidate> {
        self.at.get(id).and_then(|n| self.all.get(*n as usize))
    }

    /// Newest first, all that may be wanted, and some that are not.
    fn likely<'a>(&'a self, wanted: &Wanted) -> Box<dyn Iterator<Item = &'a Candidate> + 'a> {
        let names = [&wanted.tags, &wanted.authors, &wanted.publications];
        let named = names.into_iter().map(|names| lists(&self.named, names.iter().map(String::as_str)));
        let spoken = lists(&self.spoken, wanted.languages.iter().map(|language| first_part(language)));
        let shortest =
            named.chain([spoken]).flatten().min_by_key(|lists| lists.iter().map(|l| l.len()).sum::<usize>());
        match shortest.as_deref() {
            None => Box::new(self.all.iter()),
            Some([one]) => Box::new(one.iter().filter_map(|n| self.all.get(*n as usize))),
            Some(several) => {
                let mut together = several.concat();
                together.sort_unstable();
                together.dedup();
                Box::new(together.into_iter().filter_map(|n| self.all.get(n as usize)))
            }
        }
    }
}

fn note(lists: &mut HashMap<String, Vec<u32>>, name: &str, n: u32) {
    let list = match lists.get_mut(name) {
        Some(list) => list,
        None => lists.entry(name.to_owned()).or_default(),
    };
    if list.last() != Some(&n) {
        list.push(n);
    }
}

/// The list of each name; `None` where no name is asked for.
fn lists<'a, 'b>(
    all: &'a HashMap<String, Vec<u32>>,
    names: impl Iterator<Item = &'b str>,
) -> Option<Vec<&'a [u32]>> {
    let lists: Vec<&[u32]> = names.map(|n| all.get(n).map(Vec::as_slice).unwrap_or_default()).collect();
    (!lists.is_empty()).then_some(lists)
}

/// `en` of `en-GB`.
fn first_part(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The newest digests that the channel has not had and the schedule wants. One by the author or from the
/// publication of the post before, or of this post, waits while another is at hand. A news report is no
/// opinion, and is never posted unless a tag asks for it.
/// `sees` tells whether what has that id can be seen where it is posted.
pub fn pick(
    schedule: &Schedule,
    candidates: &Candidates,
    brought: &Brought,
    sees: impl Fn(&DigestId) -> bool,
) -> Choice {
    let wanted = Wanted::of(&schedule.filters);
    let new = |c: &Candidate| brought.new.as_ref().is_none_or(|new| new.contains(&c.id));
    let fits = |c: &&Candidate| !brought.had.contains(&c.id) && wanted.has(c) && new(c) && sees(&c.id);
    // No more than these are ever at hand.
    let most = AT_HAND + usize::from(schedule.count);
    let mut left: Vec<&Candidate> = candidates.likely(&wanted).filter(fits).take(most).collect();
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
            let choice = pick(schedule, &candidates, &brought, |_| true);
            assert_eq!(
                choice,
                pick(schedule, &candidates, &brought, |_| true),
                "a preview shows what is posted"
            );
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
