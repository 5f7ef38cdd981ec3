// What passed between the stand-in and Plaudit, for whoever wants to know.
import { h, iconButton } from "./dom.js";
import { store } from "./store.js";

export function toggleDrawer() {
  const drawer = document.getElementById("drawer");
  drawer.hidden = !drawer.hidden;
  document.getElementById("app").classList.toggle("with-drawer", !drawer.hidden);
  document.getElementById("deliveries")?.setAttribute("aria-expanded", String(!drawer.hidden));
  renderDrawer();
}

export function renderDrawer() {
  const drawer = document.getElementById("drawer");
  if (drawer.hidden) return;
  const { deliveries, complaints } = store.state;
  drawer.replaceChildren(...[
    h("header", {}, h("h2", {}, "Deliveries"), iconButton("close", "Close deliveries", toggleDrawer)),
    h("p", { class: "drawer-note" }, "Every act on this page is a request that is signed as Slack signs it and sent to Plaudit."),
    complaints.length > 0 && h("div", { class: "complaints", role: "alert" }, h("strong", {}, "Slack would have refused:"), complaints.map((c) => h("p", {}, c))),
    h("ol", {}, [...deliveries].reverse().map(row)),
  ].filter(Boolean));
}

function row(d) {
  const good = d.status >= 200 && d.status < 300;
  const status = d.status ?? d.failure ?? "…";
  const pending = d.status === null && !d.failure;
  return h("li", {}, h("span", { class: `pill ${pending ? "" : good ? "good" : "bad"}` }, String(status)),
    h("span", { class: "drawer-kind" }, h("strong", { title: d.kind }, d.kind.replace(/^event (message\.)?/, ""), d.retry > 0 && ` · retry ${d.retry}`), h("small", {}, d.path)),
    h("span", { class: "millis" }, d.millis === null ? "" : `${d.millis} ms`));
}
