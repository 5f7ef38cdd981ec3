// Charts, drawn as simply as they can be.
import { h } from "./dom.js";

/** A chart of `points` (`{label, value, tone}`): bars, or a line. */
export function chart(title, shape, points) {
  const values = points.map((point) => Number(point.value) || 0);
  const least = Math.min(0, ...values);
  const span = Math.max(1, Math.max(0, ...values) - least);
  const share = (value) => Math.round(((value - least) / span) * 100);
  const column = (point, index) =>
    h("div", { class: "chart-column" },
      h("span", { class: "chart-value" }, String(point.value)),
      h("div", { class: "chart-room" }, mark(shape, share(values[index]), point.tone)),
      h("span", { class: "chart-label", title: point.label }, point.label));
  return h("figure", { class: `chart chart-${shape}` }, title && h("figcaption", {}, title), h("div", { class: "chart-columns" }, points.map(column)));
}

function mark(shape, percent, tone) {
  const node = h("div", { class: `chart-mark ${tone ? `chart-${tone}` : ""}` });
  node.style.setProperty("--share", `${percent}%`);
  return node;
}
