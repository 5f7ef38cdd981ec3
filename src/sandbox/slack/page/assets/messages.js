// The stream of messages. A message is drawn anew only when it changed.
import { h, avatar, icon, iconButton, popover, ask } from "./dom.js";
import { blocks } from "./blocks.js";
import { mrkdwn, typed, emojiMark } from "./mrkdwn.js";
import { QUICK } from "./emoji.js";
import { composer } from "./composer.js";
import { store, act, person, current, changed, formatTime } from "./store.js";

let drawn = new Map(); // key → { node, signature }
let place = "";
let watched = false;

export function renderMessages() {
  const list = document.getElementById("messages");
  const stream = document.getElementById("stream");
  const channel = current();
  const here = `${store.me}/${channel.id}`;
  const moved = place !== here;
  const atEnd = moved || stream.scrollHeight - stream.scrollTop - stream.clientHeight < 120;
  if (moved) drawn = new Map();
  place = here;

  const roots = channel.messages.filter((m) => !m.thread || m.thread === m.ts || !channel.messages.some((p) => p.ts === m.thread));
  const wanted = [];
  const next = new Map();
  const keep = (key, signature, make) => {
    const old = drawn.get(key);
    const entry = old?.signature === signature ? old : { node: make(), signature };
    next.set(key, entry);
    wanted.push(entry.node);
  };
  let before = null;
  let day = "";
  for (const message of roots) {
    const date = formatTime(Number(message.ts), { weekday: "long", day: "numeric", month: "long" });
    if (date !== day) { keep(`day ${date}`, date, () => h("li", { class: "day" }, h("span", {}, date))); day = date; before = null; }
    const replies = channel.messages.filter((m) => m.thread === message.ts && m.ts !== message.ts);
    const follows = before && before.user === message.user && before.private === message.private && Number(message.ts) - Number(before.ts) < 300 && !before.hasReplies;
    const mode = [follows, store.editing === message.ts, store.thread === message.ts];
    keep(message.ts, JSON.stringify([message, replies, mode, store.editing && replies.some((r) => r.ts === store.editing) && store.editing]),
      () => item(channel, message, replies, follows));
    before = { ...message, hasReplies: replies.length > 0 };
  }
  drawn = next;
  // Only what moved is touched, so that focus and selection stay.
  wanted.forEach((node, index) => { if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null); });
  while (list.children.length > wanted.length) list.lastChild.remove();
  if (atEnd) stream.scrollTop = stream.scrollHeight;
  if (!watched) { watched = true; stayAtEnd(stream); }
}

// Who reads the latest message still does when the window changes its size.
function stayAtEnd(stream) {
  let atEnd = true;
  stream.addEventListener("scroll", () => { atEnd = stream.scrollHeight - stream.scrollTop - stream.clientHeight < 120; });
  new ResizeObserver(() => { if (atEnd) stream.scrollTop = stream.scrollHeight; }).observe(stream);
}

function item(channel, message, replies, follows) {
  const open = store.thread === message.ts;
  return h("li", { class: follows ? "follows" : "" }, one(channel, message, follows),
    (replies.length > 0 || open) && h("div", { class: "thread" },
      replies.length > 0 && h("div", { class: "thread-count" }, replies.length === 1 ? "1 reply" : `${replies.length} replies`),
      replies.map((reply) => one(channel, reply, false)),
      open ? replyBox(channel, message)
        : h("button", { type: "button", class: "link", onclick: () => { store.thread = message.ts; changed(); } }, "Reply…")));
}

function replyBox(channel, message) {
  const box = composer({
    placeholder: "Reply in the thread…",
    send: (text) => act("say", { channel: channel.id, text, thread: message.ts }),
    cancel: () => { store.thread = null; changed(); },
  });
  setTimeout(() => box.querySelector("textarea").focus());
  return box;
}

