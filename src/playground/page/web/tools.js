// The panel beside the chat: time, trouble, log.

import { $ } from "./dom.js";

const NAMES = ["time", "trouble", "log"];
let open = null;
let opener = null;

export const isOpen = name => open === name;
const listeners = new Set();
/** Calls `f` with the name of what is shown, or null. */
export const onOpen = f => listeners.add(f);

export function start() {
  for (const button of document.querySelectorAll("[data-tool]")) {
    button.addEventListener("click", () => {
      const same = open === button.dataset.tool;
      opener = button;
      show(same ? null : button.dataset.tool);
      if (!same) $(`tab-${open}`).focus();
    });
  }
  for (const name of NAMES) {
    $(`tab-${name}`).addEventListener("click", () => show(name));
    $(`tab-${name}`).addEventListener("keydown", event => {
      const i = NAMES.indexOf(name);
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      show(NAMES.at(to % NAMES.length));
      $(`tab-${open}`).focus();
    });
  }
  const close = () => { show(null); opener?.focus(); };
  $("close-tools").addEventListener("click", close);
  $("tools").addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  const last = sessionStorage.getItem("tool");
  if (NAMES.includes(last)) show(last);
}

export function show(name) {
  open = name;
  sessionStorage.setItem("tool", name ?? "");
  $("tools").hidden = !name;
  document.body.classList.toggle("tools-open", !!name);
  for (const other of NAMES) {
    const on = other === name;
    $(`tab-${other}`).setAttribute("aria-selected", String(on));
    $(`tab-${other}`).tabIndex = on ? 0 : -1;
    $(`panel-${other}`).hidden = !on;
    document.querySelector(`[data-tool="${other}"]`).setAttribute("aria-expanded", String(on));
  }
  listeners.forEach(f => f(name));
}
