### Berita tentang apa yang diterima, dan yang mana dikehendaki.

notices-thanked = 👏 { $people } mengucapkan terima kasih kepada anda: *{ $points }* kesemuanya
notices-thanked-in = 👏 { $people } mengucapkan terima kasih kepada anda di { $place }: *{ $points }* kesemuanya
notices-taken-back = Ucapan terima kasih yang saya maklumkan di sini telah ditarik balik, bersama { $currency } yang diberi.
notices-unused = Anda masih ada *{ $points }* untuk diberi. Bakinya hilang pada { $when }, apabila kuota anda bermula semula: siapa yang membantu anda kebelakangan ini?
notices-mute = Senyapkan mesej seperti ini
notices-when = { $kind ->
    [kudos] apabila seseorang memberi anda kudos
    [allowance] sebelum kuota anda yang tinggal hilang
    [badges] apabila anda meraih lencana
    [thanking] apabila anda sudah lama tidak berterima kasih kepada sesiapa
    [digest] ucapan terima kasih untuk pasukan anda dalam seminggu
   *[joins] apabila anda dihargai dengan { $emoji } atau +1
}
notices-title = Apa yang saya maklumkan
notices-line-on = 🔔 { $when }
notices-line-off = 🔕 { $when }: disenyapkan
notices-always = Anda tetap menerima { $currency }, sama ada disenyapkan atau tidak.
notices-how = Boleh juga ditaip: `{ $command } notis senyapkan reaksi`, atau `hidupkan`.
notices-turn-off = { $kind ->
    [kudos] Senyapkan kudos
    [allowance] Senyapkan peringatan kuota
    [badges] Senyapkan lencana
    [thanking] Senyapkan ajakan berterima kasih
    [digest] Senyapkan ringkasan pasukan
   *[joins] Senyapkan reaksi dan +1
}
notices-turn-on = { $kind ->
    [kudos] Hidupkan kudos
    [allowance] Hidupkan peringatan kuota
    [badges] Hidupkan lencana
    [thanking] Hidupkan ajakan berterima kasih
    [digest] Hidupkan ringkasan pasukan
   *[joins] Hidupkan reaksi dan +1
}
notices-word = { $kind ->
    [kudos] kudos
    [allowance] kuota
    [badges] lencana
    [thanking] ajakan
    [digest] ringkasan
   *[joins] reaksi
}
notices-muted = Selesai: saya tidak lagi memaklumkan { $when }.
notices-muted-thanks = Selesai: saya tidak lagi memaklumkan { $when }. Anda tetap menerima { $currency }.
notices-unmuted = Selesai: mulai sekarang saya akan memaklumkan { $when }.
notices-back-on = Ubah fikiran? Taip `{ $command } notis hidupkan { $kinds }`.
notices-back-off = Ubah fikiran? Taip `{ $command } notis senyapkan { $kinds }`.
