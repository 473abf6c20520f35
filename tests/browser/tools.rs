//! What these tests need of the machine.

use std::{
    env,
    io::Write,
    path::{Path, PathBuf},
};

/// Where the programs are, and axe's script.
pub struct Tools {
    pub chromium: PathBuf,
    pub driver: PathBuf,
    pub axe: PathBuf,
}

impl Tools {
    /// None where something is missing. The test says then that it did not run; where `CI` is set, that is a
    /// failure.
    pub fn find(test: &str) -> Option<Tools> {
        let missing = match Tools::all() {
            Ok(tools) => return Some(tools),
            Err(missing) => missing,
        };
        let said = format!("{test} did not run: {missing}; .ci/run installs it\n");
        assert!(env::var_os("CI").is_none(), "{said}");
        // Past what the test harness keeps from being seen.
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        None
    }

    fn all() -> Result<Tools, &'static str> {
        let chromium = program("CHROME_PATH", &["chromium", "chromium-browser", "google-chrome"]);
        let driver = program("CHROMEDRIVER", &["chromedriver"]);
        Ok(Tools {
            chromium: chromium.ok_or("there is no chromium on the path, nor does CHROME_PATH name one")?,
            driver: driver.ok_or("there is no chromedriver on the path, nor does CHROMEDRIVER name one")?,
            axe: axe().ok_or("there is no axe.min.js of axe-core in target/axe, nor does AXE name one")?,
        })
    }
}

/// The program that the variable names, or else the first on the path.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable).filter(|n| !n.is_empty()) {
        return Some(named.into());
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    names.iter().find_map(|name| folders.iter().map(|f| f.join(name)).find(|p| p.is_file()))
}

fn axe() -> Option<PathBuf> {
    let named = env::var_os("AXE").map(PathBuf::from);
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
    named.or(Some(installed)).filter(|file| file.is_file())
}
