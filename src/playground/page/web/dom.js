// Small tools for the document.

export const $ = id => document.getElementById(id);

/** An element: `el("p", { class: "x", onclick: f }, "text", child)`. Nothing is ever read as HTML. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

/** The one element that the server's HTML stands for. The server escapes what people and bots wrote. */
export function fromServer(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** Tells those who listen rather than look. */
export function say(text) {
  $("said").textContent = "";
  requestAnimationFrame(() => { $("said").textContent = text; });
}

/** Ids rise with time; they are too long for numbers. */
export const later = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** A time or a date in the page's language and the browser's zone. */
export const told = (at, form) => new Intl.DateTimeFormat("en-GB", form).format(at);

let made = 0;
/** An id that nothing else in the document has. */
export const fresh = prefix => `${prefix}-${++made}`;
