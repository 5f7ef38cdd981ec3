### Empat mata: dua orang yang kerap berbincang.

one-on-ones-title = Sesi empat mata anda
one-on-ones-none = Anda belum ada sesi empat mata.
one-on-ones-nobody = Sesi ini boleh diadakan dengan ketua anda dan dengan mereka yang melapor kepada anda, mengikut senarai orang yang diuruskan pentadbir.
one-on-ones-private = Apa yang anda berdua tulis hanya dibaca oleh anda berdua, bukan oleh pentadbir.
one-on-ones-line = *{ $name }* · { $rhythm }
one-on-ones-rhythm = { $what ->
    [weekly] setiap minggu
    [fortnightly] setiap dua minggu
   *[monthly] setiap bulan
}
one-on-ones-next = Seterusnya pada { $when }.
one-on-ones-paused = Ditangguhkan.
one-on-ones-unanswered = Belum dijawab.
one-on-ones-asks = Ingin mengadakan sesi empat mata dengan anda, kali pertama pada { $when }.
one-on-ones-over = *{ $name }* · sudah tamat. Apa yang ditulis masih boleh anda berdua baca sehingga { $day }.
one-on-ones-waits = Untuk dibincangkan: { $own } daripada anda, { $others } daripada { $name }. Untuk dibuat: { $actions }.
one-on-ones-away = Anda tiada sehingga { $day }: sehingga itu, sesi empat mata anda dilangkau.
one-on-ones-start = Mulakan empat mata
one-on-ones-go-away = Saya tiada
one-on-ones-come-back = Saya sudah kembali
one-on-ones-button = { $what ->
    [open] Buka
    [skip] Langkau { $day }
    [change] Tukar masa
    [pause] Tangguhkan
    [resume] Sambung
    [end] Tamatkan
    [agree] Setuju
    [decline] Bukan sekarang
    [withdraw] Tarik balik
   *[read] Baca
}
one-on-ones-sure = Tamatkan sesi empat mata dengan { $name }?
one-on-ones-sure-what = Anda berdua tidak diingatkan lagi. Apa yang ditulis masih boleh anda berdua baca selama { $days } hari.
one-on-ones-sure-no = Kekalkan
one-on-ones-news = { $what ->
    [asked] { $name } sudah ditanya, dan jawapannya akan sampai kepada anda.
    [agreed] Sesi empat mata anda dengan { $name } bermula.
    [declined] { $name } dimaklumkan bahawa anda belum mahu sekarang.
    [withdrawn] Permintaan anda kepada { $name } ditarik balik.
    [skipped] { $name } dimaklumkan bahawa anda melangkaunya. Catatan anda menunggu sesi seterusnya.
    [changed] { $name } dimaklumkan tentang masa yang baharu.
    [paused] Sesi empat mata anda dengan { $name } ditangguhkan, dan { $name } dimaklumkan.
    [resumed] Sesi empat mata anda dengan { $name } bersambung, dan { $name } dimaklumkan.
    [ended] Sesi empat mata anda dengan { $name } tamat, dan { $name } dimaklumkan.
    [kept] Disimpan untuk { $name } dan anda.
    [away] Anda tiada: yang lain dimaklumkan apabila tiba giliran sesi empat matanya.
    [back] Anda sudah kembali.
   *[gone] Keadaannya sudah berubah: beginilah sekarang.
}
one-on-one-told = { $what ->
    [asked] { $name } ingin mengadakan sesi empat mata dengan anda { $rhythm }, kali pertama pada { $when }.
    [agreed] { $name } bersetuju dengan sesi empat mata anda berdua: { $rhythm }, kali pertama pada { $when }.
    [declined] { $name } belum mahu mengadakan sesi empat mata sekarang.
    [skipped] { $name } melangkau sesi empat mata anda pada { $day }. Catatan anda menunggu sesi seterusnya.
    [changed] { $name } menukar masa sesi empat mata anda: { $rhythm }, seterusnya pada { $when }.
    [paused] { $name } menangguhkan sesi empat mata anda berdua.
    [resumed] { $name } menyambung sesi empat mata anda: { $rhythm }, seterusnya pada { $when }.
    [ended] { $name } menamatkan sesi empat mata anda berdua.
    [left] Sesi empat mata anda dengan { $name } tamat kerana { $name } sudah tiada di sini.
   *[moved] Sesi empat mata anda dengan { $name } tamat kerana antara anda berdua tiada lagi yang melapor kepada yang lain.
}
one-on-one-kept = Apa yang ditulis masih boleh anda berdua baca selama { $days } hari: `{ $command } empatmata`
one-on-one-away = { $who ->
    [reader] Sesi empat mata anda dengan { $name } pada { $day } dilangkau kerana anda tiada sehingga { $until }. Catatan anda menunggu sesi seterusnya.
   *[other] Sesi empat mata anda dengan { $name } pada { $day } dilangkau kerana { $name } tiada sehingga { $until }. Catatan anda menunggu sesi seterusnya.
}
one-on-one-reminder = { $when ->
    [today] Hari ini sesi empat mata anda dengan { $name }.
   *[late] Sesi empat mata anda dengan { $name } sepatutnya pada { $day }; peringatan ini lewat.
}
one-on-one-own = *Daripada anda*
one-on-one-others = *Daripada { $name }*
one-on-one-carried = *Dari sesi yang lalu*
one-on-one-actions = *Untuk dibuat*
one-on-one-settled = *Baru selesai*
one-on-one-from = { $text } ({ $name })
one-on-one-you = anda
one-on-one-nothing = Anda berdua belum mencatat apa-apa.
one-on-one-noted = Anda berdua juga ada nota bersama: tekan *Buka* untuk membacanya.
one-on-one-closed = (tidak boleh dibuka pada pelayan ini)
one-on-one-form = Empat mata
one-on-one-privacy = Hanya { $name } dan anda yang membacanya: bukan pentadbir, dan tiada eksport. Perkara yang anda tambah milik anda sahaja sehingga anda berdua diingatkan tentang sesi seterusnya; selepas itu { $name } turut membacanya. Pengendali pelayan boleh membukanya dengan kunci pelayan.
one-on-one-no-key = Belum boleh menulis di sini: pelayan tiada kunci untuk merahsiakannya. Pengendali pelayan yang menetapkannya.
one-on-one-read-only = Sesi empat mata ini sudah tamat: boleh dibaca, tidak boleh ditulis.
one-on-one-note = *Nota*
one-on-one-ask = { $what ->
    [points] Apa yang anda mahu bincangkan?
    [settled] Sudah selesai, atau sudah dibincangkan
    [action] Sesuatu untuk dibuat
    [who] Siapa yang membuatnya?
    [note] Nota untuk anda berdua
    [with] Dengan siapa?
    [rhythm] Berapa kerap?
    [first] Kali pertama pada
    [hour] Peringatan pada pukul
   *[until] Sehingga akhir hari apa?
}
one-on-one-ask-hint = { $what ->
    [points] Satu pada setiap baris.
    [settled] Yang dipilih keluar daripada senarai.
    [action] Anda berdua nampak serta-merta.
    [note] Anda berdua boleh melihat dan mengubahnya pada bila-bila masa.
    [first] Tarikh seperti 2026-12-01. Jika hari itu, atau yang seterusnya, hujung minggu atau cuti salah seorang, sesinya pada hari bekerja berikutnya.
    [hour] Pada hari itu sendiri, mengikut jam masing-masing.
   *[until] Tarikh seperti 2026-12-05.
}
one-on-one-submit = { $what ->
    [page] Simpan
    [start] Ajak
    [times] Tukar
   *[away] Saya tiada
}
one-on-one-title = { $what ->
    [start] Mulakan empat mata
    [times] Masa anda berbincang
   *[away] Saya tiada
}
one-on-one-close = Tutup
one-on-one-missing = Ini tidak boleh kosong.
one-on-one-fault = { $what ->
    [long] Paling banyak { $most } aksara untuk setiap satu.
    [many] Terlalu banyak yang masih terbuka: selesaikan sesuatu dahulu.
    [meanwhile] { $name } baru mengubah nota ini. Salin tulisan anda, tutup, dan buka semula.
    [choose] Pilih satu.
    [day] Ini bukan hari yang akan datang: tulis seperti 2026-12-01.
   *[hour] Tulis waktu seperti 09:30.
}
