// The fields of a command's options, by their types.

import { el, fresh } from "./dom.js";
import { post, stage, upload } from "./server.js";
import { Listbox } from "./listbox.js";

const TEXT = 3, INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, ATTACHMENT = 11;
/** Pause after a key before the bot is asked for choices, in milliseconds. */
const PAUSE = 120;

/**
 * A field: `node`, `focus()`, `value()`, which is the text to send, or null where nothing was given, and
 * throws what is wrong; `settled()` is the same at once, and null where something is wrong. `call(name, text)` is the command as filled in so far with this option last.
 */
export function field(option, { call, changed, empty }) {
  const id = fresh("field");
  const node = el("div", { class: "option-field" },
    el("label", { for: id, title: option.description }, option.label,
      option.required ? el("span", { class: "sr" }, " (required)") : null));
  const note = el("span", { class: "sr", id: `${id}-note` }, option.description);
  const made = option.type === ATTACHMENT ? fileField(option, id) : textField(option, id, node, call);
  made.input.setAttribute("aria-describedby", `${id}-note`);
  if (option.required) made.input.setAttribute("aria-required", "true");
  made.input.addEventListener("input", changed);
  made.input.addEventListener("focus", changed);
  made.input.addEventListener("keydown", event => {
    if (made.list?.key(event)) return;
    if (event.key === "Backspace" && !made.input.value && option.type !== ATTACHMENT) {
      event.preventDefault();
      empty();
    }
  });
  node.append(made.shell ?? made.input, note);
  return { node, option, focus: () => made.input.focus(), ...made };
}

function fileField(option, id) {
  const input = el("input", { type: "file", id });
  return {
    input,
    async value() {
      const [file] = input.files;
      return file ? (await upload(file)).id : missing(option);
    },
    // Choices of other fields come without it.
    settled: () => null,
  };
}

function missing(option) {
  if (option.required) throw new Error(`“${option.label}” is needed`);
  return null;
}

function textField(option, id, node, call) {
  const wide = option.type === TEXT && !option.choices.length;
  const input = el("input", {
    type: "text", id, placeholder: hint(option), maxlength: option.max_length,
    inputmode: option.type === INTEGER ? "numeric" : option.type === NUMBER ? "decimal" : null,
    class: wide ? "is-wide" : null,
  });
  // What was picked, and the text that stands for it.
  let picked = null;
  const pick = item => {
    input.value = item.name;
    picked = { name: item.name, value: String(item.value) };
    input.dispatchEvent(new Event("input", { bubbles: true }));
    list.hide();
  };
  const fixed = offered(option);
  const list = fixed || option.completes
    ? new Listbox(input, node, { label: option.label, pick, eager: !!fixed }) : null;
  let timer, turn = 0;
  const look = () => {
    if (picked && picked.name !== input.value) picked = null;
    if (fixed) {
      const typed = input.value.toLowerCase().replace(/^[@#]/, "");
      const fits = fixed().filter(c => picked || c.name.toLowerCase().replace(/^[@#]/, "").includes(typed));
      list.show(fits.map(c => ({ label: c.name, note: c.note, item: c })), "Nothing fits");
    } else if (option.completes) {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    }
  };
  const ask = async () => {
    if (!node.isConnected) return;
    const mine = ++turn;
    const asked = { who: stage.who, channel: stage.channel, call: call(option.name, input.value) };
    try {
      const { choices } = await post("complete", asked);
      if (mine !== turn || document.activeElement !== input) return;
      list.show(choices.map(c => ({ label: c.name, item: c })), input.value ? "Nothing fits" : "");
    } catch {
      if (mine === turn && document.activeElement === input) list.show([], "Loading options failed");
    }
  };
  if (list) {
    input.addEventListener("input", look);
    input.addEventListener("focus", look);
    input.addEventListener("click", () => { if (!list.isOpen) look(); });
    input.addEventListener("keydown", event => { if (event.key === "ArrowDown" && !list.isOpen) look(); });
  }
  const now = () => read(option, input.value.trim(), picked, fixed);
  const settled = () => { try { return now(); } catch { return null; } };
  return { input, list, settled, value: async () => now() };
}

function read(option, text, picked, fixed) {
  if (picked && picked.name.trim() === text) return picked.value;
  if (!text) return missing(option);
  if (fixed) {
    const bare = t => t.toLowerCase().replace(/^[@#]/, "");
    const found = fixed().find(c => bare(c.name) === bare(text) || String(c.value) === text);
    if (!found) throw new Error(`“${option.label}”: pick one from the list`);
    return String(found.value);
  }
  if (option.type === INTEGER && !/^-?\d+$/.test(text) || option.type === NUMBER && Number.isNaN(Number(text))) {
    throw new Error(`“${option.label}” takes a number`);
  }
  return text;
}

/** What there is to pick from, where that is settled; as a function, since people and channels change. */
function offered(option) {
  const { scene } = stage;
  const people = () => [...scene.users, scene.bot].map(u => ({ name: `@${u.name}`, value: u.id }));
  const roles = () => scene.roles.map(r => ({ name: `@${r.name.replace(/^@/, "")}`, value: r.id }));
  switch (option.type) {
    case BOOLEAN: return () => [{ name: "True", value: "true" }, { name: "False", value: "false" }];
    case USER: return people;
    case ROLE: return roles;
    case MENTIONABLE: return () => [...people(), ...roles()];
    case CHANNEL: return () => stage.scene.channels
      .filter(c => c.guild && (!option.channel_types?.length || option.channel_types.includes(c.kind)))
      .map(c => ({ name: `#${c.name}`, value: c.id }));
    default: return option.choices.length && !option.completes ? () => option.choices : null;
  }
}

function hint(option) {
  const { min_value: least, max_value: most } = option;
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  return "";
}
