//! Reads a typed line, `/digest search query:korea private:true`, against the registered commands,
//! as the composer of a Discord client does with its fields.

use super::{
    permissions::Permissions,
    slip::InvokeError,
    snowflake::Id,
    state::{Command, State},
    value,
    world::Channel,
};
use serde_json::{Map, Value, json};

const SUBCOMMANDS: [i64; 2] = [1, 2];

/// A line that was understood.
#[derive(Debug)]
pub(super) struct Typed {
    /// The `data` of the interaction.
    pub data: Value,
    /// Type of the option that is being completed; 0 where none is.
    pub completes: i64,
}

/// Who types where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub state: &'a State,
    pub user: Id,
    pub channel: &'a Channel,
}

/// A command as the fields of a composer give it, each value as text: what was typed, the value of a
/// choice, or the id of a user, role, channel or file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The registered command.
    pub command: Id,
    /// Names of the group and the subcommand; empty where the command has none.
    #[serde(default)]
    pub path: Vec<String>,
    /// Names of options and their values.
    #[serde(default)]
    pub options: Vec<(String, String)>,
}

/// One `name:value` of a line.
#[derive(Debug)]
struct Given<'a> {
    option: &'a Value,
    text: String,
}

impl Place<'_> {
    /// The commands that the user sees here, a server's own first. Discord shows one of the server and a
    /// global one of the same name side by side, so that they can complement each other.
    pub fn commands(&self) -> Vec<&Command> {
        let held = self.state.world.permissions(self.user, self.channel);
        let here = |c: &&Command| c.guild.is_none() || c.guild == self.channel.guild;
        let context = if self.channel.guild.is_some() { 0 } else { 1 };
        let fits = |c: &&Command| {
            let contexts = c.json.get("contexts").and_then(Value::as_array);
            let listed = contexts.is_none_or(|l| l.iter().any(|v| v.as_i64() == Some(context)));
            listed && (c.guild.is_none() || context == 0)
        };
        let allowed = |c: &&Command| {
            let needs = c.json.get("default_member_permissions").and_then(Value::as_str);
            let Some(needs) = needs.and_then(|n| n.parse().ok()).map(Permissions) else { return true };
            // "0" hides a command from everybody but administrators.
            if needs.0 == 0 { held == Permissions::ALL } else { held.contains(needs) }
        };
        let mut seen: Vec<&Command> = self.state.commands.iter().filter(here).filter(fits).collect();
        seen.retain(|c| allowed(c));
        seen.sort_by_key(|c| c.guild.is_none());
        seen
    }

    /// Reads a line that is to be sent.
    pub fn read(&self, line: &str) -> Result<Typed, InvokeError> {
        self.parse(line, false)
    }

    /// Reads a line whose last option is still being typed.
    pub fn read_partial(&self, line: &str) -> Result<Typed, InvokeError> {
        self.parse(line, true)
    }

    fn parse(&self, line: &str, partial: bool) -> Result<Typed, InvokeError> {
        let Some(line) = line.trim_start().strip_prefix('/') else { return Err(InvokeError::NotACommand) };
        let (name, mut rest) = word(line);
        let commands = self.commands();
        let typed = || commands.iter().filter(|c| c.kind() == 1);
        let named: Vec<&&Command> = typed().filter(|c| c.name() == name).collect();
        let (sub, _) = word(rest);
        let leads_on = |c: &&&&Command| options(&c.json).iter().any(|o| called(o) == sub);
        let Some(command) = named.iter().find(leads_on).or(named.first()) else {
            return Err(self.unknown(name, typed().map(|c| c.name())));
        };
        // Down through groups and subcommands to the options of values.
        let mut path = Vec::new();
        let mut level = &command.json;
        while options(level).iter().any(|o| SUBCOMMANDS.contains(&kind(o))) {
            let (name, after) = word(rest);
            let Some(next) = options(level).iter().find(|o| called(o) == name) else {
                let known: Vec<&str> = if path.is_empty() {
                    named.iter().flat_map(|c| options(&c.json)).map(called).collect()
                } else {
                    options(level).iter().map(called).collect()
                };
                return Err(InvokeError::UnknownSubcommand {
                    command: full_name(command, &path),
                    name: name.to_owned(),
                    near: nearest(name, known.iter().copied()),
                    known: known.into_iter().map(str::to_owned).collect(),
                });
            };
            path.push(next);
            level = next;
            rest = after;
        }
        let given = split(rest, options(level), &full_name(command, &path))?;
        self.assemble(command, &path, &given, partial)
    }

    /// A command as fields give it; with `partial` the last value is still being typed.
    pub fn fill(&self, call: &Call, partial: bool) -> Result<Typed, InvokeError> {
        let commands = self.commands();
        let typed = || commands.iter().filter(|c| c.kind() == 1);
        let Some(command) = typed().find(|c| c.id == call.command) else {
            return Err(InvokeError::Unseen("command"));
        };
        let mut path = Vec::new();
        let mut level = &command.json;
        for name in &call.path {
            let next = options(level).iter().find(|o| SUBCOMMANDS.contains(&kind(o)) && called(o) == name);
            level = next.ok_or(InvokeError::Unseen("subcommand"))?;
            path.push(level);
        }
        if options(level).iter().any(|o| SUBCOMMANDS.contains(&kind(o))) {
            return Err(InvokeError::Unseen("subcommand"));
        }
        let mut given: Vec<Given<'_>> = Vec::new();
        for (name, text) in &call.options {
            let Some(option) = options(level).iter().find(|o| called(o) == name) else {
                return Err(InvokeError::UnknownOption {
                    command: full_name(command, &path),
                    name: name.clone(),
                    near: nearest(name, options(level).iter().map(called)),
                });
            };
            if given.iter().any(|g| g.option == option) {
                return Err(InvokeError::Repeated { option: name.clone() });
            }
            given.push(Given { option, text: text.clone() });
        }
        self.assemble(command, &path, &given, partial)
    }

    /// The interaction's data: values checked, required ones there, nested as the path goes.
    fn assemble(
        &self,
        command: &Command,
        path: &[&Value],
        given: &[Given<'_>],
        partial: bool,
    ) -> Result<Typed, InvokeError> {
        let level = path.last().copied().unwrap_or(&command.json);
        let mut resolved = Map::new();
        let (mut values, completes) = self.values(given, partial, &mut resolved)?;
        if !partial
            && let Some(missing) = options(level).iter().find(|o| {
                o.get("required") == Some(&Value::Bool(true)) && !given.iter().any(|g| g.option == *o)
            })
        {
            return Err(InvokeError::MissingOption {
                command: full_name(command, path),
                option: called(missing).to_owned(),
            });
        }
        for step in path.iter().rev() {
            let inner = json!({ "name": called(step), "type": kind(step), "options": values });
            values = vec![inner];
        }
        let mut data = Map::from_iter([
            ("id".to_owned(), json!(command.id)),
            ("name".to_owned(), json!(command.name())),
            ("type".to_owned(), json!(1)),
            ("options".to_owned(), Value::Array(values)),
        ]);
        if let Some(guild) = command.guild {
            data.insert("guild_id".to_owned(), json!(guild));
        }
        if !resolved.is_empty() {
            data.insert("resolved".to_owned(), Value::Object(resolved));
        }
        Ok(Typed { data: Value::Object(data), completes })
    }

    fn unknown<'a>(&self, name: &str, known: impl Iterator<Item = &'a str>) -> InvokeError {
        let hidden = self.state.commands.iter().any(|c| {
            c.name() == name && c.kind() == 1 && (c.guild.is_none() || c.guild == self.channel.guild)
        });
        if hidden {
            return InvokeError::NotAllowed { command: name.to_owned() };
        }
        InvokeError::UnknownCommand { name: name.to_owned(), near: nearest(name, known) }
    }

    /// The values as an interaction carries them, and the type of the one being completed.
    fn values(
        &self,
        given: &[Given<'_>],
        partial: bool,
        resolved: &mut Map<String, Value>,
    ) -> Result<(Vec<Value>, i64), InvokeError> {
        let mut values = Vec::new();
        let mut completes = 0;
        for (i, one) in given.iter().enumerate() {
            let (name, kind) = (called(one.option), kind(one.option));
            if partial && i + 1 == given.len() {
                if one.option.get("autocomplete") != Some(&Value::Bool(true)) {
                    return Err(InvokeError::NotCompleted { option: name.to_owned() });
                }
                completes = kind;
                values.push(json!({ "name": name, "type": kind, "value": one.text, "focused": true }));
                continue;
            }
            let bad = |expected: String| InvokeError::BadValue {
                option: name.to_owned(),
                value: one.text.clone(),
                expected,
            };
            let value = match kind {
                3 | 4 | 5 | 10 => value::plain(one.option, kind, &one.text).map_err(bad)?,
                kind => self.resolve(kind, &one.text, resolved).map_err(bad)?,
            };
            values.push(json!({ "name": name, "type": kind, "value": value }));
        }
        if partial && completes == 0 {
            return Err(InvokeError::NotCompleted { option: String::new() });
        }
        Ok((values, completes))
    }
}

