### Beranda: milik sendiri dalam sekali lihat.

home-title = Halo, { $name }
home-rank = Peringkat bulan ini
home-rank-value = *No. { $rank }* dengan { $points } diterima
home-rank-none = Belum masuk papan peringkat
home-badges = Lencana: { $badges }
home-badges-none = Belum ada
home-and-more = { $shown } dan { $count } lainnya
home-list-more = … dan { $count } lainnya
home-surveys = *Survei yang menunggu jawabanmu*
home-survey = 📋 { $title } · ditutup { $until }
home-wishes = *Keinginan*
home-wish-short = { $bar } { $item } · kurang { $points } lagi
home-wish-reached = { $bar } { $item } · sudah bisa ditukar
home-wish-gone = { $bar } { $item } · sedang tidak tersedia
home-redemptions = *Yang kamu tukar*
home-talks = *Sesi empat mata berikutnya*
home-talk = 💬 { $name } · { $when }
home-talks-asked = { $count ->
    [1] { $name } mengajakmu bertemu empat mata secara rutin
   *[other] { $count } orang mengajakmu bertemu empat mata secara rutin
}
home-duties = *Perlu kamu urus*
home-duty = { $what ->
    [approvals] 🛎 { $count } permintaan menunggu keputusanmu
    [deliveries] 📦 { $count } hadiah menunggu admin: diserahkan langsung, atau belum berhasil dikirim
    [lost] ✉️ { $count } pesan tidak sampai: `plaudit outbox list` di server menjelaskan sebabnya
   *[findings] 🩺 { $count } hal tidak berjalan semestinya: `plaudit doctor` di server menjelaskan cara membereskannya
}
home-duty-codes = 🎟 Kode hampir habis: { $items }
home-code = { $item } ({ $left })
home-go = { $to ->
    [shop] Katalog hadiah
    [board] Peringkat
    [language] Bahasa
    [notices] Notifikasi
    [surveys] Jawab
    [redemptions] Penukaranku
    [badges] Lencanaku
    [history] Riwayatku
    [talks] Sesi empat mata
    [approvals] Putuskan
    [deliveries] Lihat penyerahan
    [items] Lihat hadiah
    [help] Cara pakai
    [home] Tampilkan berandaku
    [undo] Batalkan yang terakhir
   *[refresh] Perbarui
}
home-tab = Semua ini juga ada di tab *Beranda* (Home) aplikasi ini, dan di sana selalu yang terbaru.
