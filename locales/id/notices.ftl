### Kabar tentang apa yang diterima, dan mana yang diinginkan.

notices-thanked = 👏 { $people } berterima kasih kepadamu: *{ $points }* seluruhnya
notices-thanked-in = 👏 { $people } berterima kasih kepadamu di { $place }: *{ $points }* seluruhnya
notices-taken-back = Ucapan terima kasih yang saya kabarkan di sini sudah ditarik kembali, termasuk { $currency } yang diberikan.
notices-unused = Kamu masih punya *{ $points }* untuk dibagikan. Sisanya hilang pada { $when }, saat jatahmu terisi lagi: siapa yang membantumu belakangan ini?
notices-mute = Senyapkan kabar seperti ini
notices-when = { $kind ->
    [kudos] saat ada yang memberimu kudos
    [allowance] sebelum sisa jatah memberimu hilang
    [badges] saat kamu meraih lencana
    [thanking] kalau kamu sudah lama belum berterima kasih kepada siapa pun
    [digest] ucapan terima kasih untuk timmu dalam seminggu
   *[joins] saat ada yang berterima kasih dengan { $emoji } atau +1
}
notices-title = Yang saya kabarkan
notices-line-on = 🔔 { $when }
notices-line-off = 🔕 { $when }: disenyapkan
notices-always = Kamu tetap menerima { $currency }, disenyapkan ataupun tidak.
notices-how = Bisa juga diketik: `{ $command } notifikasi matikan reaksi`, atau `nyalakan`.
notices-turn-off = { $kind ->
    [kudos] Senyapkan kudos
    [allowance] Senyapkan pengingat jatah
    [badges] Senyapkan lencana
    [thanking] Senyapkan ajakan berterima kasih
    [digest] Senyapkan ringkasan tim
   *[joins] Senyapkan reaksi dan +1
}
notices-turn-on = { $kind ->
    [kudos] Nyalakan kudos
    [allowance] Nyalakan pengingat jatah
    [badges] Nyalakan lencana
    [thanking] Nyalakan ajakan berterima kasih
    [digest] Nyalakan ringkasan tim
   *[joins] Nyalakan reaksi dan +1
}
notices-word = { $kind ->
    [kudos] kudos
    [allowance] jatah
    [badges] lencana
    [thanking] ajakan
    [digest] ringkasan
   *[joins] reaksi
}
notices-muted = Beres: saya tidak lagi mengabarimu { $when }.
notices-muted-thanks = Beres: saya tidak lagi mengabarimu { $when }. Kamu tetap menerima { $currency }.
notices-unmuted = Beres: mulai sekarang saya mengabarimu { $when }.
notices-back-on = Berubah pikiran? Ketik `{ $command } notifikasi nyalakan { $kinds }`.
notices-back-off = Berubah pikiran? Ketik `{ $command } notifikasi matikan { $kinds }`.
