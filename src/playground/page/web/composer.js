// The message box: text, or a command with its fields.

import { $, el, fresh, say } from "./dom.js";
import { channelOf, get, post, stage } from "./server.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { field } from "./fields.js";
import { answered } from "./controls.js";
import * as chat from "./chat.js";

/** Most commands in the list. */
const LISTED = 25;

let home, box, list;
/** The commands of this person here; asked for again when either changes, or the bot comes back. */
let commands = null;
/** The command that is being filled in: `row` and its `fields`. */
let filling = null;
/** What was typed in other channels. */
const drafts = new Map();
let at = "";

export function start() {
  home = $("composer");
  // Where the skip link leads.
  home.addEventListener("focus", () => (home.querySelector("textarea, .options input, .next-option") ?? home.querySelector(".send")).focus());
  plain("");
  document.addEventListener("keydown", event => {
    // As in a chat one knows: typing goes into the message box, wherever one was.
    const free = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1 && event.key !== " ";
    const elsewhere = !event.target.closest("input, textarea, select, [role=menu], dialog, details, [role=tab]");
    if (free && elsewhere && !filling && !home.hidden && !home.contains(event.target) && !document.querySelector("dialog[open]")) {
      box.focus();
    }
  });
}

export function open(channel, focus) {
  if (at && !filling) drafts.set(at, box.value);
  at = `${stage.who} ${channel.id}`;
  reset();
  // Not on a phone, where that brings up its keyboard.
  if (focus && matchMedia("(hover: hover)").matches && !home.hidden) box.focus();
}

/** Another person, place or language: the commands may be others. */
export function reset() {
  commands = null;
  plain(drafts.get(at) ?? "");
}

/** The scene changed. */
export function draw(botChanged) {
  if (botChanged) commands = null;
  if (!filling) allow();
}

function allow() {
  const channel = channelOf(stage.channel);
  if (!channel) return;
  box.placeholder = `Message ${channel.kind === 0 || channel.kind === 5 ? "#" : ""}${channel.name}`;
  box.setAttribute("aria-label", box.placeholder);
}

async function known() {
  commands ??= get("commands", { who: stage.who, channel: stage.channel });
  try {
    return (await commands).typed;
  } catch (error) {
    commands = null;
    throw error;
  }
}

