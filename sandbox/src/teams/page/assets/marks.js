// Text as Teams marks it: mentions, and the Markdown that Adaptive Cards know.
import { h, linkMark } from "./dom.js";
import { store, formatTime } from "./store.js";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: "\u00A0" };
const decode = (text) => text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
  if (name) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = parseInt(decimal ?? hex, decimal ? 10 : 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
});

// Somebody who is mentioned; `entity` says who.
function mention(name, entity) {
  const id = entity.mentioned?.id;
  const who = store.state.people.find((p) => p.id === id || p.mri === id);
  return h("span", { class: `mention ${who?.id === store.me ? "mine" : ""}`, title: who?.title || null }, decode(name));
}

// Reads mentions in the order of their entities: the same name may stand for several people.
function mentions(entities) {
  const left = [...(entities ?? [])];
  return (marked, name) => {
    const at = left.findIndex((entity) => entity.text === marked);
    return at < 0 ? document.createTextNode(decode(marked)) : mention(name, left.splice(at, 1)[0]);
  };
}

const STYLES = { "**": "strong", "__": "strong", "*": "em", _: "em" };

// The inline Markdown of cards: bold, italic, links, escapes.
function inline(text, mark) {
  const out = [];
  let plain = "";
  const flush = () => { if (plain) { out.push(decode(plain)); plain = ""; } };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    let match;
    if ((match = /^\\([!-/:-@[-`{-~])/.exec(rest))) {
      plain += match[1] === "&" ? "&amp;" : match[1];
    } else if ((match = /^<at>(.*?)<\/at>/s.exec(rest))) {
      flush(); out.push(mark(match[0], match[1]));
    } else if ((match = /^\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)/.exec(rest))) {
      flush(); out.push(linkMark(decode(match[2]), inline(match[1], mark)));
    } else if ((match = styled(rest, text.slice(0, at)))) {
      flush(); out.push(h(STYLES[match[1]], {}, inline(match[2], mark)));
    }
    if (match) at += match[0].length; else { plain += rest[0]; at += 1; }
  }
  flush();
  return out;
}

// A pair of signs around words; within a word an underscore is just that.
function styled(rest, before) {
  const match = /^(\*\*|__|\*|_)(?=\S)((?:\\.|[^\\])*?(?:\\.|[^\s\\]))\1/s.exec(rest);
  if (!match || match[2].startsWith(match[1][0])) return null;
  const inWord = /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(rest.slice(match[0].length));
  return match[1].startsWith("_") && inWord ? null : match;
}

const DATES = { COMPACT: { dateStyle: "short" }, SHORT: { weekday: "short", day: "numeric", month: "short", year: "numeric" }, LONG: { dateStyle: "full" } };

// Dates and times that a card leaves to whoever reads it.
function localised(text) {
  return text.replace(/\{\{(DATE|TIME)\(\s*([^,)\s]+)\s*(?:,\s*(\w+)\s*)?\)\}\}/g, (whole, what, at, style) => {
    const seconds = Date.parse(at) / 1000;
    if (Number.isNaN(seconds)) return whole;
    return formatTime(seconds, what === "TIME" ? { timeStyle: "short" } : DATES[style] ?? DATES.COMPACT);
  });
}

/** The text of a TextBlock or a fact: lines, lists, and what stands within them. */
export function markdown(text, entities) {
  const mark = mentions(entities);
  const out = [];
  let list = null;
  for (const line of localised(text ?? "").split(/\r\n|\r|\n/)) {
    const item = /^\s*(?:([-*+])|(\d+)\.)\s+(.*)$/.exec(line);
    if (item) {
      const tag = item[1] ? "ul" : "ol";
      if (list?.localName !== tag) out.push(list = h(tag, { start: item[2] ? Number(item[2]) : null }));
      list.append(h("li", {}, inline(item[3], mark)));
    } else {
      if (out.length && !list) out.push(h("br"));
      list = null;
      out.push(...inline(line, mark));
    }
  }
  return out;
}

/** What somebody wrote: their mentions, and nothing else that is marked. */
export function written(text, entities) {
  const mark = mentions(entities);
  return text.split(/(<at>.*?<\/at>)/s).map((piece, index) => (index % 2 ? mark(piece, piece.slice(4, -5)) : decode(piece)));
}

/** A message as its author would type it again. */
export const typed = (text) => decode(text.replace(/<at>(.*?)<\/at>/gs, "@$1"));
