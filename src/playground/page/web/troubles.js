// Trouble on demand.

import { $, el, fresh, say } from "./dom.js";
import { channelOf, post, stage } from "./server.js";

const SWITCHES = [
  ["limited", "Discord is rate limiting", "429 to everything but the first answers to commands; bots have to wait two seconds and try again."],
  ["failing", "Discord answers 500", "To every request. No answer of the bot arrives."],
  ["lost", "The connection is lost", "The gateway is cut, and nothing can be reached. When it is back, the bot needs some seconds to return."],
  ["denied", "The bot may not write here", "It loses Send Messages and Embed Links. Answers to commands need neither; daily posts do."],
];
const boxes = new Map();

export function start() {
  $("panel-trouble").append(...SWITCHES.map(([what, name, note]) => {
    const id = fresh("switch");
    const box = el("input", { type: "checkbox", role: "switch", id, "aria-describedby": `${id}-note` });
    const label = el("label", { for: id }, name);
    boxes.set(what, { box, label, name });
    box.addEventListener("change", () => turn(what, box));
    return el("div", { class: "switch" }, el("div", { class: "switch-line" }, label, box),
      el("p", { class: "hint", id: `${id}-note` }, note));
  }));
}

async function turn(what, box) {
  const body = { what, on: box.checked };
  if (what === "denied") body.channel = place();
  try {
    await post("troubles", body);
  } catch (error) {
    box.checked = !box.checked;
    say(error.message);
  }
}

/** A thread follows its channel. */
const place = () => channelOf(stage.channel)?.parent ?? stage.channel;

export function draw() {
  const { scene } = stage;
  if (!scene || !boxes.size) return;
  const { limited, failing, lost, denied } = scene.troubles;
  const here = channelOf(place());
  const on = { limited, failing, lost, denied: denied.includes(place()) };
  for (const [what, { box, label, name }] of boxes) {
    box.checked = on[what];
    if (what === "denied") {
      box.disabled = !here?.guild;
      label.textContent = here?.guild ? `The bot may not write in #${here.name}` : name;
    }
  }
  const count = [limited, failing, lost].filter(Boolean).length + denied.length;
  const badge = $("trouble-count");
  badge.hidden = !count;
  badge.textContent = String(count);
}
