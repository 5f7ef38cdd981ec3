// What is said in a channel.
import { h, avatar, iconButton } from "./dom.js";
import { blocks } from "./blocks.js";
import { emojiMark } from "./emoji.js";
import { say } from "./language.js";
import { mrkdwn, typed } from "./mrkdwn.js";
import { askToDelete, daySign, drawStream, editBox, onlyYou, pickEmoji, reacted, reaction, replyBox } from "./stream.js";
import { store, act, person, current, changed, formatTime } from "./store.js";
import { suggest } from "./suggest.js";

export function renderMessages() {
  const channel = current();
  const roots = channel.messages.filter((m) => !m.thread || m.thread === m.ts || !channel.messages.some((p) => p.ts === m.thread));
  const items = [];
  let before = null;
  let day = "";
  for (const message of roots) {
    const sign = daySign(Number(message.ts));
    if (sign.key !== day) { items.push(sign); day = sign.key; before = null; }
    const replies = channel.messages.filter((m) => m.thread === message.ts && m.ts !== message.ts);
    const follows = before && before.user === message.user && before.private === message.private && Number(message.ts) - Number(before.ts) < 300 && !before.hasReplies;
    const mode = [follows, store.editing === message.ts, store.thread === message.ts];
    items.push({
      key: message.ts,
      signature: JSON.stringify([message, replies, mode, store.editing && replies.some((r) => r.ts === store.editing) && store.editing]),
      make: () => item(channel, message, replies, follows),
    });
    before = { ...message, hasReplies: replies.length > 0 };
  }
  drawStream(items);
}

function item(channel, message, replies, follows) {
  const open = store.thread === message.ts;
  return h("li", { class: follows ? "follows" : "" }, one(channel, message, follows),
    (replies.length > 0 || open) && h("div", { class: "thread" },
      replies.length > 0 && h("div", { class: "thread-count" }, replies.length === 1 ? say("reply_one") : say("replies", replies.length)),
      replies.map((reply) => one(channel, reply, false)),
      open ? replyBox(suggest, (text) => act("say", { channel: channel.id, text, thread: message.ts }))
        : h("button", { type: "button", class: "link", onclick: () => { store.thread = message.ts; changed(); } }, `${say("reply")}…`)));
}

function one(channel, message, follows) {
  const author = person(message.user);
  const time = formatTime(Number(message.ts), { timeStyle: "short" });
  const editing = store.editing === message.ts;
  return h("article", { tabIndex: 0, class: `message ${message.private ? "private" : ""}`, "data-ts": message.ts, "aria-label": `${author?.name ?? "?"}, ${time}` },
    h("div", { class: "gutter" }, follows ? h("time", {}, time) : avatar(author)),
    h("div", { class: "content" },
      message.private && onlyYou(say("only_you")),
      !follows && h("div", { class: "byline" }, h("strong", {}, author?.shown ?? message.user),
        author?.standing === "bot" && h("span", { class: "tag" }, say("app")),
        author?.standing === "guest" && h("span", { class: "tag" }, say("guest")),
        author?.standing === "stranger" && h("span", { class: "tag" }, say("stranger")), h("time", {}, time)),
      editing ? editBox(typed(message.text), suggest, (text) => act("edit", { ...where(channel, message), text }))
        : h("div", { class: "words" }, message.blocks.length
          ? h("div", { class: "blocks" }, blocks(message.blocks, { place: () => where(channel, message) }))
          : h("div", { class: "text" }, mrkdwn(message.text)),
        message.edited && !message.app && h("small", { class: "edited" }, ` (${say("edited")})`)),
      message.reactions.length > 0 && h("div", { class: "reactions" }, message.reactions.map((r) => reaction(r, reacting(channel, message))),
        iconButton("smile", say("add_reaction"), (event) => pickEmoji(event.currentTarget, reacting(channel, message)), { class: "reaction add" }))),
    !message.private && !editing && tools(channel, message));
}

const where = (channel, message) => ({ channel: channel.id, ts: message.ts });

function tools(channel, message) {
  const own = message.user === store.me;
  const react = reacting(channel, message);
  return h("div", { class: "tools", role: "toolbar", "aria-label": say("message_actions") },
    ["clap", "tada", "heart"].map((name) => h("button", { type: "button", class: "icon", "aria-label": say("react_with", name), title: `:${name}:`, onclick: () => react(name) }, emojiMark(name))),
    iconButton("smile", say("add_reaction"), (event) => pickEmoji(event.currentTarget, react)),
    iconButton("reply", say("reply_in_thread"), () => { store.thread = message.thread ?? message.ts; changed(); }),
    iconButton("bolt", say("give_kudos"), () => act("message_shortcut", where(channel, message))),
    own && iconButton("pencil", say("edit_message"), () => { store.editing = message.ts; changed(); }),
    own && iconButton("trash", say("delete_message"), () => askToDelete(where(channel, message))));
}

const reacting = (channel, message) => (name, on = !reacted(message, name)) => act("react", { ...where(channel, message), name, on });
