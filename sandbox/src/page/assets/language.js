// What the pages say themselves, in the language of the person chosen.
import { me } from "./store.js";

/** English, Indonesian and Malay, in this order. What stands in braces is given. */
const SAID = {
  a_day: ["a day", "sehari", "sehari"],
  a_month: ["a month", "sebulan", "sebulan"],
  a_week: ["a week", "seminggu", "seminggu"],
  add_app: ["Add the app", "Tambahkan aplikasinya", "Tambah aplikasi ini"],
  add_plaudit: ["Add Plaudit", "Tambahkan Plaudit", "Tambah Plaudit"],
  add_reaction: ["Add a reaction", "Tambahkan reaksi", "Tambah reaksi"],
  admin: ["admin", "admin", "pentadbir"],
  an_hour: ["an hour", "sejam", "sejam"],
  app: ["app", "aplikasi", "aplikasi"],
  apps: ["Apps", "Aplikasi", "Aplikasi"],
  app_sees: ["Only you and the app see it", "Hanya kamu dan aplikasinya yang melihatnya", "Hanya anda dan aplikasi ini melihatnya"],
  archived: ["This channel is archived.", "Channel ini sudah diarsipkan.", "Saluran ini sudah diarkibkan."],
  cancel: ["Cancel", "Batal", "Batal"],
  cannot_be: ["This does not fit.", "Isian ini tidak sesuai.", "Isian ini tidak sesuai."],
  channels: ["Channels", "Channel", "Saluran"],
  chat: ["Chat", "Obrolan", "Sembang"],
  choose: ["Choose", "Pilih", "Pilih"],
  choose_people: ["Choose people", "Pilih orang", "Pilih orang"],
  clock_note: [
    "The demo's own clock, for everybody. What is due by then happens within a minute.",
    "Jam demo ini, untuk semua orang. Yang jatuh tempo sampai saat itu terjadi dalam semenit.",
    "Jam demo ini, untuk semua orang. Apa yang tiba masanya berlaku dalam seminit.",
  ],
  close: ["Close", "Tutup", "Tutup"],
  close_deliveries: ["Close deliveries", "Tutup daftar kiriman", "Tutup senarai penghantaran"],
  conversations: ["Conversations", "Percakapan", "Perbualan"],
  delete: ["Delete", "Hapus", "Padam"],
  delete_message: ["Delete message", "Hapus pesan", "Padam mesej"],
  delete_sure: ["Delete this message?", "Hapus pesan ini?", "Padam mesej ini?"],
  delete_what: ["It disappears for everybody.", "Pesan ini hilang bagi semua orang.", "Mesej ini hilang bagi semua orang."],
  deliveries: ["Deliveries", "Kiriman", "Penghantaran"],
  deliveries_note: [
    "Every act on this page is a request that is signed as {} signs it and sent to Plaudit.",
    "Setiap tindakan di halaman ini menjadi permintaan yang ditandatangani seperti oleh {}, lalu dikirim ke Plaudit.",
    "Setiap tindakan di halaman ini menjadi permintaan yang ditandatangani seperti oleh {}, lalu dihantar kepada Plaudit.",
  ],
  direct: ["Direct messages", "Pesan langsung", "Mesej terus"],
  edit_message: ["Edit message", "Ubah pesan", "Sunting mesej"],
  edited: ["edited", "diubah", "disunting"],
  find_person: ["Find a person", "Cari orang", "Cari orang"],
  give_kudos: ["Give kudos", "Beri kudos", "Beri kudos"],
  guest: ["guest", "tamu", "tetamu"],
  home: ["Home", "Beranda", "Laman utama"],
  invite: ["Invite Plaudit", "Undang Plaudit", "Jemput Plaudit"],
  join: ["A new colleague joins", "Rekan baru bergabung", "Rakan baharu menyertai"],
  joined: ["{} is new here.", "{} baru di sini.", "{} baharu di sini."],
  keep: ["Keep", "Biarkan", "Biarkan"],
  members: ["{} members", "{} anggota", "{} ahli"],
  message_actions: ["Message actions", "Tindakan untuk pesan", "Tindakan untuk mesej"],
  message_to: ["Message {}", "Kirim pesan ke {}", "Hantar mesej ke {}"],
  messages: ["Messages", "Pesan", "Mesej"],
  more: ["More options", "Pilihan lain", "Pilihan lain"],
  nothing_yet: ["Nothing here yet.", "Belum ada apa-apa di sini.", "Belum ada apa-apa di sini."],
  move_clock: ["Move the clock on", "Majukan jam", "Majukan jam"],
  offline: ["The sandbox does not answer.", "Sandbox tidak menjawab.", "Sandbox tidak menjawab."],
  only_you: ["Only you can see this", "Hanya kamu yang bisa melihat ini", "Hanya anda boleh melihat ini"],
  optional: ["optional", "opsional", "pilihan"],
  people: ["People", "Orang", "Orang"],
  post: ["Start a post with @Plaudit", "Mulai dengan @Plaudit", "Mulakan dengan @Plaudit"],
  react_with: ["React with {}", "Beri reaksi {}", "Beri reaksi {}"],
  reacted_with: ["{} reacted with {}", "{} memberi reaksi {}", "{} memberi reaksi {}"],
  reactions: ["Reactions", "Reaksi", "Reaksi"],
  refused: ["{} would have refused:", "{} akan menolak ini:", "{} akan menolak ini:"],
  remove: ["Remove {}", "Hapus {}", "Buang {}"],
  replies: ["{} replies", "{} balasan", "{} balasan"],
  reply: ["Reply", "Balas", "Balas"],
  reply_in_thread: ["Reply in thread", "Balas di utas", "Balas dalam bebenang"],
  reply_one: ["1 reply", "1 balasan", "1 balasan"],
  required: ["This is required.", "Bagian ini wajib diisi.", "Bahagian ini wajib diisi."],
  retry: ["retry {}", "percobaan ulang {}", "cubaan semula {}"],
  same_company: ["The same company in {}", "Perusahaan yang sama di {}", "Syarikat yang sama di {}"],
  save: ["Save", "Simpan", "Simpan"],
  send: ["Send", "Kirim", "Hantar"],
  shared: ["shared", "bersama", "dikongsi"],
  shared_with: ["Shared with another company", "Dibagikan dengan perusahaan lain", "Dikongsi dengan syarikat lain"],
  skip: ["Skip to the message field", "Langsung ke kolom pesan", "Terus ke ruang mesej"],
  stranger: ["other company", "perusahaan lain", "syarikat lain"],
  suggestions: ["Suggestions", "Saran", "Cadangan"],
  switch_person: ["You are {}. Switch person", "Kamu {}. Ganti orang", "Anda {}. Tukar orang"],
  teams: ["Teams and channels", "Tim dan channel", "Pasukan dan saluran"],
  too_long: ["Please use {} characters or fewer.", "Gunakan paling banyak {} karakter.", "Sila gunakan paling banyak {} aksara."],
  too_short: ["Please use at least {} characters.", "Gunakan paling sedikit {} karakter.", "Sila gunakan sekurang-kurangnya {} aksara."],
  too_small: ["Please enter {} or more.", "Isi dengan {} atau lebih.", "Sila masukkan {} atau lebih."],
  too_large: ["Please enter {} or less.", "Isi dengan {} atau kurang.", "Sila masukkan {} atau kurang."],
  no_number: ["Please enter a number.", "Isi dengan angka.", "Sila masukkan nombor."],
  not_whole: ["Please enter a whole number.", "Isi dengan bilangan bulat.", "Sila masukkan nombor bulat."],
  required: ["Please complete this required field.", "Bagian ini wajib diisi.", "Ruangan ini wajib diisi."],
  type_message: ["Type a message", "Ketik pesan", "Taip mesej"],
  unpicked: [
    "“{}” is not chosen yet: pick from the list.",
    "“{}” belum dipilih: pilih dari daftar.",
    "“{}” belum dipilih: pilih daripada senarai.",
  ],
  unread: ["{} unread", "{} belum dibaca", "{} belum dibaca"],
  who: ["Who are you?", "Kamu siapa?", "Siapa anda?"],
  you: ["You", "Kamu", "Anda"],
};

const LANGUAGES = ["en", "id", "ms"];

/** The first of our languages that somebody's tags, such as `ms-MY`, ask for; English where none does. */
export const languageOf = (...tags) => tags.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => LANGUAGES.includes(tag)) ?? "en";

/** The language of the person chosen. */
export const language = () => languageOf(me()?.locale ?? "en");

/** What is said, with what is given in its places. */
export function say(what, ...given) {
  const [first, ...rest] = SAID[what][LANGUAGES.indexOf(language())].split("{}");
  return rest.reduce((said, part, index) => `${said}${given[index]}${part}`, first);
}

/** Names what stands in the page from the start, in `data-say` or, where nobody sees it, `data-label`. */
export function nameFrame() {
  document.documentElement.lang = me().locale;
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
}
