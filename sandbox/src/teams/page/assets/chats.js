// What conversations are called in Teams, and how one acts in them.
import { toast } from "./dom.js";
import { store, act, person } from "./store.js";

/** The bot's own chat with a person. */
export const isPersonal = (chat) => chat.kind === "personal";

/** How a conversation is called in lists. */
export const chatName = (chat) => (isPersonal(chat) ? person(store.state.bot).name : chat.name);

/** The team that a channel belongs to. */
export const teamOf = (chat) => store.state.teams.find((team) => team.id === chat.team);

/** Presses a button of a card, and shows the text that may come in answer. */
export async function perform(what, params) {
  const seen = await act(what, params);
  const { body } = seen;
  const text = body?.type === "application/vnd.microsoft.activity.message" ? body.value
    : body?.task?.type === "message" ? body.task.value : null;
  if (typeof text === "string") toast(text);
  return seen;
}