/** The box for text. */
function plain(text, focus = false) {
  filling = null;
  box = el("textarea", { id: "composer-input", rows: "1", maxlength: "6000", value: text });
  const form = el("form", { class: "box" },
    el("button", { type: "button", class: "icon-button slash", "aria-label": "Commands", onclick: slash }, "/"),
    box,
    el("button", { type: "submit", class: "icon-button send", "aria-label": "Send" }, icon("send")));
  home.replaceChildren(form);
  list = new Listbox(box, form, { label: "Commands", pick: row => fill(row) });
  form.addEventListener("submit", event => { event.preventDefault(); send(); });
  box.addEventListener("input", typed);
  box.addEventListener("keydown", event => {
    if (list.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  grow();
  allow();
  if (focus) box.focus();
}

function slash() {
  box.value = "/";
  box.focus();
  typed();
}

function grow() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
}

/** Shows the commands that fit what is typed. */
async function typed() {
  grow();
  const text = box.value;
  if (!text.startsWith("/")) return list.hide();
  let rows;
  try {
    rows = await known();
  } catch (error) {
    return list.show([], error.message);
  }
  if (text !== box.value || filling) return;
  const begun = rows.filter(row => called(row, text));
  const whole = begun.find(row => [row.label, row.name].includes(text.slice(1, -1)));
  if (whole) return fill(whole);
  // A whole line, as one pastes it: Enter sends it.
  if (begun.length) return list.hide();
  const wanted = text.slice(1).toLowerCase().trim();
  const fits = matching(rows, wanted);
  list.show(fits.slice(0, LISTED).map(row => ({
    label: `/${row.label}`, note: row.description, item: row,
  })), rows.length ? "No command fits" : stage.scene.bot.online ? "The bot has no commands here" : "The bot is offline");
}

/** Whether a line begins with the command, in the person's language or without one. */
const called = (row, line) => [row.label, row.name].some(name => line.startsWith(`/${name} `));

/** Those that begin so first, then those that have it in them. */
function matching(rows, wanted) {
  const rank = row => {
    if (row.label.startsWith(wanted) || row.name.startsWith(wanted)) return 0;
    if (row.label.split(" ").some(word => word.startsWith(wanted))) return 1;
    return row.label.includes(wanted) ? 2 : row.description.toLowerCase().includes(wanted) ? 3 : 4;
  };
  const ranked = rows.map(row => ({ row, rank: rank(row) })).filter(r => r.rank < 4);
  return ranked.sort((a, b) => a.rank - b.rank).map(r => r.row);
}

/** The command of a whole line, `/digest search query:korea`, and its values. */
function parsed(rows, line) {
  const row = rows.filter(r => called(r, `${line} `)).sort((a, b) => b.path.length - a.path.length)[0];
  if (!row) return null;
  const name = `${line} `.startsWith(`/${row.label} `) ? row.label : row.name;
  const rest = line.slice(name.length + 1).trim();
  const names = row.options.map(o => o.name);
  const found = names.length ? [...rest.matchAll(new RegExp(`(?:^|\\s)(${names.join("|")}):`, "g"))] : [];
  const values = new Map();
  const before = rest.slice(0, found[0]?.index ?? rest.length).trim();
  const home = row.options.find(o => o.required) ?? row.options.find(o => o.type === 3);
  if (before && home) values.set(home.name, before);
  found.forEach((match, i) => {
    values.set(match[1], rest.slice(match.index + match[0].length, found[i + 1]?.index ?? rest.length).trim());
  });
  return { row, values };
}

async function send() {
  const text = box.value.trim();
  if (!text) return;
  if (text.startsWith("/")) {
    const rows = await known().catch(() => []);
    const line = parsed(rows, text);
    if (!line) {
      say("There is no such command");
      return list.show([], "There is no such command");
    }
    fill(line.row, line.values);
    const needed = filling.fields.some(f => f.option.required && !f.input.value);
    if (line.values.size && !needed) run();
    return;
  }
  try {
    await post("messages", { who: stage.who, channel: stage.channel, text });
    drafts.delete(at);
    plain("", true);
    chat.toEnd();
  } catch (error) {
    chat.failed(error.message);
  }
}

/** The box for a command: a field for each required option, and one more to add others. */
function fill(row, values = new Map()) {
  const note = el("p", { class: "option-help", id: fresh("note") }, row.description);
  const fields = el("div", { class: "options" });
  const chips = el("div", { class: "more" });
  const next = el("input", { class: "next-option", type: "text", "aria-label": "Add an option", placeholder: "Add an option" });
  const adder = el("div", { class: "option-field is-adder" }, next);
  const submit = el("button", { type: "submit", class: "icon-button send", "aria-label": `Send /${row.label}` }, icon("send"));
  const form = el("form", { class: "box is-command", "aria-label": `/${row.label}` },
    note,
    el("div", { class: "command-line" },
      el("span", { class: "command-name" }, `/${row.label}`), fields, adder, chips,
      el("button", { type: "button", class: "icon-button", "aria-label": "Leave the command", onclick: leave }, icon("close")),
      submit));
  filling = { row, fields: [], note, submit };
  home.replaceChildren(form);
  const left = () => row.options.filter(o => !filling.fields.some(f => f.option === o));
  const add = (option, focus) => {
    const made = field(option, {
      call,
      changed: () => { tell(option.description); turn(made.input, option); },
      empty: () => remove(made),
    });
    filling.fields.push(made);
    fields.append(made.node);
    const value = values.get(option.name);
    if (value) made.input.value = value;
    offer();
    if (focus) made.focus();
  };
  // `name:` typed in a field goes on to the field of that name, as in a line.
  const turn = (input, option) => {
    const found = /(?:^|\s)([\p{L}\p{N}_-]+):$/u.exec(input.value);
    const other = found && row.options.find(o => o.name === found[1] || o.label === found[1]);
    if (!other || other === option && found.index > 0) return;
    input.value = input.value.slice(0, found.index);
    const there = filling.fields.find(f => f.option === other);
    if (there) there.focus();
    else add(other, true);
  };
  const remove = made => {
    const i = filling.fields.indexOf(made);
    const before = filling.fields[i - 1];
    if (!made.option.required) {
      filling.fields.splice(i, 1);
      made.node.remove();
      offer();
    }
    if (before) before.focus();
    else if (made.option.required) leave();
    else (filling.fields[0] ?? { focus: () => next.focus() }).focus();
  };
  const offer = () => {
    adder.hidden = !left().length;
    chips.replaceChildren(...left().map(option => el("button", {
      type: "button", class: "add-option", title: option.description, "aria-label": `Add ${option.label}: ${option.description}`,
      onclick: () => add(option, true), onfocus: () => tell(option.description),
    }, `+ ${option.label}`)));
  };
  const others = new Listbox(next, adder, { label: "Options", pick: option => { next.value = ""; add(option, true); } });
  const look = () => {
    const typed = next.value.trim().toLowerCase();
    const fits = left().filter(o => o.label.toLowerCase().includes(typed) || o.name.includes(typed));
    // Enter sends the command as long as nothing is typed here.
    others.eager = typed !== "";
    others.show(fits.map(o => ({ label: o.label, note: o.description, item: o })), typed ? "There is no such option" : "");
  };
  next.addEventListener("focus", () => tell(row.description));
  next.addEventListener("input", () => { turn(next, null); if (document.activeElement === next) look(); });
  next.addEventListener("keydown", event => {
    if (others.key(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); look(); }
    if (event.key === "Backspace" && !next.value) {
      event.preventDefault();
      if (filling.fields.length) filling.fields.at(-1).focus();
      else leave();
    }
  });
  row.options.filter(o => o.required || values.has(o.name)).forEach(option => add(option, false));
  offer();
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (next.value.trim()) return tell("There is no such option", true);
    run();
  });
  form.addEventListener("keydown", event => {
    if (event.key === "Escape") { event.preventDefault(); leave(); }
    if (event.key === "Backspace" && event.target === submit) { event.preventDefault(); leave(); }
  });
  const first = filling.fields.find(f => !f.input.value) ?? filling.fields[0];
  if (first) first.focus();
  else if (left().length) next.focus();
  else submit.focus();
  say(`${row.description}. ${filling.fields.length ? "" : "Enter sends it."}`);
}

