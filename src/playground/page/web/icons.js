// Small pictures, drawn by lines in the colour of the text.

const LINES = {
  hash: "M5 9h15M4 15h15M10 4 8 20M16 4l-2 16",
  megaphone: "M4 10v4h3l9 4V6l-9 4zM19 9.5a3.5 3.5 0 0 1 0 5M8 14.5 9.2 20h2.3l-1-4.6",
  forum: "M4 5h11v8H9l-3 3v-3H4zM18 9h2v8h-2v3l-3-3h-4",
  thread: "M6 4v8a3 3 0 0 0 3 3h10M15 11l4 4-4 4",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM16 8v5.5a2.5 2.5 0 0 0 5-.5v-1a9 9 0 1 0-3.5 7.1",
  clock: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5l3.5 2",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  lines: "M4 6h16M4 12h16M4 18h10",
  send: "M4 11.5 20 4l-6 16-3-6.5zM11 13.5 20 4",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
};

const SVG = "http://www.w3.org/2000/svg";

/** A picture that says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", "icon"], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", LINES[name]);
  svg.append(path);
  return svg;
}

/** Draws those that the document names: `<span data-icon="clock">`. */
export function drawAll() {
  for (const place of document.querySelectorAll("[data-icon]")) place.append(icon(place.dataset.icon));
}
