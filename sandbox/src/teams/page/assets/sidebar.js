// The rail, and the list of chats and channels.
import { chatName, isPersonal } from "./chats.js";
import { h, avatar, icon } from "./dom.js";
import { hideSidebar } from "./frame.js";
import { say } from "./language.js";
import { store, act, enter, current, person, refresh, unread } from "./store.js";

let drawn = "";

export function renderSidebar() {
  // Drawn anew only when something is new: a button must not vanish between press and release.
  const { channels, teams } = store.state;
  const now = JSON.stringify([store.me, store.channel, teams, channels.map((c) => [c.id, c.name, c.messages.at(-1)?.ts, unread(c)])]);
  if (now === drawn) return;
  drawn = now;
  const root = document.getElementById("sidebar");
  const focused = document.activeElement?.dataset.channel;
  const chats = channels.filter((c) => c.kind !== "channel").sort((a, b) => isPersonal(b) - isPersonal(a));
  root.replaceChildren(rail(channels), h("div", { class: "list" },
    h("h2", { class: "list-head" }, say("chat")),
    h("section", {}, h("h3", {}, say("direct")), h("ul", {}, !chats.some(isPersonal) && adding(), chats.map((c) => entry(c, true)))),
    teams.length > 0 && h("section", {}, h("h3", {}, say("teams")), teams.map((team) => h("div", { class: "team" },
      h("div", { class: "team-name" }, h("span", { class: `team-sign hue-${team.name.length % 10}`, "aria-hidden": "true" }, [...team.name][0]), team.name),
      h("ul", {}, channels.filter((c) => c.team === team.id).map((c) => entry(c, false))))))));
  if (focused) root.querySelector(`.list [data-channel="${CSS.escape(focused)}"]`)?.focus();
}

// What Teams has at its very left: ways to the app, the chats and the teams.
function rail(channels) {
  const here = current()?.kind;
  const way = (label, sign, kinds) => {
    const target = channels.find((c) => kinds.includes(c.kind) && c.name === "Kudos") ?? channels.find((c) => kinds.includes(c.kind));
    const go = target ? () => { hideSidebar(); enter(target.id); } : kinds.includes("personal") && add;
    return go && h("button", { type: "button", class: "way", "aria-current": kinds.includes(here) ? "true" : null, onclick: go }, sign, h("span", {}, label));
  };
  return h("div", { class: "rail" },
    way("Plaudit", h("img", { src: "assets/icon.svg", alt: "" }), ["personal"]),
    way(say("chat"), icon("chat"), ["groupChat"]),
    way("Teams", icon("group"), ["channel"]));
}

// Adds the app for oneself, and opens the chat with it.
async function add() {
  hideSidebar();
  await act("install");
  await refresh();
  const chat = store.state.channels.find(isPersonal);
  if (chat) enter(chat.id);
}

// The app before one has it.
const adding = () => h("li", {}, h("button", { type: "button", class: "entry", id: "add-app", onclick: add }, avatar(person(store.state.bot)), h("span", { class: "entry-name" }, "Plaudit", h("small", {}, say("add_app")))));

function entry(chat, pictured) {
  const news = chat.id === store.channel ? 0 : unread(chat);
  return h("li", {}, h("button", {
    type: "button", class: `entry ${news ? "news" : ""}`, "data-channel": chat.id,
    "aria-current": chat.id === store.channel ? "page" : null,
    onclick: () => { hideSidebar(); enter(chat.id); },
  }, pictured && (isPersonal(chat) ? avatar(person(store.state.bot)) : h("span", { class: "avatar chat-sign", "aria-hidden": "true" }, icon("group"))),
  h("span", { class: "entry-name" }, chatName(chat), pictured && h("small", {}, latest(chat))),
  chat.type === "private" && icon("lock"),
  chat.type === "shared" && h("span", { class: "tag" }, say("shared")),
  news > 0 && h("span", { class: "badge", "aria-label": say("unread", news) }, String(news))));
}

function latest(chat) {
  const last = chat.messages.at(-1);
  if (!last) return "";
  const who = last.user === store.me ? say("you") : person(last.user)?.name.split(" ")[0] ?? "";
  return `${who}: ${last.summary}`;
}
