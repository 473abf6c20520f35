//! What may be typed.

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// Keeps short digests of op-eds and serves them in Discord.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub(super) struct Args {
    /// The config file; relative paths in it start at its folder [default: config.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the digest of an article, and store nothing
    Digest(Digest),
    /// Digest articles and store them
    Add(Add),
    /// Make stored digests anew, from their addresses, after a summarizer changed
    Redigest(Redigest),
    /// List the library
    List {
        /// Only the drafts, which readers do not see
        #[arg(long)]
        drafts: bool,
    },
    /// Let readers see a draft
    Publish {
        /// The id, as `list --drafts` prints it
        id: String,
    },
    /// Print one stored digest
    Show {
        /// The id, as `list` prints it
        id: String,
        /// How to print it
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Show the card of a digest as chat shows it: here, or as a page or a picture
    Preview(Preview),
    /// Find digests by words
    Search {
        /// What they are about
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Print who an author is, and their pieces
    Author {
        /// The name or the handle
        #[arg(required = true)]
        name: Vec<String>,
    },
    /// List the tags, the most used first
    Tags,
    /// Delete a digest
    Remove {
        /// The id, as `list` prints it
        id: String,
        /// Keep the piece from coming back
        #[arg(long)]
        block: bool,
    },
    /// Check the config and every digest
    Check,
    /// Declare, look at and poll feeds
    #[command(subcommand)]
    Feeds(Feeds),
    /// Look at the daily posts
    #[command(subcommand)]
    Daily(Daily),
    /// Run the bot; the token is in DISCORD_TOKEN, or in the file that DISCORD_TOKEN_FILE names
    Run,
    /// Run the bot on a local stand-in for Discord, and chat with it in a browser and here
    Playground(Playground),
}

#[derive(Debug, clap::Args)]
pub(super) struct Playground {
    /// Work on the library itself, not on a temporary copy
    #[arg(long)]
    pub write: bool,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
    /// The page's port [default: 7433, or any that is free]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// No chat in the terminal: serve the page until Ctrl-C
    #[arg(long)]
    pub no_chat: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Feeds {
    /// The feeds of the config and how they stand
    List,
    /// Add a feed to the config
    Add {
        /// The address of the feed, or of a page that names it
        url: String,
        /// What lists call it [default: what it calls itself]
        #[arg(long)]
        name: Option<String>,
        /// New pieces wait as drafts
        #[arg(long)]
        review: bool,
    },
    /// Take a feed out of the config; its digests stay
    Remove {
        /// Its address or name
        #[arg(value_name = "URL|NAME")]
        feed: String,
    },
    /// Poll now, due or not; a paused feed is asked again from now on
    Poll {
        /// Its address or name [default: every feed]
        #[arg(value_name = "URL|NAME")]
        feed: Option<String>,
    },
    /// Add the feeds of an OPML file to the config
    Import {
        /// As feed readers export it
        file: PathBuf,
    },
    /// Print the feeds as OPML
    Export,
}

#[derive(Debug, Subcommand)]
pub(super) enum Daily {
    /// The schedules, of the config and of chat
    List,
    /// The coming posts, as things are now
    Plan {
        /// How far ahead
        #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..=60))]
        days: u8,
    },
    /// The newest posts and how they ended
    History {
        /// How many
        #[arg(long, default_value_t = 20)]
        most: u32,
        /// Only of this schedule
        name: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct Preview {
    /// The id, as `list` prints it
    pub id: String,
    /// Write a picture, taken by a Chromium on the path or the one that CHROME_PATH names; `-` for the
    /// standard output
    #[arg(long, value_name = "FILE", conflicts_with = "html")]
    pub png: Option<PathBuf>,
    /// Write a page that needs nothing else; `-` for the standard output
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Digest {
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Say of each line, on stderr, where the article bears it out and what is doubtful about it
    #[arg(long)]
    pub explain: bool,
    /// Also print the cleaned text of the article (with --format json)
    #[arg(long)]
    pub with_text: bool,
    #[command(flatten)]
    pub about: About,
    /// The article: a file of text or HTML, an address, `-` for the standard input
    #[arg(value_name = "FILE|URL|-")]
    pub source: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct Add {
    #[command(flatten)]
    pub about: About,
    /// The articles: files of text or HTML, addresses, `-` for the standard input
    #[arg(required = true, value_name = "FILE|URL|-")]
    pub sources: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Redigest {
    /// The ids, as `list` prints them
    #[arg(required_unless_present = "all", conflicts_with = "all", value_name = "ID")]
    pub ids: Vec<String>,
    /// Every digest; a run that was interrupted goes on where it was
    #[arg(long)]
    pub all: bool,
    /// Also those that a person wrote or corrected: gist, points and quote are replaced, corrections of
    /// title, authors, tags and the like stay
    #[arg(long)]
    pub edited: bool,
    /// Begin anew, instead of going on with an interrupted run
    #[arg(long, requires = "all")]
    pub afresh: bool,
}

/// What is known of an article beside its text.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct About {
    /// The address it comes from
    #[arg(long, value_parser = address)]
    pub url: Option<String>,
    /// The day it was published, as 2021-03-04
    #[arg(long, value_name = "DAY")]
    pub published: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// For reading
    #[default]
    Text,
    /// One object
    Json,
    /// As the library stores it
    Toml,
}

fn address(text: &str) -> Result<String, String> {
    match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(text.to_owned()),
        _ => Err("not a web address; write it from https:// on".to_owned()),
    }
}
