// The dialog one has before one: a card with a title, which Teams calls a task module.
import { card } from "./card.js";
import { perform } from "./chats.js";
import { h, freshId, iconButton } from "./dom.js";
import { store, act } from "./store.js";

let shown = null; // { revision, dialog }

export function renderDialog() {
  const given = store.state.dialog;
  if (given && shown?.revision === given.revision) return;
  const before = shown;
  shown = null;
  before?.dialog.close();
  before?.dialog.remove();
  if (given) show(given);
  else if (before) document.getElementById("composer")?.focus();
}

function show({ revision, title, card: content, conversation }) {
  const close = () => act("close_dialog");
  const label = freshId("title");
  const { node, scope } = card(content, (action, inputs) => perform("submit", { action, inputs }), conversation);
  const form = h("form", { class: "modal-form", novalidate: true, onsubmit: (event) => { event.preventDefault(); node.querySelector(".c-actions .button")?.click(); } },
    h("header", { class: "dialog-head" },
      h("img", { src: "assets/icon.svg", alt: "", width: 28, height: 28 }), h("h2", { id: label }, title),
      iconButton("close", "Close", close)),
    h("div", { class: "dialog-body" }, node));
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": label, oncancel: (event) => { event.preventDefault(); close(); },
    onclose: () => { if (shown?.dialog === dialog) close(); } }, form);
  document.body.append(dialog);
  dialog.showModal();
  const wrong = node.querySelector(".c-color-attention");
  ([...scope.fields.values()][0] ?? { focus: () => dialog.querySelector(".c-actions button")?.focus() }).focus();
  wrong?.scrollIntoView({ block: "nearest" });
  shown = { revision, dialog };
}
