// Three things to try, in the language of the person chosen.
import { h } from "./dom.js";
import { store, me, openChannel, remember, remembered, changed } from "./store.js";

const WORDS = {
  en: {
    title: (name) => `You are ${name}. Three things to try`,
    tries: [["Thank somebody", "/kudos @budi +5 for the launch #teamwork"], ["Thank a whole team", "/kudos @tim-dev +1 for a quiet night on call"], ["See what you have", "/kudos balance"]],
    then: "Then switch to Budi at the top left and look at his messages.", hide: "Got it", use: "Use",
  },
  id: {
    title: (name) => `Anda ${name}. Tiga hal untuk dicoba`,
    tries: [["Berterima kasih kepada rekan", "/kudos @budi +5 untuk rilisnya #teamwork"], ["Berterima kasih kepada satu tim", "/kudos @tim-dev +1 untuk malam jaga yang tenang"], ["Lihat saldo Anda", "/kudos saldo"]],
    then: "Lalu beralihlah menjadi Budi di kiri atas dan lihat pesannya.", hide: "Mengerti", use: "Pakai",
  },
  ms: {
    title: (name) => `Anda ${name}. Tiga perkara untuk dicuba`,
    tries: [["Ucap terima kasih kepada rakan", "/kudos @budi +5 untuk pelancaran itu #teamwork"], ["Ucap terima kasih kepada satu pasukan", "/kudos @tim-dev +1 untuk malam siap sedia yang tenang"], ["Lihat baki anda", "/kudos baki"]],
    then: "Kemudian bertukar menjadi Budi di kiri atas dan lihat mesejnya.", hide: "Faham", use: "Guna",
  },
};

export function renderHints() {
  const root = document.getElementById("hints");
  if (remembered("hints") === "off" || store.tab === "home") { root.replaceChildren(); return; }
  const who = me();
  if (root.dataset.who === who.id && root.children.length) return;
  root.dataset.who = who.id;
  const words = WORDS[who.locale.slice(0, 2)] ?? WORDS.en;
  const self = who.handle === "budi" ? "siti" : "budi";
  const fill = (text) => {
    const place = store.state.channels.find((c) => c.name === "kudos" && c.members.includes(store.me));
    if (place && store.channel !== place.id) openChannel(place.id);
    const area = document.getElementById("composer");
    area.value = text;
    area.dispatchEvent(new Event("input"));
    area.focus();
  };
  root.replaceChildren(h("section", { class: "hints", "aria-label": words.title(who.name), lang: who.locale },
    h("header", {}, h("h2", {}, words.title(who.name)), h("button", { type: "button", class: "button", onclick: () => { remember("hints", "off"); changed(); } }, words.hide)),
    h("ul", {}, words.tries.map(([title, text]) => {
      const line = text.replace("@budi", `@${self}`);
      return h("li", {}, h("div", {}, h("strong", {}, title), h("code", {}, line)),
        h("button", { type: "button", class: "button", "aria-label": `${words.use}: ${line}`, onclick: () => fill(line) }, words.use));
    })),
    h("p", {}, words.then.replace("Budi", self === "siti" ? "Siti" : "Budi"))));
}
