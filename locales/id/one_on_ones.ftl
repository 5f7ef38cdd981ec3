### Empat mata: dua orang yang rutin berbicara.

one-on-ones-title = Sesi empat matamu
one-on-ones-none = Kamu belum punya sesi empat mata.
one-on-ones-nobody = Sesi ini bisa diadakan dengan atasanmu dan dengan yang melapor kepadamu, sesuai daftar orang yang diurus admin.
one-on-ones-private = Yang kalian tulis hanya kalian berdua yang membaca, tidak ada admin.
one-on-ones-line = *{ $name }* · { $rhythm }
one-on-ones-rhythm = { $what ->
    [weekly] setiap minggu
    [fortnightly] setiap dua minggu
   *[monthly] setiap bulan
}
one-on-ones-next = Berikutnya { $when }.
one-on-ones-paused = Dijeda.
one-on-ones-unanswered = Belum dijawab.
one-on-ones-asks = Ingin mengadakan sesi empat mata denganmu, pertama kali { $when }.
one-on-ones-over = *{ $name }* · sudah berakhir. Yang kalian tulis masih bisa kalian berdua baca sampai { $day }.
one-on-ones-waits = Untuk dibicarakan: { $own } darimu, { $others } dari { $name }. Untuk dikerjakan: { $actions }.
one-on-ones-away = Kamu tidak di tempat sampai { $day }: sampai saat itu sesi empat matamu dilewati.
one-on-ones-start = Mulai sesi empat mata
one-on-ones-go-away = Aku tidak di tempat
one-on-ones-come-back = Aku sudah kembali
one-on-ones-button = { $what ->
    [open] Buka
    [skip] Lewati { $day }
    [change] Ubah jadwal
    [pause] Jeda
    [resume] Lanjutkan
    [end] Akhiri
    [agree] Setuju
    [decline] Jangan dulu
    [withdraw] Tarik kembali
   *[read] Baca
}
one-on-ones-sure = Akhiri sesi empat mata dengan { $name }?
one-on-ones-sure-what = Kalian tidak diingatkan lagi. Yang kalian tulis masih bisa kalian berdua baca selama { $days } hari.
one-on-ones-sure-no = Pertahankan
one-on-ones-news = { $what ->
    [asked] { $name } sudah ditanya, dan jawabannya akan sampai kepadamu.
    [agreed] Sesi empat matamu dengan { $name } dimulai.
    [declined] { $name } diberi tahu bahwa kamu belum mau sekarang.
    [withdrawn] Permintaanmu kepada { $name } ditarik.
    [skipped] { $name } diberi tahu bahwa kamu melewatinya. Catatanmu menunggu sesi berikutnya.
    [changed] { $name } diberi tahu jadwal yang baru.
    [paused] Sesi empat matamu dengan { $name } dijeda, dan { $name } diberi tahu.
    [resumed] Sesi empat matamu dengan { $name } dilanjutkan, dan { $name } diberi tahu.
    [ended] Sesi empat matamu dengan { $name } berakhir, dan { $name } diberi tahu.
    [kept] Tersimpan untuk { $name } dan kamu.
    [away] Kamu tidak di tempat: yang lain diberi tahu saat giliran sesi empat matanya tiba.
    [back] Kamu sudah kembali.
   *[gone] Keadaannya sudah berubah: beginilah sekarang.
}
one-on-one-told = { $what ->
    [asked] { $name } ingin mengadakan sesi empat mata denganmu { $rhythm }, pertama kali { $when }.
    [agreed] { $name } setuju dengan sesi empat mata kalian: { $rhythm }, pertama kali { $when }.
    [declined] { $name } belum ingin mengadakan sesi empat mata sekarang.
    [skipped] { $name } melewati sesi empat mata kalian pada { $day }. Catatanmu menunggu sesi berikutnya.
    [changed] { $name } mengubah jadwal sesi empat mata kalian: { $rhythm }, berikutnya { $when }.
    [paused] { $name } menjeda sesi empat mata kalian.
    [resumed] { $name } melanjutkan sesi empat mata kalian: { $rhythm }, berikutnya { $when }.
    [ended] { $name } mengakhiri sesi empat mata kalian.
    [left] Sesi empat matamu dengan { $name } berakhir karena { $name } sudah tidak di sini lagi.
   *[moved] Sesi empat matamu dengan { $name } berakhir karena di antara kalian tidak ada lagi yang melapor kepada yang lain.
}
one-on-one-kept = Yang kalian tulis masih bisa kalian berdua baca selama { $days } hari: `{ $command } empatmata`
one-on-one-away = { $who ->
    [reader] Sesi empat matamu dengan { $name } pada { $day } dilewati karena kamu tidak di tempat sampai { $until }. Catatanmu menunggu sesi berikutnya.
   *[other] Sesi empat matamu dengan { $name } pada { $day } dilewati karena { $name } tidak di tempat sampai { $until }. Catatanmu menunggu sesi berikutnya.
}
one-on-one-reminder = { $when ->
    [today] Hari ini sesi empat matamu dengan { $name }.
   *[late] Sesi empat matamu dengan { $name } mestinya pada { $day }; pengingat ini terlambat.
}
one-on-one-own = *Darimu*
one-on-one-others = *Dari { $name }*
one-on-one-carried = *Dari sesi sebelumnya*
one-on-one-actions = *Untuk dikerjakan*
one-on-one-settled = *Baru selesai*
one-on-one-from = { $text } ({ $name })
one-on-one-you = kamu
one-on-one-nothing = Kalian berdua belum mencatat apa-apa.
one-on-one-noted = Kalian juga punya catatan bersama: tekan *Buka* untuk membacanya.
one-on-one-closed = (tidak bisa dibuka di server ini)
one-on-one-form = Empat mata
one-on-one-privacy = Hanya { $name } dan kamu yang membaca: tidak ada admin, tidak ada ekspor. Pokok yang kamu tambahkan hanya milikmu sampai kalian diingatkan akan sesi berikutnya; setelah itu { $name } juga membacanya. Pengelola server bisa membukanya dengan kunci server.
one-on-one-no-key = Belum bisa menulis di sini: server tidak punya kunci untuk merahasiakannya. Pengelola server yang memasangnya.
one-on-one-read-only = Sesi empat mata ini sudah berakhir: bisa dibaca, tidak bisa ditulis.
one-on-one-note = *Catatan*
one-on-one-ask = { $what ->
    [points] Apa yang ingin kamu bicarakan?
    [settled] Sudah selesai, atau sudah dibicarakan
    [action] Yang perlu dikerjakan
    [who] Siapa yang mengerjakan?
    [note] Catatan untuk kalian berdua
    [with] Dengan siapa?
    [rhythm] Seberapa sering?
    [first] Pertama kali pada
    [hour] Diingatkan pukul
   *[until] Sampai akhir hari apa?
}
one-on-one-ask-hint = { $what ->
    [points] Satu di setiap baris.
    [settled] Yang dipilih keluar dari daftar.
    [action] Langsung terlihat oleh kalian berdua.
    [note] Kalian berdua bisa melihat dan mengubahnya kapan saja.
    [first] Tanggal seperti 2026-12-01. Kalau hari itu, atau yang berikutnya, akhir pekan atau hari libur salah satu dari kalian, sesinya pada hari kerja berikutnya.
    [hour] Pada harinya, menurut jam masing-masing.
   *[until] Tanggal seperti 2026-12-05.
}
one-on-one-submit = { $what ->
    [page] Simpan
    [start] Ajak
    [times] Ubah
   *[away] Tidak di tempat
}
one-on-one-title = { $what ->
    [start] Mulai sesi empat mata
    [times] Kapan kalian bicara
   *[away] Tidak di tempat
}
one-on-one-close = Tutup
one-on-one-missing = Ini tidak boleh kosong.
one-on-one-fault = { $what ->
    [long] Paling banyak { $most } karakter untuk masing-masing.
    [many] Terlalu banyak yang masih terbuka: selesaikan sesuatu dulu.
    [meanwhile] { $name } baru saja mengubah catatan ini. Salin tulisanmu, tutup, lalu buka lagi.
    [choose] Pilih salah satu.
    [day] Ini bukan hari yang akan datang: tulis seperti 2026-12-01.
   *[hour] Tulis jamnya seperti 09:30.
}
