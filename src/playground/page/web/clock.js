// The playground's time, and moving it.

import { $, el, say } from "./dom.js";
import { get, post, zone } from "./server.js";

/** How far the playground is ahead of this machine, in milliseconds. */
let ahead = 0;
let home = zone;
let big, day, trouble;

const now = () => new Date(Date.now() + ahead);
const told = (form, timeZone = home) => new Intl.DateTimeFormat("en-GB", { timeZone, ...form }).format(now());

export function start() {
  big = el("p", { class: "big-clock" });
  day = el("p", { class: "clock-day" });
  trouble = el("p", { class: "modal-trouble", role: "alert" });
  const zones = el("datalist", { id: "zones" });
  const place = el("input", { id: "change-zone", list: "zones", value: zone, autocomplete: "off", spellcheck: "false" });
  const step = (text, note, body) => el("button", { type: "button", class: "step", onclick: () => move(body()) },
    el("strong", {}, text), el("span", {}, note));
  place.addEventListener("focus", async () => {
    if (zones.children.length) return;
    const found = await get("zones").catch(() => ({ zones: [] }));
    zones.append(...found.zones.map(value => el("option", { value })));
  });
  const form = el("form", { class: "change" },
    el("label", { for: "change-zone" }, "Next clock change in"), zones,
    el("div", { class: "row" }, place, el("button", { type: "submit", class: "button secondary" }, "Go")));
  form.addEventListener("submit", event => { event.preventDefault(); move({ to: "change", zone: place.value.trim() }); });
  $("panel-time").append(
    big, day, trouble,
    step("Next post", "To when the bot next posts by itself", () => ({ to: "post" })),
    step("Tomorrow", "To the beginning of the next day", () => ({ to: "tomorrow" })),
    form,
    el("p", { class: "hint" }, "Time goes on from there, forward only. What is due then happens at once."));
  tick();
  setInterval(tick, 1000);
}

export function set({ now, zone }) {
  ahead = now - Date.now();
  home = zone;
  tick();
}

function tick() {
  const date = told({ weekday: "short", day: "numeric", month: "short" });
  const hour = told({ hour: "2-digit", minute: "2-digit" });
  if ($("clock").textContent !== `${date}, ${hour}`) {
    $("clock").replaceChildren(el("span", { class: "clock-date" }, `${date}, `), hour);
  }
  $("clock").dateTime = now().toISOString();
  if (!big) return;
  big.textContent = told({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
  day.textContent = `${told({ dateStyle: "full" })} · ${home}`;
}

async function move(step) {
  trouble.textContent = "";
  try {
    const { now } = await post("clock", step);
    ahead = now - Date.now();
    tick();
    say(`It is ${told({ dateStyle: "full", timeStyle: "short" })}`);
  } catch (error) {
    trouble.textContent = error.message;
  }
}
