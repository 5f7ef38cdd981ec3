// Modals: the top of the person's stack, as a dialog. Nothing typed is lost while one is open.
import { h, freshId, iconButton, toast } from "./dom.js";
import { blocks, plain } from "./blocks.js";
import { input } from "./inputs.js";
import { say } from "./language.js";

/** What Slack's client itself finds wrong, which it says in its reader's language. */
const FOUND_WRONG = {
  required: /^Please complete this required field\.$/,
  no_number: /^Please enter a number\.$/,
  not_whole: /^Please enter a whole number\.$/,
  too_small: /^Please enter (\S+) or more\.$/,
  too_large: /^Please enter (\S+) or less\.$/,
  too_short: /^Please use at least (\d+) characters\.$/,
  too_long: /^Please use (\d+) characters or fewer\.$/,
};

function translated(text) {
  for (const [what, pattern] of Object.entries(FOUND_WRONG)) {
    const found = pattern.exec(text);
    if (found) return say(what, ...found.slice(1));
  }
  return text;
}
import { store, act } from "./store.js";

let shown = null; // { id, hash, dialog, inputs }
const kept = new Map(); // answers by view, so that a push or an update does not lose them

export function renderModal() {
  const top = store.state.modals.at(-1);
  if (top && shown?.id === top.id && shown.hash === top.hash) return;
  const before = shown;
  if (shown) {
    kept.set(shown.id, answers());
    shown.dialog.close();
    shown.dialog.remove();
    shown = null;
  }
  if (top) show(top);
  else if (before) document.getElementById("composer")?.focus();
}

const answers = () => Object.fromEntries([...shown.inputs].map(([block, field]) => [block, field.input.value()]));

function show({ id, hash, view }) {
  const inputs = new Map();
  const place = () => ({ view: id, filled: Object.fromEntries([...inputs].map(([b, f]) => [b, f.input.value()])) });
  const title = freshId("title");
  const close = (all) => act("close", { view: id, all });
  const submit = h("button", { type: "submit", class: "button primary" }, view.submit ? plain(view.submit.text) : "");
  const form = h("form", { class: "modal-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); send(); } },
    h("header", { class: "dialog-head" }, h("h2", { id: title }, plain(view.title.text)),
      iconButton("close", say("close"), () => close(true))),
    h("div", { class: "dialog-body" }, blocks(view.blocks, { place }, field)),
    h("footer", { class: "dialog-foot" },
      h("button", { type: "button", class: "button", onclick: () => close(false) }, view.close ? plain(view.close.text) : say(view.submit ? "cancel" : "close")),
      view.submit && submit));

  function field(block) {
    const label = freshId("label");
    const notes = freshId("notes");
    const search = async (typed) => (await act("search", { view: id, block: block.block_id, typed })).offers ?? [];
    const made = input(block.element, { "aria-labelledby": label, "aria-describedby": notes }, search);
    const error = h("p", { class: "error", role: "alert" });
    const node = h("div", { class: "form-field", "data-block": block.block_id, role: "group", "aria-labelledby": label },
      h("span", { class: "form-label", id: label, onclick: () => node.querySelector("input,select,textarea")?.focus() }, plain(block.label.text),
        block.optional && h("small", {}, ` (${say("optional")})`)),
      made.node,
      h("div", { id: notes }, block.hint && h("p", { class: "hint" }, plain(block.hint.text)), error));
    inputs.set(block.block_id, { input: made, error, node });
    return node;
  }

  async function send() {
    submit.disabled = true;
    for (const { error, node } of inputs.values()) { error.textContent = ""; node.classList.remove("wrong"); }
    const unpicked = [...inputs].map(([block, { input }]) => [block, input.unpicked?.()]).filter(([, text]) => text);
    const errors = unpicked.length ? Object.fromEntries(unpicked) : (await act("submit", { view: id, filled: place().filled })).errors;
    submit.disabled = false;
    let first = true;
    for (const [block, text] of Object.entries(errors ?? {})) {
      const wrong = inputs.get(block);
      if (!wrong) { toast(translated(text)); continue; }
      wrong.error.textContent = translated(text);
      wrong.node.classList.add("wrong");
      if (first) wrong.node.querySelector("input,select,textarea")?.focus();
      first = false;
    }
  }

  const dialog = h("dialog", { class: "dialog", "aria-labelledby": title, oncancel: (event) => { event.preventDefault(); close(false); },
    onclose: () => { if (shown?.dialog === dialog) close(false); } }, form);
  for (const [block, value] of Object.entries(kept.get(id) ?? {})) inputs.get(block)?.input.value(value);
  document.body.append(dialog);
  dialog.showModal();
  (form.querySelector(".dialog-body :is(input, textarea, select)") ?? submit).focus();
  shown = { id, hash, dialog, inputs };
}
