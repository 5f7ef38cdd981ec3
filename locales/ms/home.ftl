### Laman utama: milik sendiri sepintas lalu.

home-title = Helo, { $name }
home-rank = Kedudukan bulan ini
home-rank-value = *No. { $rank }* dengan { $points } diterima
home-rank-none = Belum ada dalam carta
home-badges = Lencana: { $badges }
home-badges-none = Belum ada
home-and-more = { $shown } dan { $count } lagi
home-list-more = … dan { $count } lagi
home-surveys = *Tinjauan yang menunggu jawapan anda*
home-survey = 📋 { $title } · ditutup { $until }
home-wishes = *Hajat*
home-wish-short = { $bar } { $item } · { $points } lagi
home-wish-reached = { $bar } { $item } · sudah boleh ditebus
home-wish-gone = { $bar } { $item } · tiada buat masa ini
home-redemptions = *Telah anda tebus*
home-talks = *Sesi empat mata akan datang*
home-talk = 💬 { $name } · { $when }
home-talks-asked = { $count ->
    [1] { $name } mengajak anda bersesi empat mata secara tetap
   *[other] { $count } orang mengajak anda bersesi empat mata secara tetap
}
home-duties = *Perlu anda uruskan*
home-duty = { $what ->
    [approvals] 🛎 { $count } permintaan menunggu keputusan anda
    [deliveries] 📦 { $count } ganjaran menunggu pentadbir: diserahkan sendiri, atau gagal dihantar
    [lost] ✉️ { $count } mesej tidak sampai: `plaudit outbox list` pada pelayan menerangkan sebabnya
   *[findings] 🩺 { $count } perkara tidak berjalan dengan betul: `plaudit doctor` pada pelayan menerangkan cara membaikinya
}
home-duty-codes = 🎟 Kod hampir habis: { $items }
home-code = { $item } ({ $left })
home-go = { $to ->
    [shop] Kedai ganjaran
    [board] Carta
    [language] Bahasa
    [notices] Notis
    [surveys] Jawab
    [redemptions] Penebusan saya
    [badges] Lencana saya
    [history] Kudos saya
    [talks] Sesi empat mata
    [approvals] Buat keputusan
    [deliveries] Lihat serahan
    [items] Lihat ganjaran
    [help] Cara guna
    [home] Tunjukkan laman saya
    [undo] Tarik balik yang terakhir
   *[refresh] Muat semula
}
home-tab = Semua ini juga ada pada tab *Laman Utama* (Home) aplikasi ini, dan sentiasa terkini di sana.
