// A list below or above a text field, by the pattern that ARIA calls a combobox: the focus stays in
// the field, and `aria-activedescendant` tells which line of the list the keys are on.

import { el, fresh } from "./dom.js";

export class Listbox {
  /**
   * `input` gets the list, which is put into `home`. `pick(item)` is called with what was picked;
   * `eager` has the first line active at once, so that Enter picks it.
   */
  constructor(input, home, { label, pick, eager = true }) {
    Object.assign(this, { input, pick, eager, items: [], at: -1 });
    this.list = el("ul", { role: "listbox", id: fresh("list"), "aria-label": label });
    this.word = el("p", { class: "option-word", role: "status" });
    this.shell = el("div", { class: "listbox" }, this.list, this.word);
    this.shell.hidden = true;
    // The field keeps the focus.
    this.shell.addEventListener("pointerdown", event => event.preventDefault());
    this.list.addEventListener("click", event => {
      const line = event.target.closest("[role=option]");
      if (line) this.choose([...this.list.querySelectorAll("[role=option]")].indexOf(line));
    });
    home.append(this.shell);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
      ["aria-controls", this.list.id], ["autocomplete", "off"], ["spellcheck", "false"]]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("blur", () => this.hide());
  }

  get isOpen() { return !this.shell.hidden; }

  /** Shows lines: `{ label, note, mark, item }`; or a word in the place of lines. */
  show(lines, word = "") {
    this.items = lines.map(line => line.item);
    this.labels = lines.map(line => line.label);
    this.list.replaceChildren(...lines.map(({ label, note, mark, title }) => el("li",
      { role: "option", id: fresh("option"), "aria-selected": "false", title },
      mark ? el("span", { class: "mark", "aria-hidden": "true" }, mark) : null,
      el("span", { class: "option-label" }, label), note ? el("span", { class: "option-note" }, note) : null)));
    this.word.textContent = lines.length ? "" : word;
    this.list.hidden = !lines.length;
    this.shell.hidden = !lines.length && !word;
    this.input.setAttribute("aria-expanded", String(lines.length > 0));
    this.move(this.eager && lines.length ? 0 : -1);
  }

  hide() {
    this.shell.hidden = true;
    this.items = [];
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  move(to) {
    const lines = [...this.list.querySelectorAll("[role=option]")];
    this.at = lines.length && to >= 0 ? to % lines.length : -1;
    lines.forEach((line, i) => line.setAttribute("aria-selected", String(i === this.at)));
    const active = lines[this.at];
    if (active) {
      this.input.setAttribute("aria-activedescendant", active.id);
      active.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  choose(at) {
    const item = this.items[at];
    this.hide();
    this.pick(item);
  }

  /** Handles a key of the field; whether it was one for the list. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    const n = this.items.length;
    switch (event.key) {
      case "ArrowDown": if (n) this.move(this.at + 1); break;
      case "ArrowUp": if (n) this.move(this.at <= 0 ? n - 1 : this.at - 1); break;
      case "Escape": this.hide(); break;
      case "Enter":
        if (this.at < 0) return false;
        // It is typed out already: nothing is left to pick.
        if ([this.labels[this.at], String(this.items[this.at].value)].includes(this.input.value.trim())) {
          this.choose(this.at);
          return false;
        }
        this.choose(this.at);
        break;
      case "Tab":
        // Takes the line, and goes on to the next field, unless that has moved the focus already.
        if (this.at < 0 || event.shiftKey) return false;
        this.choose(this.at);
        if (document.activeElement === this.input) return false;
        break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
