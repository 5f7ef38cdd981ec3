// Mentions, the way to the app alone, and emoji while one types.
import { h, avatar } from "./dom.js";
import { emoji, emojiLike } from "./emoji.js";
import { say } from "./language.js";
import { store, person, current } from "./store.js";

/** Who may be mentioned here: the members and the bot, the bot first. */
const mentionable = () => [person(store.state.bot), ...current().members.map(person)].filter((p) => p && p.id !== store.me);

/** What may be meant by the end of `before`. */
export function suggest(before) {
  const bot = person(store.state.bot);
  if (/^\/\w*$/.test(before) && current().kind !== "personal") {
    const fits = `/${bot.name}`.toLowerCase().startsWith(before.toLowerCase());
    return { length: before.length, found: fits ? [{ text: `/${bot.name}`, name: bot.name, note: say("app_sees"), sign: avatar(bot, "small") }] : [] };
  }
  const match = /(?:^|[\s(,])([@:])([\p{L}\p{N}’'._+&-]+(?: [\p{L}\p{N}’'._+&-]*)*|)$/u.exec(before);
  if (!match) return null;
  const [, sign, typed] = match;
  // A name that is whole stays, though a longer one begins with it.
  if (sign === "@" && typed.endsWith(" ") && mentionable().some((p) => p.name.toLowerCase() === typed.trim().toLowerCase())) return null;
  const found = sign === "@" ? people(typed.toLowerCase()) : emojis(typed);
  return { length: typed.length + 1, found };
}

function people(words) {
  const holds = ({ name, handle }) => name.toLowerCase().startsWith(words) || handle.startsWith(words)
    || name.toLowerCase().split(" ").some((part) => part.startsWith(words));
  return mentionable().filter(holds).slice(0, 8)
    .map((p) => ({ text: `@${isAlone(p) ? p.name : p.handle}`, name: p.name, note: p.title, sign: avatar(p, "small") }));
}

// A name that two people have says neither.
const isAlone = ({ name }) => store.state.people.filter((p) => p.name === name).length === 1;

function emojis(start) {
  if (start.length < 2 || start.includes(" ")) return [];
  return emojiLike(start).map((name) => ({ text: emoji(name), name: `:${name}:`, note: "", sign: h("span", { class: "option-sign", "aria-hidden": "true" }, emoji(name)) }));
}
