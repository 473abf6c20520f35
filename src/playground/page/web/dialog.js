// Dialogs of the bot.

import { el, fromServer } from "./dom.js";
import { post } from "./server.js";
import { answered } from "./controls.js";

/** Opens a dialog; it is sent once, and closes when the bot has taken it. */
export function open({ id, html }) {
  const back = document.activeElement;
  const dialog = fromServer(html);
  const form = dialog.querySelector("form");
  const inputs = [...form.querySelectorAll("input[data-custom-id], textarea[data-custom-id]")];
  const before = inputs.map(input => input.value);
  const trouble = el("p", { class: "modal-trouble", role: "alert" });
  form.querySelector(".modal-actions").before(trouble);
  dialog.addEventListener("close", () => { dialog.remove(); if (back?.isConnected) back.focus(); });
  const leave = () => {
    const changed = inputs.some((input, i) => input.value !== before[i]);
    if (!changed || confirm("Throw away what you have written?")) dialog.close();
  };
  dialog.addEventListener("cancel", event => { event.preventDefault(); leave(); });
  form.addEventListener("click", event => { if (event.target.closest("[data-close]")) leave(); });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    trouble.textContent = "";
    const texts = inputs.map(input => [input.dataset.customId, input.value.replaceAll("\r\n", "\n")]);
    try {
      const answer = await post("submit", { dialog: id, texts });
      dialog.close();
      answered(answer);
    } catch (error) {
      trouble.textContent = error.message === "The application did not respond"
        ? "Something went wrong. Try again." : error.message;
      button.disabled = false;
      button.focus();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}
