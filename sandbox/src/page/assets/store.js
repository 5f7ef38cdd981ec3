// What the page knows, and how it does things. Every act is a signed delivery made by the stand-in.
import { toast } from "./dom.js";
import { languageOf, nameFrame, say } from "./language.js";

export const store = { state: null, me: null, channel: null, tab: "messages", editing: null, thread: null };

let show = () => {};
export const changed = () => show();

export const remembered = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
export const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* private window */ } };

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
      // The same colour on every platform.
      for (const person of state.people) person.hue = [...person.handle].reduce((sum, c) => (sum * 3 + c.codePointAt(0)) % 9973, 0) % 10;
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
    toast(say("offline"));
    return { failure: "offline", errors: {} };
  }
}

export const person = (id) => store.state.people.find((p) => p.id === id);
export const me = () => person(store.me);
export const channelOf = (id) => store.state.channels.find((c) => c.id === id);
export const current = () => channelOf(store.channel);

const readKey = (channel) => `read/${store.me}/${channel}`;
function markRead(channel) {
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

/** Goes to a conversation. */
export function enter(id, tab = "messages") {
  store.channel = id;
  store.tab = tab;
  store.editing = store.thread = null;
  remember("channel", id);
  changed();
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

// Whether it is settled who one is; if not, somebody is chosen and the state asked for again.
function knowsMe() {
  if (person(store.me)) return true;
  const people = store.state.people.filter((p) => ["member", "admin"].includes(p.standing) && !p.deleted);
  // Who comes for the first time meets their own language, and English where we do not speak it.
  const theirs = languageOf(...navigator.languages);
  store.me = (people.find((p) => languageOf(p.locale) === theirs) ?? people[0]).id;
  refresh();
  return false;
}

/** Shows in the title what one has not read elsewhere, and reads what is shown. */
export function markShown(channel, name) {
  if (document.visibilityState === "visible") markRead(channel);
  const news = store.state.channels.reduce((sum, c) => sum + (c.id === store.channel ? 0 : unread(c)), 0);
  document.title = `${news ? `(${news}) ` : ""}${name} · Plaudit sandbox`;
  nameFrame();
}

/** Where the other platform's page shows the same person. */
export const elsewhere = () => store.state.elsewhere && `${store.state.elsewhere}#as=${encodeURIComponent(me().handle)}`;

// Who comes from the other platform's page stays who they are.
function arrived() {
  const handle = new URLSearchParams(location.hash.slice(1)).get("as");
  if (!handle) return false;
  history.replaceState(null, "", location.pathname);
  const found = store.state.people.find((p) => p.handle === handle && !p.deleted);
  if (!found || found.id === store.me) return false;
  choosePerson(found.id);
  return true;
}

/** Calls `render` now and whenever something changed. */
export function start(render) {
  show = () => { if (store.state && !arrived() && knowsMe()) render(); };
  document.addEventListener("visibilitychange", changed);
  window.addEventListener("hashchange", changed);
  store.me = remembered("me");
  const changes = new EventSource("sandbox/changes");
  changes.addEventListener("message", refresh);
  changes.addEventListener("open", refresh);
  refresh();
}
