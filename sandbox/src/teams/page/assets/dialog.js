// The dialog one has before one: a card with a title, which Teams calls a task module.
import { card } from "./card.js";
import { perform } from "./chats.js";
import { h, freshId, iconButton } from "./dom.js";
import { say } from "./language.js";
import { store, act } from "./store.js";

let shown = null; // { signature, dialog }

export function renderDialog() {
  const given = store.state.dialog;
  const signature = JSON.stringify(given);
  if (given && shown?.signature === signature) return;
  const before = shown;
  shown = null;
  before?.dialog.close();
  before?.dialog.remove();
  if (given) show(given, signature);
  else if (before) document.getElementById("composer")?.focus();
}

/** What a list of the dialog offers for what is typed. */
const search = async (field, typed) => (await act("search", { field, typed })).offers ?? [];

function show({ title, card: content, conversation }, signature) {
  const close = () => act("close_dialog");
  const label = freshId("title");
  const { node, scope } = card(content, (action, inputs) => perform("submit", { action, inputs }), conversation, search);
  const form = h("form", { class: "modal-form", novalidate: true, onsubmit: (event) => event.preventDefault() },
    h("header", { class: "dialog-head" },
      h("img", { src: "assets/icon.svg", alt: "", width: 28, height: 28 }), h("h2", { id: label }, title),
      iconButton("close", say("close"), close)),
    h("div", { class: "dialog-body" }, node));
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": label, oncancel: (event) => { event.preventDefault(); close(); },
    onclose: () => { if (shown?.dialog === dialog) close(); } }, form);
  // Enter presses the first of its buttons.
  const first = node.querySelector(".c-actions .button");
  if (first) first.type = "submit";
  document.body.append(dialog);
  dialog.showModal();
  ([...scope.fields.values()][0] ?? first)?.focus();
  shown = { signature, dialog };
}
