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

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  eye: "M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  smile: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14a4 4 0 0 0 7 0M9 9.5v.5M15 9.5v.5",
  reply: "M4 5h16v11H11l-4.5 4V16H4z",
  bolt: "M13 2.5L5 13.5h6l-1 8 8.5-11.5H12z",
  pencil: "M4 20l1-4.5L16.5 4 20 7.5 8.5 19z",
  trash: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13",
  send: "M4 12L20 4.5 15.5 20l-4-6.5zM11.5 13.5L20 4.5",
  down: "M6 9l6 6 6-6",
  chat: "M4 5h16v11H11l-4.5 4V16H4zM8 9.5h8M8 12.5h5",
  more: "M5.5 12v.01M12 12v.01M18.5 12v.01",
  plus: "M12 5v14M5 12h14",
  group: "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19c.4-3.4 2.8-5 6-5s5.6 1.6 6 5M16 11a2.6 2.6 0 1 0-1-5M17 14c2.3.3 3.8 1.8 4 4.5",
};

/** A line drawing by its name; it says nothing to a screen reader. */
export function icon(name, className = "") {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `drawing ${className}`);
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  drawing.append(path);
  return drawing;
}

/** A button that only shows a drawing. */
export function iconButton(name, label, onclick, extra = {}) {
  return h("button", { type: "button", class: "icon", title: label, "aria-label": label, onclick, ...extra }, icon(name));
}

/** A link that leaves the page; anything but the web and mail stays text. */
export function linkMark(url, label) {
  if (!/^(https?:|mailto:)/i.test(url)) return label ?? url;
  return h("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, label ?? url);
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
  return h("span", { class: `avatar hue-${person?.hue ?? 0} ${size}`, "aria-hidden": "true" }, initials.toUpperCase());
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
    const done = (answer) => { resolve(answer); dialog.close(); dialog.remove(); };
    const dialog = h("dialog", { class: "dialog small", "aria-label": title, oncancel: (event) => { event.preventDefault(); done(false); }, onclose: () => done(false) },
      h("h2", {}, title), h("div", { class: "dialog-text" }, text),
      h("div", { class: "dialog-foot" },
        h("button", { type: "button", class: "button", onclick: () => done(false) }, no),
        h("button", { type: "button", class: `button ${danger ? "danger" : "primary"}`, onclick: () => done(true) }, yes)));
    document.body.append(dialog);
    dialog.showModal();
  });
}
