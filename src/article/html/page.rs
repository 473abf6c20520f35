//! The visible lines of a page.

use crate::article::{
    layout::{Line, Link},
    pattern::pattern,
    tidy,
};
use dom_query::{NodeId, NodeRef};
use regex::Regex;
use std::{collections::HashMap, sync::LazyLock};

/// Deeper elements are left out; [`super::bounds`] keeps real content above this.
const DEEPEST: usize = 700;
/// A box that holds more than this share of the page's text, in percent, holds the piece as well.
const BOX_SHARE: usize = 25;
/// A line is linked if at least this share of its characters is, in percent.
const LINKED_SHARE: usize = 60;

/// Elements whose text nobody sees.
const HIDDEN: &[&str] = &[
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "noscript", "object", "option",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Elements that begin a line and end one.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "label",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that hold paragraphs; others, such as lists and quotations, belong to the one around them.
const HOLDERS: &[&str] = &[
    "article", "aside", "body", "details", "div", "figure", "footer", "form", "header", "main", "nav",
    "section", "td",
];

/// Class names of boxes that stand in or beside a piece. "widget" counts as a whole name only: makers of
/// pages put every paragraph into something like `text-widget`.
static BOX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s_-])(?:ads?|advert\w*|adslot|banner|breadcrumbs?|captions?|comments?|cookies?|credits?|disqus|follow|infobox|login|lightbox|modal|most-?(?:popular|read)|navigation|newsletters?|outbrain|paywall-(?:prompt|message|overlay|banner|offers?)|popular|popup|promos?|pull-?quotes?|pullout|recirc\w*|recommend\w*|related\w*|relatedposts?|share\w*|sharing|sidebar|signup|social\w*|sponsor\w*|subscribe|subscription|taboola|teasers?|toolbar|trending|video-?\w*|visually-?hidden|sr-only|screen-reader\S*)(?:$|[\s_-])|(?:^|\s)widget(?:_\S+)?(?:$|\s)",
    )
});
/// Class names of a body, whatever else an element is called.
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:\w+[_-]+)?(?:article|story|post|entry)[_-]*(?:body|content|text)(?:$|[_-])")
});
/// Class names of the frame.
static FRAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|[\s_-])(?:nav|navbar|navigation\w*|mainnav|menu\w*|masthead|site-?(?:header|footer|nav)|global-?(?:header|footer|nav)|page-?footer|topbar|top-bar|megamenu|submenu|dropdown\w*)(?:$|[\s_-])",
    )
});
/// Addresses of pages that list what has a tag.
static TAG_PAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:/|[?&])(?:tags?|topics?|keywords?|themen?|tema|temas|etiquetas?|mot-cle)(?:/|=|\?t=)[^/]",
    )
});

/// Class names of the frame's foot, as whole names: "post-footer" is the foot of a piece.
static FOOT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|\s)(?:footer|colophon|contentinfo)(?:$|\s)"));

#[derive(Clone, Copy, Default)]
struct Context {
    heading: bool,
    aside: bool,
    frame: bool,
    piece: bool,
    italic: bool,
    link: bool,
    quoted: bool,
}

struct Reader {
    lines: Vec<Line>,
    text: String,
    linked: usize,
    slanted: usize,
    links: Vec<Link>,
    context: Context,
    /// The element that the last text stands in.
    parent: Option<NodeId>,
    sizes: HashMap<NodeId, usize>,
    all: usize,
    containers: usize,
}

/// The visible lines below `root`, in page order.
pub(super) fn lines(root: &NodeRef<'_>) -> Vec<Line> {
    let mut sizes = HashMap::new();
    let all = measure(root, &mut sizes, 0);
    let mut reader = Reader {
        lines: Vec::new(),
        text: String::new(),
        linked: 0,
        slanted: 0,
        links: Vec::new(),
        context: Context::default(),
        parent: None,
        sizes,
        all,
        containers: 0,
    };
    reader.walk(root, Context::default(), 0);
    reader.flush();
    reader.lines
}

/// Characters of visible text below each element.
fn measure(node: &NodeRef<'_>, sizes: &mut HashMap<NodeId, usize>, depth: usize) -> usize {
    if depth > DEEPEST {
        return 0;
    }
    if node.is_text() {
        return node.text().trim().len();
    }
    if node.node_name().is_some_and(|n| HIDDEN.binary_search(&&*n).is_ok()) {
        return 0;
    }
    let size = node.children_it(false).map(|child| measure(&child, sizes, depth + 1)).sum();
    sizes.insert(node.id, size);
    size
}

