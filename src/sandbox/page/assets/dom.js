// Building the page. Text goes in as text nodes and nothing else.

/** An element. `props` are properties, `on…` listeners, or attributes (`aria-…`, `data-…`, `role`). */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name in node && !name.includes("-") && name !== "list" && name !== "role") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A button that only shows a sign. */
export function iconButton(sign, label, onclick, extra = {}) {
  return h("button", { type: "button", class: "icon", title: label, "aria-label": label, onclick, ...extra },
    h("span", { "aria-hidden": "true" }, sign));
}

let count = 0;
export const freshId = (prefix) => `${prefix}-${++count}`;

/** A short notice at the edge of the page. */
export function toast(text) {
  const node = h("div", { class: "toast" }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 6000);
}

/** A picture of somebody: initials on a colour of their own. */
export function avatar(person, size = "") {
  if (person?.standing === "bot" && person.handle !== "slackbot") {
    return h("img", { class: `avatar ${size}`, src: "assets/icon.svg", alt: "" });
  }
  const name = person?.name ?? "?";
  const initials = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  let hue = 0;
  for (const c of person?.id ?? name) hue = (hue * 31 + c.codePointAt(0)) % 10;
  return h("span", { class: `avatar hue-${hue} ${size}`, "aria-hidden": "true" }, initials.toUpperCase());
}

/** Shows `panel` next to `anchor` until Escape or a click elsewhere. */
export function popover(anchor, panel, { align = "start" } = {}) {
  document.querySelector(".popover")?.dispatchEvent(new Event("dismiss"));
  panel.classList.add("popover");
  // A modal dialog makes everything outside it inert.
  (anchor.closest("dialog") ?? document.body).append(panel);
  const box = anchor.getBoundingClientRect();
  const left = align === "end" ? box.right - panel.offsetWidth : box.left;
  const above = box.bottom + panel.offsetHeight + 8 > innerHeight && box.top > panel.offsetHeight;
  panel.style.left = `${Math.max(8, Math.min(left, innerWidth - panel.offsetWidth - 8))}px`;
  panel.style.top = `${above ? box.top - panel.offsetHeight - 6 : Math.min(box.bottom + 6, innerHeight - panel.offsetHeight - 8)}px`;
  const outside = (event) => { if (!panel.contains(event.target) && !anchor.contains(event.target)) close(); };
  const escape = (event) => { if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); close(); anchor.focus(); } };
  function close() {
    panel.remove();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
  }
  panel.addEventListener("dismiss", close);
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  return close;
}

/** A dialog that asks; resolves to whether the answer was yes. */
export function ask({ title, text, yes, no, danger }) {
  return new Promise((resolve) => {
    const done = (answer) => { dialog.close(); dialog.remove(); resolve(answer); };
    const dialog = h("dialog", { class: "dialog small", "aria-label": title, oncancel: (event) => { event.preventDefault(); done(false); } },
      h("h2", {}, title), h("div", { class: "dialog-text" }, text),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => done(false) }, no),
        h("button", { type: "button", class: `button ${danger ? "danger" : "primary"}`, onclick: () => done(true) }, yes)));
    document.body.append(dialog);
    dialog.showModal();
  });
}
