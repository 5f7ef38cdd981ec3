// What the page knows, and how it does things. Every act is a signed delivery made by the stand-in.
import { toast } from "./dom.js";

export const store = { state: null, me: null, channel: null, tab: "messages", editing: null, thread: null };

const listeners = [];
export const onChange = (listener) => listeners.push(listener);
export const changed = () => { for (const listener of listeners) listener(); };

const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
export const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } };
export { remembered };

let running = false;
let again = false;

/** Asks for the state; calls while one is under way become a single one behind it. */
export async function refresh() {
  if (running) { again = true; return; }
  running = true;
  try {
    do {
      again = false;
      const me = store.me;
      const state = await fetched(me);
      if (me !== store.me) { again = true; continue; }
      if (!state) { setTimeout(refresh, 1500); return; }
      state.people.forEach((person, index) => { person.hue = index % 10; });
      store.state = state;
      changed();
    } while (again);
  } finally {
    running = false;
  }
}

async function fetched(me) {
  try {
    const response = await fetch(`sandbox/state?user=${encodeURIComponent(me ?? "")}`);
    return await response.json();
  } catch {
    return null;
  }
}

/** Does something as the person chosen. Failures are shown unless `quiet`. */
export async function act(what, params = {}, { quiet = false } = {}) {
  try {
    const response = await fetch("sandbox/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ user: store.me, act: what, ...params }),
    });
    const seen = await response.json();
    if (seen.failure && !quiet) toast(seen.failure);
    return seen;
  } catch {
    toast("The sandbox does not answer.");
    return { failure: "offline", errors: {} };
  }
}

export const person = (id) => store.state.people.find((p) => p.id === id);
export const me = () => person(store.me);
export const channelOf = (id) => store.state.channels.find((c) => c.id === id);
export const current = () => channelOf(store.channel);
export const isBotDm = (channel) => channel?.kind === "im" && channel.members.includes(store.state.bot);

/** How a conversation is called in lists. */
export function channelName(channel) {
  if (channel.kind !== "im" && channel.kind !== "mpim") return channel.name;
  const others = channel.members.filter((id) => id !== store.me);
  return others.map((id) => person(id)?.shown ?? id).join(", ");
}

const readKey = (channel) => `read/${store.me}/${channel}`;
export function markRead(channel) {
  const last = channel.messages.at(-1);
  if (last) remember(readKey(channel.id), last.ts);
}
export function unread(channel) {
  const last = remembered(readKey(channel.id)) ?? "0";
  return channel.messages.filter((m) => m.ts > last && m.user !== store.me).length;
}

export function choosePerson(id) {
  store.me = id;
  store.editing = store.thread = null;
  remember("me", id);
  return refresh();
}

export function openChannel(id, tab = "messages") {
  store.channel = id;
  store.tab = tab;
  store.editing = store.thread = null;
  remember("channel", id);
  changed();
  if (isBotDm(current())) act("open_home", { tab }, { quiet: true });
}

/** Time as the person chosen reads it. */
export function formatTime(seconds, options) {
  const person = me();
  try {
    return new Intl.DateTimeFormat(person?.locale, { timeZone: person?.tz, ...options }).format(new Date(seconds * 1000));
  } catch {
    return new Date(seconds * 1000).toLocaleString();
  }
}
