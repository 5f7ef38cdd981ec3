// What is said: posts with their replies in channels, bubbles in chats.
import { card } from "./card.js";
import { isPersonal, perform } from "./chats.js";
import { h, avatar, iconButton, popover } from "./dom.js";
import { emojiMark } from "./emoji.js";
import { say } from "./language.js";
import { markdown, typed, written } from "./marks.js";
import { kindOf, nameOf } from "./reactions.js";
import { askToDelete, daySign, drawStream, editBox, onlyYou, pickEmoji, reacted, reaction, replyBox } from "./stream.js";
import { store, act, person, current, changed, formatTime } from "./store.js";
import { suggest } from "./suggest.js";

/** When a message was written, in seconds: its id says so. */
const at = (message) => Number(message.ts) / 1000;

export function renderPosts() {
  const chat = current();
  const channel = chat.kind === "channel";
  const known = new Set(chat.messages.map((m) => m.ts));
  const replies = Map.groupBy(chat.messages.filter((m) => m.thread && known.has(m.thread)), (m) => m.thread);
  const items = [];
  let before = null;
  let day = "";
  for (const message of chat.messages) {
    if (message.thread && known.has(message.thread)) continue;
    const sign = daySign(at(message));
    if (sign.key !== day) { items.push(sign); day = sign.key; before = null; }
    const below = replies.get(message.ts) ?? [];
    const follows = !channel && before && before.user === message.user && before.private === message.private && at(message) - at(before) < 300;
    const editing = [message, ...below].some((m) => m.ts === store.editing) && store.editing;
    items.push({
      key: message.ts,
      signature: JSON.stringify([message, below, follows, editing, store.thread === message.ts]),
      make: () => (channel ? post(chat, message, below) : bubble(chat, message, follows)),
    });
    before = message;
  }
  drawStream(items);
}

function post(chat, message, replies) {
  const open = store.thread === message.ts;
  return h("li", {}, h("div", { class: "post" }, one(chat, message),
    h("div", { class: "thread" },
      replies.length > 0 && h("div", { class: "thread-count" }, replies.length === 1 ? say("reply_one") : say("replies", replies.length)),
      replies.map((reply) => one(chat, reply)),
      open ? replyBox(suggest, (text) => act("say", { conversation: chat.id, thread: message.ts, text }))
        : !message.private && h("button", { type: "button", class: "link", onclick: () => { store.thread = message.ts; changed(); } }, say("reply")))));
}

const bubble = (chat, message, follows) => h("li", { class: `${message.user === store.me ? "own" : ""} ${follows ? "follows" : ""}` }, one(chat, message, follows));

function one(chat, message, follows) {
  const author = person(message.user);
  const name = message.author;
  const time = formatTime(at(message), { timeStyle: "short" });
  const editing = store.editing === message.ts;
  const mine = message.user === store.me;
  return h("article", { tabIndex: 0, class: `message ${message.private ? "private" : ""}`, "data-ts": message.ts, "aria-label": `${name}, ${time}` },
    h("div", { class: "gutter" }, !follows && avatar(author ?? { name })),
    h("div", { class: "content" },
      !follows && h("div", { class: "byline" }, h("strong", {}, name), author?.standing === "guest" && h("span", { class: "tag" }, say("guest")), h("time", {}, time),
        message.edited && h("small", {}, say("edited"))),
      message.private && onlyYou(say("only_you")),
      editing ? editBox(typed(message.text).trim(), suggest, (text) => act("edit", { ...where(chat, message), text }))
        : words(chat, message),
      message.reactions.length > 0 && h("div", { class: "reactions" }, message.reactions.map((r) => reaction({ ...r, name: nameOf(r.kind) }, reacting(chat, message))))),
    !message.private && !editing && tools(chat, message, mine));
}

function words(chat, message) {
  const text = message.text.trim();
  return h("div", { class: "words" },
    text && h("div", { class: "text" }, message.app ? markdown(text, message.mentions) : written(text, message.mentions)),
    message.cards.map((given, index) => card(given, (action, inputs) => perform("press", { ...where(chat, message), card: index, action, inputs }), chat.id).node));
}

const where = (chat, message) => ({ conversation: chat.id, message: message.ts });

const reacting = (chat, message) => (name, on = !reacted({ reactions: message.reactions.map((r) => ({ ...r, name: nameOf(r.kind) })) }, name)) => act("react", { ...where(chat, message), kind: kindOf(name), on });

function tools(chat, message, mine) {
  const react = reacting(chat, message);
  const more = [
    !isPersonal(chat) && !message.app && [say("give_kudos"), () => act("on_message", where(chat, message))],
    mine && [say("delete"), () => askToDelete(where(chat, message))],
  ].filter(Boolean);
  return h("div", { class: "tools", role: "toolbar", "aria-label": say("message_actions") },
    ["+1", "heart", "clap"].map((name) => h("button", { type: "button", class: "icon", "aria-label": say("react_with", name), title: `:${name}:`, onclick: () => react(name) }, emojiMark(name))),
    iconButton("smile", say("add_reaction"), (event) => pickEmoji(event.currentTarget, react)),
    mine && iconButton("pencil", say("edit_message"), () => { store.editing = message.ts; changed(); }),
    more.length > 0 && iconButton("more", say("more"), (event) => menu(event.currentTarget, more), { "aria-haspopup": "menu" }));
}

function menu(anchor, choices) {
  const close = popover(anchor, h("div", { class: "menu", role: "menu" }, choices.map(([label, choose]) => h("button", {
    type: "button", role: "menuitem", onclick: () => { close(); choose(); },
  }, label))), { align: "end" });
  document.querySelector(".menu button").focus();
}
