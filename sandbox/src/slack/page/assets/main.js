// Puts the page together and keeps it up to date.
import { h, icon, avatar } from "./dom.js";
import { blocks } from "./blocks.js";
import { channelName, isBotDm, openChannel } from "./channels.js";
import { composer } from "./composer.js";
import { clockButton, renderClock } from "./clock.js";
import { deliveriesButton, renderDrawer, renderDelivered } from "./drawer.js";
import { burger, watchFrame } from "./frame.js";
import { renderHints } from "./hints.js";
import { say } from "./language.js";
import { renderMessages } from "./messages.js";
import { renderModal } from "./modal.js";
import { renderSidebar } from "./sidebar.js";
import { followNext } from "./stream.js";
import { suggest } from "./suggest.js";
import { words } from "./words.js";
import { store, start, act, current, markShown, remembered, person } from "./store.js";

let composedFor = "";

function render() {
  const { state } = store;
  if (!current()) {
    store.channel = state.channels.find((c) => c.id === remembered("channel"))?.id
      ?? state.channels.find((c) => c.name === "kudos")?.id ?? state.channels[0]?.id;
    store.tab = "messages";
  }
  const channel = current();
  if (!channel) return;
  markShown(channel, channelName(channel));
  renderSidebar();
  renderTop(channel);
  renderHints(words, intoKudos);
  const home = store.tab === "home" && isBotDm(channel);
  const turned = document.getElementById("home").hidden === home;
  document.getElementById("messages").hidden = home;
  document.getElementById("compose").hidden = home;
  document.getElementById("home").hidden = !home;
  if (home) renderHome(); else { renderMessages(); renderComposer(channel); }
  // Home is read from its top, messages from the latest.
  const stream = document.getElementById("stream");
  if (turned) stream.scrollTop = home ? 0 : stream.scrollHeight;
  renderModal();
  renderDrawer();
}

let topDrawn = "";

function renderTop(channel) {
  const { id, name, topic, kind, shared, members } = channel;
  const now = JSON.stringify([store.me, store.tab, id, name, topic, kind, shared, members]);
  if (now !== topDrawn) drawTop(channel);
  topDrawn = now;
  renderDelivered();
  renderClock();
}

function drawTop(channel) {
  const focused = document.activeElement?.id;
  const dm = isBotDm(channel);
  const outside = (channel.kind === "public" || channel.kind === "private") && !channel.members.includes(store.state.bot);
  const tab = (name, label) => h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(store.tab === name), onclick: () => openChannel(channel.id, name) }, label);
  document.getElementById("topbar").replaceChildren(...[
    burger(),
    h("div", { class: "place" },
      h("h1", {}, channel.kind === "public" ? "# " : channel.kind === "private" ? icon("lock") : "", channelName(channel)),
      channel.topic && h("p", {}, channel.topic),
      channel.shared && h("p", { class: "warn" }, say("shared_with"))),
    dm && h("div", { class: "tabs", role: "tablist" }, tab("messages", say("messages")), tab("home", say("home"))),
    outside && h("button", { type: "button", class: "button", onclick: () => act("invite_bot", { channel: channel.id }) }, say("invite")),
    h("span", { class: "faces", "aria-label": say("members", channel.members.length) }, channel.kind !== "im" && channel.members.slice(0, 3).map((id) => avatar(person(id), "small")),
      channel.kind !== "im" && h("small", {}, String(channel.members.length))),
    clockButton(),
    deliveriesButton(),
  ].filter(Boolean));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function renderHome() {
  const home = store.state.home;
  const root = document.getElementById("home");
  if (root.dataset.hash === (home?.hash ?? "none")) return;
  root.dataset.hash = home?.hash ?? "none";
  root.replaceChildren(...(home ? blocks(home.view.blocks, { place: () => ({ view: home.id }) }) : [h("p", { class: "empty" }, say("nothing_yet"))]));
}

function renderComposer(channel) {
  const root = document.getElementById("compose");
  const key = `${store.me}/${channel.id}/${channel.archived}`;
  if (key === composedFor) return;
  composedFor = key;
  const name = (channel.kind === "im" ? "" : "#") + channelName(channel);
  root.replaceChildren(channel.archived ? h("p", { class: "empty" }, say("archived"))
    : composer({ id: "composer", placeholder: say("message_to", name), suggest, send: (text) => { followNext(); return act("say", { channel: channel.id, text }); } }));
}

// Kudos are shown best where everybody reads them.
function intoKudos() {
  const place = store.state.channels.find((c) => c.name === "kudos" && c.members.includes(store.me));
  if (place && store.channel !== place.id) openChannel(place.id);
}

watchFrame();
start(render);