impl Reader {
    fn walk(&mut self, node: &NodeRef<'_>, context: Context, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        if node.is_text() {
            self.add(&node.text(), node.parent().map(|p| p.id), context);
            return;
        }
        let Some(name) = node.node_name() else {
            for child in node.children_it(false) {
                self.walk(&child, context, depth + 1);
            }
            return;
        };
        let name: &str = &name;
        if HIDDEN.binary_search(&name).is_ok() {
            return;
        }
        let inner = self.context_in(node, name, context);
        let block = BLOCKS.binary_search(&name).is_ok();
        if block {
            self.flush();
        }
        let (before, above) = (self.text.len(), self.lines.len());
        for child in node.children_it(false) {
            self.walk(&child, inner, depth + 1);
        }
        if name == "a" {
            self.end_link(node, before, above);
        }
        if block {
            self.flush();
        }
        if self.lines.len() >= above + 2 && HOLDERS.contains(&name) {
            self.place(above);
        }
    }

    /// Tells the lines from `above` on that do not know it yet which container holds them.
    fn place(&mut self, above: usize) {
        self.containers += 1;
        for line in self.lines.iter_mut().skip(above) {
            line.container.get_or_insert(self.containers);
        }
    }

    /// What an element adds to what is known of its content.
    fn context_in(&self, node: &NodeRef<'_>, name: &str, outer: Context) -> Context {
        let mut inner = outer;
        let small = self.sizes.get(&node.id).is_none_or(|size| size * 100 < self.all * BOX_SHARE);
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => inner.heading = true,
            "a" => inner.link = true,
            "em" | "i" => inner.italic = true,
            "blockquote" => inner.quoted = true,
            "article" | "main" => inner.piece = true,
            "nav" | "menu" if small => inner.frame = true,
            "footer" if small && !outer.piece => inner.frame = true,
            "aside" | "figcaption" | "figure" | "form" | "dialog" if small => inner.aside = true,
            _ => {}
        }
        if !outer.aside || !outer.frame {
            let mut marks = node.class().unwrap_or_default().to_string();
            for name in ["id", "role", "aria-label"] {
                if let Some(value) = node.attr(name).filter(|v| v.len() < 60) {
                    marks.push(' ');
                    marks.push_str(&value);
                }
            }
            if small && !marks.is_empty() {
                let body = || marks.split(' ').any(|m| BODY.is_match(m) && !BOX.is_match(m));
                inner.aside = inner.aside || BOX.is_match(&marks) && !body();
                inner.frame =
                    inner.frame || FRAME.is_match(&marks) || (!outer.piece && FOOT.is_match(&marks));
            }
        }
        inner
    }

    /// Notes a link that began at `before` in the text; where it held blocks, they are lines already,
    /// those from `above` on.
    fn end_link(&mut self, node: &NodeRef<'_>, before: usize, above: usize) {
        let href = node.attr("href").unwrap_or_default();
        let rel = node.attr("rel").unwrap_or_default();
        let page = href.starts_with('/') || href.starts_with("http");
        let tag = rel.split_whitespace().any(|r| r.eq_ignore_ascii_case("tag"))
            || (page && TAG_PAGE.is_match(&href));
        for line in self.lines.iter_mut().skip(above) {
            line.links.push(Link { text: line.text.clone(), tag });
        }
        let before = if self.lines.len() > above { 0 } else { before };
        let text = tidy::line(self.text.get(before..).unwrap_or_default());
        if !text.is_empty() {
            self.links.push(Link { text, tag });
        }
    }

    /// Adds a text to the line. Where an element's text ends and another's begins with a capital, a
    /// style sheet parts them: "Ada Moor", "Dec. 17".
    fn add(&mut self, text: &str, parent: Option<NodeId>, context: Context) {
        let lost = self.parent != parent
            && text.starts_with(char::is_uppercase)
            && self.text.ends_with(|c: char| c.is_lowercase() || c.is_numeric() || c == '.');
        if lost {
            self.text.push(' ');
        }
        self.parent = parent;
        let n = text.chars().filter(|c| !c.is_whitespace()).count();
        if n > 0 {
            if self.text.trim().is_empty() {
                self.context = context;
            }
            self.linked += if context.link { n } else { 0 };
            self.slanted += if context.italic { n } else { 0 };
        }
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        let text = tidy::line(&self.text);
        let all = text.chars().filter(|c| !c.is_whitespace()).count();
        if !text.is_empty() {
            self.lines.push(Line {
                heading: self.context.heading,
                linked: self.linked * 100 >= all * LINKED_SHARE && self.linked > 0,
                italic: self.slanted * 100 >= all * 90,
                aside: self.context.aside || self.context.frame,
                frame: self.context.frame,
                quoted: self.context.quoted,
                links: std::mem::take(&mut self.links),
                container: None,
                text,
            });
        }
        self.text.clear();
        self.links.clear();
        (self.linked, self.slanted) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<Line> {
        lines(&dom_query::Document::from(html).root())
    }

    #[test]
    fn blocks_are_lines_and_know_where_they_stand() {
        let prose = "<p>The harbour was closed and nobody said why it had to be.</p>".repeat(9);
        let page = read(&format!(
            "<nav><a href=/>Home</a></nav><article><h1>A title</h1>{prose}<p><em>Ada Moor teaches.</em></p>\
             <a rel=tag href=/x>Sea</a><figure><figcaption>A dam</figcaption></figure></article><script>no</script>"
        ));
        let find = |text: &str| page.iter().find(|l| l.text == text).unwrap();
        assert!(find("Home").frame && find("Home").linked);
        assert!(find("A title").heading);
        assert!(find("Ada Moor teaches.").italic);
        assert!(find("Sea").links[0].tag);
        assert!(find("A dam").aside);
        assert!(page.iter().all(|l| l.text != "no"));
        assert!(HIDDEN.is_sorted() && BLOCKS.is_sorted());
    }
}