pub(super) fn options(of: &Value) -> &[Value] {
    of.get("options").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn called(option: &Value) -> &str {
    option.get("name").and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn kind(option: &Value) -> i64 {
    option.get("type").and_then(Value::as_i64).unwrap_or(0)
}

fn full_name(command: &Command, path: &[&Value]) -> String {
    let steps = path.iter().map(|o| called(o));
    std::iter::once(command.name()).chain(steps).collect::<Vec<_>>().join(" ")
}

/// The first word, and what is behind it.
fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

/// The most alike of the known names, if it is alike at all.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let scored = known.map(|k| (strsim::jaro_winkler(name, k), k));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.75).then(|| best.1.to_owned())
}

/// `word` where the text begins with `word:` and something that is no address.
fn label(text: &str) -> Option<&str> {
    let (name, after) = text.split_once(':')?;
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.chars().all(fits) && !after.starts_with("//")).then_some(name)
}

/// Parts a line into options: a value goes on to the next `name:` of a known option, unless it
/// stands in quotes. Text before the first name belongs to the first required option, or else to
/// the first one that takes text.
fn split<'a>(line: &str, known: &'a [Value], command: &str) -> Result<Vec<Given<'a>>, InvokeError> {
    let unknown = |name: &str| InvokeError::UnknownOption {
        command: command.to_owned(),
        name: name.to_owned(),
        near: nearest(name, known.iter().map(called)),
    };
    let mut given: Vec<Given<'a>> = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let named = label(rest).and_then(|name| known.iter().find(|o| called(o) == name));
        let (option, value) = match named {
            Some(option) => (option, rest.get(called(option).len() + 1..).unwrap_or_default()),
            None => {
                let near = label(rest).and_then(|n| nearest(n, known.iter().map(called)));
                let required = known.iter().find(|o| o.get("required") == Some(&Value::Bool(true)));
                let home = required.or_else(|| known.iter().find(|o| kind(o) == 3));
                match home {
                    Some(option) if near.is_none() && given.is_empty() => (option, rest),
                    _ => return Err(unknown(label(rest).unwrap_or(word(rest).0))),
                }
            }
        };
        let (text, after) = value_of(value, known);
        // A name that is almost one of the options is a slip, not part of the value.
        let quoted = quoted_end(&text).is_some();
        for (at, _) in text.match_indices(char::is_whitespace) {
            if !quoted
                && let Some(name) = text.get(at + 1..).and_then(label)
                && nearest(name, known.iter().map(called))
                    .is_some_and(|near| strsim::jaro_winkler(&near, name) > 0.9)
            {
                return Err(unknown(name));
            }
        }
        if given.iter().any(|g| g.option == option) {
            return Err(InvokeError::Repeated { option: called(option).to_owned() });
        }
        given.push(Given { option, text: unquoted(&text) });
        rest = after.trim_start();
    }
    Ok(given)
}

/// A value up to the next known name, and what is behind it.
fn value_of<'t>(text: &'t str, known: &[Value]) -> (String, &'t str) {
    if let Some(end) = quoted_end(text) {
        let (value, after) = text.split_at(end);
        return (value.to_owned(), after);
    }
    for (at, _) in text.match_indices(char::is_whitespace) {
        let after = text.get(at..).unwrap_or_default().trim_start();
        if label(after).is_some_and(|name| known.iter().any(|o| called(o) == name)) {
            return (text.get(..at).unwrap_or_default().trim().to_owned(), after);
        }
    }
    (text.trim().to_owned(), "")
}

/// Where a value in quotes ends: behind a closing quote that a space or the end follows.
fn quoted_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        if c == '"' && !escaped {
            let end = at + 2;
            let after = text.get(end..)?;
            return (after.is_empty() || after.starts_with(char::is_whitespace)).then_some(end);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

fn unquoted(text: &str) -> String {
    match text.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
        Some(inner) if quoted_end(text) == Some(text.len()) => {
            inner.replace("\\\"", "\"").replace("\\\\", "\\")
        }
        _ => text.to_owned(),
    }
}
