// Reactions: Teams names six of its own, and the others by their code point.
import { QUICK, emoji } from "./emoji.js";

const OWN = { like: "+1", heart: "heart", laugh: "joy", surprised: "scream", sad: "cry", angry: "angry" };

const point = (name) => [...emoji(name)][0].codePointAt(0).toString(16);

/** What Teams calls the emoji `name`. */
export const kindOf = (name) => Object.keys(OWN).find((kind) => OWN[kind] === name) ?? `${point(name)}_${name.replaceAll("_", "")}`;

/** The emoji that Teams calls `kind`. */
export const nameOf = (kind) => OWN[kind] ?? QUICK.find((name) => kind.split("_")[0] === point(name)) ?? kind;
