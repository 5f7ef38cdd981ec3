// Completions for people, groups, channels, commands and emoji.
import { h, avatar, icon } from "./dom.js";
import { emoji, emojiLike } from "./emoji.js";
import { store } from "./store.js";

/** What may be meant by the end of `before`. */
export function suggest(before) {
  const match = /(?:^|[\s(,])([@#:])([\p{L}\p{N}._+-]*)$/u.exec(before) ?? /^(\/)(\w*)$/.exec(before);
  return match && { length: match[2].length + 1, found: suggestions(match[1], match[2].toLowerCase()) };
}

function suggestions(sign, word) {
  const mark = (text) => h("span", { class: "option-sign", "aria-hidden": "true" }, text);
  switch (sign) {
    case "@": {
      const holds = (...names) => names.some((name) => name.toLowerCase().split(/[\s.]+/).some((part) => part.startsWith(word)) || name.toLowerCase().startsWith(word));
      const people = store.state.people.filter((p) => !p.deleted && holds(p.handle, p.name, p.shown))
        .sort((a, b) => (a.standing === "bot") - (b.standing === "bot"))
        .map((p) => ({ text: `@${p.handle}`, name: p.name, note: `@${p.handle}`, sign: avatar(p, "small") }));
      const groups = store.state.groups.filter((g) => holds(g.handle, g.name))
        .map((g) => ({ text: `@${g.handle}`, name: g.name, note: `@${g.handle}`, sign: mark(icon("group")) }));
      return [...people, ...groups].slice(0, 8);
    }
    case "#": return store.state.channels.filter((c) => c.name && c.name.startsWith(word) && word)
      .map((c) => ({ text: `#${c.name}`, name: c.name, note: c.topic, sign: mark("#") })).slice(0, 6);
    case ":": return word.length < 2 ? [] : emojiLike(word).map((name) => ({ text: `:${name}:`, name: `:${name}:`, note: "", sign: mark(emoji(name)) }));
    default: return store.state.commands.filter((c) => c.name.startsWith(`/${word}`))
      .map((c) => ({ text: c.name, name: c.name, note: c.hint, sign: mark("/") }));
  }
}