const tell = (text, isError = false) => {
  if (!filling) return;
  filling.note.textContent = text;
  filling.note.classList.toggle("is-error", isError);
};

/** Back to text. */
function leave() {
  plain("", true);
}

/** The command as far as it is filled in, with `name` last; what does not fit yet is left out. */
function call(name, text) {
  const { row, fields } = filling;
  const others = fields.filter(f => f.option.name !== name).map(f => [f.option.name, f.settled()]);
  const given = others.filter(([, value]) => value !== null);
  return { command: row.command, path: row.path, options: [...given, [name, text]] };
}

async function run() {
  const { row, fields, submit } = filling;
  if (submit.disabled) return;
  submit.disabled = true;
  const options = [];
  for (const one of fields) {
    try {
      const value = await one.value();
      if (value !== null) options.push([one.option.name, value]);
    } catch (error) {
      submit.disabled = false;
      one.focus();
      tell(error.message, true);
      say(error.message);
      return;
    }
  }
  const asked = { who: stage.who, channel: stage.channel, call: { command: row.command, path: row.path, options } };
  const line = chat.local(el("span", {}, `Sending /${row.label}…`));
  drafts.delete(at);
  plain("", true);
  try {
    answered(await post("call", asked));
    line.remove();
  } catch (error) {
    chat.failed(error.message, line);
  }
}
