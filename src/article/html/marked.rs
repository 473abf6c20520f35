//! Authors marked as such in the page: `rel=author`, microdata, class names, links to author pages.

use crate::article::{byline, date, pattern::pattern, person::same_person, tidy};
use crate::digest::{fold, words};
use dom_query::NodeRef;
use regex::Regex;
use std::sync::LazyLock;

/// Deeper elements are left out.
const DEEPEST: usize = 700;
/// Most words of a mark.
const MARK_WORDS: usize = 16;
/// How far before the headline a byline may stand, in bytes of text.
const ABOVE: usize = 600;
/// How far after the headline.
const BELOW: usize = 2000;
/// Marks this near to one another are of one byline, in bytes of text.
const TOGETHER: usize = 160;
/// Most texts of a mark.
const PARTS: usize = 40;
/// Longest caption with its credit, in bytes.
const CAPTION: usize = 600;
/// Fewest words of what a caption says is seen.
const SEEN: usize = 6;
/// Elements that stay on one line with their neighbours, or show nothing.
const INLINE: &[&str] = &["a", "abbr", "b", "cite", "em", "i", "small", "span", "strong", "style"];
/// Most marks that are looked at.
const MOST: usize = 400;

/// Class names of a byline, or of the name in it.
static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s_-])(?:by-?lines?|authors?|authored-?by|author-?(?:name|link|info\S*|meta|title)|authorname|writers?(?:-name)?|written-?by|contributor-?name|columnist-?name|post-?author|article-?author|entry-?author|blog-?author|story-?author)(?:-txt|-text|-link|-name|-inner|-wrapper|-container)?(?:$|[\s_-])|(?:^|\s)\w*(?:[a-z]Author|[a-z]Byline)(?:Name|Link|s)?(?:$|[\s_-])|(?:^|\s)(?:Byline|Author)(?:Name|Link|s)?(?:$|[\s_-])",
    )
});
/// Addresses of the pages of authors.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)/(?:authors?|by|contributors?|columnists?|staff|people|profiles?|writers?|byline|autor(?:es)?|auteurs?)/[^/?#]",
    )
});
/// Boxes in which other pieces, pictures and comments are signed.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s_-])(?:related\w*|recirc\w*|recommend\w*|most-?(?:popular|read)|popular|trending|teasers?|cards?|promos?|comments?\w*|disqus|captions?|credits?|image\w*|photo\w*|sidebar|carousel\w*|latest|more-?(?:from|stories|news)|next|read-?(?:more|next)|widget|reviewed|reviewer\w*|fact-?check\w*|edited|editor-?box|media)(?:$|[\s_-])",
    )
});

/// Where a mark stands and whom it names.
struct Mark {
    at: usize,
    /// `rel=author` and microdata say it for machines, the others for style sheets.
    formal: bool,
    /// In a box beside the piece, by its class name.
    beside: bool,
    names: Vec<String>,
}

/// What the walk knows of the page.
#[derive(Default)]
struct Walk {
    at: usize,
    title: Option<usize>,
    headline: String,
    marks: Vec<Mark>,
}

