// The stream of messages, and what can be done with each on every platform.
import { h, icon, ask, popover } from "./dom.js";
import { QUICK, emojiMark } from "./emoji.js";
import { composer } from "./composer.js";
import { say } from "./language.js";
import { store, act, person, changed, formatTime } from "./store.js";

let drawn = new Map(); // key → { node, signature }
let place = "";
let watched = false;
let following = false;

/** Shows the end of the stream once what one says stands there. */
export const followNext = () => { following = true; };

/** Draws `items`, `{key, signature, make}` each: an item is made anew only when its signature changed. */
export function drawStream(items) {
  const list = document.getElementById("messages");
  const stream = document.getElementById("stream");
  const here = `${store.me}/${store.channel}`;
  const moved = place !== here;
  const news = following && !drawn.has(items.at(-1)?.key);
  const atEnd = moved || news || stream.scrollHeight - stream.scrollTop - stream.clientHeight < 120;
  if (moved || news) following = false;
  if (moved) drawn = new Map();
  place = here;
  drawn = new Map(items.map(({ key, signature, make }) => {
    const old = drawn.get(key);
    return [key, old?.signature === signature ? old : { node: make(), signature }];
  }));
  // Only what moved is touched, so that focus and selection stay.
  [...drawn.values()].forEach(({ node }, index) => { if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null); });
  while (list.children.length > drawn.size) list.lastChild.remove();
  if (atEnd) stream.scrollTop = stream.scrollHeight;
  if (!watched) { watched = true; stayAtEnd(stream); }
}

// Who reads the latest message still does when the window changes its size.
function stayAtEnd(stream) {
  let atEnd = true;
  stream.addEventListener("scroll", () => { atEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < 120; });
  const messages = document.getElementById("messages");
  new ResizeObserver(() => { if (atEnd && !messages.hidden) stream.scrollTop = stream.scrollHeight; }).observe(stream);
}

/** The item that tells one day from another. */
export function daySign(seconds) {
  const date = formatTime(seconds, { weekday: "long", day: "numeric", month: "long" });
  return { key: `day ${date}`, signature: date, make: () => h("li", { class: "day" }, h("span", {}, date)) };
}

/** How a reaction is shown: its emoji, how many, and who. */
export function reaction({ name, users }, toggle) {
  const mine = users.includes(store.me);
  const names = users.map((id) => person(id)?.name ?? id).join(", ");
  return h("button", {
    type: "button", class: `reaction ${mine ? "mine" : ""}`, "aria-pressed": String(mine), title: say("reacted_with", names, `:${name}:`),
    onclick: () => toggle(name, !mine),
  }, emojiMark(name), h("span", {}, String(users.length)));
}

/** Whether one has reacted to `message` so. */
export const reacted = (message, name) => Boolean(message.reactions.find((r) => r.name === name)?.users.includes(store.me));

/** Lets one choose a reaction. */
export function pickEmoji(anchor, pick) {
  const close = popover(anchor, h("div", { class: "emoji-grid", role: "menu", "aria-label": say("reactions") }, QUICK.map((name) => h("button", {
    type: "button", role: "menuitem", "aria-label": name, title: `:${name}:`, onclick: () => { close(); pick(name); },
  }, emojiMark(name)))), { align: "end" });
  document.querySelector(".emoji-grid button").focus();
}

/** A message field that takes the focus as it appears. */
export function focusedComposer(options) {
  const box = composer(options);
  setTimeout(() => box.querySelector("textarea").focus());
  return box;
}

/** Replying in a thread, until one leaves it. */
export const replyBox = (suggest, send) => focusedComposer({
  placeholder: `${say("reply_in_thread")}…`, suggest, send, cancel: () => { store.thread = null; changed(); },
});

/** Editing a message that one wrote. */
export function editBox(initial, suggest, save) {
  const done = () => { store.editing = null; changed(); };
  return focusedComposer({
    placeholder: say("edit_message"), initial, label: say("save"), suggest,
    send: (text) => { done(); return save(text); }, cancel: done,
  });
}

/** Asks before a message is deleted. */
export async function askToDelete(where) {
  const sure = await ask({ title: say("delete_sure"), text: say("delete_what"), yes: say("delete"), no: say("keep"), danger: true });
  if (sure) act("delete", where);
}

/** What a message says of itself that only one person sees. */
export const onlyYou = (words) => h("div", { class: "only" }, icon("eye"), words);
