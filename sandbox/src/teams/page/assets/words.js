// What to try in Teams.
export const words = {
  en: {
    title: (name) => `You are ${name}. Three things to try`,
    tries: ({ name }) => [["Thank somebody", `@Plaudit @${name} +5 for the launch #teamwork`], ["See what you have", "@Plaudit balance"], ["See who was thanked most", "@Plaudit leaderboard"]],
    then: (name) => `Then switch to ${name} at the top right and look at the chat with Plaudit.`, hide: "Got it", use: "Use",
  },
  id: {
    title: (name) => `Kamu ${name}. Tiga hal untuk dicoba`,
    tries: ({ name }) => [["Berterima kasih kepada rekan", `@Plaudit @${name} +5 untuk rilisnya #teamwork`], ["Lihat saldomu", "@Plaudit saldo"], ["Lihat siapa yang paling dihargai", "@Plaudit peringkat"]],
    then: (name) => `Lalu ganti ke ${name} di kanan atas dan lihat obrolannya dengan Plaudit.`, hide: "Mengerti", use: "Pakai",
  },
  ms: {
    title: (name) => `Anda ${name}. Tiga perkara untuk dicuba`,
    tries: ({ name }) => [["Ucap terima kasih kepada rakan", `@Plaudit @${name} +5 untuk pelancaran itu #teamwork`], ["Lihat baki anda", "@Plaudit baki"], ["Lihat siapa paling dihargai", "@Plaudit carta"]],
    then: (name) => `Kemudian tukar kepada ${name} di kanan atas dan lihat sembangnya dengan Plaudit.`, hide: "Faham", use: "Guna",
  },
};
