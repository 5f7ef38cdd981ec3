// What passed between the stand-in and Plaudit, for whoever wants to know.
import { h, iconButton } from "./dom.js";
import { say } from "./language.js";
import { store } from "./store.js";

/** The button that opens the drawer and says how the last delivery went. */
export const deliveriesButton = () => h("button", { type: "button", class: "button quiet", id: "deliveries", "aria-controls": "drawer", "aria-expanded": String(!document.getElementById("drawer").hidden), onclick: toggleDrawer },
  h("span", { class: "dot", "aria-hidden": "true" }), h("span", { class: "wide" }, `${say("deliveries")} `), h("span", { id: "delivered" }));

/** Brings that button up to date. */
export function renderDelivered() {
  const { deliveries, connected } = store.state;
  const failed = deliveries.at(-1)?.failure;
  document.getElementById("delivered").textContent = String(deliveries.at(-1)?.number ?? 0);
  document.querySelector("#deliveries .dot").className = `dot ${failed ? "bad" : connected ? "good" : ""}`;
}

function toggleDrawer() {
  const drawer = document.getElementById("drawer");
  drawer.hidden = !drawer.hidden;
  document.getElementById("app").classList.toggle("with-drawer", !drawer.hidden);
  document.getElementById("deliveries")?.setAttribute("aria-expanded", String(!drawer.hidden));
  renderDrawer();
}

export function renderDrawer() {
  const drawer = document.getElementById("drawer");
  if (drawer.hidden) return;
  const { platform, deliveries, complaints } = store.state;
  drawer.replaceChildren(...[
    h("header", {}, h("h2", {}, say("deliveries")), iconButton("close", say("close_deliveries"), toggleDrawer)),
    h("p", { class: "drawer-note" }, say("deliveries_note", platform)),
    complaints.length > 0 && h("div", { class: "complaints", role: "alert" }, h("strong", {}, say("refused", platform)), complaints.map((c) => h("p", {}, c))),
    h("ol", {}, [...deliveries].reverse().map(row)),
  ].filter(Boolean));
}

function row(d) {
  const good = d.status >= 200 && d.status < 300;
  const status = d.status ?? d.failure ?? "…";
  const pending = d.status === null && !d.failure;
  return h("li", {}, h("span", { class: `pill ${pending ? "" : good ? "good" : "bad"}` }, String(status)),
    h("span", { class: "drawer-kind" }, h("strong", { title: d.kind }, d.kind.replace(/^(event (message\.)?|invoke )/, ""), d.retry > 0 && ` · ${say("retry", d.retry)}`), h("small", {}, d.path)),
    h("span", { class: "millis" }, d.millis === null ? "" : `${d.millis} ms`));
}
