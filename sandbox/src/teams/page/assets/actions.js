// What the buttons of a card do.
import { h, popover } from "./dom.js";
import { say } from "./language.js";

/** A row of buttons. `card` renders the card that one of them may show. */
export function actions(list, spot, card) {
  const known = list.map(understood).filter(Boolean);
  const first = known.filter((action) => action.mode !== "secondary");
  const more = known.filter((action) => action.mode === "secondary");
  const shown = h("div", { class: "c-shown" });
  const row = h("div", { class: "c-actions" }, first.map((action) => button(action, spot, shown, card)));
  if (more.length) row.append(overflow(more, spot));
  return h("div", {}, row, shown);
}

/** An action as this client knows it; an unknown one by what it names in its place. */
function understood(action) {
  if (Object.keys(DOES).includes(action.type) || action.type === "Action.ShowCard") return action;
  return action.fallback?.type ? understood(action.fallback) : null;
}

function button(action, spot, shown, card) {
  const node = h("button", {
    type: "button", class: "button", title: action.tooltip, disabled: action.isEnabled === false,
    "data-action": action.data?.plaudit?.action ?? action.verb ?? action.id ?? action.title,
  }, action.title ?? "");
  if (action.type === "Action.ShowCard") {
    let open = false;
    node.setAttribute("aria-expanded", "false");
    node.addEventListener("click", () => {
      open = !open;
      node.setAttribute("aria-expanded", String(open));
      for (const other of node.parentNode.querySelectorAll("[aria-expanded=true]")) if (other !== node) other.click();
      shown.replaceChildren(...(open ? [inner()] : []));
    });
    const inner = () => {
      const { node: content, scope } = card(action.card, spot.perform, spot.place);
      scope.parent = spot.scope;
      return content;
    };
  } else {
    node.addEventListener("click", () => run(action, spot, node));
  }
  return node;
}

function overflow(list, spot) {
  const node = h("button", { type: "button", class: "button", "aria-label": say("more"), "aria-haspopup": "menu", onclick: () => {
    const close = popover(node, h("div", { class: "menu", role: "menu" }, list.map((action) => h("button", {
      type: "button", role: "menuitem", onclick: () => { close(); run(action, spot, node); },
    }, action.title ?? ""))), { align: "end" });
  } }, "⋯");
  return node;
}

/** Makes `node` do something when it is pressed. */
export function pressable(node, action, spot) {
  const known = understood(action);
  if (!known || known.type === "Action.ShowCard") return;
  node.classList.add("c-pressable");
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  if (known.title) node.setAttribute("aria-label", known.title);
  node.addEventListener("click", () => run(known, spot, node));
  node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); run(known, spot, node); } });
}

async function run(action, spot, node) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  await DOES[action.type](action, spot);
  node.removeAttribute("aria-busy");
}

async function send(action, spot) {
  const alone = action.associatedInputs?.toLowerCase() === "none";
  if (!alone && !spot.scope.check()) return;
  await spot.perform(action, alone ? {} : spot.scope.values());
}

const DOES = {
  "Action.Execute": send,
  "Action.Submit": send,
  "Action.OpenUrl": ({ url }) => { if (/^https?:/i.test(url ?? "")) open(url, "_blank", "noopener,noreferrer"); },
  "Action.ToggleVisibility": ({ targetElements }, { root }) => {
    for (const target of targetElements ?? []) {
      const { elementId, isVisible } = typeof target === "string" ? { elementId: target } : target;
      const node = root.querySelector(`[data-element="${CSS.escape(elementId)}"]`);
      if (node) node.hidden = isVisible === undefined ? !node.hidden : !isVisible;
    }
  },
};
