//! What a browser gets, as snapshots; and that nothing written gets out of its place.

use super::*;
use dom_query::Document;
use proptest::prelude::*;
use serde_json::json;

fn view() -> View {
    View {
        viewer: Id::new(7),
        roles: vec![Id::new(9)],
        locale: "en-GB".to_owned(),
        zone: TimeZone::UTC,
        now: "2026-11-23T10:00:00Z".parse().unwrap(),
        names: BTreeMap::from([
            (Id::new(7), "@Reader".to_owned()),
            (Id::new(8), "#general".to_owned()),
            (Id::new(9), "@Curators".to_owned()),
        ]),
    }
}

fn from_bot(more: Value) -> Value {
    let mut whole = json!({
        "id": "5", "timestamp": "2026-11-23T08:00:00.000000+00:00",
        "author": { "id": "1", "username": "bot", "global_name": "Bot", "bot": true },
    });
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole
}

/// The page around a piece of HTML, and what a browser's parser found wrong with it.
fn parsed(html: &str) -> (Document, Vec<String>) {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>t</title></head><body><main>{html}</main></body></html>"
    );
    let document = Document::from(page);
    let errors = document.errors.borrow().iter().map(|e| e.to_string()).collect();
    (document, errors)
}

/// One tag a line.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

fn said(text: &str) -> String {
    let html = message(&from_bot(json!({ "content": text })), &view());
    let (document, errors) = parsed(&html);
    assert!(errors.is_empty(), "{errors:?}");
    lines(&document.select(".content").inner_html())
}

