//! What is known of some sites and cannot be read from their pages: data, in `sites.toml`.

use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sites {
    /// Names by host.
    publications: BTreeMap<String, String>,
}

/// The tests see to it that the file can be read.
static SITES: LazyLock<Sites> =
    LazyLock::new(|| toml::from_str(include_str!("sites.toml")).unwrap_or_default());

/// The publication at an address, where it is one of the few that are known; subdomains count as their site.
pub(super) fn publication(url: &str) -> Option<&'static str> {
    let url = url::Url::parse(url).ok()?;
    let mut host = url.host_str()?;
    loop {
        if let Some(name) = SITES.publications.get(host) {
            return Some(name);
        }
        host = host.split_once('.')?.1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_sorted_and_short() {
        let sites: Sites = toml::from_str(include_str!("sites.toml")).unwrap();
        let lines = include_str!("sites.toml").lines().filter(|l| l.starts_with('"')).collect::<Vec<_>>();
        assert!(lines.is_sorted() && lines.len() == sites.publications.len() && lines.len() <= 40);
        for (host, name) in &sites.publications {
            assert!(
                host.contains('.') && *host == host.to_lowercase() && !host.starts_with("www."),
                "{host}"
            );
            assert_eq!(name.trim(), name);
        }
    }

    #[test]
    fn a_site_is_known_with_all_its_subdomains_and_no_other() {
        assert_eq!(
            publication("https://www.nytimes.com/2026/11/24/opinion/a.html"),
            Some("The New York Times")
        );
        assert_eq!(publication("https://notnytimes.com/a"), None);
        assert_eq!(publication("https://com/a"), None);
        assert_eq!(publication("nytimes.com"), None);
    }
}
