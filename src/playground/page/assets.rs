//! The files of the page, embedded in the program.

use super::Failed;
use crate::playground::render;
use axum::{
    http::{Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

macro_rules! files {
    ($($path:literal: $kind:ident = $file:literal,)*) => {
        [$(($path, $kind, include_str!($file)),)*]
    };
}

/// Address, type and text of each.
const FILES: &[(&str, &str, &str)] = &files! {
    "/": HTML = "web/index.html",
    "/icon.svg": SVG = "web/icon.svg",
    "/page.css": CSS = "web/page.css",
    "/composer.css": CSS = "web/composer.css",
    "/tools.css": CSS = "web/tools.css",
    "/main.js": SCRIPT = "web/main.js",
    "/server.js": SCRIPT = "web/server.js",
    "/dom.js": SCRIPT = "web/dom.js",
    "/icons.js": SCRIPT = "web/icons.js",
    "/sidebar.js": SCRIPT = "web/sidebar.js",
    "/chat.js": SCRIPT = "web/chat.js",
    "/forum.js": SCRIPT = "web/forum.js",
    "/controls.js": SCRIPT = "web/controls.js",
    "/dialog.js": SCRIPT = "web/dialog.js",
    "/menu.js": SCRIPT = "web/menu.js",
    "/composer.js": SCRIPT = "web/composer.js",
    "/listbox.js": SCRIPT = "web/listbox.js",
    "/fields.js": SCRIPT = "web/fields.js",
    "/tools.js": SCRIPT = "web/tools.js",
    "/clock.js": SCRIPT = "web/clock.js",
    "/troubles.js": SCRIPT = "web/troubles.js",
    "/wirelog.js": SCRIPT = "web/wirelog.js",
};

/// One of the files; whatever else is asked for, there is none.
pub(super) async fn serve(method: Method, uri: Uri) -> Response {
    let messages = ("/message.css", CSS, render::CSS);
    let found = FILES.iter().chain([&messages]).find(|(path, ..)| *path == uri.path());
    match found {
        Some((_, kind, text)) if matches!(method, Method::GET | Method::HEAD) => {
            ([(header::CONTENT_TYPE, *kind)], *text).into_response()
        }
        Some(_) => Failed(StatusCode::METHOD_NOT_ALLOWED, "this is only read".to_owned()).into_response(),
        None => Failed::missing("this page has no such address").into_response(),
    }
}
