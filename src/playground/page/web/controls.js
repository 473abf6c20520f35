// Buttons and selects of messages.

import { el } from "./dom.js";
import { post, stage } from "./server.js";
import * as chat from "./chat.js";
import * as dialog from "./dialog.js";

/** A click somewhere in the messages. */
export function click(event, dismiss) {
  const target = event.target;
  const message = target.closest("[data-message]")?.dataset.message;
  if (!message) return;
  if (target.closest("[data-dismiss]")) return dismiss(message);
  const select = target.closest("details[data-custom-id]");
  if (select) {
    const single = target.closest("[data-value]");
    if (single) return act("choose", message, select, [single.dataset.value]);
    if (target.closest("[data-choose]")) {
      const values = [...select.querySelectorAll("input:checked")].map(box => box.value);
      return act("choose", message, select, values);
    }
    return;
  }
  const button = target.closest("button[data-custom-id]");
  if (button) act("press", message, button, []);
}

async function act(how, message, control, values) {
  const body = { who: stage.who, message, what: control.dataset.customId, values };
  control.setAttribute("aria-busy", "true");
  if (control.open) control.open = false;
  try {
    answered(await post(how, body));
  } catch (error) {
    chat.failed(error.message === "The application did not respond" ? "This interaction failed" : error.message);
  } finally {
    control.removeAttribute("aria-busy");
  }
}

/** What an interaction came to, beyond the messages that come by themselves. */
export function answered(answer) {
  if (answer.dialog) dialog.open(answer.dialog);
}

/** Runs a command from the menu of a message. */
export async function fromMenu(message, name, label) {
  const line = chat.local(el("span", {}, `Sending ${label}…`));
  try {
    answered(await post("menu", { who: stage.who, message, what: name }));
    line.remove();
  } catch (error) {
    chat.failed(error.message, line);
  }
}