#[test]
fn markdown_becomes_html() {
    insta::assert_snapshot!(said("**bold** *it* _it_ __un__ ~~no~~ ***both*** `co*de*` \\*plain\\* 2 * 3 snake_case_name"), @r#"
    <div class="text">
    <strong>bold</strong> <em>it</em> <em>it</em> <u>un</u> <s>no</s> <strong>
    <em>both</em>
    </strong> <code>co*de*</code> *plain* 2 * 3 snake_case_name</div>
    "#);
    insta::assert_snapshot!(said("# Head\ntext\n\n- one\n  - inner\n- two\n3. three\n4. four\n-# small\n> quoted\n> on\nend"), @r#"
    <h4 class="heading-1">Head</h4>
    <div class="text">text

    </div>
    <ul>
    <li>one<ul>
    <li>inner</li>
    </ul>
    </li>
    <li>two</li>
    </ul>
    <ol start="3">
    <li>three</li>
    <li>four</li>
    </ol>
    <div class="subtext">small</div>
    <blockquote>
    <div class="text">quoted
    on</div>
    </blockquote>
    <div class="text">end</div>
    "#);
    insta::assert_snapshot!(said("```rust\nlet a = \"<b>\";\n```\nafter ``a`b`` ||hid **it**||"), @r#"
    <pre tabindex="0">
    <code>let a = "&lt;b&gt;";</code>
    </pre>
    <div class="text">after <code>a`b</code> <label class="spoiler">
    <input type="checkbox" aria-label="Show the spoiler">
    <span>hid <strong>it</strong>
    </span>
    </label>
    </div>
    "#);
    insta::assert_snapshot!(said("[the **piece**](<https://a.example/x> \"title\") <https://b.example> https://c.example/d_(e). [no](javascript:x)"), @r#"
    <div class="text">
    <a href="https://a.example/x" target="_blank" rel="noopener noreferrer">the <strong>piece</strong>
    </a> <a href="https://b.example/" target="_blank" rel="noopener noreferrer">https://b.example</a> <a href="https://c.example/d_(e)" target="_blank" rel="noopener noreferrer">https://c.example/d_(e)</a>. [no](javascript:x)</div>
    "#);
    insta::assert_snapshot!(said("<@7> in <#8> for <@&9> and <@1>, @everyone: </digest search:1> <:wave:2> <x>"), @r#"
    <div class="text">
    <span class="mention">@Reader</span> in <span class="mention">#general</span> for <span class="mention">@Curators</span> and <span class="mention">@unknown</span>, <span class="mention">@everyone</span>: <span class="mention">/digest search</span> :wave: &lt;x&gt;</div>
    "#);
    insta::assert_snapshot!(said("<t:1795420800:F>, <t:1795428000:R>, <t:x:F>"), @r#"
    <div class="text">
    <span class="moment">
    <time datetime="2026-11-23T08:00:00Z" title="Monday, 23 November 2026 08:00">Monday, 23 November 2026 08:00</time>
    </span>, <span class="moment">
    <time datetime="2026-11-23T10:00:00Z" title="Monday, 23 November 2026 10:00">now</time>
    </span>, &lt;t:x:F&gt;</div>
    "#);
}

#[test]
fn a_card_with_buttons_and_a_select() {
    let card = from_bot(json!({
        "flags": 64,
        "interaction_metadata": { "name": "digest search", "command_type": 1, "user": { "id": "7", "username": "reader" } },
        "embeds": [{
            "title": "Let the **bridge** be free", "url": "https://harbour.example/bridge", "color": 0x8A_7F6A,
            "author": { "name": "The Harbour Post" },
            "description": "Ada argues",
            "fields": [
                { "name": "A", "value": "1", "inline": true },
                { "name": "B", "value": "2", "inline": true },
                { "name": "About", "value": "Ada builds bridges." },
            ],
            "footer": { "text": "Views are *hers*" }, "timestamp": "2024-05-06T00:00:00+00:00",
        }],
        "components": [
            { "type": 1, "components": [
                { "type": 2, "style": 2, "label": "About the author", "custom_id": "1:a" },
                { "type": 2, "style": 2, "label": "2 / 3", "custom_id": "1:n", "disabled": true },
                { "type": 2, "style": 5, "label": "Read", "url": "https://harbour.example/" },
            ]},
            { "type": 1, "components": [{
                "type": 3, "custom_id": "1:s", "placeholder": "Another one",
                "options": [{ "label": "First", "value": "1", "description": "by Ada" }, { "label": "Second", "value": "2" }],
            }]},
        ],
    }));
    let html = message(&card, &view());
    assert_eq!(parsed(&html).1, Vec::<String>::new());
    insta::assert_snapshot!(lines(&html), @r##"
    <article class="message is-ephemeral" id="message-5" data-message="5" aria-labelledby="message-5-head">
    <p class="context">
    <bdi class="who">Reader</bdi> used <span class="command">/digest search</span>
    </p>
    <span class="avatar hue-1" aria-hidden="true">B</span>
    <h3 class="message-head" id="message-5-head">
    <bdi class="author">Bot</bdi> <span class="app">APP</span> <time datetime="2026-11-23T08:00:00Z" title="Monday, 23 November 2026 08:00">Today at 08:00</time>
    </h3>
    <div class="message-body">
    <div class="embed" dir="auto">
    <svg class="bar" aria-hidden="true">
    <rect width="100%" height="100%" fill="#8a7f6a">
    </rect>
    </svg>
    <div class="embed-body">
    <p class="embed-author">The Harbour Post</p>
    <h4 class="embed-title">
    <a href="https://harbour.example/bridge" target="_blank" rel="noopener noreferrer">Let the <strong>bridge</strong> be free</a>
    </h4>
    <div class="markdown">
    <div class="text">Ada argues</div>
    </div>
    <dl class="embed-fields">
    <div class="embed-field abreast-2">
    <dt>A</dt>
    <dd class="markdown">
    <div class="text">1</div>
    </dd>
    </div>
    <div class="embed-field abreast-2">
    <dt>B</dt>
    <dd class="markdown">
    <div class="text">2</div>
    </dd>
    </div>
    <div class="embed-field abreast-1">
    <dt>About</dt>
    <dd class="markdown">
    <div class="text">Ada builds bridges.</div>
    </dd>
    </div>
    </dl>
    <p class="embed-footer">Views are *hers* • <time datetime="2024-05-06T00:00:00Z" title="Monday, 6 May 2024 00:00">6 May 2024 00:00</time>
    </p>
    </div>
    </div>
    <div class="controls">
    <button type="button" class="button secondary" data-custom-id="1:a">About the author</button>
    <button type="button" class="button secondary" data-custom-id="1:n" disabled>2 / 3</button>
    <a class="button link" href="https://harbour.example/" target="_blank" rel="noopener noreferrer">Read<span class="leads-out" aria-hidden="true">↗</span>
    </a>
    </div>
    <div class="controls">
    <details class="select" data-custom-id="1:s" data-min="1" data-max="1">
    <summary class="select-prompt">Another one</summary>
    <ul class="select-choices">
    <li>
    <button class="choice" type="button" data-value="1">
    <span class="choice-label">First</span>
    <span class="choice-note">by Ada</span>
    </button>
    </li>
    <li>
    <button class="choice" type="button" data-value="2">
    <span class="choice-label">Second</span>
    </button>
    </li>
    </ul>
    </details>
    </div>
    <p class="only-you">Only you can see this · <button class="plain" type="button" data-dismiss>Dismiss message</button>
    </p>
    </div>
    </article>
    "##);
}

#[test]
fn thinking_files_and_answers() {
    let thinking = from_bot(
        json!({ "flags": 128, "attachments": [{ "filename": "a.toml", "size": 2049, "url": "http://127.0.0.1:1/a.toml" }] }),
    );
    insta::assert_snapshot!(lines(&message(&thinking, &view())), @r#"
    <article class="message" id="message-5" data-message="5" aria-labelledby="message-5-head">
    <span class="avatar hue-1" aria-hidden="true">B</span>
    <h3 class="message-head" id="message-5-head">
    <bdi class="author">Bot</bdi> <span class="app">APP</span> <time datetime="2026-11-23T08:00:00Z" title="Monday, 23 November 2026 08:00">Today at 08:00</time>
    </h3>
    <div class="message-body">
    <p class="thinking">
    <bdi>Bot</bdi> is thinking<span class="dots" aria-hidden="true">…</span>
    </p>
    <p class="attachment">
    <a href="http://127.0.0.1:1/a.toml" target="_blank" rel="noopener noreferrer">a.toml</a> <span class="note">(3 KB)</span>
    </p>
    </div>
    </article>
    "#);
    let answer = json!({ "edited_timestamp": "2026-11-23T08:00:01+00:00", "content": "x", "mention_roles": ["9"],
        "interaction_metadata": { "interacted_message_id": "4", "user": { "id": "7", "username": "reader" } } });
    insta::assert_snapshot!(lines(&message(&from_bot(answer), &view())), @r##"
    <article class="message is-mention" id="message-5" data-message="5" aria-labelledby="message-5-head">
    <p class="context">
    <bdi class="who">Reader</bdi> pressed a button of <a href="#message-4">an earlier message</a>
    </p>
    <span class="avatar hue-1" aria-hidden="true">B</span>
    <h3 class="message-head" id="message-5-head">
    <bdi class="author">Bot</bdi> <span class="app">APP</span> <time datetime="2026-11-23T08:00:00Z" title="Monday, 23 November 2026 08:00">Today at 08:00</time> <span class="note">(edited)</span>
    </h3>
    <div class="message-body">
    <div class="markdown content" dir="auto">
    <div class="text">x</div>
    </div>
    </div>
    </article>
    "##);
}

#[test]
fn selects_of_several_and_of_people() {
    let row = |select: Value| json!([{ "type": 1, "components": [select] }]);
    let several = row(json!({ "type": 3, "custom_id": "1:s", "min_values": 0, "max_values": 2,
        "options": [{ "label": "First", "value": "1", "default": true }, { "label": "Second", "value": "2" }] }));
    let several = message(&from_bot(json!({ "components": several })), &view());
    let (document, errors) = parsed(&several);
    assert!(errors.is_empty(), "{errors:?}");
    insta::assert_snapshot!(lines(&document.select(".controls").inner_html()), @r#"
    <details class="select" data-custom-id="1:s" data-min="0" data-max="2">
    <summary class="select-prompt">First</summary>
    <ul class="select-choices">
    <li>
    <label class="choice">
    <input type="checkbox" value="1" checked="">
    <span class="choice-label">First</span>
    </label>
    </li>
    <li>
    <label class="choice">
    <input type="checkbox" value="2">
    <span class="choice-label">Second</span>
    </label>
    </li>
    <li>
    <button class="button primary" type="button" data-choose="">Choose</button>
    </li>
    </ul>
    </details>
    "#);
    let people = row(json!({ "type": 8, "custom_id": "1:c" }));
    let (document, _) = parsed(&message(&from_bot(json!({ "components": people })), &view()));
    insta::assert_snapshot!(lines(&document.select(".controls").inner_html()), @r#"
    <details class="select" data-custom-id="1:c" data-min="1" data-max="1">
    <summary class="select-prompt">Make a selection</summary>
    <ul class="select-choices">
    <li>
    <button class="choice" type="button" data-value="8">
    <span class="choice-label">#general</span>
    </button>
    </li>
    </ul>
    </details>
    "#);
}

#[test]
fn a_dialog_is_a_form() {
    let json = json!({ "title": "Edit", "custom_id": "1:e", "components": [
        { "type": 1, "components": [{ "type": 4, "custom_id": "gist", "label": "Gist", "style": 2, "value": "As it is.", "max_length": 300 }] },
        { "type": 1, "components": [{ "type": 4, "custom_id": "tags", "label": "Tags", "style": 1, "required": false, "placeholder": "a, b" }] },
    ]});
    insta::assert_snapshot!(lines(&modal(&json)), @r#"
    <dialog class="modal" aria-labelledby="modal-title">
    <form method="dialog" data-custom-id="1:e">
    <h2 id="modal-title">Edit</h2>
    <div class="modal-input">
    <label for="modal-input-0">Gist<span class="required" aria-hidden="true"> *</span>
    </label>
    <textarea id="modal-input-0" data-custom-id="gist" rows="5" maxlength="300" required>
    As it is.</textarea>
    </div>
    <div class="modal-input">
    <label for="modal-input-1">Tags</label>
    <input id="modal-input-1" type="text" data-custom-id="tags" value="" placeholder="a, b">
    </div>
    <div class="modal-actions">
    <button class="button secondary" type="button" data-close>Cancel</button>
    <button class="button primary" type="submit">Submit</button>
    </div>
    </form>
    </dialog>
    "#);
}

#[test]
fn dates_are_told_as_the_viewer_does() {
    let american =
        View { locale: "en-US".to_owned(), zone: TimeZone::get("America/New_York").unwrap(), ..view() };
    let html = message(&from_bot(json!({ "content": "<t:1795420800:F>" })), &american);
    let times: Vec<String> = parsed(&html).0.select("time").iter().map(|t| t.text().to_string()).collect();
    assert_eq!(times, ["Today at 3:00 AM", "Monday, November 23, 2026 3:00 AM"]);
}

/// Text everywhere that a bot may put one.
fn everywhere(text: &str) -> Value {
    from_bot(json!({
        "author": { "id": "1", "username": text, "bot": true }, "content": text, "flags": 64,
        "interaction_metadata": { "name": text, "user": { "username": text } },
        "attachments": [{ "filename": text, "url": text }],
        "embeds": [{
            "title": text, "url": text, "description": text, "author": { "name": text, "url": text },
            "fields": [{ "name": text, "value": text }], "footer": { "text": text }, "image": { "url": text },
        }],
        "components": [
            { "type": 1, "components": [{ "type": 2, "label": text, "custom_id": text }, { "type": 2, "style": 5, "label": text, "url": text }] },
            { "type": 1, "components": [{ "type": 3, "custom_id": text, "placeholder": text, "options": [{ "label": text, "value": text, "description": text }] }] },
        ],
    }))
}

const ALLOWED: [&str; 35] = [
    "article",
    "p",
    "bdi",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "span",
    "time",
    "div",
    "button",
    "a",
    "label",
    "input",
    "textarea",
    "strong",
    "em",
    "u",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "svg",
    "rect",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "dialog",
    "form",
];

/// Holds the HTML against what a page may allow: no scripts, no inline styles, only links to the web.
fn harmless(html: &str) {
    let (document, errors) = parsed(html);
    assert!(errors.is_empty(), "{errors:?} in {html}");
    for element in document.select("main *").iter() {
        let name = element.nodes()[0].node_name().unwrap();
        assert!(ALLOWED.contains(&&*name), "{}", element.html());
        for attribute in element.attrs() {
            let name = attribute.name.local.to_string();
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}");
            if name == "href" {
                let to = attribute.value.to_string();
                assert!(["http://", "https://", "#message-"].iter().any(|ok| to.starts_with(ok)), "{to}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_anywhere_is_harmless(text in "(?s).{0,200}") {
        harmless(&message(&everywhere(&text), &view()));
        let input = json!({ "type": 4, "custom_id": text, "label": text, "value": text, "placeholder": text });
        let long = json!({ "type": 4, "style": 2, "custom_id": text, "label": text, "value": text });
        let rows = [input, long].map(|input| json!({ "type": 1, "components": [input] }));
        harmless(&modal(&json!({ "title": text, "custom_id": text, "components": rows })));
    }

    #[test]
    fn marks_in_any_order_are_harmless(text in r#"([*_~|`\[\]()<>\\@:/#\-+.&"' \n]|https://|javascript:|<script>|<t:|1|a|```|> |- |1\. ){0,60}"#) {
        harmless(&message(&everywhere(&text), &view()));
    }

    #[test]
    fn plain_text_comes_out_as_it_went_in(text in "[a-zà-ÿ&\"' ]{1,80}") {
        let (document, _) = parsed(&message(&from_bot(json!({ "content": text })), &view()));
        prop_assert_eq!(document.select(".content").text().to_string(), text);
    }

    #[test]
    fn any_json_is_harmless(key in "content|embeds|components|author|flags|attachments|interaction_metadata", n in any::<i64>()) {
        for odd in [json!(n), json!([n]), json!([[n]]), json!({ "a": n }), json!([{ "components": [n] }])] {
            harmless(&message(&from_bot(json!({ &key: odd.clone() })), &view()));
            harmless(&modal(&json!({ "components": odd })));
        }
    }
}
