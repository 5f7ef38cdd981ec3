// Who one is, and where.
import { h, avatar, icon, popover } from "./dom.js";
import { store, me, isBotDm, channelName, unread, openChannel, choosePerson, act } from "./store.js";

const LANGUAGE = { en: "English", id: "Indonesia", ms: "Melayu" };

let drawn = "";

export function renderSidebar() {
  // Drawn anew only when something is new: a button must not vanish between press and release.
  const now = JSON.stringify([store.me, store.channel, store.state.people, store.state.channels.map((c) => [c.id, c.name, c.members, unread(c)])]);
  if (now === drawn) return;
  drawn = now;
  const root = document.getElementById("sidebar");
  const { id, dataset: { channel: focused } } = document.activeElement ?? document.body;
  const { channels } = store.state;
  const list = (title, wanted) => {
    const found = channels.filter(wanted);
    return found.length > 0 && h("section", {}, h("h2", {}, title), h("ul", {}, found.map(entry)));
  };
  root.replaceChildren(...[
    h("div", { class: "brand" }, h("img", { src: "assets/icon.svg", alt: "", width: 28, height: 28 }),
      h("div", {}, h("strong", {}, store.state.team), h("small", {}, "Plaudit sandbox"))),
    switcher(),
    h("button", { type: "button", class: "shortcut", id: "shortcut", onclick: () => { hideSidebar(); act("shortcut"); } },
      icon("bolt"), "Give kudos"),
    list("Apps", isBotDm),
    list("Channels", (c) => c.kind === "public" || c.kind === "private"),
    list("Direct messages", (c) => (c.kind === "im" || c.kind === "mpim") && !isBotDm(c)),
  ].filter(Boolean));
  if (focused) root.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
  else if (id === "me" || id === "shortcut") document.getElementById(id).focus();
}

function entry(channel) {
  const news = channel.id === store.channel ? 0 : unread(channel);
  const sign = isBotDm(channel) ? h("img", { src: "assets/icon.svg", alt: "", class: "sign" })
    : h("span", { class: "sign", "aria-hidden": "true" }, channel.kind === "private" ? icon("lock") : channel.kind === "public" ? "#" : "@");
  return h("li", {}, h("button", {
    type: "button", class: `entry ${news ? "news" : ""}`, "data-channel": channel.id,
    "aria-current": channel.id === store.channel ? "page" : null,
    onclick: () => { hideSidebar(); openChannel(channel.id); },
  }, sign, h("span", { class: "entry-name" }, channelName(channel)),
  channel.shared && h("span", { class: "tag", title: "Shared with another company" }, "shared"),
  news > 0 && h("span", { class: "badge", "aria-label": `${news} unread` }, String(news))));
}

function switcher() {
  const who = me();
  const button = h("button", { type: "button", class: "me", id: "me", "aria-haspopup": "listbox", "aria-label": `You are ${who.name}. Switch person`, onclick: () => openSwitcher(button) },
    avatar(who), h("span", { class: "me-name" }, h("strong", {}, who.name), h("small", {}, who.title || `@${who.handle}`)),
    icon("down", "chevron"));
  return button;
}

function openSwitcher(anchor) {
  const people = store.state.people.filter((p) => !p.deleted && p.standing !== "bot");
  let found = people;
  let marked = Math.max(0, people.findIndex((p) => p.id === store.me));
  const list = h("ul", { role: "listbox", id: "people", "aria-label": "People" });
  const search = h("input", { class: "field", type: "search", placeholder: "Who are you?", "aria-label": "Find a person", "aria-controls": "people", role: "combobox", "aria-expanded": "true",
    oninput: () => { marked = 0; draw(); }, onkeydown: keys });
  const close = popover(anchor, h("div", { class: "people" }, search, list));
  function pick(person) { close(); choosePerson(person.id); document.getElementById("composer")?.focus(); }
  function keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); marked = (marked + step + found.length) % Math.max(1, found.length); draw(); }
    if (event.key === "Enter" && found[marked]) pick(found[marked]);
  }
  function draw() {
    const words = search.value.toLowerCase();
    found = people.filter((p) => `${p.name} ${p.handle} ${p.title}`.toLowerCase().includes(words));
    list.replaceChildren(...found.map((p, index) => h("li", {
      role: "option", id: `person-${p.id}`, "aria-selected": String(p.id === store.me), class: index === marked ? "marked" : "", onclick: () => pick(p),
    }, avatar(p, "small"), h("span", { class: "me-name" }, h("strong", {}, p.name), h("small", {}, p.title || p.standing)),
    p.standing !== "member" && h("span", { class: "tag" }, p.standing === "stranger" ? "other company" : p.standing),
    h("span", { class: "tag quiet" }, LANGUAGE[p.locale.slice(0, 2)] ?? p.locale))));
    search.setAttribute("aria-activedescendant", found[marked] ? `person-${found[marked].id}` : "");
    list.querySelector(".marked")?.scrollIntoView({ block: "nearest" });
  }
  draw();
  search.focus();
}

export function showSidebar() {
  document.getElementById("app").classList.add("with-sidebar");
  document.getElementById("veil").hidden = false;
  document.getElementById("me")?.focus();
}
export function hideSidebar() {
  document.getElementById("app").classList.remove("with-sidebar");
  document.getElementById("veil").hidden = true;
}
