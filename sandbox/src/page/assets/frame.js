// The sidebar on narrow screens, where it lies over the conversation.
import { iconButton } from "./dom.js";
import { say } from "./language.js";

function showSidebar() {
  document.getElementById("app").classList.add("with-sidebar");
  document.getElementById("veil").hidden = false;
  document.querySelector("#sidebar button")?.focus();
}

export function hideSidebar() {
  document.getElementById("app").classList.remove("with-sidebar");
  document.getElementById("veil").hidden = true;
}

/** The button that brings the sidebar. */
export const burger = () => iconButton("menu", say("conversations"), showSidebar, { class: "icon burger", id: "burger" });

/** Escape, and a click beside it, send it away. */
export function watchFrame() {
  document.getElementById("veil").addEventListener("click", hideSidebar);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideSidebar(); });
}
