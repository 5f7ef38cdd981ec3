### Menjalankan survei lewat chat.

surveys-manage = Kelola survei
surveys-title = Survei
surveys-none = Belum ada survei.
surveys-line = *{ $title }* · { $kind ->
    [enps] eNPS
   *[pulse] { $count } pertanyaan
} · untuk { $audience }
surveys-everyone = semua orang
surveys-open = Dibuka sampai { $until }: { $answered } dari { $invited } sudah menjawab.
surveys-times = { $count ->
    [0] Belum pernah dikirim.
   *[other] Sudah { $count } kali dikirim.
}
surveys-next = Berikutnya pada { $dates }.
surveys-over = Terjadwal, dan semua tanggalnya sudah lewat.
surveys-new = Survei baru
surveys-try = Kirim ke aku dulu
surveys-launch = Kirim sekarang
surveys-dates = Jadwalkan
surveys-unschedule = Cabut jadwal
surveys-close = Tutup sekarang
surveys-archive = Arsipkan
surveys-sure = { $what ->
    [close] Tutup survei ini?
   *[archive] Arsipkan survei ini?
}
surveys-sure-what = { $what ->
    [close] Jawabannya dihitung sekarang, dan tidak ada lagi yang bisa menjawab atau mengubah jawabannya.
   *[archive] Survei ini tidak dikirim lagi dan jadwalnya dicabut. Hasilnya tetap ada.
}
surveys-sure-no = Nanti saja
surveys-made = *{ $title }* sudah dibuat. Belum ada yang ditanya sebelum kamu mengirimnya: coba sendiri dulu.
surveys-sent = *{ $title }* sekarang ditanyakan kepada { $count } orang.
surveys-scheduled = Jadwalnya sudah tersimpan.
surveys-stays-open = Survei tidak bisa ditutup dan tetap dibuka. Tidak ada jawaban yang hilang. Pengelola server bisa melihat sebabnya di log.
survey-form = { $what ->
    [follow_up] Tindak lanjut
    [new] Survei baru
    [launch] Kirim survei
    [dates] Jadwal
   *[schedule] Tanggal berikutnya
}
survey-form-submit = { $what ->
    [follow_up] Kirim
    [new] Buat
    [launch] Kirim sekarang
    [dates] Lihat tanggal
   *[schedule] Setuju
}
survey-sort = { $what ->
    [enps] eNPS, dari 0 sampai 10
    [enps_from_one] eNPS, dari 1 sampai 10
    [interest] Hadiah apa yang disukai (dengan nama)
   *[pulse] Pertanyaan dari pustaka atau buatanmu
}
survey-names = { $what ->
    [named] Dengan nama: kamu membaca siapa menjawab apa
   *[anonymous] Anonim: tidak ada yang tahu siapa menjawab apa
}
survey-rhythm = { $what ->
    [once] Sekali, pada hari itu
    [weekly] Tiap minggu
    [fortnightly] Tiap dua minggu
    [monthly_weekday] Tiap bulan, hari yang sama (misalnya Selasa pertama)
    [monthly_day] Tiap bulan, tanggal yang sama
    [quarterly_weekday] Tiap tiga bulan, hari yang sama
   *[quarterly_day] Tiap tiga bulan, tanggal yang sama
}
survey-skip = { $what ->
    [weekends] Akhir pekan
   *[holidays] Hari libur
}
survey-ask = { $what ->
    [said] Apa yang kamu dengar, dan apa tindak lanjutnya?
    [sort] Apa yang ditanyakan?
    [title] Judul
    [library] Pertanyaan dari pustaka
    [names] Dengan atau tanpa nama?
    [questions] Pertanyaanmu
    [wish] Satu pertanyaan untuk dijawab bebas
    [audience] Siapa yang ditanya?
    [floor] Kelompok terkecil yang hasilnya tampil
    [days] Dibuka berapa hari?
    [rhythm] Seberapa sering?
    [first] Hari pertama
    [hour] Pukul berapa?
    [skip] Lewati
   *[until] Hari terakhir
}
survey-ask-hint = { $what ->
    [said] Semua orang membacanya apa adanya, dan tidak bisa diubah lagi. Nanti masih bisa ditambah.
    [library] Pilih beberapa, tulis sendiri di bawah, atau keduanya: paling banyak sepuluh seluruhnya.
    [names] Undangannya menyebutkan ini, dan tidak bisa diubah lagi.
    [questions] Satu di tiap baris. Orang menjawab seberapa setuju mereka, dari 1 sampai 5.
    [wish] Boleh dilewati oleh yang menjawab.
    [audience] everyone (semua), atau team:Desain, channel:#umum, group:S0123ABCD (ID grup pengguna), country:ID, tenure:90 (hari), share:20 (persen), rotating:25, dipisahkan koma.
    [floor] 3 atau lebih; kosongkan untuk mengikuti pengaturan.
    [days] Dihitung sejak undangan terakhir.
    [first] Seperti 2026-12-31. Tanggal lainnya mengikuti.
    [hour] Seperti 10:00, menurut jam masing-masing orang.
    [skip] Undangan dan pengingat menunggu hari kerja berikutnya. Hari libur diimpor di server.
   *[until] Seperti 2027-12-31, atau kosongkan kalau tanpa akhir.
}
survey-fault = { $what ->
    [choose] Tolong pilih salah satu dari ini.
    [title] Judul paling banyak 75 karakter.
    [questions] Pilih atau tulis satu sampai sepuluh pertanyaan seluruhnya.
    [nameless] Toko mengikuti kesukaan masing-masing orang, jadi survei ini dengan nama.
    [question] Pertanyaan { $number } lebih dari 300 karakter.
    [only_pulse] eNPS sudah punya pertanyaannya. Pilih jenis survei lain di atas, atau kosongkan ini.
    [audience] Ini tidak menunjuk siapa pun. Tulis everyone, atau misalnya team:Desain atau country:ID.
    [circle] Saya tidak mengenal channel atau grup itu. Tulis channel seperti channel:#umum, dan grup pengguna Slack dengan ID-nya, seperti group:S0123ABCD.
    [floor] Paling sedikit 3: kalau kurang, yang tahu jawabannya sendiri tahu juga jawaban yang lain.
    [day] Tolong tulis tanggal seperti 2026-12-31; hari terakhir tidak sebelum hari pertama.
    [hour] Tolong tulis jam seperti 10:00.
    [days] Dari 1 sampai 90 hari.
    [overlap] Surveinya masih dibuka saat yang berikutnya tiba. Buka untuk lebih sedikit hari.
    [past] Semua tanggalnya sudah lewat.
   *[archived] Survei ini sudah diarsipkan.
}
survey-preview = Ini yang diterima orang:
survey-dates-would = *{ $title }* akan dikirim berikutnya pada { $dates }.
survey-dates-note = Kepada masing-masing pada jam itu di zona waktunya. Tidak ada yang dikirim sebelum kamu setuju.
survey-not-sent = { $why ->
    [few] Yang ditanya hanya { $asked } orang, sedangkan hasil baru ditampilkan mulai dari { $floor } orang: tidak ada yang bisa ditampilkan.
    [open] Survei ini sudah dibuka.
    [time] Dari 1 sampai 90 hari.
    [untold] Slack atau Teams belum memberi tahu siapa saja anggotanya. Coba lagi dalam semenit; channel privat baru memberi tahu kalau saya ada di dalamnya.
    [tells] Sebagian orang ini sudah ditanya hal yang sama oleh { $other }: kedua hasilnya bersama-sama akan menunjukkan jawaban kurang dari { $floor } orang. Tanyai semua orang yang ditanya di situ, atau tanyakan hal lain.
   *[other] Survei tidak bisa dikirim. Pengelola server bisa melihat sebabnya di log.
}
survey-trial = *Uji coba*, hanya untukmu: tampilannya sama, dan jawabanmu dibuang tanpa dihitung di mana pun.
survey-trial-over = Itu tadi uji coba. Jawabanmu dibuang, dan tidak dihitung di mana pun.
survey-follow-up = Sampaikan tindak lanjut
survey-follow-up-channel = Ini dikirim ke { $place }.
survey-follow-up-asked = Yang ditanya menerimanya lewat pesan langsung: { $count } orang. Untuk mengirimnya ke channel, atur `survey.channel`.
survey-follow-up-title = { $title }: yang kami dengar, yang kami lakukan
survey-follow-up-said = Tindak lanjut untuk *{ $title }* sedang dikirim.
survey-follow-up-fault = Tolong tulis sesuatu, paling banyak { $most } karakter.
