// The channel list, and who one is.

import { $, el, later, say } from "./dom.js";
import { icon } from "./icons.js";
import { stage, post } from "./server.js";

/** Picture and name of each kind of channel. */
const KINDS = {
  0: ["hash", "text channel"], 1: ["at", "direct messages"], 5: ["megaphone", "announcement channel"],
  10: ["thread", "thread"], 11: ["thread", "thread"], 15: ["forum", "forum"],
};

/** The newest message that was looked at, by person and channel. */
const looked = new Map();
const key = channel => `${stage.who} ${channel}`;
/** Who was here already: what there is when somebody comes first counts as read. */
const met = new Set();
let drawn = "";

export function start({ became, spoke }) {
  $("who").addEventListener("change", event => became(event.target.value));
  $("locale").addEventListener("change", async event => {
    await post("locale", { who: stage.who, locale: event.target.value }).catch(error => say(error.message));
    spoke();
  });
  $("theme").value = localStorage.getItem("theme") ?? "";
  const dress = () => {
    const theme = $("theme").value;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    localStorage.setItem("theme", theme);
  };
  $("theme").addEventListener("change", dress);
  dress();
  $("open-sidebar").addEventListener("click", () => {
    document.body.classList.add("sidebar-open");
    $("open-sidebar").setAttribute("aria-expanded", "true");
    $("close-sidebar").focus();
  });
  $("channels").addEventListener("click", event => { if (event.target.closest("a")) close(); });
  $("close-sidebar").addEventListener("click", () => { close(); $("open-sidebar").focus(); });
  document.addEventListener("pointerdown", event => {
    if (document.body.classList.contains("sidebar-open") && !$("sidebar").contains(event.target)) close();
  });
  $("sidebar").addEventListener("keydown", event => {
    if (event.key === "Escape" && document.body.classList.contains("sidebar-open")) {
      close();
      $("open-sidebar").focus();
    }
  });
}

export function close() {
  document.body.classList.remove("sidebar-open");
  $("open-sidebar").setAttribute("aria-expanded", "false");
}

/** The person looks at a channel. */
export function seen(channel) {
  looked.set(key(channel), stage.scene.channels.find(c => c.id === channel)?.last ?? "0");
}

/** A message came: where one looks, it is read. */
export function heard(message) {
  if (message.channel === stage.channel) looked.set(key(message.channel), message.id);
}

function unread(channel) {
  if (channel.id === stage.channel && channel.last) looked.set(key(channel.id), channel.last);
  return channel.last && later(channel.last, looked.get(key(channel.id)) ?? "0") > 0;
}

function link(channel) {
  const [picture, what] = KINDS[channel.kind] ?? ["hash", "channel"];
  const isNew = unread(channel);
  const here = channel.id === stage.channel;
  return el("li", {}, el("a", {
    href: `#/${channel.id}`, class: `channel${isNew ? " is-unread" : ""}${channel.kind === 10 || channel.kind === 11 ? " is-thread" : ""}`,
    "aria-current": here ? "page" : null,
  },
  icon(picture),
  el("span", { class: "channel-label" }, channel.name),
  el("span", { class: "sr" }, ` (${what}${isNew ? ", new messages" : ""})`)));
}

export function draw() {
  const { scene } = stage;
  const now = JSON.stringify([scene, stage.channel]);
  if (now === drawn) return;
  drawn = now;
  if (!met.has(stage.who)) {
    met.add(stage.who);
    scene.channels.forEach(c => looked.set(key(c.id), c.last ?? "0"));
  }
  $("server-name").textContent = scene.guild.name;
  const inGuild = scene.channels.filter(c => c.guild === scene.guild.id);
  const below = channel => inGuild.filter(c => c.parent === channel.id);
  const rows = inGuild.filter(c => !c.parent).flatMap(c => [c, ...below(c)]);
  const direct = scene.channels.filter(c => c.kind === 1);
  const elsewhere = scene.channels.filter(c => c.kind !== 1 && c.guild !== scene.guild.id);
  const group = (title, list) => list.length ? [el("h3", {}, title), el("ul", {}, list.map(link))] : [];
  const focused = document.activeElement?.getAttribute("href");
  $("channels").replaceChildren(
    ...group("Channels", rows), ...group("Direct messages", direct), ...group("Other servers", elsewhere));
  if (focused?.startsWith("#/")) $("channels").querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  const options = scene.users.map(user => {
    const roles = user.owner ? ["owner of the server"] : user.roles;
    return el("option", { value: user.id }, roles.length ? `${user.name} (${roles.join(", ")})` : user.name);
  });
  $("who").replaceChildren(...options);
  $("who").value = scene.me;
  if (!$("locale").length) $("locale").append(...scene.locales.map(([value, name]) => el("option", { value }, name)));
  $("locale").value = scene.users.find(user => user.id === scene.me)?.locale ?? "en-GB";
}
