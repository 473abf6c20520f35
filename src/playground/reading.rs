//! Reading JSON that may be anything: what is not there or of another kind is empty.

use serde_json::Value;

pub(super) fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of.get(key).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn number(of: &Value, key: &str) -> Option<u64> {
    of.get(key).and_then(Value::as_u64)
}

pub(super) fn is(of: &Value, key: &str) -> bool {
    of.get(key) == Some(&Value::Bool(true))
}

/// The name that a user is shown by; `?` where there is none.
pub(super) fn shown_name(user: &Value) -> &str {
    let names = [text(user, "global_name"), text(user, "username")];
    names.into_iter().find(|n| !n.is_empty()).unwrap_or("?")
}
