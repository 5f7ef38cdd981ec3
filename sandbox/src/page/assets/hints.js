// Three things to try, in the language of the person chosen.
import { h } from "./dom.js";
import { store, me, remember, remembered, changed } from "./store.js";

/** Draws the hints. `words` are `{title, tries, then, hide, use}` by language, and `prepare` is
    called before one of them is put into the message field. */
export function renderHints(words, prepare) {
  const root = document.getElementById("hints");
  if (remembered("hints") === "off" || store.tab === "home") { root.replaceChildren(); return; }
  const who = me();
  if (root.dataset.who === who.id && root.children.length) return;
  root.dataset.who = who.id;
  const { title, tries, then, hide, use } = words[who.locale.slice(0, 2)] ?? words.en;
  const other = store.state.people.find((p) => p.handle === (who.handle === "budi" ? "siti" : "budi")) ?? who;
  const fill = (text) => {
    prepare();
    const area = document.getElementById("composer");
    area.value = text;
    area.dispatchEvent(new Event("input"));
    area.focus();
  };
  root.replaceChildren(h("section", { class: "hints", "aria-label": title(who.name), lang: who.locale },
    h("header", {}, h("h2", {}, title(who.name)), h("button", { type: "button", class: "button", onclick: () => { remember("hints", "off"); changed(); } }, hide)),
    h("ul", {}, tries(other).map(([what, line]) => h("li", {}, h("div", {}, h("strong", {}, what), h("code", {}, line)),
      h("button", { type: "button", class: "button", "aria-label": `${use}: ${line}`, onclick: () => fill(line) }, use)))),
    h("p", {}, then(other.name.split(" ")[0]))));
}
