//! What a terminal shows, as snapshots.

use super::*;
use serde_json::json;

fn look(width: usize) -> Look {
    Look {
        width,
        colour: false,
        zone: TimeZone::UTC,
        now: "2026-11-23T08:00:00Z".parse().unwrap(),
        names: BTreeMap::from([
            (Id::new(7), "@Reader".to_owned()),
            (Id::new(8), "#general".to_owned()),
            (Id::new(9), "@Curators".to_owned()),
        ]),
    }
}

fn shown(json: Value, only_for: Option<Id>, look: &Look) -> String {
    let mut whole = json!({ "author": { "username": "bot", "global_name": "Bot", "bot": true } });
    whole.as_object_mut().unwrap().extend(json.as_object().unwrap().clone());
    // 2026-11-23T08:00:00Z
    let id = Id::new((1_795_420_800_000 - 1_420_070_400_000) << 22);
    let channel = Id::new(8);
    message(
        &Message { id, channel, author: Id::new(1), only_for, interaction: None, json: whole.into() },
        look,
    )
}

fn said(text: &str) -> String {
    let all = shown(json!({ "content": text }), None, &look(60));
    all.lines().skip(1).map(|l| format!("{l}\n")).collect()
}

#[test]
fn a_card() {
    let card = json!({
        "content": "",
        "embeds": [{
            "title": "Let the bridge be free",
            "url": "https://harbour.example/bridge",
            "description": "**Ada Example** argues that tolls on the old bridge cost more than they raise.\n\n- Collecting them takes half of what comes in.\n- The detours wear out the side streets, and nobody pays for those.",
            "fields": [
                { "name": "Tags", "value": "Tolls, Bridges", "inline": true },
                { "name": "About", "value": "Ada Example builds bridges.\nShe lives by one." },
            ],
            "footer": { "text": "The Harbour Post" },
            "timestamp": "2024-05-06T00:00:00+00:00",
        }],
        "components": [
            { "type": 1, "components": [
                { "type": 2, "style": 2, "label": "About the author", "custom_id": "1:a" },
                { "type": 2, "style": 2, "label": "Related", "custom_id": "1:r", "disabled": true },
                { "type": 2, "style": 5, "label": "Read", "url": "https://harbour.example/" },
            ]},
            { "type": 1, "components": [{
                "type": 3, "custom_id": "1:s", "placeholder": "Another one",
                "options": [
                    { "label": "First", "value": "1", "description": "by Ada", "default": true },
                    { "label": "Second", "value": "2" },
                ],
            }]},
        ],
    });
    insta::assert_snapshot!(shown(card, Some(Id::new(7)), &look(50)), @r"
    Bot  APP 08:00  (only Reader can see this)
    │ Let the bridge be free
    │ https://harbour.example/bridge
    │ Ada Example argues that tolls on the old bridge
    │ cost more than they raise.
    │
    │ • Collecting them takes half of what comes in.
    │ • The detours wear out the side streets, and
    │   nobody pays for those.
    │
    │ Tags: Tolls, Bridges
    │
    │ About
    │ Ada Example builds bridges.
    │ She lives by one.
    │
    │ The Harbour Post · 6 May 2024 00:00
    [1] About the author  [2] Related (off)  [3] Read
    <https://harbour.example/>
    [4] Another one ▾
        4.1 First ✓ – by Ada
        4.2 Second
    ");
}

#[test]
fn markdown_is_shown_lightly() {
    insta::assert_snapshot!(said("# Head\n**bold** *it* _it_ __un__ ~~no~~ ||hid|| `co*de*` \\*plain\\* 2 * 3 * 4 snake_case_name"), @r"
    Head
    bold it it un no hid co*de* *plain* 2 * 3 * 4
    snake_case_name
    ");
    insta::assert_snapshot!(said("[the **piece**](https://a.example/x) <https://b.example> [no](javascript:x)"), @r"
    the piece <https://a.example/x> https://b.example
    [no](javascript:x)
    ");
    insta::assert_snapshot!(said("> quoted\n-# small\n```rust\nlet a = *b*;\n```\nend"), @r"
    ┃ quoted
    small
    let a = *b*;
    end
    ");
    insta::assert_snapshot!(said("<@7> in <#8> for <@&9> and <@1>: </digest search:1> <:wave:2> <x>"), @r"
    @Reader in #general for @Curators and @unknown: /digest
    search :wave: <x>
    ");
    insta::assert_snapshot!(said("<t:1795420800:F>, <t:1795420800:t>, <t:1795428000:R>, <t:1795248000:R>, <t:x:F>"), @r"
    Monday, 23 November 2026 08:00, 08:00, in 2 hours, 2 days
    ago, <t:x:F>
    ");
}

#[test]
fn long_words_and_wide_letters_wrap() {
    let narrow = look(20);
    let text = format!("{} 社説社説社説社説社説社説 short", "x".repeat(45));
    insta::assert_snapshot!(shown(json!({ "content": text }), None, &narrow), @r"
    Bot  APP 08:00
    xxxxxxxxxxxxxxxxxxxx
    xxxxxxxxxxxxxxxxxxxx
    xxxxx
    社説社説社説社説社説
    社説 short
    ");
}

#[test]
fn thinking_and_files() {
    let body = json!({ "flags": 128, "attachments": [{ "filename": "a.toml", "size": 2049 }] });
    insta::assert_snapshot!(shown(body, None, &look(60)), @r"
    Bot  APP 08:00
    thinking…
    📎 a.toml (3 KB)
    ");
}

#[test]
fn styles_are_ansi_only_where_asked_for() {
    let colour = Look { colour: true, ..look(60) };
    let body = json!({ "content": "**b**", "embeds": [{ "title": "t", "color": 0x01_0203 }] });
    insta::assert_snapshot!(shown(body, None, &colour).replace('\u{1b}', "ESC"), @r"
    ESC[1mBotESC[0m  ESC[2mAPP 08:00ESC[0m
    ESC[1mbESC[0m
    ESC[38;2;1;2;3m▎ESC[0m ESC[1mtESC[0m
    ");
}

#[test]
fn a_dialog_lists_its_inputs() {
    let json = json!({ "title": "Edit", "custom_id": "1:e", "components": [
        { "type": 1, "components": [{ "type": 4, "custom_id": "gist", "label": "Gist", "style": 2, "value": "As it is." }] },
        { "type": 1, "components": [{ "type": 4, "custom_id": "tags", "label": "Tags", "style": 1, "required": false, "placeholder": "a, b" }] },
    ]});
    let asked = Dialog { user: Id::new(7), channel: Id::new(8), source: None, json };
    insta::assert_snapshot!(dialog(&asked, &look(60)), @r"
    Edit
    │ Gist *  gist:
    │ As it is.
    │ Tags  tags:
    │ a, b
    ");
}

proptest::proptest! {
    #[test]
    fn no_control_character_gets_through(text in "(?s).{0,200}", width in 0_usize..100) {
        let body = json!({
            "content": text, "embeds": [{ "title": text, "description": text, "footer": { "text": text } }],
            "components": [{ "type": 1, "components": [{ "type": 2, "label": text, "url": text }] }],
        });
        let shown = shown(body, None, &look(width));
        proptest::prop_assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
        let most = width.max(20);
        proptest::prop_assert!(shown.lines().all(|l| l.chars().count() <= most * 4));
    }

    #[test]
    fn marks_in_any_order_do_no_harm(text in r"[*_~|`\[\]()<>\\ at:/#\-]{0,80}") {
        let _ = said(&text);
    }
}
