//! What Discord counts a request under.

use reqwest::Method;

/// The parts of a request that its limits go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// Method and path without ids: what shares a bucket, until Discord names the bucket.
    pub(super) name: String,
    /// The channel, server or webhook in it; each has buckets of its own.
    pub(super) major: String,
    /// Answers to interactions do not count for the global limit.
    pub(super) free: bool,
}

impl Route {
    pub(super) fn of(method: &Method, path: &str) -> Route {
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
        let (major, rest, free) = match parts[..] {
            // The id and the token serve one answer each.
            ["interactions", id, ..] => (id.to_owned(), parts.get(3..), true),
            ["webhooks", id, token, ..] => (format!("{id} {token}"), parts.get(3..), true),
            ["channels" | "guilds", id, ..] => (id.to_owned(), parts.get(2..), false),
            _ => (String::new(), parts.get(1..), false),
        };
        let mut name = format!("{method} {}", parts.first().copied().unwrap_or_default());
        for part in rest.unwrap_or_default() {
            let id = part.bytes().all(|b| b.is_ascii_digit());
            name.push('/');
            name.push_str(if id { "*" } else { part });
        }
        Route { name, major, free }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_left_out_but_for_what_has_limits_of_its_own() {
        let of = |path| {
            let route = Route::of(&Method::GET, path);
            format!("{} | {} | {}", route.name, route.major, route.free)
        };
        assert_eq!(of("/channels/12/messages?limit=100"), "GET channels/messages | 12 | false");
        assert_eq!(of("/channels/12/messages/34"), "GET channels/messages/* | 12 | false");
        assert_eq!(of("/guilds/5/roles"), "GET guilds/roles | 5 | false");
        assert_eq!(of("/users/@me/channels"), "GET users/@me/channels |  | false");
        assert_eq!(of("/interactions/1/tok/callback"), "GET interactions/callback | 1 | true");
        assert_eq!(
            of("/webhooks/1/tok/messages/@original"),
            "GET webhooks/messages/@original | 1 tok | true"
        );
    }
}
