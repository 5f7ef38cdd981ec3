// Where one types.
import { h, freshId, icon } from "./dom.js";
import { say } from "./language.js";

/** A message field. `send(text)` is called on Enter; what fails to be sent comes back.
    `suggest(before)` completes what stands before the cursor: `{length, found}` or nothing. */
export function composer({ id, placeholder, initial = "", label, suggest, send, cancel }) {
  const listId = freshId("completions");
  let found = [];
  let marked = 0;
  let span = null;
  const list = h("ul", { class: "options up", id: listId, role: "listbox", "aria-label": say("suggestions"), hidden: true, onmousedown: stay });
  const area = h("textarea", {
    id, rows: 1, value: initial, placeholder, "aria-label": placeholder, role: "combobox", "aria-autocomplete": "list",
    "aria-expanded": "false", "aria-controls": listId, onkeydown: keys, oninput: () => { grow(); complete(); }, onclick: complete, onblur: hide,
  });
  const button = h("button", { type: "button", class: "send", "aria-label": label ?? say("send"), title: `${label ?? say("send")} (Enter)`, onclick: submit },
    label ?? icon("send"));
  const node = h("div", { class: "composer" }, list, area,
    cancel && h("button", { type: "button", class: "button", onclick: cancel }, say("cancel")), button);

  function grow() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 200)}px`;
    button.disabled = !area.value.trim();
  }
  async function submit() {
    const text = area.value.trim();
    if (!text) return;
    area.value = "";
    grow();
    hide();
    const seen = await send(text);
    // Nothing typed is lost: what was not taken stands here again.
    if (seen?.failure && seen.status === null && !seen.ts && !seen.message && !area.value) { area.value = text; grow(); }
  }
  function keys(event) {
    if (event.isComposing) return;
    if (!list.hidden && found.length) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); marked = (marked + step + found.length) % found.length; draw(); return; }
      if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(found[marked]); return; }
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); hide(); return; }
    }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
    if (event.key === "Escape" && cancel) { event.preventDefault(); cancel(); }
  }
  function complete() {
    const before = area.value.slice(0, area.selectionStart);
    const completion = suggest(before);
    found = completion?.found ?? [];
    span = completion && { start: before.length - completion.length, end: before.length };
    marked = 0;
    draw();
  }
  function draw() {
    list.hidden = !found.length;
    area.setAttribute("aria-expanded", String(!list.hidden));
    area.setAttribute("aria-activedescendant", found.length ? `${listId}-${marked}` : "");
    list.replaceChildren(...found.map((one, index) => h("li", {
      id: `${listId}-${index}`, role: "option", "aria-selected": String(index === marked), class: index === marked ? "marked" : "",
      onpointerdown: (event) => { event.preventDefault(); take(one); },
    }, one.sign, h("strong", {}, one.name), h("small", {}, one.note))));
    list.querySelector(".marked")?.scrollIntoView({ block: "nearest" });
  }
  // Who presses on the list is still in the field.
  function stay(event) { event.preventDefault(); }
  function hide() { list.hidden = true; area.setAttribute("aria-expanded", "false"); }
  function take(one) {
    area.setRangeText(`${one.text} `, span.start, span.end, "end");
    hide();
    grow();
    area.focus();
  }
  setTimeout(grow);
  return node;
}
