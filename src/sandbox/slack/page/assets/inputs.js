// The inputs of forms. Each has `node` and `value()`; `value(set)` puts an answer back.
import { h, avatar, freshId } from "./dom.js";
import { plain } from "./blocks.js";
import { store, person } from "./store.js";

/** An input for an element of an input block. */
export function input(element, labelled) {
  switch (element.type) {
    case "plain_text_input": return text(element, labelled);
    case "number_input": return field(element, labelled, { inputMode: "numeric", class: "field number" });
    case "email_text_input": return field(element, labelled, { type: "email" });
    case "url_text_input": return field(element, labelled, { type: "url" });
    case "datepicker": return field({ ...element, initial_value: element.initial_date }, labelled, { type: "date" });
    case "timepicker": return field({ ...element, initial_value: element.initial_time }, labelled, { type: "time" });
    case "static_select": return single(element, labelled);
    case "multi_static_select": return picker(element, labelled, optionsOf(element).map(choice), true, (element.initial_options ?? []).map((o) => o.value));
    case "radio_buttons": case "checkboxes": return boxes(element);
    case "users_select": case "multi_users_select": return peoplePicker(element, undefined, labelled);
    case "conversations_select": case "channels_select": return placePicker(element, labelled);
    default: return field(element, labelled, {});
  }
}

const optionsOf = (e) => e.options ?? e.option_groups?.flatMap((group) => group.options) ?? [];
const choice = (option) => ({ value: option.value, label: option.text.text, note: option.description?.text });

function field(element, labelled, props) {
  const node = h("input", { class: "field", ...props, ...labelled, value: element.initial_value ?? "", placeholder: element.placeholder?.text ?? "" });
  return { node, value: (set) => (set === undefined ? node.value : (node.value = set ?? "")) };
}

function text(element, labelled) {
  if (!element.multiline) {
    const one = field(element, labelled, {});
    if (element.max_length) one.node.maxLength = element.max_length;
    return one;
  }
  const node = h("textarea", { class: "field", rows: 4, ...labelled, value: element.initial_value ?? "", placeholder: element.placeholder?.text ?? "" });
  const left = h("span", { class: "left", "aria-hidden": "true" });
  const count = () => { left.textContent = element.max_length ? `${[...node.value].length} / ${element.max_length}` : ""; };
  node.addEventListener("input", count);
  count();
  return { node: h("div", { class: "counted" }, node, left), value: (set) => { if (set === undefined) return node.value; node.value = set ?? ""; count(); return set; } };
}

function single(element, labelled) {
  const empty = h("option", { value: "" }, element.placeholder?.text ?? "");
  const node = h("select", { class: "field", ...labelled }, empty,
    element.option_groups
      ? element.option_groups.map((group) => h("optgroup", { label: group.label.text }, group.options.map((o) => h("option", { value: o.value }, o.text.text))))
      : element.options.map((o) => h("option", { value: o.value }, o.text.text)));
  node.value = element.initial_option?.value ?? "";
  return { node, value: (set) => (set === undefined ? node.value || null : (node.value = set ?? "")) };
}

function boxes(element) {
  const several = element.type === "checkboxes";
  const initial = several ? (element.initial_options ?? []).map((o) => o.value) : [element.initial_option?.value];
  const name = freshId("box");
  const all = element.options.map((option) => h("input", { type: several ? "checkbox" : "radio", name, value: option.value, checked: initial.includes(option.value) }));
  const node = h("div", { class: "boxes" }, element.options.map((option, index) => h("label", { class: "box" }, all[index],
    h("span", {}, plain(option.text.text), option.description && h("small", {}, plain(option.description.text))))));
  return {
    node,
    value: (set) => {
      if (set !== undefined) { for (const box of all) box.checked = several ? (set ?? []).includes(box.value) : box.value === set; return set; }
      const chosen = all.filter((box) => box.checked).map((box) => box.value);
      return several ? chosen : chosen[0] ?? null;
    },
  };
}

/** One or several people. */
export function peoplePicker(element, onchange, labelled = { "aria-label": element.placeholder?.text ?? "Choose people" }) {
  const several = element.type.startsWith("multi_");
  const initial = several ? element.initial_users ?? [] : element.initial_user ? [element.initial_user] : [];
  const people = store.state.people.filter((p) => !p.deleted).sort((a, b) => (a.standing === "bot") - (b.standing === "bot")).map((p) => ({ value: p.id, label: p.name, note: `@${p.handle}`, person: p }));
  return picker(element, labelled, people, several, initial, onchange);
}

/** A channel of the person. */
function placePicker(element, labelled) {
  const options = store.state.channels.filter((c) => c.name).map((c) => ({ value: c.id, text: { text: `#${c.name}` } }));
  const initial = element.initial_conversation ?? element.initial_channel;
  return single({ ...element, options, initial_option: initial && { value: initial } }, labelled);
}

/** A field that searches a list and keeps what was chosen as tokens. */
function picker(element, labelled, choices, several, initial, onchange) {
  let chosen = [...initial];
  let marked = 0;
  const listId = freshId("list");
  const tokens = h("span", { class: "tokens" });
  const list = h("ul", { class: "options", id: listId, role: "listbox", hidden: true });
  const search = h("input", {
    class: "search", type: "text", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": listId,
    "aria-autocomplete": "list", ...labelled,
    oninput: () => show(), onblur: () => setTimeout(hide, 150), onkeydown: keys,
  });
  const node = h("div", { class: "picker field", onclick: () => { search.focus(); show(); } }, tokens, search, list);
  const label = (value) => choices.find((c) => c.value === value)?.label ?? person(value)?.name ?? value;

  function matches() {
    const words = search.value.trim().toLowerCase().replace(/^@/, "");
    return choices.filter((c) => !chosen.includes(c.value) && (`${c.label} ${c.note ?? ""}`.toLowerCase().includes(words))).slice(0, 8);
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
  function hide() { list.hidden = true; search.setAttribute("aria-expanded", "false"); }
  function pick(value) {
    chosen = several ? [...chosen, value] : [value];
    search.value = "";
    marked = 0;
    draw();
    if (several) show(); else hide();
    onchange?.(several ? chosen : value);
  }
  function drop(value) { chosen = chosen.filter((c) => c !== value); draw(); onchange?.(several ? chosen : null); search.focus(); }
  function keys(event) {
    const found = list.hidden ? [] : matches();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return show();
      marked = (marked + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length);
      show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (found[marked]) pick(found[marked].value);
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
      h("button", { type: "button", "aria-label": `Remove ${label(value)}`, onclick: (event) => { event.stopPropagation(); drop(value); } }, "×"))));
    search.placeholder = chosen.length ? "" : element.placeholder?.text ?? "";
  }
  draw();
  return {
    node,
    value: (set) => {
      if (set !== undefined) { chosen = several ? set ?? [] : set ? [set] : []; draw(); return set; }
      return several ? chosen : chosen[0] ?? null;
    },
  };
}
