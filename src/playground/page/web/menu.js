// The menu of a message: the bot's commands for it, and copying.

import { $, el, say } from "./dom.js";
import { get, stage } from "./server.js";
import { fromMenu } from "./controls.js";

let list = null;

/** The button that opens the menu of a message, for fingers and keys. */
export function button(message) {
  const author = message.querySelector(".author")?.textContent ?? "";
  return el("button", {
    type: "button", class: "message-menu", "aria-haspopup": "menu",
    "aria-label": author ? `Actions for the message of ${author}` : "Actions for this message",
    onclick: event => {
      const at = event.currentTarget.getBoundingClientRect();
      open(message, at.right, at.bottom, event.currentTarget);
    },
  }, "⋯");
}

/** Opens the menu at a place of the window. */
export async function open(message, x, y, opener = message.querySelector(".message-menu")) {
  close();
  const id = message.dataset.message;
  const query = { who: stage.who, channel: stage.channel };
  const { menu } = await get("commands", query).catch(() => ({ menu: [] }));
  const item = (text, act) => el("button", {
    type: "button", role: "menuitem", tabindex: "-1",
    onclick: () => { close(); opener?.focus(); act(); },
  }, text);
  const copy = (what, text) => navigator.clipboard.writeText(text)
    .then(() => say(`${what} copied`), () => say("The browser does not let this page copy"));
  const apps = menu.map(({ name, label }) => item(label, () => fromMenu(id, name, label)));
  list = el("div", { class: "menu", role: "menu", "aria-label": "Actions for the message" },
    apps.length ? el("div", { role: "group", "aria-label": "Apps" },
      el("p", { class: "menu-title", "aria-hidden": "true" }, "Apps"), apps) : null,
    item("Copy text", () => copy("Text", message.querySelector(".message-body")?.innerText.trim() ?? "")),
    item("Copy message ID", () => copy("ID", id)));
  document.body.append(list);
  const { width, height } = list.getBoundingClientRect();
  list.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  list.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
  const items = [...list.querySelectorAll("[role=menuitem]")];
  items[0].focus();
  list.addEventListener("keydown", event => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items.at(to % items.length).focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
      opener?.focus();
    }
  });
}

function close() {
  list?.remove();
  list = null;
}

addEventListener("pointerdown", event => { if (list && !list.contains(event.target)) close(); });
addEventListener("blur", close);
addEventListener("resize", close);
document.addEventListener("scroll", close, true);
