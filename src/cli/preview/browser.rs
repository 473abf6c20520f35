//! Pictures of pages, taken by a Chromium that is on the machine, over its debugging protocol.

use base64::{Engine, prelude::BASE64_STANDARD};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{
    env,
    io::{self, BufRead, BufReader},
    path::PathBuf,
    process::{Child, ChildStderr, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{net::TcpStream, sync::oneshot};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{self, Message},
};

/// How long all of it may take. A cold start takes a few seconds.
const WITHIN: Duration = Duration::from_secs(60);
/// How long the browser gets to end by itself.
const END_WITHIN: Duration = Duration::from_secs(3);
/// Width of the picture in CSS pixels: a card of Discord's with what stands beside it.
const WIDTH: u32 = 680;
/// Pixels of the picture for one of CSS.
const SCALE: u32 = 2;
/// The variable that names the program.
const VARIABLE: &str = "CHROME_PATH";
const PROGRAMS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub(super) enum BrowserError {
    #[error("no Chromium was found: install one, or name its program in {VARIABLE}; --html FILE needs none")]
    Missing,
    #[error("{} cannot be started: {source}", program.display())]
    Start { program: PathBuf, source: io::Error },
    #[error("{} ended before it took a picture: {said}", program.display())]
    Ended { program: PathBuf, said: String },
    #[error("the browser did not take the picture within {} s; --html FILE needs none", WITHIN.as_secs())]
    Late,
    #[error("the browser broke off: {0}")]
    Broke(#[from] tungstenite::Error),
    #[error("the browser cannot be reached: {0}")]
    Io(#[from] io::Error),
    #[error("the browser refused {method}: {said}")]
    Refused { method: &'static str, said: String },
}

/// The page as a PNG, as wide as a card and as high as it is.
pub(super) async fn picture(page: &str) -> Result<Vec<u8>, BrowserError> {
    let program = program().ok_or(BrowserError::Missing)?;
    tokio::time::timeout(WITHIN, taken(program, page)).await.map_err(|_| BrowserError::Late)?
}

/// The program that the variable names, or else the first that is on the path.
fn program() -> Option<PathBuf> {
    if let Some(named) = env::var_os(VARIABLE).filter(|n| !n.is_empty()) {
        return Some(named.into());
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let file = |name: &str| {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(|f| f.join(&name)).find(|p| p.is_file())
    };
    PROGRAMS.into_iter().find_map(file)
}

async fn taken(program: PathBuf, page: &str) -> Result<Vec<u8>, BrowserError> {
    let profile = TempDir::new()?;
    let child = Command::new(&program)
        .args(["--headless", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        // Root and many containers have no sandbox; the page is our own and runs nothing.
        .args(["--disable-quic", "--hide-scrollbars", "--no-sandbox"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg("about:blank")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| BrowserError::Start { program: program.clone(), source })?;
    // Dropped before the profile, which it writes to.
    let mut running = Running(child);
    let (listening, ended) = read(running.0.stderr.take());
    let said = match listening.await {
        Ok(Ok(address)) => {
            let mut browser = Devtools::connect(&address).await?;
            let picture = browser.picture(page).await;
            // Without an answer it is killed.
            let _ = browser.ask(None, "Browser.close", json!({})).await;
            let _ = tokio::time::timeout(END_WITHIN, ended).await;
            return picture;
        }
        Ok(Err(said)) => said,
        Err(_) => String::new(),
    };
    Err(BrowserError::Ended { program, said })
}

/// A process that ends with the value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a browser says, read to its end on a thread of its own, so that it does not get stuck on a full pipe: the
/// address that it listens on, or what it said last; and that it has ended.
fn read(said: Option<ChildStderr>) -> (oneshot::Receiver<Result<String, String>>, oneshot::Receiver<()>) {
    let (listens, listening) = oneshot::channel();
    let (ends, ended) = oneshot::channel();
    std::thread::spawn(move || {
        let mut listens = Some(listens);
        let mut last = String::new();
        for line in said.map(BufReader::new).into_iter().flat_map(BufRead::lines) {
            let Ok(line) = line else { break };
            if let Some(address) = line.strip_prefix("DevTools listening on ")
                && let Some(listens) = listens.take()
            {
                // Whoever asked may have given up.
                let _ = listens.send(Ok(address.trim().to_owned()));
            }
            last = line;
        }
        if let Some(listens) = listens {
            let _ = listens.send(Err(last));
        }
        let _ = ends.send(());
    });
    (listening, ended)
}

/// A connection to a browser, <https://chromedevtools.github.io/devtools-protocol/>.
struct Devtools {
    socket: WebSocketStream<TcpStream>,
    asked: u64,
}

impl Devtools {
    async fn connect(address: &str) -> Result<Devtools, BrowserError> {
        let host = address.trim_start_matches("ws://").split('/').next().unwrap_or_default();
        let (socket, _) = client_async(address, TcpStream::connect(host).await?).await?;
        Ok(Devtools { socket, asked: 0 })
    }

    async fn picture(&mut self, page: &str) -> Result<Vec<u8>, BrowserError> {
        let target = self.ask(None, "Target.createTarget", json!({ "url": "about:blank" })).await?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.ask(None, "Target.attachToTarget", attach).await?;
        let tab = session["sessionId"].as_str();
        // A window of no height is as high as what is in it.
        let window = json!({ "width": WIDTH, "height": 1, "deviceScaleFactor": SCALE, "mobile": false });
        self.ask(tab, "Emulation.setDeviceMetricsOverride", window).await?;
        let frames = self.ask(tab, "Page.getFrameTree", json!({})).await?;
        let content = json!({ "frameId": frames["frameTree"]["frame"]["id"], "html": page });
        self.ask(tab, "Page.setDocumentContent", content).await?;
        let layout = self.ask(tab, "Page.getLayoutMetrics", json!({})).await?;
        let height = &layout["cssContentSize"]["height"];
        let clip = json!({ "x": 0, "y": 0, "width": WIDTH, "height": height, "scale": 1 });
        let capture = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let shot = self.ask(tab, "Page.captureScreenshot", capture).await?;
        let data = shot["data"].as_str().unwrap_or_default();
        BASE64_STANDARD
            .decode(data)
            .map_err(|e| BrowserError::Refused { method: "Page.captureScreenshot", said: e.to_string() })
    }

    async fn ask(
        &mut self,
        session: Option<&str>,
        method: &'static str,
        params: Value,
    ) -> Result<Value, BrowserError> {
        self.asked += 1;
        let mut ask = json!({ "id": self.asked, "method": method, "params": params });
        if let (Some(session), Some(fields)) = (session, ask.as_object_mut()) {
            fields.insert("sessionId".to_owned(), json!(session));
        }
        self.socket.send(Message::Text(ask.to_string())).await?;
        while let Some(message) = self.socket.next().await {
            let Message::Text(text) = message? else { continue };
            let mut answer: Value = serde_json::from_str(&text).unwrap_or_default();
            if answer["id"] != json!(self.asked) {
                continue;
            }
            if let Some(said) = answer.pointer("/error/message").and_then(Value::as_str) {
                return Err(BrowserError::Refused { method, said: said.to_owned() });
            }
            return Ok(answer.get_mut("result").map(Value::take).unwrap_or_default());
        }
        Err(tungstenite::Error::ConnectionClosed.into())
    }
}
