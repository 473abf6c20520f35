// Starts the page and passes on what happens.

import { $ } from "./dom.js";
import * as icons from "./icons.js";
import { stage, channelOf, follow } from "./server.js";
import * as sidebar from "./sidebar.js";
import * as chat from "./chat.js";
import * as forum from "./forum.js";
import * as composer from "./composer.js";
import * as tools from "./tools.js";
import * as clock from "./clock.js";
import * as troubles from "./troubles.js";
import * as wirelog from "./wirelog.js";

const KINDS = { 0: "#", 1: "@", 5: "#", 10: "", 11: "", 15: "" };

function connect() {
  follow({
    open() {
      $("banner").hidden = true;
      chat.reload();
      wirelog.reload();
    },
    broken() {
      $("banner").textContent = "The playground does not answer. This page goes on when it is back.";
      $("banner").hidden = false;
    },
    scene(scene) {
      const before = stage.scene;
      stage.scene = scene;
      stage.who = scene.me;
      // A post that was just written may have its address before it has its place here.
      const isNewHere = addressed() !== stage.channel && channelOf(addressed());
      if (!channelOf(stage.channel) || isNewHere) choose(addressed() ?? sessionStorage.getItem("channel"), !before || isNewHere);
      else if (before.me !== scene.me) choose(stage.channel, false);
      sidebar.draw();
      presence();
      forum.draw();
      troubles.draw();
      composer.draw(before?.bot.online !== scene.bot.online);
    },
    message(message) {
      sidebar.heard(message);
      chat.heard(message);
    },
    gone: message => chat.gone(message),
    clock: time => clock.set(time),
    log: line => wirelog.heard(line),
    lost() {
      chat.reload();
      wirelog.reload();
    },
  });
}

function presence() {
  const { bot } = stage.scene;
  const text = bot.online ? `${bot.name} is online` : `${bot.name} is offline`;
  if ($("presence").textContent !== text) $("presence").textContent = text;
  $("presence").classList.toggle("is-online", bot.online);
}

/** The channel in the page's address. */
const addressed = () => location.hash.startsWith("#/") ? location.hash.slice(2) : null;

/** Shows a channel; the first one where there is no such channel. */
function choose(id, focus) {
  const { channels } = stage.scene;
  const channel = channels.find(c => c.id === id) ?? channels.find(c => c.kind === 0) ?? channels[0];
  if (!channel) return;
  stage.channel = channel.id;
  sessionStorage.setItem("channel", channel.id);
  const name = `${KINDS[channel.kind]}${channel.name}`;
  $("channel-name").textContent = name;
  document.title = `${name} · ${stage.scene.guild.name}`;
  const isForum = channel.kind === 15;
  $("chat").hidden = isForum;
  $("forum").hidden = !isForum;
  $("composer").hidden = isForum;
  sidebar.seen(channel.id);
  forum.draw();
  if (!isForum) chat.open(channel);
  composer.open(channel, focus);
  troubles.draw();
}

addEventListener("hashchange", () => {
  if (!stage.scene || addressed() === stage.channel || !channelOf(addressed())) return;
  choose(addressed(), true);
  sidebar.draw();
  sidebar.close();
});

icons.drawAll();
sidebar.start({
  became(who) {
    stage.who = who;
    sessionStorage.setItem("who", who);
    composer.reset();
    connect();
  },
  spoke: () => composer.reset(),
});
chat.start();
composer.start();
tools.start();
clock.start();
troubles.start();
wirelog.start();
connect();
