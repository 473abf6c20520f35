//! Opens an address in the person's browser.

use std::process::{Command, Stdio};

/// Opens it if the system has a way to; that it has none is said, and is no failure.
pub(super) fn open(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let opened = Command::new(program)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match opened {
        // A thread of its own waits for it, so that it leaves no zombie behind.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(e) => {
            crate::cli::complain(&format!("no browser was opened: {program}: {e}; open {url} yourself"))
        }
    }
}
