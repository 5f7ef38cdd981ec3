// Puts the page together and keeps it up to date.
import { chatName, isPersonal, teamOf } from "./chats.js";
import { composer } from "./composer.js";
import { renderDialog } from "./dialog.js";
import { h, avatar, icon, iconButton } from "./dom.js";
import { clockButton, renderClock } from "./clock.js";
import { deliveriesButton, renderDelivered, renderDrawer } from "./drawer.js";
import { burger, watchFrame } from "./frame.js";
import { renderHints } from "./hints.js";
import { say } from "./language.js";
import { platforms, switcher } from "./people.js";
import { renderPosts } from "./posts.js";
import { renderSidebar } from "./sidebar.js";
import { store, start, act, current, enter, markShown, person, remembered } from "./store.js";
import { followNext } from "./stream.js";
import { suggest } from "./suggest.js";
import { words } from "./words.js";

function render() {
  const { channels } = store.state;
  if (!current()) {
    store.channel = (channels.find((c) => c.id === remembered("channel")) ?? channels.find((c) => c.name === "Kudos") ?? channels[0])?.id;
  }
  const chat = current();
  if (!chat) return;
  markShown(chat, chatName(chat));
  renderTitle();
  renderSidebar();
  renderTop(chat);
  renderHints(words, intoKudos);
  renderPosts();
  renderComposer(chat);
  renderDialog();
  renderDrawer();
}

let titleDrawn = "";

function renderTitle() {
  const now = JSON.stringify([store.me, store.state.people, store.state.elsewhere]);
  if (now === titleDrawn) return;
  titleDrawn = now;
  document.getElementById("titlebar").replaceChildren(...[
    h("div", { class: "brand" }, h("img", { src: "assets/icon.svg", alt: "", width: 24, height: 24 }), h("strong", {}, store.state.team), h("small", {}, "Plaudit sandbox")),
    platforms("Teams"), switcher(),
  ].filter(Boolean));
}

let topDrawn = "";

function renderTop(chat) {
  const now = JSON.stringify([store.me, { ...chat, messages: null }, store.state.teams]);
  if (now !== topDrawn) drawTop(chat);
  topDrawn = now;
  renderDelivered();
  renderClock();
}

function drawTop(chat) {
  const team = teamOf(chat);
  const sign = isPersonal(chat) ? avatar(person(store.state.bot))
    : team ? h("span", { class: `team-sign hue-${team.name.length % 10}`, "aria-hidden": "true" }, [...team.name][0])
      : h("span", { class: "avatar chat-sign", "aria-hidden": "true" }, icon("group"));
  document.getElementById("topbar").replaceChildren(...[
    burger(), sign,
    h("div", { class: "place" }, h("h1", {}, chat.type === "private" && icon("lock"), chatName(chat)), team && h("p", {}, team.name)),
    !chat.installed && h("button", { type: "button", class: "button", onclick: () => act("install", { conversation: chat.id }) }, say("add_plaudit")),
    !isPersonal(chat) && h("span", { class: "faces", "aria-label": say("members", chat.members.length) }, icon("group"), h("small", {}, String(chat.members.length))),
    clockButton(),
    deliveriesButton(),
  ].filter(Boolean));
}

let composedFor = "";

function renderComposer(chat) {
  const key = `${store.me}/${chat.id}`;
  if (key === composedFor) return;
  composedFor = key;
  const placeholder = say(chat.kind === "channel" ? "post" : "type_message");
  document.getElementById("compose").replaceChildren(
    composer({ id: "composer", placeholder, suggest, send: (text) => { followNext(); return act("say", { conversation: chat.id, text }); } }),
    iconButton("bolt", say("give_kudos"), () => act("from_compose", { conversation: chat.id }), { id: "shortcut" }));
}

// Kudos are shown best where everybody reads them.
function intoKudos() {
  const place = store.state.channels.find((c) => c.name === "Kudos");
  if (place && store.channel !== place.id) enter(place.id);
}

watchFrame();
start(render);
