// Emoji by their short names.
import { h } from "./dom.js";

const table = `
+1 👍|-1 👎|100 💯|tada 🎉|clap 👏|raised_hands 🙌|pray 🙏|heart ❤️|blue_heart 💙|green_heart 💚|purple_heart 💜|yellow_heart 💛|orange_heart 🧡|sparkling_heart 💖|
star ⭐|star2 🌟|sparkles ✨|star-struck 🤩|fire 🔥|rocket 🚀|trophy 🏆|medal 🏅|sports_medal 🏅|first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|crown 👑|gem 💎|gift 🎁|
ribbon 🎀|confetti_ball 🎊|balloon 🎈|birthday 🎂|cake 🍰|taco 🌮|coffee ☕|tea 🍵|pizza 🍕|beers 🍻|bouquet 💐|sunflower 🌻|rose 🌹|seedling 🌱|four_leaf_clover 🍀|
smile 😄|smiley 😃|grinning 😀|grin 😁|joy 😂|rofl 🤣|slightly_smiling_face 🙂|wink 😉|blush 😊|heart_eyes 😍|hugging_face 🤗|partying_face 🥳|sunglasses 😎|thinking_face 🤔|neutral_face 😐|
cry 😢|sob 😭|sweat_smile 😅|relieved 😌|sleeping 😴|scream 😱|angry 😠|disappointed 😞|worried 😟|saluting_face 🫡|face_holding_back_tears 🥹|melting_face 🫠|
muscle 💪|handshake 🤝|ok_hand 👌|v ✌️|crossed_fingers 🤞|wave 👋|point_right 👉|point_up ☝️|point_down 👇|writing_hand ✍️|eyes 👀|brain 🧠|bow 🙇|dancer 💃|man_dancing 🕺|superhero 🦸|
bulb 💡|zap ⚡|boom 💥|dart 🎯|checkered_flag 🏁|chart_with_upwards_trend 📈|bar_chart 📊|memo 📝|books 📚|computer 💻|hammer_and_wrench 🛠️|gear ⚙️|wrench 🔧|bug 🐛|lock 🔒|unlock 🔓|key 🔑|bell 🔔|
calendar 📅|hourglass ⌛|hourglass_flowing_sand ⏳|alarm_clock ⏰|moneybag 💰|coin 🪙|credit_card 💳|shopping_bags 🛍️|package 📦|ticket 🎫|airplane ✈️|house 🏠|earth_asia 🌏|globe_with_meridians 🌐|
white_check_mark ✅|heavy_check_mark ✔️|x ❌|warning ⚠️|no_entry ⛔|question ❓|exclamation ❗|information_source ℹ️|arrow_right ➡️|arrow_up ⬆️|arrow_down ⬇️|leftwards_arrow_with_hook ↩️|heavy_plus_sign ➕|
speech_balloon 💬|loudspeaker 📢|mega 📣|mailbox 📫|envelope ✉️|link 🔗|pushpin 📌|busts_in_silhouette 👥|bust_in_silhouette 👤|family 👪|wastebasket 🗑️|lower_left_crayon 🖍️|art 🎨|musical_note 🎵|
seven 7️⃣|eight 8️⃣|nine 9️⃣|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|zero 0️⃣|keycap_ten 🔟|large_green_circle 🟢|large_yellow_circle 🟡|red_circle 🔴|large_blue_circle 🔵|
sunny ☀️|rainbow 🌈|cloud ☁️|umbrella ☂️|ocean 🌊|mountain ⛰️|dog 🐶|cat 🐱|unicorn_face 🦄|turtle 🐢|bee 🐝|owl 🦉|whale 🐳|thumbsup 👍|thumbsdown 👎|simple_smile 🙂`;

const known = new Map(table.split("|").map((entry) => entry.trim().split(" ")));
const tones = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];

/** The sign of `name`, skin tone included; nothing when it is unknown. */
export function emoji(name) {
  const [base, tone] = name.split("::skin-tone-");
  const sign = known.get(base);
  return sign && sign.replace("\uFE0F", tone ? "" : "\uFE0F") + (tones[tone] ?? "");
}

/** Names that begin with, or hold, `start`. */
export function emojiLike(start, most = 8) {
  const names = [...known.keys()];
  const first = names.filter((name) => name.startsWith(start));
  return [...first, ...names.filter((name) => !name.startsWith(start) && name.includes(start))].slice(0, most);
}

/** The sign of `name`; an unknown one as it is written. */
export function emojiMark(name) {
  const sign = emoji(name);
  return sign ? h("span", { class: "emoji", title: `:${name}:`, role: "img", "aria-label": name }, sign) : document.createTextNode(`:${name}:`);
}

export const QUICK = ["clap", "tada", "heart", "+1", "raised_hands", "fire", "rocket", "eyes", "pray", "100", "star", "taco"];
