// What Slack's conversations are called, and how one goes to them.
import { store, act, current, enter, person } from "./store.js";

export const isBotDm = (channel) => channel?.kind === "im" && channel.members.includes(store.state.bot);

/** How a conversation is called in lists. */
export function channelName(channel) {
  if (channel.kind !== "im" && channel.kind !== "mpim") return channel.name;
  const others = channel.members.filter((id) => id !== store.me);
  return others.map((id) => person(id)?.shown ?? id).join(", ");
}

/** Goes to a conversation; Slack tells an app when somebody looks at it. */
export function openChannel(id, tab = "messages") {
  enter(id, tab);
  if (isBotDm(current())) act("open_home", { tab }, { quiet: true });
}
