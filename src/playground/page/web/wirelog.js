// What went over the wire between the stand-in and the bot.

import { $, el, told } from "./dom.js";
import { get } from "./server.js";
import * as tools from "./tools.js";

/** Most lines in the document. */
const SHOWN = 400;
/** Pause after a key before the log is searched, in milliseconds. */
const PAUSE = 200;

let list, filter, kinds, status;
let refused = 0;
let stale = true;

export function start() {
  list = el("ol", { class: "lines", "aria-label": "Requests and events, newest first", tabindex: "0" });
  filter = el("input", { type: "search", placeholder: "Filter: a path, an event, a word of a body", "aria-label": "Filter the log" });
  const kind = (value, name, checked) => el("label", {}, el("input", { type: "checkbox", value, checked, onchange: reload }), name);
  kinds = el("div", { class: "kinds", role: "group", "aria-label": "What is shown" },
    kind("request", "Requests", true), kind("gateway", "Gateway", true), kind("refused", "Only refused", false));
  status = el("p", { class: "hint", role: "status" });
  let timer;
  filter.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(reload, PAUSE); });
  $("panel-log").append(el("div", { class: "log-head" }, filter, kinds), status, list);
  tools.onOpen(name => {
    if (name !== "log") return;
    refused = 0;
    badge();
    if (stale) reload();
  });
}

const ticked = value => kinds.querySelector(`[value=${value}]`).checked;

function fits(line) {
  if (ticked("refused")) return !!line.refusal;
  return ticked(line.kind === "request" ? "request" : "gateway");
}

/** Asks for the log again; later, where nobody looks. */
export async function reload() {
  stale = true;
  if (!tools.isOpen("log")) return;
  const text = filter.value.trim();
  const found = await get("log", { text: text || null }).catch(error => ({ error, lines: [] }));
  stale = false;
  const lines = found.lines.filter(fits);
  status.textContent = found.error?.message
    ?? (lines.length ? "" : text ? "Nothing fits." : "Nothing yet.");
  list.replaceChildren(...lines.slice(-SHOWN).reverse().map(draw));
}

/** A line came. */
export function heard(line) {
  if (line.refusal && !tools.isOpen("log")) {
    refused++;
    badge();
  }
  if (!tools.isOpen("log")) {
    stale = true;
    return;
  }
  // Whether a word is in its bodies, only the server knows.
  if (filter.value.trim()) return reload();
  if (!fits(line)) return;
  status.textContent = "";
  list.prepend(draw(line));
  while (list.children.length > SHOWN) list.lastChild.remove();
}

function badge() {
  $("refused-count").hidden = !refused;
  $("refused-count").textContent = String(refused);
}

const ARROWS = { request: ["→", "from the bot"], received: ["⇢", "from the bot, gateway"], sent: ["⇠", "to the bot, gateway"], note: ["·", "note"] };

function draw(line) {
  const [arrow, way] = ARROWS[line.kind];
  const at = told(line.at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const name = line.kind === "request"
    ? [el("strong", {}, line.method), " ", breakable(line.path)]
    : [line.name];
  const code = line.kind === "request"
    ? el("span", { class: `status${line.refusal ? " is-bad" : ""}` }, line.status || "cut") : null;
  const head = [
    el("span", { class: "arrow" }, el("span", { "aria-hidden": "true" }, arrow), el("span", { class: "sr" }, way)),
    el("span", { class: "wire-name" }, name), code,
    el("time", {}, at),
    line.refusal ? el("span", { class: "refusal" }, line.refusal) : null,
  ];
  if (line.kind === "note") return el("li", { class: "line is-note" }, el("div", { class: "line-head" }, head));
  const details = el("details", {}, el("summary", { class: "line-head" }, head));
  details.addEventListener("toggle", () => bodies(details, line.number), { once: true });
  return el("li", { class: `line${line.refusal ? " is-refused" : ""}` }, details);
}

/** Long paths break at their slashes. */
const breakable = path => path.split("/").flatMap((part, i) => i ? [document.createElement("wbr"), `/${part}`] : [part]);

async function bodies(details, number) {
  const line = await get(`log/${number}`).catch(error => ({ error }));
  if (line.error) return details.append(el("p", { class: "hint", role: "alert" }, line.error.message));
  if (!line.bodies.length) details.append(el("p", { class: "hint" }, "No body."));
  for (const { title, body } of line.bodies) {
    details.append(el("p", { class: "body-title" }, title), el("pre", { tabindex: "0" }, JSON.stringify(body, null, 2)));
  }
}
