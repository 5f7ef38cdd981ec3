// The inputs of forms. Each has `node` and `value()`; `value(set)` puts an answer back.
import { h, freshId } from "./dom.js";
import { plain } from "./blocks.js";
import { say } from "./language.js";
import { colleagues, picker } from "./picker.js";
import { store } from "./store.js";

/** An input for an element of an input block. `search` finds what an outer list offers. */
export function input(element, labelled, search) {
  switch (element.type) {
    case "plain_text_input": return text(element, labelled);
    case "number_input": return field(element, labelled, { inputMode: "numeric", class: "field number" });
    case "email_text_input": return field(element, labelled, { type: "email" });
    case "url_text_input": return field(element, labelled, { type: "url" });
    case "datepicker": return field({ ...element, initial_value: element.initial_date }, labelled, { type: "date" });
    case "timepicker": return field({ ...element, initial_value: element.initial_time }, labelled, { type: "time" });
    case "static_select": return single(element, labelled);
    case "multi_static_select": return picker({ choices: optionsOf(element).map(choice), several: true, initial: (element.initial_options ?? []).map((o) => o.value), placeholder: element.placeholder?.text, labelled });
    case "external_select": case "multi_external_select": return outer(element, labelled, search);
    case "radio_buttons": case "checkboxes": return boxes(element);
    case "users_select": case "multi_users_select": return peoplePicker(element, undefined, labelled);
    case "conversations_select": case "channels_select": return placePicker(element, labelled);
    default: return field(element, labelled, {});
  }
}

const optionsOf = (e) => e.options ?? e.option_groups?.flatMap((group) => group.options) ?? [];
const choice = (option) => ({ value: option.value, label: option.text.text, note: option.description?.text });

/** A list that the app is asked for as one types. */
function outer(element, labelled, search) {
  const several = element.type.startsWith("multi_");
  const first = several ? element.initial_options ?? [] : element.initial_option ? [element.initial_option] : [];
  const find = async (typed) => (typed.length < (element.min_query_length ?? 3) ? [] : (await search(typed)).map(choice));
  return picker({ choices: first.map(choice), find, several, initial: first.map((o) => o.value), placeholder: element.placeholder?.text, labelled });
}

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
export function peoplePicker(element, onchange, labelled = { "aria-label": element.placeholder?.text ?? say("choose_people") }) {
  const several = element.type.startsWith("multi_");
  const initial = several ? element.initial_users ?? [] : element.initial_user ? [element.initial_user] : [];
  return picker({ choices: colleagues((p) => `@${p.handle}`), several, initial, placeholder: element.placeholder?.text, labelled, onchange });
}

/** A channel of the person. */
function placePicker(element, labelled) {
  const options = store.state.channels.filter((c) => c.name).map((c) => ({ value: c.id, text: { text: `#${c.name}` } }));
  const initial = element.initial_conversation ?? element.initial_channel;
  return single({ ...element, options, initial_option: initial && { value: initial } }, labelled);
}
