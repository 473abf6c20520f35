//! A browser for one test: Chromium, driven over WebDriver.
//!
//! Nothing here polls: what a test waits for is waited for in the page, by an observer of its changes.

use crate::{process, tools::Tools};
use axum::http::Method;
use serde_json::{Value, json};
use std::{fmt::Write, path::Path, process::Command, time::Duration};
use tempfile::TempDir;
use thirtyfour::{
    Capabilities, Key, RequestData, SessionId, TimeoutConfiguration, WebDriver, WebElement,
    common::command::FormatRequestData,
};

/// Longest wait for anything, in real time; a test that waits so long has failed.
pub const LIMIT: Duration = Duration::from_secs(20);

/// Finds the last element that fits `css`, is seen, and whose label has `text` in it, as soon as there is one;
/// with `gone`, resolves when there is none.
const WAIT: &str = r#"
const [css, text, gone, limit, done] = arguments;
const label = e => (e.getAttribute("aria-label") ?? e.innerText ?? e.textContent).replace(/\s+/g, " ").trim();
const find = () => [...document.querySelectorAll(css)].reverse()
  .find(e => e.checkVisibility({ visibilityProperty: true }) && label(e).includes(text));
const watch = new MutationObserver(look);
const late = setTimeout(() => { watch.disconnect(); done(null); }, limit);
function look() {
  const found = find();
  if (!found === !gone) return;
  watch.disconnect();
  clearTimeout(late);
  done(found ?? true);
}
watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
look();
"#;

/// What axe finds serious or worse, a line each.
const AXE: &str = r#"
const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then(({ violations, passes }) => done({
  checked: passes.length,
  found: violations.filter(v => v.impact === "serious" || v.impact === "critical")
    .map(v => `${v.impact}: ${v.help} (${v.id}): ${v.nodes.map(n => `${n.html} ${n.failureSummary}`).join(" | ")}`),
}), error => done({ checked: 0, found: [String(error)] }));
"#;

/// How a browser is to look at pages.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub phone: bool,
    pub dark: bool,
    /// Pixels of a screenshot for one of CSS.
    pub scale: f64,
}

pub const DESKTOP: Look = Look { width: 1280, height: 800, phone: false, dark: false, scale: 1.0 };
pub const DARK: Look = Look { dark: true, ..DESKTOP };
pub const PHONE: Look = Look { width: 390, height: 844, phone: true, dark: false, scale: 1.0 };

pub struct Browser {
    client: WebDriver,
    axe: String,
    // Ended by being dropped, after the session.
    _driver: process::Running,
    _profile: TempDir,
}

