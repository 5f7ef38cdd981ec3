// Block Kit as elements.
import { chart } from "./chart.js";
import { h, ask, linkMark, popover } from "./dom.js";
import { emojiMark } from "./emoji.js";
import { say } from "./language.js";
import { mrkdwn, userMark, groupMark, channelMark, dateMark } from "./mrkdwn.js";
import { act } from "./store.js";
import { peoplePicker } from "./inputs.js";

/** A text object. */
export function textObject(text) {
  if (!text) return [];
  return text.type === "mrkdwn" ? mrkdwn(text.text) : plain(text.text);
}
/** Plain text: emoji are shown, nothing else is read. */
export function plain(text) {
  return text.split(/(:[\w+-]+:(?::skin-tone-[2-6]:)?)/).map((piece, index) => (index % 2 ? emojiMark(piece.slice(1, -1)) : piece));
}

/** The elements of `blocks`. `spot` says where they stand: `{channel, ts}` or `{view}`. */
export function blocks(list, spot, input) {
  return list.map((block) => {
    const render = RENDER[block.type];
    return render ? render(block, spot, input) : h("p", { class: "unknown" }, `[${block.type}]`);
  });
}

const RENDER = {
  header: (b) => h("h3", { class: "b-header" }, plain(b.text.text)),
  divider: () => h("hr", { class: "b-divider" }),
  section: (b, spot) => h("div", { class: "b-section" },
    h("div", { class: "b-body" },
      b.text && h("div", { class: "b-text" }, textObject(b.text)),
      b.fields && h("div", { class: "b-fields" }, b.fields.map((field) => h("div", {}, textObject(field))))),
    b.accessory && h("div", { class: "b-accessory" }, element(b.accessory, b, spot))),
  context: (b) => h("div", { class: "b-context" }, b.elements.map((e) => (e.type === "image" ? picture(e, "tiny") : h("span", {}, textObject(e))))),
  actions: (b, spot) => h("div", { class: "b-actions" }, b.elements.map((e) => element(e, b, spot))),
  image: (b) => h("figure", { class: "b-image" }, b.title && h("figcaption", {}, plain(b.title.text)), picture(b, "")),
  data_visualization: (b) => chart(b.title, b.chart.type, b.chart.segments ?? b.chart.series[0].data),
  rich_text: (b) => h("div", { class: "b-rich" }, b.elements.map(richPart)),
  input: (b, spot, input) => input?.(b) ?? null,
};

function picture(image, size) {
  const shown = h("img", { src: image.image_url ?? "", alt: image.alt_text, class: `picture ${size}`, loading: "lazy", referrerPolicy: "no-referrer" });
  shown.addEventListener("error", () => shown.replaceWith(h("span", { class: `picture missing ${size}` }, image.alt_text)));
  return shown;
}

function richPart(part) {
  const runs = () => part.elements.map(run);
  switch (part.type) {
    case "rich_text_quote": return h("blockquote", {}, runs());
    case "rich_text_preformatted": return h("pre", {}, part.elements.map((e) => e.text ?? e.url ?? ""));
    case "rich_text_list": {
      const list = h(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent ?? 0}` }, part.elements.map((item) => h("li", {}, item.elements.map(run))));
      if (part.offset) list.start = part.offset + 1;
      return list;
    }
    default: return h("div", { class: "b-line" }, runs());
  }
}

function run(e) {
  let node;
  switch (e.type) {
    case "text": node = e.style?.code ? h("code", {}, e.text) : h("span", { class: "pre-line" }, e.text); break;
    case "user": node = userMark(e.user_id); break;
    case "usergroup": node = groupMark(e.usergroup_id); break;
    case "channel": node = channelMark(e.channel_id); break;
    case "emoji": node = emojiMark(e.skin_tone ? `${e.name}::skin-tone-${e.skin_tone}` : e.name); break;
    case "link": node = linkMark(e.url, e.text); break;
    case "broadcast": node = h("span", { class: "mention mine" }, `@${e.range}`); break;
    case "date": node = dateMark(e.timestamp, e.format, e.fallback ?? ""); break;
    default: node = h("span", {}, "");
  }
  for (const [style, tag] of [["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"]]) {
    if (e.style?.[style]) node = h(tag, {}, node);
  }
  return node;
}

async function confirmed(confirm) {
  if (!confirm) return true;
  return ask({
    title: confirm.title.text, text: textObject(confirm.text), yes: confirm.confirm.text,
    no: confirm.deny.text, danger: confirm.style === "danger",
  });
}

/** An interactive element outside an input block. */
function element(e, block, spot) {
  const send = async (value, node) => {
    if (!await confirmed(e.confirm)) return;
    node.setAttribute("aria-busy", "true");
    await act("press", { ...spot.place(), block: block.block_id, action: e.action_id, value });
    node.removeAttribute("aria-busy");
  };
  switch (e.type) {
    case "image": return picture(e, "small");
    case "button": {
      const button = h("button", {
        type: "button", class: `button ${e.style ?? ""}`, "data-action": e.action_id, "aria-label": e.accessibility_label,
        onclick: () => {
          if (button.getAttribute("aria-busy") === "true") return;
          if (/^https?:/i.test(e.url ?? "")) open(e.url, "_blank", "noopener,noreferrer");
          send(undefined, button);
        },
      }, plain(e.text.text));
      return button;
    }
    case "overflow": return overflow(e, send);
    case "static_select": case "radio_buttons": return select(e, send);
    case "users_select": case "multi_users_select": {
      const picker = peoplePicker(e, (value) => send(value, picker.node));
      return picker.node;
    }
    default: return h("span", { class: "unknown" }, `[${e.type}]`);
  }
}

function overflow(e, send) {
  const button = h("button", { type: "button", class: "button", "aria-label": say("more"), "aria-haspopup": "menu", onclick: () => {
    const close = popover(button, h("div", { class: "menu", role: "menu" }, e.options.map((option) => h("button", {
      type: "button", role: "menuitem", onclick: () => { close(); send(option.value, button); },
    }, plain(option.text.text)))), { align: "end" });
  } }, "⋯");
  return button;
}

function select(e, send) {
  const options = e.options ?? e.option_groups.flatMap((group) => group.options);
  const box = h("select", { class: "field", "aria-label": e.placeholder?.text ?? say("choose"), "data-action": e.action_id, onchange: () => send(box.value, box) },
    !e.initial_option && h("option", { value: "", disabled: true, selected: true }, e.placeholder?.text ?? say("choose")),
    options.map((option) => h("option", { value: option.value, selected: option.value === e.initial_option?.value }, option.text.text)));
  return box;
}

