//! Dialogs.

use super::{list, number, text};
use maud::{Markup, html};
use serde_json::Value;

/// The style of an input of several lines.
const PARAGRAPH: u64 = 2;

pub(super) fn modal(json: &Value) -> Markup {
    let inputs = list(json, "components").iter().flat_map(|row| list(row, "components"));
    html! {
        dialog .modal aria-labelledby="modal-title" {
            form method="dialog" data-custom-id=(text(json, "custom_id")) {
                h2 #modal-title { (text(json, "title")) }
                @for (i, input) in inputs.enumerate() { (self::input(input, &format!("modal-input-{i}"))) }
                div .modal-actions {
                    button type="button" .button .secondary data-close { "Cancel" }
                    button type="submit" .button .primary { "Submit" }
                }
            }
        }
    }
}

fn input(input: &Value, id: &str) -> Markup {
    // Discord takes an input as required unless it says otherwise.
    let required = input.get("required") != Some(&Value::Bool(false));
    let custom = text(input, "custom_id");
    let least = number(input, "min_length");
    let most = number(input, "max_length");
    let value = text(input, "value");
    let placeholder = Some(text(input, "placeholder")).filter(|p| !p.is_empty());
    html! {
        div .modal-input {
            label for=(id) {
                (text(input, "label"))
                @if required { span .required aria-hidden="true" { " *" } }
            }
            @if number(input, "style") == Some(PARAGRAPH) {
                // The first line break of a textarea does not count.
                textarea id=(id) data-custom-id=(custom) rows="5" minlength=[least] maxlength=[most]
                    placeholder=[placeholder] required[required] { "\n" (value) }
            } @else {
                input id=(id) type="text" data-custom-id=(custom) value=(value) minlength=[least]
                    maxlength=[most] placeholder=[placeholder] required[required];
            }
        }
    }
}