/// Authors by marks near the headline, the formal ones first, else by the first formal one below.
pub(super) fn authors(root: &NodeRef<'_>, headline: Option<&str>) -> Vec<String> {
    let mut walk = Walk { headline: headline.map(fold).unwrap_or_default(), ..Walk::default() };
    walk.visit(root, false, 0);
    let title = walk.title.unwrap_or(0);
    let near = |m: &Mark| m.at + ABOVE >= title && m.at <= title + BELOW;
    let (formal, beside) = (|m: &Mark| m.formal, |m: &Mark| m.beside);
    let orders: [&dyn Fn(&Mark) -> bool; 4] = [
        &|m| formal(m) && near(m) && !beside(m),
        &|m| formal(m) && near(m),
        &|m| near(m) && !beside(m),
        // In an author box under the piece.
        &|m| formal(m) && m.at >= title && !beside(m),
    ];
    for wanted in orders {
        let marks: Vec<&Mark> = walk.marks.iter().filter(|m| wanted(m)).collect();
        // Under the headline rather than above it.
        let first = marks.iter().find(|m| m.at >= title).or_else(|| marks.last());
        let found = first.map(|first| group(&marks, first)).unwrap_or_default();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The names of the marks that stand together with `first`.
fn group(marks: &[&Mark], first: &Mark) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut at = first.at;
    for mark in marks.iter().filter(|m| m.at >= first.at) {
        if mark.at > at + TOGETHER {
            break;
        }
        at = mark.at;
        for name in &mark.names {
            if !found.iter().any(|f| same_person(f, name)) {
                found.push(name.clone());
            }
        }
    }
    found
}

impl Walk {
    fn visit(&mut self, node: &NodeRef<'_>, beside: bool, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if node.is_text() {
            self.at += node.text().trim().len();
            return;
        }
        let name = node.node_name().unwrap_or_default();
        if matches!(&*name, "script" | "style" | "noscript" | "template" | "svg" | "head") {
            return;
        }
        if &*name == "h1" && self.title.is_none() && !self.headline.is_empty() {
            let text = node.text();
            if text.len() < 4 * self.headline.len() + 200 && fold(&text).contains(&self.headline) {
                self.title = Some(self.at);
            }
        }
        let class = node.class().unwrap_or_default();
        let picture = matches!(&*name, "figure" | "figcaption" | "nav" | "footer")
            || node.attr("itemprop").is_some_and(|p| matches!(&*p, "image" | "comment" | "review"));
        if picture {
            self.at += node.text().trim().len();
            return;
        }
        let holder = matches!(&*name, "body" | "html" | "article" | "main");
        let beside = beside || &*name == "aside" || !holder && !class.is_empty() && OTHER.is_match(&class);
        let (at, inner) = (self.at, self.marks.len());
        for child in node.children_it(false) {
            self.visit(&child, beside, depth + 1);
        }
        if self.marks.len() > inner && signs_caption(node) {
            self.marks.truncate(inner);
        }
        if self.marks.len() < MOST {
            self.mark(node, &name, &class, Mark { at, beside, formal: false, names: Vec::new() }, inner);
        }
    }

    /// Notes a mark. Of nested ones the inner are more exact, unless the outer names everybody in
    /// them: "By <a>Ada Moor</a> and Bo Lund".
    fn mark(&mut self, node: &NodeRef<'_>, name: &str, class: &str, place: Mark, inner: usize) {
        let says = |attribute: &str| {
            node.attr(attribute)
                .is_some_and(|v| v.split_whitespace().any(|v| v.eq_ignore_ascii_case("author")))
        };
        let formal = says("rel") || says("itemprop");
        let link = name == "a"
            && node.attr("href").is_some_and(|h| ADDRESS.is_match(&h))
            // Not one of somebody whom the piece speaks of.
            && node.parent().is_some_and(|p| words(&p.text()) <= MARK_WORDS);
        if !formal && !link && (class.is_empty() || !CLASS.is_match(class)) {
            return;
        }
        let parts = match node.attr("content").filter(|_| name == "meta") {
            Some(content) => vec![tidy::line(&content)],
            None => parts(node),
        };
        if parts.iter().map(|p| words(p)).sum::<usize>() > MARK_WORDS {
            return;
        }
        let names = names(&parts);
        let within = self.marks.get(inner..).unwrap_or_default();
        let whole = within.iter().flat_map(|m| &m.names).all(|n| names.iter().any(|o| same_person(o, n)));
        if !names.is_empty() && whole {
            let formal = formal || within.iter().any(|m| m.formal);
            self.marks.truncate(inner);
            self.marks.push(Mark { formal, names, ..place });
        }
    }
}

/// "Moor, center, at the bridge. By Ida Marsh": who took the picture, on one line with what is seen in it.
fn signs_caption(node: &NodeRef<'_>) -> bool {
    let inline =
        |n: NodeRef<'_>| !n.is_element() || n.node_name().is_some_and(|name| INLINE.contains(&name.as_ref()));
    if !node.children_it(false).all(inline) {
        return false;
    }
    let hidden =
        |text: &NodeRef<'_>| text.parent().is_some_and(|p| p.node_name().as_deref() == Some("style"));
    let texts = node.descendants_it().filter(|n| n.is_text() && !hidden(n)).take(PARTS);
    let text = tidy::line(&texts.map(|t| t.text().to_string()).collect::<Vec<_>>().join(" "));
    let seen = text.rfind("By ").and_then(|at| text.get(..at)).map(str::trim_end);
    text.len() <= CAPTION
        && seen.is_some_and(|seen| words(seen) >= SEEN && seen.ends_with(['.', '!', '?', '”']))
}

/// The texts of an element.
fn parts(node: &NodeRef<'_>) -> Vec<String> {
    let texts = node.descendants_it().filter(NodeRef::is_text).take(PARTS).map(|t| tidy::line(&t.text()));
    texts.filter(|t| !t.is_empty()).collect()
}

/// The people of a mark: those of its first text that names any, and of others that "and" or a comma
/// joins to it. What else stands in it are roles.
fn names(parts: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut joined = true;
    for part in parts {
        let text = date::without(part);
        let text = text.trim_start_matches(['|', '-', '–', '•', '·', ',', ' ']).trim();
        if joined {
            found.extend(byline::people(text).into_iter().map(|s| s.name));
        }
        let last = text.rsplit(' ').next().unwrap_or_default();
        joined = found.is_empty()
            || matches!(last, "and" | "&" | "with" | "et" | "und" | "y")
            || part.ends_with([',', '&']);
    }
    found
}
