// A forum: its posts, and a new one.

import { $, el, later, told } from "./dom.js";
import { channelOf, post, stage } from "./server.js";

let shown = null;
let drawn = "";

/** Draws the posts; the form for a new one stays while the forum stays. */
export function draw() {
  const forum = channelOf(stage.channel);
  if (forum?.kind !== 15) {
    shown = null;
    return;
  }
  if (shown !== `${stage.who} ${forum.id}`) {
    shown = `${stage.who} ${forum.id}`;
    drawn = "";
    $("forum").replaceChildren(...compose(forum), el("ul", { class: "posts" }), el("p", { class: "empty" }, "No posts yet."));
  }
  const posts = stage.scene.channels.filter(c => c.parent === forum.id).sort((a, b) => later(b.last ?? b.id, a.last ?? a.id));
  const now = JSON.stringify(posts);
  if (now === drawn) return;
  drawn = now;
  $("forum").querySelector(".posts").replaceChildren(...posts.map(row));
  $("forum").querySelector(".empty").hidden = posts.length > 0;
}

function row(thread) {
  return el("li", {}, el("a", { class: "post", href: `#/${thread.id}` },
    thread.tags.map(tag => el("span", { class: "tag" }, tag)),
    el("span", { class: "post-title" }, thread.name),
    el("span", { class: "post-note" },
      [thread.owner, told(thread.created, { dateStyle: "medium" }), thread.messages === 1 ? "1 reply" : `${thread.messages} replies`]
        .filter(Boolean).join(" · "))));
}

function compose(forum) {
  if (!forum.writable) return [];
  const title = el("input", { id: "post-title", maxlength: "100", required: true });
  const text = el("textarea", { id: "post-text", rows: "3", maxlength: "2000", required: true });
  const trouble = el("p", { class: "modal-trouble", role: "alert" });
  const form = el("form", { class: "new-post" },
    el("label", { for: "post-title" }, "Title"), title,
    el("label", { for: "post-text" }, "Message"), text, trouble,
    el("button", { class: "button primary", type: "submit" }, "Post"));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    try {
      const made = await post("posts", { who: stage.who, forum: forum.id, title: title.value, text: text.value });
      location.hash = `#/${made.id}`;
    } catch (error) {
      trouble.textContent = error.message;
    }
  });
  return [el("details", { class: "new-post-box" }, el("summary", { class: "button secondary" }, "New post"), form)];
}
