//! Buttons and selects.

use super::{View, list, number, text, web};
use crate::playground::{reading::is, snowflake::Id};
use maud::{Markup, html};
use serde_json::Value;

const BUTTON: u64 = 2;

/// The action rows of a message.
pub(super) fn rows(message: &Value, view: &View) -> Markup {
    let rows = list(message, "components").iter().map(|row| list(row, "components"));
    html! {
        @for row in rows.filter(|row| !row.is_empty()) {
            div .controls {
                @for control in row {
                    @if number(control, "type") == Some(BUTTON) { (button(control)) } @else { (select(control, view)) }
                }
            }
        }
    }
}

/// What it says: its emoji and its label.
fn label(of: &Value) -> Markup {
    let emoji = of.get("emoji").map_or("", |e| text(e, "name"));
    let label = text(of, "label");
    html! {
        @if !emoji.is_empty() { (emoji) @if !label.is_empty() { " " } }
        (label)
    }
}

fn button(control: &Value) -> Markup {
    let off = is(control, "disabled");
    let style = match number(control, "style") {
        Some(1) => "primary",
        Some(3) => "success",
        Some(4) => "danger",
        Some(5) => "link",
        _ => "secondary",
    };
    let class = format!("button {style}");
    if style == "link" {
        let arrow = html! { span .leads-out aria-hidden="true" { "↗" } };
        return match web(text(control, "url")).filter(|_| !off) {
            Some(url) => html! {
                a class=(class) href=(url) target="_blank" rel="noopener noreferrer" { (label(control)) (arrow) }
            },
            None => html! { a class=(class) role="link" aria-disabled="true" { (label(control)) (arrow) } },
        };
    }
    html! {
        button type="button" class=(class) data-custom-id=(text(control, "custom_id")) disabled[off] { (label(control)) }
    }
}

/// A thing to choose.
struct Choice {
    value: String,
    label: Markup,
    note: String,
    chosen: bool,
}

/// A select opens and closes without a script. What is chosen is sent at once where one thing may be chosen,
/// and by a button of its own where several may.
fn select(control: &Value, view: &View) -> Markup {
    let id = text(control, "custom_id");
    let prompt = Some(text(control, "placeholder")).filter(|p| !p.is_empty()).unwrap_or("Make a selection");
    if is(control, "disabled") {
        return html! { button type="button" .select-prompt disabled data-custom-id=(id) { (prompt) } };
    }
    let least = number(control, "min_values").unwrap_or(1);
    let most = number(control, "max_values").unwrap_or(1);
    let choices = choices(control, view);
    let chosen = choices.iter().filter(|c| c.chosen).map(|c| c.label.clone());
    let chosen: Vec<Markup> = chosen.collect();
    html! {
        details .select data-custom-id=(id) data-min=(least) data-max=(most) {
            summary .select-prompt {
                @if chosen.is_empty() { (prompt) }
                @for (i, label) in chosen.iter().enumerate() { @if i > 0 { ", " } (label) }
            }
            ul .select-choices {
                @for choice in &choices {
                    li {
                        @if most == 1 {
                            button type="button" .choice data-value=(choice.value) aria-current=[choice.chosen.then_some("true")] {
                                (choice_text(choice))
                            }
                        } @else {
                            label .choice {
                                input type="checkbox" value=(choice.value) checked[choice.chosen];
                                (choice_text(choice))
                            }
                        }
                    }
                }
                @if most != 1 {
                    li { button type="button" .button .primary data-choose { "Choose" } }
                }
            }
        }
    }
}

fn choice_text(choice: &Choice) -> Markup {
    html! {
        span .choice-label { (choice.label) }
        @if !choice.note.is_empty() { span .choice-note { (&choice.note) } }
    }
}

/// What a select offers: its own options, or the users, roles and channels that there are.
fn choices(control: &Value, view: &View) -> Vec<Choice> {
    let own = |option: &Value| Choice {
        value: text(option, "value").to_owned(),
        label: label(option),
        note: text(option, "description").to_owned(),
        chosen: is(option, "default"),
    };
    let mark = match number(control, "type") {
        Some(5..=7) => '@',
        Some(8) => '#',
        _ => return list(control, "options").iter().map(own).collect(),
    };
    let defaults: Vec<Option<Id>> =
        list(control, "default_values").iter().map(|d| d.get("id").and_then(Id::from_json)).collect();
    let named = view.names.iter().filter(|(_, name)| name.starts_with(mark));
    named
        .map(|(id, name)| Choice {
            value: id.to_string(),
            label: html! { (name) },
            note: String::new(),
            chosen: defaults.contains(&Some(*id)),
        })
        .collect()
}
