// A field in which one searches a list.
import { h, avatar, freshId } from "./dom.js";
import { say } from "./language.js";
import { store, person } from "./store.js";

/** Everybody there is, bots last. `note` says what stands beside a name. */
export const colleagues = (note) => store.state.people.filter((p) => !p.deleted).sort((a, b) => (a.standing === "bot") - (b.standing === "bot"))
  .map((p) => ({ value: p.id, label: p.name, note: note(p), person: p }));

/** A field that searches `choices` and keeps what was chosen as tokens. Where there is a `find`, it says
    what there is to choose from, for what was typed so far. What was typed and not chosen is chosen when
    one leaves, where only one thing can be meant; else it is told, as `unpicked()` tells a form. */
export function picker({ choices, find, several, initial, placeholder = "", labelled, onchange }) {
  let chosen = [...initial];
  const known = new Map(choices.map((c) => [c.value, c]));
  let marked = 0;
  let asked = ""; // what `choices` were found for
  const listId = freshId("list");
  const tokens = h("span", { class: "tokens" });
  const list = h("ul", { class: "options", id: listId, role: "listbox", hidden: true, onmousedown: stay });
  const search = h("input", {
    class: "search", type: "text", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": listId,
    "aria-autocomplete": "list", ...labelled,
    oninput: () => { note.textContent = ""; look(); }, onblur: leave, onkeydown: keys,
  });
  const note = h("p", { class: "unpicked", role: "status" });
  const node = h("div", {}, h("div", { class: "picker field", onclick: () => { search.focus(); look(); } }, tokens, search, list), note);
  const label = (value) => known.get(value)?.label ?? person(value)?.name ?? value;

  function matches() {
    const words = search.value.trim().toLowerCase().replace(/^@/, "");
    return choices.filter((c) => !chosen.includes(c.value) && (find || `${c.label} ${c.note ?? ""}`.toLowerCase().includes(words))).slice(0, 8);
  }
  /** What was found for something else than is typed by now is not shown. */
  async function look() {
    if (!find) return show();
    const typed = search.value;
    const found = await find(typed);
    if (typed !== search.value) return;
    choices = found;
    asked = typed;
    for (const c of found) known.set(c.value, c);
    if (document.activeElement === search) show();
  }
  function show() {
    const found = matches();
    marked = Math.min(marked, Math.max(0, found.length - 1));
    list.replaceChildren(...found.map((c, index) => h("li", {
      id: `${listId}-${index}`, role: "option", "aria-selected": String(index === marked), class: index === marked ? "marked" : "",
      onpointerdown: (event) => { event.preventDefault(); pick(c.value); },
    }, c.person && avatar(c.person, "small"), h("span", {}, c.label), c.note && h("small", {}, c.note))));
    list.hidden = !found.length;
    search.setAttribute("aria-expanded", String(!list.hidden));
    search.setAttribute("aria-activedescendant", found.length ? `${listId}-${marked}` : "");
    list.querySelector(".marked")?.scrollIntoView({ block: "nearest" });
  }
  // Who presses on the list is still in the field.
  function stay(event) { event.preventDefault(); }
  function hide() { list.hidden = true; search.setAttribute("aria-expanded", "false"); }
  function leave() {
    hide();
    note.textContent = unpicked();
  }
  /** What is wrong with what was typed and not chosen; nothing where it could only mean one thing. */
  function unpicked() {
    const typed = search.value;
    note.textContent = "";
    if (!typed.trim()) { search.value = ""; return ""; }
    const found = find && asked !== typed ? [] : matches();
    if (found.length !== 1) return say("unpicked", typed.trim());
    choose(found[0].value);
    return "";
  }
  function choose(value) {
    chosen = several ? [...chosen, value] : [value];
    search.value = "";
    marked = 0;
    note.textContent = "";
    draw();
    onchange?.(several ? chosen : value);
  }
  function pick(value) {
    choose(value);
    if (several) look(); else hide();
  }
  function drop(value) { chosen = chosen.filter((c) => c !== value); draw(); onchange?.(several ? chosen : null); search.focus(); }
  function keys(event) {
    const found = list.hidden ? [] : matches();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return look();
      marked = (marked + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length);
      show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (found[marked]) pick(found[marked].value);
      else note.textContent = unpicked();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    } else if (event.key === "Backspace" && !search.value && chosen.length) {
      drop(chosen.at(-1));
    }
  }
  function draw() {
    tokens.replaceChildren(...chosen.map((value) => h("span", { class: "token" }, label(value),
      h("button", { type: "button", "aria-label": say("remove", label(value)), onclick: (event) => { event.stopPropagation(); drop(value); } }, "×"))));
    search.placeholder = chosen.length ? "" : placeholder;
  }
  draw();
  return {
    node,
    unpicked,
    value: (set) => {
      if (set !== undefined) { chosen = several ? set ?? [] : set ? [set] : []; draw(); return set; }
      return several ? chosen : chosen[0] ?? null;
    },
  };
}