function one(channel, message, follows) {
  const author = person(message.user);
  const time = formatTime(Number(message.ts), { timeStyle: "short" });
  const editing = store.editing === message.ts;
  return h("article", { tabIndex: 0, class: `message ${message.private ? "private" : ""}`, "data-ts": message.ts, "aria-label": `${author?.name ?? "?"}, ${time}` },
    h("div", { class: "gutter" }, follows ? h("time", {}, time) : avatar(author)),
    h("div", { class: "content" },
      message.private && h("div", { class: "only" }, icon("eye"), "Only visible to you"),
      !follows && h("div", { class: "byline" }, h("strong", {}, author?.shown ?? message.user),
        author?.standing === "bot" && h("span", { class: "tag" }, "app"),
        author?.standing === "guest" && h("span", { class: "tag" }, "guest"),
        author?.standing === "stranger" && h("span", { class: "tag" }, "other company"), h("time", {}, time)),
      editing ? editBox(channel, message)
        : h("div", { class: "words" }, message.blocks.length
          ? h("div", { class: "blocks" }, blocks(message.blocks, { place: () => ({ channel: channel.id, ts: message.ts }) }))
          : h("div", { class: "text" }, mrkdwn(message.text)),
        message.edited && !message.app && h("small", { class: "edited" }, " (edited)")),
      message.reactions.length > 0 && h("div", { class: "reactions" }, message.reactions.map((r) => reaction(channel, message, r)),
        iconButton("smile", "Add a reaction", (event) => pickEmoji(event.currentTarget, channel, message), { class: "reaction add" }))),
    !message.private && !editing && tools(channel, message));
}

function reaction(channel, message, r) {
  const mine = r.users.includes(store.me);
  const names = r.users.map((id) => person(id)?.name ?? id).join(", ");
  return h("button", {
    type: "button", class: `reaction ${mine ? "mine" : ""}`, "aria-pressed": String(mine), title: `${names} reacted with :${r.name}:`,
    onclick: () => act("react", { channel: channel.id, ts: message.ts, name: r.name, on: !mine }),
  }, emojiMark(r.name), h("span", {}, String(r.users.length)));
}

function react(channel, message, name) {
  const mine = message.reactions.find((r) => r.name === name)?.users.includes(store.me);
  act("react", { channel: channel.id, ts: message.ts, name, on: !mine });
}

function pickEmoji(anchor, channel, message) {
  const close = popover(anchor, h("div", { class: "emoji-grid", role: "menu", "aria-label": "Reactions" }, QUICK.map((name) => h("button", {
    type: "button", role: "menuitem", "aria-label": name, title: `:${name}:`, onclick: () => { close(); react(channel, message, name); },
  }, emojiMark(name)))), { align: "end" });
  document.querySelector(".emoji-grid button").focus();
}

function tools(channel, message) {
  const own = message.user === store.me;
  return h("div", { class: "tools", role: "toolbar", "aria-label": "Message actions" },
    ["clap", "tada", "heart"].map((name) => h("button", { type: "button", class: "icon", "aria-label": `React with ${name}`, title: `:${name}:`, onclick: () => react(channel, message, name) }, emojiMark(name))),
    iconButton("smile", "Add a reaction", (event) => pickEmoji(event.currentTarget, channel, message)),
    iconButton("reply", "Reply in thread", () => { store.thread = message.thread ?? message.ts; changed(); }),
    iconButton("bolt", "Give kudos", () => act("message_shortcut", { channel: channel.id, ts: message.ts })),
    own && iconButton("pencil", "Edit message", () => { store.editing = message.ts; changed(); }),
    own && iconButton("trash", "Delete message", async () => {
      const sure = await ask({ title: "Delete this message?", text: "It disappears for everybody.", yes: "Delete", no: "Keep", danger: true });
      if (sure) act("delete", { channel: channel.id, ts: message.ts });
    }));
}

function editBox(channel, message) {
  const done = () => { store.editing = null; changed(); };
  const box = composer({
    placeholder: "Edit the message", initial: typed(message.text), label: "Save",
    send: (text) => { done(); return act("edit", { channel: channel.id, ts: message.ts, text }); },
    cancel: done,
  });
  setTimeout(() => box.querySelector("textarea").focus());
  return box;
}
