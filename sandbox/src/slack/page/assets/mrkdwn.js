// Slack's marked text as elements.
import { h, linkMark } from "./dom.js";
import { emoji, emojiMark } from "./emoji.js";
import { store, person, channelOf, formatTime } from "./store.js";

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function userMark(id) {
  const who = person(id);
  return h("span", { class: `mention ${id === store.me ? "mine" : ""}` }, `@${who?.shown ?? id}`);
}
export function groupMark(id, label) {
  const group = store.state.groups.find((g) => g.id === id);
  return h("span", { class: "mention" }, `@${group?.handle ?? label?.replace(/^@/, "") ?? id}`);
}
export function channelMark(id, label) {
  return h("span", { class: "mention" }, `#${channelOf(id)?.name ?? (label || "private channel")}`);
}
export function dateMark(seconds, format, fallback) {
  const pieces = {
    date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
    date_short: { year: "numeric", month: "short", day: "numeric" },
    date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
    date: { year: "numeric", month: "long", day: "numeric" },
    time_secs: { timeStyle: "medium" },
    time: { timeStyle: "short" },
  };
  const text = format.replace(/\{(\w+?)(_pretty)?\}/g, (whole, name) => (pieces[name] ? formatTime(seconds, pieces[name]) : whole));
  return h("time", { title: fallback }, text);
}

function mark(inside) {
  const cut = inside.indexOf("|");
  const target = cut < 0 ? inside : inside.slice(0, cut);
  const label = cut < 0 ? undefined : unescape(inside.slice(cut + 1));
  if (target.startsWith("@")) return userMark(target.slice(1));
  if (target.startsWith("#")) return channelMark(target.slice(1), label);
  if (target.startsWith("!subteam^")) return groupMark(target.slice(9), label);
  if (target.startsWith("!date^")) {
    const [, seconds, format, url] = target.split("^");
    const shown = dateMark(Number(seconds), unescape(format), label ?? "");
    return url ? linkMark(unescape(url), shown.textContent) : shown;
  }
  if (target.startsWith("!")) return h("span", { class: "mention mine" }, `@${label ?? target.slice(1)}`);
  return linkMark(unescape(target), label);
}

const STYLES = { "*": "strong", "_": "em", "~": "s" };

/** One line's worth of marked text. */
export function inline(text) {
  const out = [];
  let plain = "";
  const flush = () => { if (plain) { out.push(unescape(plain)); plain = ""; } };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const c = rest[0];
    let match;
    if (c === "<" && (match = /^<([^<>]+)>/.exec(rest))) {
      flush(); out.push(mark(match[1]));
    } else if (c === "`" && (match = /^`([^`\n]+)`/.exec(rest))) {
      flush(); out.push(h("code", {}, unescape(match[1])));
    } else if (c === ":" && (match = /^:([\w+'-]+(?:::skin-tone-[2-6])?):/.exec(rest)) && emoji(match[1])) {
      flush(); out.push(emojiMark(match[1]));
    } else if (c === ":") {
      match = null; // a colon, or the name of no emoji
    } else if (STYLES[c] && !/[\p{L}\p{N}]$/u.test(text.slice(0, at)) && (match = styled(rest, c))) {
      flush(); out.push(h(STYLES[c], {}, inline(match[1])));
    }
    if (match) at += match[0].length; else { plain += c; at += 1; }
  }
  flush();
  return out;
}

function styled(rest, c) {
  const sign = c === "*" ? "\\*" : c;
  return new RegExp(`^${sign}([^\\s${sign}](?:[^${sign}\\n]*[^\\s${sign}])?)${sign}(?![\\p{L}\\p{N}])`, "u").exec(rest);
}

/** A whole text: code blocks, quotes, lines. */
export function mrkdwn(text) {
  const out = [];
  for (const [index, piece] of text.split("```").entries()) {
    if (index % 2) { out.push(h("pre", {}, unescape(piece.replace(/^\n|\n$/g, "")))); continue; }
    let quote = null;
    let lines = [];
    const flush = () => {
      if (!lines.length) return;
      const shown = lines.flatMap((line, n) => (n ? [h("br"), ...inline(line)] : inline(line)));
      out.push(quote ? h("blockquote", {}, shown) : h("span", {}, shown));
      lines = [];
    };
    for (const line of piece.replace(index ? /^\n/ : /^$/, "").split("\n")) {
      const match = /^(?:&gt;|>)\s?(.*)$/.exec(line);
      if (Boolean(match) !== Boolean(quote)) { flush(); quote = match; }
      lines.push(match ? match[1] : line);
    }
    if (!(lines.length === 1 && lines[0] === "")) flush();
  }
  return out;
}

/** Marked text as somebody would type it again. */
export function typed(text) {
  return unescape(text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id) => `@${person(id)?.handle ?? id}`)
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id) => `@${store.state.groups.find((g) => g.id === id)?.handle ?? id}`)
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (whole, id) => `#${channelOf(id)?.name ?? id}`)
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<([^<>|]+)(?:\|[^>]*)?>/g, "$1"));
}
