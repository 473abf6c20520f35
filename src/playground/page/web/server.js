// The page's server: requests, and what it tells as it happens.

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** What the page knows. `scene` is as the server sends it. */
export const stage = { who: sessionStorage.getItem("who"), channel: null, scene: null };

export const channelOf = id => stage.scene?.channels.find(channel => channel.id === id);

const address = (path, query) => {
  const known = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  return `/api/${path}?${new URLSearchParams(known)}`;
};

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Error("The playground does not answer. Is it still running?");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(sentence(body.error || `the playground answered ${response.status}`));
  return body;
}

const sentence = text => text.charAt(0).toUpperCase() + text.slice(1);

export const get = (path, query = {}) => answer(fetch(address(path, query)));

export const post = (path, body) => answer(fetch(`/api/${path}`, {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
}));

export const upload = file => answer(fetch(address("files", { name: file.name }), {
  method: "POST", headers: { "content-type": file.type || "application/octet-stream" }, body: file,
}));

let events;

/** Follows what happens, as the person that one is. `handlers` by event; `open` at each new start. */
export function follow(handlers) {
  events?.close();
  events = new EventSource(address("events", { who: stage.who, zone }));
  events.addEventListener("open", () => handlers.open());
  events.addEventListener("error", () => handlers.broken());
  for (const name of ["scene", "message", "gone", "clock", "log", "lost"]) {
    events.addEventListener(name, event => handlers[name](JSON.parse(event.data)));
  }
}
