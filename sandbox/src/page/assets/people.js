// Who one is, and on which platform.
import { h, avatar, icon, popover } from "./dom.js";
import { say } from "./language.js";
import { store, me, choosePerson, elsewhere } from "./store.js";

const LANGUAGE = { en: "English", id: "Indonesia", ms: "Melayu" };

/** The way to the same company on the other platform; nothing when there is none. */
export function platforms(here) {
  const address = elsewhere();
  if (!address) return null;
  const one = (name) => (name === here ? h("span", { "aria-current": "true" }, name)
    : h("a", { href: address, title: say("same_company", name) }, name));
  return h("div", { class: "platforms", role: "group", "aria-label": "Platform" }, one("Slack"), one("Teams"));
}

/** The button that shows who one is, and lets one become somebody else; `below` stands under all of them. */
export function switcher(below) {
  const who = me();
  const button = h("button", { type: "button", class: "me", id: "me", "aria-haspopup": "listbox", "aria-label": say("switch_person", who.name), onclick: () => openSwitcher(button, below) },
    avatar(who), h("span", { class: "me-name" }, h("strong", {}, who.name), h("small", {}, who.title || `@${who.handle}`)),
    icon("down", "chevron"));
  return button;
}

function openSwitcher(anchor, below) {
  const people = store.state.people.filter((p) => !p.deleted && p.standing !== "bot");
  let found = people;
  let marked = Math.max(0, people.findIndex((p) => p.id === store.me));
  const list = h("ul", { role: "listbox", id: "people", "aria-label": say("people") });
  const search = h("input", { class: "field", type: "search", placeholder: say("who"), "aria-label": say("find_person"), "aria-controls": "people", role: "combobox", "aria-expanded": "true",
    oninput: () => { marked = 0; draw(); }, onkeydown: keys });
  const close = popover(anchor, h("div", { class: "people" }, search, list, below?.(() => close())));
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
    }, avatar(p, "small"), h("span", { class: "me-name" }, h("strong", {}, p.name), h("small", {}, p.title || `@${p.handle}`)),
    p.standing !== "member" && h("span", { class: "tag" }, say(p.standing)),
    h("span", { class: "tag quiet" }, LANGUAGE[p.locale.slice(0, 2)] ?? p.locale))));
    search.setAttribute("aria-activedescendant", found[marked] ? `person-${found[marked].id}` : "");
    list.querySelector(".marked")?.scrollIntoView({ block: "nearest" });
  }
  draw();
  search.focus();
}
