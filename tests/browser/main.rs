//! The playground in a real browser, as a newcomer finds it.
//!
//! These tests need Chromium, its driver and axe-core. Where one of them is missing, each test says that it did
//! not run; `.ci/run` installs them, and there a test that did not run has failed.

mod access;
mod browser;
mod path;
mod pictures;
mod place;
mod preview;
mod process;
mod tools;
mod writing;
