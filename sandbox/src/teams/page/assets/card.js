// Adaptive Cards as elements.
import { chart } from "./chart.js";
import { h, linkMark } from "./dom.js";
import { actions, pressable } from "./actions.js";
import { input, Scope } from "./inputs.js";
import { markdown } from "./marks.js";

const SIZES = ["small", "medium", "large", "extraLarge"];
const COLORS = ["dark", "light", "accent", "good", "warning", "attention"];
const SPACINGS = ["none", "small", "medium", "large", "extraLarge", "padding"];
const STYLES = ["emphasis", "good", "attention", "warning", "accent"];

/** A class such as `c-size-large` when `value` is one of `known`; case does not count. */
function oneOf(kind, value, known) {
  const found = known.find((one) => one.toLowerCase() === String(value ?? "").toLowerCase());
  return found && `c-${kind}-${found.toLowerCase()}`;
}
const classes = (...names) => names.filter(Boolean).join(" ");

/** A card. `perform(action, data)` does what its buttons say, `data` with what was filled in, and
    `place` is the conversation it stands in. `check()` says whether everything needed is filled in.
    `search(field, typed)` finds what a list offers, where the bot is asked. */
export function card(given, perform, place, search) {
  const scope = new Scope();
  const spot = { scope, perform, place, search, entities: given.msteams?.entities };
  const wide = String(given.msteams?.width ?? "").toLowerCase() === "full";
  const node = h("div", { class: classes("card", wide && "wide") }, elements(given.body, spot), given.actions && actions(given.actions, spot, card));
  spot.root = node;
  return { node, scope };
}

const elements = (list, spot) => (list ?? []).map((one) => element(one, spot)).filter(Boolean);

/** One element, or what it names in its place where its type is unknown. */
function element(given, spot) {
  const render = RENDER[given.type] ?? (given.type?.startsWith("Input.") ? input : null);
  if (!render) {
    if (given.fallback?.type) return element(given.fallback, spot);
    return given.fallback === "drop" ? null : h("p", { class: "c-unknown" }, `[${given.type}]`);
  }
  const node = render(given, spot);
  node.classList.add("c-element");
  for (const name of [given.separator && "c-separator", oneOf("space", given.spacing, SPACINGS), oneOf("align", given.horizontalAlignment, ["center", "right"])]) {
    if (name) node.classList.add(name);
  }
  if (given.id) node.dataset.element = given.id;
  if (given.isVisible === false) node.hidden = true;
  if (given.selectAction) pressable(node, given.selectAction, spot);
  return node;
}

const point = (given) => ({ label: String(given.x), value: given.y, tone: given.color });

const looks = (given) => classes(oneOf("size", given.size, SIZES), oneOf("color", given.color, COLORS), oneOf("weight", given.weight, ["lighter", "bolder"]),
  given.isSubtle && "c-subtle", oneOf("font", given.fontType, ["monospace"]));

const RENDER = {
  TextBlock: (e, spot) => {
    const lines = e.wrap ? e.maxLines : 1;
    const node = h(e.style === "heading" ? "h3" : "div", { class: classes("c-text", looks(e), lines && "c-clipped", lines && `c-lines-${Math.min(lines, 6)}`) }, markdown(e.text, spot.entities));
    return node;
  },
  RichTextBlock: (e, spot) => h("div", { class: "c-text c-runs" }, (e.inlines ?? []).map((one) => run(typeof one === "string" ? { text: one } : one, spot))),
  Image: (e) => image(e),
  "Chart.VerticalBar": (e) => chart(e.title, "bar", e.data.map(point)),
  "Chart.Line": (e) => chart(e.title, "line", e.data[0].values.map(point)),
  ImageSet: (e) => h("div", { class: "c-images" }, (e.images ?? []).map((one) => image({ size: e.imageSize ?? "medium", ...one }))),
  Container: (e, spot) => h("div", { class: classes("c-container", oneOf("style", e.style, STYLES), e.roundedCorners && "c-rounded", e.showBorder && "c-bordered") }, elements(e.items, spot)),
  ColumnSet: (e, spot) => h("div", { class: classes("c-columns", oneOf("style", e.style, STYLES)) }, (e.columns ?? []).map((one) => element({ ...one, type: "Column" }, spot))),
  Column: (e, spot) => {
    const node = h("div", { class: classes("c-column", oneOf("style", e.style, STYLES), oneOf("vertical", e.verticalContentAlignment, ["center", "bottom"])) }, elements(e.items, spot));
    if (e.width === "auto") node.style.flex = "0 0 auto";
    else if (/^\d+px$/.test(e.width ?? "")) node.style.flex = `0 0 ${e.width}`;
    else node.style.flex = `${Number(e.width) || 1} 1 0`;
    return node;
  },
  FactSet: (e, spot) => h("dl", { class: "c-facts" }, (e.facts ?? []).map((fact) => [h("dt", {}, markdown(fact.title, spot.entities)), h("dd", {}, markdown(fact.value, spot.entities))])),
  Table: (e, spot) => table(e, spot),
  ActionSet: (e, spot) => actions(e.actions, spot, card),
};

function run(e, spot) {
  let node = h("span", { class: looks(e) }, e.text ?? "");
  for (const [style, tag] of [["italic", "em"], ["strikethrough", "s"], ["underline", "u"], ["highlight", "mark"]]) {
    if (e[style]) node = h(tag, {}, node);
  }
  if (e.selectAction?.type === "Action.OpenUrl") return linkMark(e.selectAction.url ?? "", node);
  if (e.selectAction) pressable(node, e.selectAction, spot);
  return node;
}

function image(e) {
  const shown = h("img", { class: classes("c-image", oneOf("image", e.size, ["small", "medium", "large", "stretch"]), e.style?.toLowerCase() === "person" && "c-person"), src: e.url ?? "", alt: e.altText ?? "", loading: "lazy", referrerPolicy: "no-referrer" });
  for (const side of ["width", "height"]) if (/^\d+px$/.test(e[side] ?? "")) shown.style[side] = e[side];
  shown.addEventListener("error", () => shown.replaceWith(h("span", { class: "c-subtle" }, e.altText ?? "")));
  return h("div", {}, shown);
}

function table(e, spot) {
  const header = e.firstRowAsHeaders !== false && e.firstRowAsHeader !== false;
  const columns = e.columns ?? [];
  const total = columns.reduce((sum, column) => sum + (Number(column.width) || 1), 0);
  return h("table", { class: classes("c-table", e.showGridLines !== false && "c-grid") },
    h("tbody", {}, (e.rows ?? []).map((row, index) => h("tr", { class: oneOf("style", row.style, STYLES) ?? "" }, (row.cells ?? []).map((cell, at) => {
      const node = h(header && index === 0 ? "th" : "td", {}, elements(cell.items, spot));
      if (index === 0 && columns[at]) node.style.width = /^\d+px$/.test(columns[at].width) ? columns[at].width : `${100 * (Number(columns[at].width) || 1) / total}%`;
      return node;
    })))));
}
