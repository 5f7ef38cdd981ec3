// What to try in Slack.
export const words = {
  en: {
    title: (name) => `You are ${name}. Three things to try`,
    tries: ({ handle }) => [["Thank somebody", `/kudos @${handle} +5 for the launch #teamwork`], ["Thank a whole team", "/kudos @tim-dev +1 for a quiet night on call"], ["See what you have", "/kudos balance"]],
    then: (name) => `Then switch to ${name} at the top left and look at the messages there.`, hide: "Got it", use: "Use",
  },
  id: {
    title: (name) => `Kamu ${name}. Tiga hal untuk dicoba`,
    tries: ({ handle }) => [["Berterima kasih kepada rekan", `/kudos @${handle} +5 untuk rilisnya #teamwork`], ["Berterima kasih kepada satu tim", "/kudos @tim-dev +1 untuk malam jaga yang tenang"], ["Lihat saldomu", "/kudos saldo"]],
    then: (name) => `Lalu ganti ke ${name} di kiri atas dan lihat pesannya.`, hide: "Mengerti", use: "Pakai",
  },
  ms: {
    title: (name) => `Anda ${name}. Tiga perkara untuk dicuba`,
    tries: ({ handle }) => [["Ucap terima kasih kepada rakan", `/kudos @${handle} +5 untuk pelancaran itu #teamwork`], ["Ucap terima kasih kepada satu pasukan", "/kudos @tim-dev +1 untuk malam siap sedia yang tenang"], ["Lihat baki anda", "/kudos baki"]],
    then: (name) => `Kemudian tukar kepada ${name} di kiri atas dan lihat mesejnya.`, hide: "Faham", use: "Guna",
  },
};
