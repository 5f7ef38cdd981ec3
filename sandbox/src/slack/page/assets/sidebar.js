// Who one is, and where.
import { isBotDm, channelName, openChannel } from "./channels.js";
import { h, icon, toast } from "./dom.js";
import { hideSidebar } from "./frame.js";
import { say } from "./language.js";
import { platforms, switcher } from "./people.js";
import { store, unread, act } from "./store.js";

let drawn = "";

export function renderSidebar() {
  // Drawn anew only when something is new: a button must not vanish between press and release.
  const now = JSON.stringify([store.me, store.channel, store.state.elsewhere, store.state.people, store.state.channels.map((c) => [c.id, c.name, c.members, unread(c)])]);
  if (now === drawn) return;
  drawn = now;
  const root = document.getElementById("sidebar");
  const { id, dataset: { channel: focused } } = document.activeElement ?? document.body;
  const { channels } = store.state;
  const list = (title, wanted) => {
    const found = channels.filter(wanted);
    return found.length > 0 && h("section", {}, h("h2", {}, title), h("ul", {}, found.map(entry)));
  };
  root.replaceChildren(...[
    h("div", { class: "brand" }, h("img", { src: "assets/icon.svg", alt: "", width: 28, height: 28 }),
      h("div", {}, h("strong", {}, store.state.team), h("small", {}, "Plaudit sandbox"))),
    platforms("Slack"),
    switcher(newcomer),
    h("button", { type: "button", class: "shortcut", id: "shortcut", onclick: () => { hideSidebar(); act("shortcut"); } },
      icon("bolt"), say("give_kudos")),
    list(say("apps"), isBotDm),
    list(say("channels"), (c) => c.kind === "public" || c.kind === "private"),
    list(say("direct"), (c) => (c.kind === "im" || c.kind === "mpim") && !isBotDm(c)),
  ].filter(Boolean));
  if (focused) root.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
  else if (id === "me" || id === "shortcut") document.getElementById(id).focus();
}

// The way to somebody new in the team.
function newcomer(close) {
  const join = async () => {
    close();
    const { failure, text } = await act("join");
    if (!failure) toast(say("joined", text));
  };
  return h("button", { type: "button", class: "button quiet", id: "join", onclick: join }, icon("plus"), say("join"));
}

function entry(channel) {
  const news = channel.id === store.channel ? 0 : unread(channel);
  const sign = isBotDm(channel) ? h("img", { src: "assets/icon.svg", alt: "", class: "sign" })
    : h("span", { class: "sign", "aria-hidden": "true" }, channel.kind === "private" ? icon("lock") : channel.kind === "public" ? "#" : "@");
  return h("li", {}, h("button", {
    type: "button", class: `entry ${news ? "news" : ""}`, "data-channel": channel.id,
    "aria-current": channel.id === store.channel ? "page" : null,
    onclick: () => { hideSidebar(); openChannel(channel.id); },
  }, sign, h("span", { class: "entry-name" }, channelName(channel)),
  channel.shared && h("span", { class: "tag", title: say("shared_with") }, say("shared")),
  news > 0 && h("span", { class: "badge", "aria-label": say("unread", news) }, String(news))));
}
