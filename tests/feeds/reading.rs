//! Feeds of every form, and of none.

use proptest::prelude::*;
use standfirst::article::feed::{self, Feed, FeedError, MAX_ENTRIES};

const BASE: &str = "https://paper.example/opinion/feed.xml";

fn read(text: &str) -> Result<Feed, FeedError> {
    feed::read(text.as_bytes(), None, BASE)
}

#[track_caller]
fn lines(text: &str) -> String {
    let feed = read(text).unwrap();
    let line = |e: &feed::Entry| {
        let published = e.published.map_or_else(|| "–".to_owned(), |at| at.to_string());
        let title = e.title.as_deref().unwrap_or("–");
        format!(
            "{} | {} | {title} | {} | {} | {published}",
            e.guid,
            e.url,
            e.authors.join("+"),
            e.tags.join("+")
        )
    };
    let head = format!("{:?} {:?}", feed.title, feed.ttl);
    [head].into_iter().chain(feed.entries.iter().map(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn rss_with_relative_links_old_and_new_and_undated() {
    insta::assert_snapshot!(lines(
        "\u{feff}<?xml version='1.0' encoding='ISO-8859-1'?><?xml-stylesheet href='/x.xsl'?><!-- a <b> --><rss version='2.0.1' \
         xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Ópinion &amp; more</title><link>/</link><ttl>90</ttl>\
         <item><title>Old</title><link>../a?utm_medium=rss#c</link><guid>1</guid><pubDate>Mon, 05 Oct 2026 08:00:00 +0200</pubDate></item>\
         <item><title><![CDATA[Of <em>tea</em> &amp; salt]]></title><link> https://paper.example/b </link><guid>2</guid>\
         <dc:creator><![CDATA[Ada Moor]]></dc:creator><category>Tea</category><category><![CDATA[Salt &amp; Sea]]></category>\
         <pubDate>Tue, 06 Oct 2026 08:00:00 GMT</pubDate></item>\
         <item><title>Undated, beside its neighbour</title><guid isPermaLink='true'>https://paper.example/c</guid></item>\
         <item><title>No address</title><guid>4</guid></item>\
         <item><title>Not of the web</title><link>javascript:alert(1)</link></item>\
         <item><link>/d</link><pubDate>yesterday</pubDate></item></channel></rss>"
    ), @r#"
    Some("Ópinion & more") Some(5400s)
    2 | https://paper.example/b | Of tea & salt | Ada Moor | Tea+Salt & Sea | 2026-10-06T08:00:00Z
    https://paper.example/c | https://paper.example/c | Undated, beside its neighbour |  |  | –
    https://paper.example/d | https://paper.example/d | – |  |  | –
    1 | https://paper.example/a | Old |  |  | 2026-10-05T06:00:00Z
    "#);
}

#[test]
fn rss_without_a_version_and_rdf() {
    insta::assert_snapshot!(lines("<rss><channel><title>T</title><item><title>A</title><link>/a</link></item></channel></rss>"), @r#"
    Some("T") None
    https://paper.example/a | https://paper.example/a | A |  |  | –
    "#);
    insta::assert_snapshot!(lines(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
         <channel rdf:about='x'><title>T</title></channel><item rdf:about='y'><title>A</title><link>https://paper.example/a</link></item></rdf:RDF>"
    ), @r#"
    Some("T") None
    https://paper.example/a | https://paper.example/a | A |  |  | –
    "#);
}

#[test]
fn faults_of_templates_are_mended() {
    insta::assert_snapshot!(lines(
        "<rss version='2.0'><channel><title>Salt&Pepper &nbsp;&amp; Q&A; &#0;&#x41;</title><item><title><![CDATA[Tea & <b>salt</b>]]></title>\
         <link>/a?x=1&y=2</link><author>desk@paper.example (Ada Moor)</author></item></channel></rss>"
    ), @r#"
    Some("Salt&Pepper & Q&A; A") None
    https://paper.example/a?x=1&y=2 | https://paper.example/a?x=1&y=2 | Tea & salt | Ada Moor |  | –
    "#);
    insta::assert_snapshot!(lines(
        "<rss version='2.0'><channel><title>T</title><item><link>/a</link><author>desk@paper.example（Ada Moor）</author></item></channel></rss>"
    ), @r#"
    Some("T") None
    https://paper.example/a | https://paper.example/a | – | Ada Moor |  | –
    "#);
    // Nothing else is guessed at.
    assert!(matches!(
        read("<rss version='2.0'><channel><title>a<br></title></channel></rss>"),
        Err(FeedError::Broken { .. })
    ));
}

#[test]
fn atom_with_bases_and_several_links() {
    insta::assert_snapshot!(lines(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/x/'><title type='html'>&lt;b&gt;T&lt;/b&gt;</title>\
         <entry><id>tag:1</id><title>A</title><link rel='self' href='/self'/><link rel='enclosure' href='/sound.mp3' type='audio/mpeg'/>\
         <link rel='alternate' type='text/html' href='a'/><author><name>Ada Moor</name></author><category term='tea' label='Tea'/>\
         <updated>2026-10-05T08:00:00Z</updated></entry></feed>"
    ), @r#"
    Some("T") None
    tag:1 | https://base.example/x/a | A | Ada Moor | Tea | 2026-10-05T08:00:00Z
    "#);
}

#[test]
fn json_feed() {
    insta::assert_snapshot!(lines(
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": [\
         {\"id\": \"1\", \"url\": \"/a\", \"title\": \"A\", \"authors\": [{\"name\": \"Ada Moor\"}], \"tags\": [\"Tea\"], \
          \"date_published\": \"2026-10-05T08:00:00+02:00\"}]}"
    ), @r#"
    Some("T") None
    1 | https://paper.example/a | A | Ada Moor | Tea | 2026-10-05T06:00:00Z
    "#);
}

#[test]
fn encodings_are_told_by_what_is_so() {
    let text = "<?xml version=\"1.0\" encoding=\"ENC\"?><rss version=\"2.0\"><channel><title>Café – Öl</title></channel></rss>";
    let title = |bytes: &[u8], charset| feed::read(bytes, charset, BASE).unwrap().title.unwrap();
    let latin = |label: &str| encoding_rs::WINDOWS_1252.encode(&text.replace("ENC", label)).0.into_owned();
    assert_eq!(title(&latin("windows-1252"), None), "Café – Öl");
    assert_eq!(title(&latin("utf-8"), None), "Café – Öl", "a declaration that is not true");
    assert_eq!(title(&latin("utf-8"), Some("windows-1252")), "Café – Öl");
    assert_eq!(title(text.replace("ENC", "iso-8859-1").as_bytes(), None), "Café – Öl");
    let wide: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(text.replace("ENC", "utf-16").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(title(&wide, None), "Café – Öl");
}

#[test]
fn what_is_read_has_bounds() {
    let item = |n: usize| {
        format!(
            "<item><guid>{n}{}</guid><link>/{n}</link><title>{}</title></item>",
            "g".repeat(600),
            "t ".repeat(999)
        )
    };
    let items: String = (0..MAX_ENTRIES + 500).map(item).collect();
    let feed = read(&format!("<rss version='2.0'><channel>{items}</channel></rss>")).unwrap();
    assert_eq!(feed.entries.len(), MAX_ENTRIES);
    assert!(feed.entries.iter().all(|e| e.guid.len() <= 512 && e.title.as_ref().unwrap().len() < 400));
}

#[test]
fn what_the_parser_cannot_take_is_a_broken_feed() {
    let digits = "9".repeat(25);
    for text in [
        format!(
            "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel><item><link>/a</link>\
             <itunes:duration>{digits}:00:00</itunes:duration></item></channel></rss>"
        ),
        format!(
            "<rss version='2.0'><channel><title>{}<?xml version='1.0' encoding='koi8-r'?></title></channel></rss>",
            "t".repeat(9000)
        ),
    ] {
        assert!(matches!(read(&text), Err(FeedError::Broken { .. })), "{:?}", read(&text));
    }
}

#[test]
fn what_would_keep_a_parser_busy_is_refused_at_once() {
    let many: String = (0..300_000).map(|_| "a='' ").collect();
    let begun = std::time::Instant::now();
    for text in [
        format!("<rss version='2.0' {many}><channel></channel></rss>"),
        format!("<rss version='2.0'><channel xml:base='https://p.example/{}'/></rss>", "x".repeat(1 << 20)),
        format!("<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>", "<a>".repeat(1_000_000)),
        format!("{{\"version\": {}", "[".repeat(1_000_000)),
        format!("<!DOCTYPE a [<!ENTITY b \"{}\">]><rss version='2.0'><channel>&b;", "&b;".repeat(1000)),
        "<".repeat(5_000_000),
        "<rss ".repeat(1_000_000),
    ] {
        assert!(read(&text).is_err(), "{}", &text[..40]);
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(bytes: Vec<u8>) {
        let _ = feed::read(&bytes, None, BASE);
    }

    #[test]
    fn nor_does_what_looks_like_a_feed(text in "(<rss version=.2\\.0.>|<channel>|<item>|<link>|<guid>|<title>|<feed xmlns='http://www\\.w3\\.org/2005/Atom'>|<entry>|</[a-z]{2,5}>|<pubDate>|[0-9]{1,9}|&#x?[0-9]{1,9};|<!\\[CDATA\\[|\\]\\]>|<!--|http://|é|[ \"'>]){0,60}") {
        let _ = feed::read(text.as_bytes(), None, BASE);
        let _ = feed::read_opml(&text);
    }

    #[test]
    fn a_list_of_feeds_reads_as_it_was_written(names in prop::collection::vec("[a-z<>&\"'é]{1,9}", 1..20)) {
        let feeds: Vec<feed::Outline> = names.iter().enumerate().map(|(n, name)| feed::Outline {
            url: format!("https://{n}.example/?a=1&b={name}"),
            title: Some(name.clone()),
        }).collect();
        let text = feed::write_opml("All & sundry", &feeds).unwrap();
        prop_assert_eq!(feed::read_opml(&text).unwrap(), feeds);
    }
}

#[test]
fn lists_of_feeds_from_elsewhere() {
    let nested = format!(
        "<opml version='1.0'><body>{}<outline text='A' xmlUrl='https://a.example/feed'/>{}\
         <outline TITLE='B' text='b' type='rss' xmlurl=' https://b.example/feed '/><outline text='again' xmlUrl='https://a.example/feed'/>\
         <outline text='a folder'/></body></opml>",
        "<outline text='folder'>".repeat(100_000),
        "</outline>".repeat(100_000)
    );
    let feeds = feed::read_opml(&nested).unwrap();
    let urls: Vec<&str> = feeds.iter().map(|f| f.url.as_str()).collect();
    assert_eq!(urls, ["https://a.example/feed", "https://b.example/feed"]);
    assert_eq!(feeds[1].title.as_deref(), Some("B"));
    let told = |text: &str| feed::read_opml(text).unwrap_err().to_string();
    insta::assert_snapshot!([
        told(""),
        told("<html><body>"),
        told("feeds, please"),
        told("<opml><body><outline text='x'/></body></opml>"),
        told("<opml><body><outline text='x' xmlUrl='https://a.example/'></body></opml>"),
    ].join("\n"), @"
    it is no OPML; export the list of feeds from your reader as OPML
    it is no OPML; export the list of feeds from your reader as OPML
    it is no OPML; export the list of feeds from your reader as OPML
    there is no feed in it; export the list of feeds, not of folders or posts
    the OPML is broken at byte 58 (ill-formed document: expected `</outline>`, but `</body>` was found); export it again
    ");
}
