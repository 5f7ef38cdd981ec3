// The inputs of cards. Whatever is filled in leaves as a string.
import { h, freshId } from "./dom.js";
import { say } from "./language.js";
import { colleagues, picker } from "./picker.js";
import { channelOf } from "./store.js";

/** The inputs of a card, and those of the card it is shown in. */
export class Scope {
  parent = null;
  fields = new Map(); // id → { value, complaint, say, focus }

  /** What was filled in, by id. */
  values() {
    const own = Object.fromEntries([...this.fields].map(([id, field]) => [id, field.value()]));
    return { ...this.parent?.values(), ...own };
  }

  /** Says at each field what is wrong with it; whether nothing is. */
  check() {
    const before = this.parent?.check() ?? true;
    let wrong = null;
    for (const field of this.fields.values()) {
      const complaint = field.complaint();
      field.say(complaint);
      if (complaint) wrong ??= field;
    }
    wrong?.focus();
    return before && !wrong;
  }
}

/** An input with its label and a place for what is wrong with it. */
export function input(e, spot) {
  const label = freshId("label");
  const error = h("p", { class: "error", role: "alert" });
  const made = (KINDS[e.type] ?? KINDS["Input.Text"])(e, { "aria-labelledby": label, "aria-describedby": error.id = freshId("error") }, spot);
  const node = h("div", { class: "form-field", "data-block": e.id, role: "group" },
    h("span", { class: "form-label", id: label, onclick: () => focus() }, e.label ?? "", e.label && e.isRequired && h("span", { class: "c-required", "aria-hidden": "true" }, " *")),
    made.node, error);
  const focus = () => node.querySelector("input, select, textarea")?.focus();
  spot.scope.fields.set(e.id, {
    value: made.value,
    complaint: () => {
      const unpicked = made.unpicked?.();
      if (unpicked) return unpicked;
      const value = made.value();
      if (e.isRequired && (value === "" || made.unticked?.())) return e.errorMessage ?? say("required");
      return value !== "" && made.fits?.(value) === false ? e.errorMessage ?? say("cannot_be") : "";
    },
    say: (text) => { error.textContent = text; node.classList.toggle("wrong", Boolean(text)); },
    focus,
  });
  return node;
}

const KINDS = {
  "Input.Text": (e, labelled) => {
    const props = { class: "field", ...labelled, value: e.value ?? "", placeholder: e.placeholder ?? "", maxLength: e.maxLength };
    const types = { email: "email", url: "url", tel: "tel", password: "password" };
    const node = e.isMultiline ? h("textarea", { rows: 3, ...props }) : h("input", { type: types[e.style?.toLowerCase()] ?? "text", ...props });
    return { node, value: () => node.value, fits: (value) => !e.regex || new RegExp(e.regex, "u").test(value) };
  },
  "Input.Number": (e, labelled) => {
    const node = h("input", { class: "field number", type: "number", ...labelled, min: e.min, max: e.max, step: "any", value: e.value === undefined ? "" : String(e.value), placeholder: e.placeholder ?? "" });
    return { node, value: () => node.value, fits: (value) => Number(value) >= (e.min ?? -Infinity) && Number(value) <= (e.max ?? Infinity) };
  },
  "Input.Date": (e, labelled) => native("date", e, labelled),
  "Input.Time": (e, labelled) => native("time", e, labelled),
  "Input.Toggle": (e) => {
    const on = e.valueOn ?? "true";
    const box = h("input", { type: "checkbox", checked: e.value === on });
    return { node: h("label", { class: "box" }, box, h("span", {}, e.title ?? "")), value: () => (box.checked ? on : e.valueOff ?? "false"), unticked: () => !box.checked };
  },
  "Input.ChoiceSet": (e, labelled, spot) => {
    const initial = e.isMultiSelect ? (e.value ?? "").split(",").filter(Boolean) : e.value ? [e.value] : [];
    if (e["choices.data"]?.dataset?.startsWith("graph.microsoft.com/users")) return searched(people(e["choices.data"].dataset, spot), initial, e, labelled);
    if (e.style?.toLowerCase() === "expanded") return boxes(e, initial);
    const choices = (e.choices ?? []).map(choice);
    if (e["choices.data"] && spot.search) return searched(choices, initial, e, labelled, async (typed) => (await spot.search(e.id, typed)).map(choice));
    return e.isMultiSelect || e.style?.toLowerCase() === "filtered" ? searched(choices, initial, e, labelled) : select(e, labelled);
  },
};

const choice = ({ title, value }) => ({ value, label: title });

function native(type, e, labelled) {
  const node = h("input", { class: "field number", type, ...labelled, min: e.min, max: e.max, value: e.value ?? "" });
  return { node, value: () => node.value, fits: () => node.validity.valid };
}

/** The people of the company, or of the conversation alone. */
function people(dataset, { place }) {
  const all = colleagues((p) => p.title).filter((choice) => choice.person.standing !== "bot");
  const here = dataset.includes("scope=currentContext") && channelOf(place)?.members;
  return here ? all.filter((choice) => here.includes(choice.value)) : all;
}

function searched(choices, initial, e, labelled, find) {
  const made = picker({ choices, find, several: Boolean(e.isMultiSelect), initial, placeholder: e.placeholder, labelled });
  return { node: made.node, unpicked: made.unpicked, value: () => [made.value() ?? []].flat().join(",") };
}

function select(e, labelled) {
  const node = h("select", { class: "field", ...labelled }, h("option", { value: "" }, e.placeholder ?? ""), (e.choices ?? []).map(({ title, value }) => h("option", { value }, title)));
  node.value = e.value ?? "";
  return { node, value: () => node.value };
}

function boxes(e, initial) {
  const name = freshId("box");
  const all = (e.choices ?? []).map(({ title, value }) => [h("input", { type: e.isMultiSelect ? "checkbox" : "radio", name, value, checked: initial.includes(value) }), title]);
  return {
    node: h("div", { class: "boxes" }, all.map(([box, title]) => h("label", { class: "box" }, box, h("span", {}, title)))),
    value: () => all.filter(([box]) => box.checked).map(([box]) => box.value).join(","),
  };
}