impl Browser {
    pub async fn open(tools: &Tools, look: Look) -> Browser {
        // The driver is spoken to without TLS, yet its client wants to know whose it would be. One test is first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let profile = TempDir::new().unwrap();
        let (driver, port) = process::start(Command::new(&tools.driver).arg("--port=0"), |line| {
            let port = line.strip_prefix("ChromeDriver was started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        })
        .await;
        let wanted = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": tools.chromium,
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
                    "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync", "--lang=en-GB", format!("--user-data-dir={}", profile.path().display()),
                ],
            },
        });
        let wanted = Capabilities::from(wanted.as_object().unwrap().clone());
        let client = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.unwrap();
        let patience = Some(LIMIT * 2);
        client.update_timeouts(TimeoutConfiguration::new(patience, patience, None)).await.unwrap();
        let axe = std::fs::read_to_string(&tools.axe).unwrap();
        let browser = Browser { client, axe, _driver: driver, _profile: profile };
        browser.look(look).await;
        browser
    }

    /// From now on, a page is looked at so.
    pub async fn look(&self, look: Look) {
        let Look { width, height, phone, scale, .. } = look;
        let window = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone });
        self.devtools("Emulation.setDeviceMetricsOverride", window).await;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone })).await;
        let scheme = if look.dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// The last element that is seen, fits and has this in its label, once there is one.
    pub async fn see(&self, css: &str, text: &str) -> WebElement {
        let found = self.wait(css, text, false).await;
        match WebElement::from_json(found, self.client.handle().clone()) {
            Ok(element) => element,
            Err(_) => self.fail(&format!("no {css} with \"{text}\"")).await,
        }
    }

    /// Waits until nothing that fits and has this in its label is seen.
    pub async fn miss(&self, css: &str, text: &str) {
        let gone = self.wait(css, text, true).await;
        if gone != json!(true) {
            self.fail(&format!("still there: {css} with \"{text}\"")).await;
        }
    }

    /// Ends the browser first, which takes minutes where it is left to the end of a test that failed.
    async fn fail(&self, why: &str) -> ! {
        let (page, noted) = (self.text().await, self.console().await);
        let _ = self.client.clone().quit().await;
        panic!("{why}; the console has {noted:?}, and the page says:\n{page}");
    }

    async fn wait(&self, css: &str, text: &str, gone: bool) -> Value {
        let limit = u64::try_from(LIMIT.as_millis()).unwrap();
        let args = vec![json!(css), json!(text), json!(gone), json!(limit)];
        self.client.execute_async(WAIT, args).await.unwrap().json().clone()
    }

    /// Sees it and clicks on it.
    pub async fn click(&self, css: &str, text: &str) {
        // The page may have drawn it anew, or covered it, in between.
        for _ in 0..5 {
            if self.see(css, text).await.click().await.is_ok() {
                return;
            }
        }
        self.fail(&format!("{css} with \"{text}\" cannot be clicked on")).await;
    }

    /// Sends keys to whatever has the focus.
    pub async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses Tab until the focus is on it, at most so often as a page has stops.
    pub async fn tab_to(&self, css: &str, text: &str, back: bool) {
        let there = "const [css, text] = arguments, e = document.activeElement;
            return e.matches(css) && (e.getAttribute('aria-label') ?? e.innerText).replace(/\\s+/g, ' ').includes(text)";
        let key = if back {
            format!("{}{}", Key::Shift.value(), Key::Tab.value())
        } else {
            Key::Tab.value().to_string()
        };
        for _ in 0..80 {
            self.keys(&key).await;
            if self.run(there, vec![json!(css), json!(text)]).await == json!(true) {
                return;
            }
        }
        self.fail(&format!("Tab never comes to {css} with \"{text}\"")).await;
    }

    /// What is read on the page.
    pub async fn text(&self) -> String {
        self.run("return document.body.innerText", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn run(&self, script: &str, args: Vec<Value>) -> Value {
        self.client.execute(script, args).await.unwrap().json().clone()
    }

    /// What is seen now, as a PNG.
    pub async fn screenshot(&self, file: &Path) {
        self.client.screenshot(file).await.unwrap();
    }

    /// Errors on the page's console since the last call.
    pub async fn console(&self) -> Vec<String> {
        let entries = self.client.browser_log().await.unwrap();
        entries.into_iter().filter(|e| e.level == "SEVERE").map(|e| e.message).collect()
    }

    /// Holds what is seen now against the rules of axe.
    pub async fn accessible(&self, what: &str) {
        self.run(&self.axe, vec![]).await;
        let report = self.client.execute_async(AXE, vec![]).await.unwrap();
        let report = report.json();
        assert!(report["checked"].as_u64().unwrap() > 5, "axe looked at nothing: {report}");
        let mut found = String::new();
        for line in report["found"].as_array().unwrap() {
            writeln!(found, "{}", line.as_str().unwrap()).unwrap();
        }
        if !found.is_empty() {
            self.fail(&format!("{what}:\n{found}")).await;
        }
    }

    async fn devtools(&self, command: &'static str, params: Value) {
        self.client.handle().cmd(Devtools { command, params }).await.unwrap();
    }

    /// Ends it; nothing may have gone wrong on the page until then.
    pub async fn close(self) {
        assert_eq!(self.console().await, Vec::<String>::new(), "on the console");
        self.client.quit().await.unwrap();
    }
}

/// A command of Chromium's own.
#[derive(Debug)]
struct Devtools {
    command: &'static str,
    params: Value,
}

impl FormatRequestData for Devtools {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let body = json!({ "cmd": self.command, "params": self.params });
        RequestData::new(Method::POST, format!("session/{session}/goog/cdp/execute")).add_body(body)
    }
}
