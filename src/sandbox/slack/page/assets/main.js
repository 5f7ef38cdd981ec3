// Puts the page together and keeps it up to date.
import { h, icon, iconButton, avatar } from "./dom.js";
import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { renderDrawer, toggleDrawer } from "./drawer.js";
import { renderHints } from "./hints.js";
import { renderMessages } from "./messages.js";
import { renderModal } from "./modal.js";
import { renderSidebar, showSidebar, hideSidebar } from "./sidebar.js";
import { store, onChange, refresh, act, current, channelName, isBotDm, markRead, unread, openChannel, remembered, person } from "./store.js";

const PLACEHOLDER = { en: (name) => `Message ${name}`, id: (name) => `Kirim pesan ke ${name}`, ms: (name) => `Hantar mesej ke ${name}` };

let composedFor = "";

function render() {
  const { state } = store;
  if (!person(store.me)) {
    store.me = state.people.find((p) => p.id === remembered("me") && !p.deleted)?.id
      ?? state.people.find((p) => p.standing !== "bot" && !p.deleted).id;
    refresh();
    return;
  }
  if (!current()) {
    store.channel = state.channels.find((c) => c.id === remembered("channel"))?.id
      ?? state.channels.find((c) => c.name === "kudos")?.id ?? state.channels[0]?.id;
    store.tab = "messages";
  }
  const channel = current();
  if (!channel) return;
  if (document.visibilityState === "visible") markRead(channel);
  const news = state.channels.reduce((sum, c) => sum + (c.id === store.channel ? 0 : unread(c)), 0);
  document.title = `${news ? `(${news}) ` : ""}${channelName(channel)} · Plaudit sandbox`;
  document.documentElement.lang = person(store.me).locale;
  renderSidebar();
  renderTop(channel);
  renderHints();
  const home = store.tab === "home" && isBotDm(channel);
  document.getElementById("messages").hidden = home;
  document.getElementById("compose").hidden = home;
  document.getElementById("home").hidden = !home;
  if (home) renderHome(); else { renderMessages(); renderComposer(channel); }
  renderModal();
  renderDrawer();
}

let topDrawn = "";

function renderTop(channel) {
  const { id, name, topic, kind, shared, members } = channel;
  const now = JSON.stringify([store.me, store.tab, id, name, topic, kind, shared, members]);
  if (now !== topDrawn) drawTop(channel);
  topDrawn = now;
  const { deliveries, connected } = store.state;
  const failed = deliveries.at(-1)?.failure;
  document.getElementById("delivered").textContent = String(deliveries.at(-1)?.number ?? 0);
  document.querySelector("#deliveries .dot").className = `dot ${failed ? "bad" : connected ? "good" : ""}`;
}

function drawTop(channel) {
  const focused = document.activeElement?.id;
  const dm = isBotDm(channel);
  const outside = (channel.kind === "public" || channel.kind === "private") && !channel.members.includes(store.state.bot);
  const tab = (name, label) => h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(store.tab === name), onclick: () => openChannel(channel.id, name) }, label);
  document.getElementById("topbar").replaceChildren(...[
    iconButton("menu", "Conversations", showSidebar, { class: "icon burger", id: "burger" }),
    h("div", { class: "place" },
      h("h1", {}, channel.kind === "public" ? "# " : channel.kind === "private" ? icon("lock") : "", channelName(channel)),
      channel.topic && h("p", {}, channel.topic),
      channel.shared && h("p", { class: "warn" }, "Shared with another company")),
    dm && h("div", { class: "tabs", role: "tablist" }, tab("messages", "Messages"), tab("home", "Home")),
    outside && h("button", { type: "button", class: "button", onclick: () => act("invite_bot", { channel: channel.id }) }, "Invite Plaudit"),
    h("span", { class: "faces", "aria-label": `${channel.members.length} members` }, channel.kind !== "im" && channel.members.slice(0, 3).map((id) => avatar(person(id), "small")),
      channel.kind !== "im" && h("small", {}, String(channel.members.length))),
    h("button", { type: "button", class: "button quiet", id: "deliveries", "aria-controls": "drawer", "aria-expanded": String(!document.getElementById("drawer").hidden), onclick: toggleDrawer },
      h("span", { class: "dot", "aria-hidden": "true" }), h("span", { class: "wide" }, "Deliveries "), h("span", { id: "delivered" })),
  ].filter(Boolean));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function renderHome() {
  const home = store.state.home;
  const root = document.getElementById("home");
  if (root.dataset.hash === (home?.hash ?? "none")) return;
  root.dataset.hash = home?.hash ?? "none";
  root.replaceChildren(...(home ? blocks(home.view.blocks, { place: () => ({ view: home.id }) }) : [h("p", { class: "empty" }, "Nothing here yet.")]));
}

function renderComposer(channel) {
  const root = document.getElementById("compose");
  const key = `${store.me}/${channel.id}/${channel.archived}`;
  if (key === composedFor) return;
  composedFor = key;
  const language = person(store.me).locale.slice(0, 2);
  const name = (channel.kind === "im" ? "" : "#") + channelName(channel);
  root.replaceChildren(channel.archived ? h("p", { class: "empty" }, "This channel is archived.")
    : composer({ id: "composer", placeholder: (PLACEHOLDER[language] ?? PLACEHOLDER.en)(name), send: (text) => act("say", { channel: channel.id, text }) }));
}

onChange(render);
document.getElementById("veil").addEventListener("click", hideSidebar);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideSidebar(); });
document.addEventListener("visibilitychange", () => { if (store.state) render(); });
store.me = remembered("me");
const changes = new EventSource("sandbox/changes");
changes.addEventListener("message", refresh);
changes.addEventListener("open", refresh);
refresh();
