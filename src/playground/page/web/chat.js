// The messages of the open channel.

import { $, el, fromServer, later, say, told } from "./dom.js";
import { stage, get, zone } from "./server.js";
import * as controls from "./controls.js";
import * as menu from "./menu.js";

/** Messages of one author within this many milliseconds stand together. */
const TOGETHER = 7 * 60 * 1000;
/** So near the end, in pixels, new messages are scrolled to. */
const NEAR = 120;

let scroll;
/** What the server said of each message that is shown, by id. */
let shown = new Map();
let dismissed = new Set(JSON.parse(sessionStorage.getItem("dismissed") ?? "[]"));
/** What came while the channel's messages were on their way; null where nothing is. */
let meanwhile = null;
let asked = 0;
/** Whether one looks at the newest messages. */
let end = true;

export function start() {
  scroll = $("chat-scroll");
  scroll.addEventListener("click", event => {
    const link = event.target.closest('a[href^="#message-"]');
    if (!link) return controls.click(event, dismiss);
    // The address of the page names the channel.
    event.preventDefault();
    const message = $(link.hash.slice(1));
    if (!message) return say("That message is not shown here");
    message.scrollIntoView({ block: "center" });
    message.tabIndex = -1;
    message.focus({ preventScroll: true });
  });
  scroll.addEventListener("contextmenu", event => {
    const message = event.target.closest("[data-message]");
    if (!message || event.target.closest("a, input")) return;
    event.preventDefault();
    menu.open(message, event.clientX, event.clientY);
  });
  scroll.addEventListener("scroll", () => {
    end = atEnd();
    if (end) $("to-end").hidden = true;
  });
  // Who looked at the end goes on doing so when the room for messages changes.
  new ResizeObserver(() => { if (end) toEnd(); }).observe(scroll);
  $("to-end").addEventListener("click", toEnd);
}

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;

export function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  $("to-end").hidden = true;
}

export function open(channel) {
  scroll.setAttribute("aria-label", `Messages in ${channel.name}`);
  load();
}

export const reload = () => { if (stage.channel && !$("chat").hidden) load(); };

async function load() {
  const mine = ++asked;
  meanwhile = [];
  const query = { who: stage.who, channel: stage.channel, zone };
  const found = await get("messages", query).catch(error => ({ error }));
  if (mine !== asked) return;
  const came = meanwhile;
  meanwhile = null;
  shown = new Map();
  scroll.replaceChildren();
  if (found.error) {
    scroll.append(el("p", { class: "empty", role: "alert" }, found.error.message));
    return;
  }
  beginning(found.more);
  found.messages.forEach(put);
  for (const step of came) step();
  arrange();
  toEnd();
}

/** What stands above the first message: that it is the first, or a way to older ones. */
function beginning(isMore) {
  scroll.querySelector(".beginning")?.remove();
  const channel = stage.scene.channels.find(c => c.id === stage.channel);
  const start = isMore
    ? el("p", {}, el("button", { type: "button", class: "quiet", onclick: older }, "Older messages"))
    : [el("h2", {}, channel.parent || channel.kind === 1 ? channel.name : `Welcome to #${channel.name}`),
      el("p", {}, channel.kind === 1
        ? "Your conversation with the bot. What you follow arrives here."
        : channel.writable
          ? ["Type ", el("kbd", {}, "/"), " for the bot’s commands. The clock above moves the time on, to the bot’s next post."]
          : "You cannot write here.")];
  scroll.prepend(el("div", { class: "beginning" }, start));
}

async function older() {
  const first = [...shown.keys()].reduce((a, b) => later(a, b) < 0 ? a : b);
  const query = { who: stage.who, channel: stage.channel, before: first, zone };
  const channel = stage.channel;
  const found = await get("messages", query).catch(error => say(error.message));
  if (!found || channel !== stage.channel) return;
  const below = scroll.scrollHeight - scroll.scrollTop;
  found.messages.forEach(put);
  beginning(found.more);
  arrange();
  scroll.scrollTop = scroll.scrollHeight - below;
}

/** A message came or changed. */
export function heard(message) {
  if (message.channel !== stage.channel || $("chat").hidden) return;
  if (meanwhile) return meanwhile.push(() => put(message));
  const follows = atEnd();
  const isNew = put(message);
  arrange();
  if (follows) toEnd();
  else if (isNew) $("to-end").hidden = false;
}

export function gone({ id, channel }) {
  if (channel !== stage.channel) return;
  if (meanwhile) return meanwhile.push(() => take(id));
  take(id);
  arrange();
}

const nodeOf = id => scroll.querySelector(`[data-message="${CSS.escape(id)}"]`);

function take(id) {
  shown.delete(id);
  nodeOf(id)?.remove();
}

function dismiss(id) {
  dismissed.add(id);
  sessionStorage.setItem("dismissed", JSON.stringify([...dismissed].slice(-500)));
  take(id);
  arrange();
  scroll.focus();
}

/** Puts a message where it belongs; whether it was not there before. */
function put(message) {
  if (dismissed.has(message.id)) return false;
  const node = fromServer(message.html);
  node.append(menu.button(node));
  const old = nodeOf(message.id);
  shown.set(message.id, message);
  if (old) {
    keepFocus(old, node);
    return false;
  }
  const after = [...scroll.querySelectorAll("[data-message]")].reverse()
    .find(other => later(other.dataset.message, message.id) < 0);
  let place = after ?? scroll.querySelector(".beginning");
  // What failed before it came stays before it; "Sending…" stays behind.
  while (place.nextElementSibling?.matches(".local.is-error")) place = place.nextElementSibling;
  place.after(node);
  return true;
}

/** Replaces a message that one may be using: focus and opened selects stay. */
function keepFocus(old, node) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(node);
  if (!active) return;
  const same = active.dataset.customId ?? active.closest("[data-custom-id]")?.dataset.customId;
  const again = same && node.querySelector(`[data-custom-id="${CSS.escape(same)}"]`);
  const target = again?.querySelector("summary") ?? again ?? node.querySelector("button:not([disabled]), summary, a");
  (target ?? scroll).focus({ preventScroll: true });
}

/** Marks messages that stand together, and days. */
function arrange() {
  scroll.querySelectorAll(".day").forEach(day => day.remove());
  let before = null;
  for (const node of scroll.querySelectorAll("[data-message]")) {
    const message = shown.get(node.dataset.message);
    const day = told(message.at, { dateStyle: "long" });
    const newDay = !before || told(before.at, { dateStyle: "long" }) !== day;
    if (newDay) node.before(el("p", { class: "day" }, el("span", {}, day)));
    const together = !newDay && message.author === before.author && message.kind === 0
      && before.only_for === message.only_for && message.at - before.at < TOGETHER;
    node.classList.toggle("is-together", together);
    before = message;
  }
}

/** A line below the messages that only this page knows: "Sending…", or why something failed. */
export function local(...content) {
  const line = el("div", { class: "local" }, ...content);
  scroll.append(line);
  toEnd();
  return line;
}

export function failed(text, line = local()) {
  line.classList.add("is-error");
  line.setAttribute("role", "alert");
  line.replaceChildren(
    el("span", {}, text), " ",
    el("span", { class: "local-note" }, "Only you can see this · ",
      el("button", { type: "button", class: "plain", onclick: () => { line.remove(); scroll.focus(); } }, "Dismiss message")));
  scroll.append(line);
  toEnd();
}
