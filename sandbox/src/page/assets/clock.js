// The time of the stand-in and of Plaudit, which a visitor may move on.
import { h, popover, toast } from "./dom.js";
import { say, language } from "./language.js";
import { store, refresh } from "./store.js";

const STEPS = [["an_hour", 1], ["a_day", 24], ["a_week", 24 * 7], ["a_month", 24 * 31]];

/** The button that shows the time, and moves it on; nothing where it is that of the machine. */
export function clockButton() {
  if (!store.state.clock) return null;
  const button = h("button", { type: "button", class: "button quiet", id: "clock", "aria-haspopup": "menu", "aria-label": say("move_clock"), title: say("move_clock"), onclick: () => openClock(button) }, ...told());
  return button;
}

/** Brings that button up to date. */
export function renderClock() {
  const button = document.getElementById("clock");
  if (button) button.replaceChildren(...told());
}

/** The day, and where there is room for it the time. */
function told() {
  const shown = (parts) => new Intl.DateTimeFormat(language(), { hour12: false, ...parts }).format(new Date(store.state.clock));
  return [shown({ day: "numeric", month: "short" }), h("span", { class: "wide" }, ` ${shown({ hour: "2-digit", minute: "2-digit" })}`)];
}

function openClock(anchor) {
  const step = ([key, hours]) => h("button", { type: "button", class: "button", role: "menuitem", onclick: () => { close(); move(hours); } }, `+ ${say(key)}`);
  const close = popover(anchor, h("div", { class: "clock" }, h("p", {}, say("clock_note")), h("div", { class: "steps", role: "menu" }, STEPS.map(step))));
}

async function move(hours) {
  try {
    await fetch("sandbox/clock", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ hours }) });
    refresh();
  } catch {
    toast(say("offline"));
  }
}
