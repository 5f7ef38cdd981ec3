### Menjalankan tinjauan dalam sembang.

surveys-manage = Urus tinjauan
surveys-title = Tinjauan
surveys-none = Belum ada tinjauan.
surveys-line = *{ $title }* · { $kind ->
    [enps] eNPS
   *[pulse] { $count } soalan
} · untuk { $audience }
surveys-everyone = semua orang
surveys-open = Dibuka hingga { $until }: { $answered } daripada { $invited } sudah menjawab.
surveys-times = { $count ->
    [0] Belum pernah dihantar.
   *[other] Sudah { $count } kali dihantar.
}
surveys-next = Seterusnya pada { $dates }.
surveys-over = Dijadualkan, dan semua tarikhnya sudah berlalu.
surveys-new = Tinjauan baharu
surveys-try = Hantar kepada saya dahulu
surveys-launch = Hantar sekarang
surveys-dates = Jadualkan
surveys-unschedule = Batalkan jadual
surveys-close = Tutup sekarang
surveys-archive = Arkibkan
surveys-sure = { $what ->
    [close] Tutup tinjauan ini?
   *[archive] Arkibkan tinjauan ini?
}
surveys-sure-what = { $what ->
    [close] Jawapannya dikira sekarang, dan tiada sesiapa boleh menjawab atau mengubah jawapannya lagi.
   *[archive] Tinjauan ini tidak dihantar lagi dan jadualnya dibatalkan. Keputusannya kekal.
}
surveys-sure-no = Nanti dahulu
surveys-made = *{ $title }* sudah dibuat. Tiada sesiapa ditanya sebelum anda menghantarnya: cuba sendiri dahulu.
surveys-sent = *{ $title }* kini ditanyakan kepada { $count } orang.
surveys-scheduled = Jadualnya sudah disimpan.
surveys-stays-open = Tinjauan tidak dapat ditutup dan kekal dibuka. Tiada jawapan yang hilang. Pengendali pelayan boleh melihat sebabnya dalam log.
survey-form = { $what ->
    [follow_up] Tindakan susulan
    [new] Tinjauan baharu
    [launch] Hantar tinjauan
    [dates] Jadual
   *[schedule] Tarikh seterusnya
}
survey-form-submit = { $what ->
    [follow_up] Hantar
    [new] Buat
    [launch] Hantar sekarang
    [dates] Lihat tarikh
   *[schedule] Sahkan
}
survey-sort = { $what ->
    [enps] eNPS, dari 0 hingga 10
    [enps_from_one] eNPS, dari 1 hingga 10
    [interest] Ganjaran yang disukai (dengan nama)
   *[pulse] Soalan daripada pustaka atau soalan anda sendiri
}
survey-names = { $what ->
    [named] Dengan nama: anda membaca siapa menjawab apa
   *[anonymous] Tanpa nama: tiada sesiapa tahu siapa menjawab apa
}
survey-rhythm = { $what ->
    [once] Sekali, pada hari itu
    [weekly] Setiap minggu
    [fortnightly] Setiap dua minggu
    [monthly_weekday] Setiap bulan, pada hari yang sama (seperti Selasa pertama)
    [monthly_day] Setiap bulan, pada haribulan yang sama
    [quarterly_weekday] Setiap suku tahun, pada hari yang sama
   *[quarterly_day] Setiap suku tahun, pada haribulan yang sama
}
survey-skip = { $what ->
    [weekends] Hujung minggu
   *[holidays] Hari cuti
}
survey-ask = { $what ->
    [said] Apakah yang anda dengar, dan apakah tindakan susulannya?
    [sort] Apakah yang ditanya?
    [title] Tajuk
    [library] Soalan daripada pustaka
    [names] Dengan atau tanpa nama?
    [questions] Soalan anda
    [wish] Satu soalan yang dijawab dengan kata-kata sendiri
    [audience] Siapakah yang ditanya?
    [floor] Kumpulan terkecil yang ada keputusan
    [days] Dibuka berapa hari?
    [rhythm] Berapa kerap?
    [first] Hari pertama
    [hour] Pukul berapa?
    [skip] Langkau
   *[until] Hari terakhir
}
survey-ask-hint = { $what ->
    [said] Semua orang membacanya seperti yang ditulis, dan ia tidak boleh diubah lagi. Kemudian masih boleh ditambah.
    [library] Pilih beberapa, tulis sendiri di bawah, atau kedua-duanya: paling banyak sepuluh kesemuanya.
    [names] Jemputan menyatakannya, dan ia tidak boleh diubah lagi.
    [questions] Satu pada setiap baris. Orang menyatakan sejauh mana mereka bersetuju, dari 1 hingga 5.
    [wish] Boleh dilangkau oleh yang menjawab.
    [audience] everyone (semua), atau team:Reka, channel:#umum, group:S0123ABCD (ID kumpulan pengguna), country:MY, tenure:90 (hari), share:20 (peratus), rotating:25, dipisahkan koma.
    [floor] 3 atau lebih; biarkan kosong untuk mengikut tetapan.
    [days] Dikira dari jemputan terakhir.
    [first] Seperti 2026-12-31. Tarikh lain mengikutnya.
    [hour] Seperti 10:00, mengikut jam setiap orang.
    [skip] Jemputan dan peringatan menunggu hari bekerja berikutnya. Hari cuti diimport pada pelayan.
   *[until] Seperti 2027-12-31, atau biarkan kosong jika tiada penghujung.
}
survey-fault = { $what ->
    [choose] Sila pilih satu daripada ini.
    [title] Tajuk paling banyak 75 aksara.
    [questions] Pilih atau tulis satu hingga sepuluh soalan kesemuanya.
    [nameless] Kedai mengikut kesukaan setiap orang, jadi tinjauan ini dengan nama.
    [question] Soalan { $number } melebihi 300 aksara.
    [only_pulse] eNPS mempunyai soalannya sendiri. Pilih jenis tinjauan lain di atas, atau biarkan ini kosong.
    [audience] Ini tidak menunjuk sesiapa. Tulis everyone, atau seperti team:Reka atau country:MY.
    [circle] Saya tidak mengenali saluran atau kumpulan itu. Tulis saluran seperti channel:#umum, dan kumpulan pengguna Slack dengan ID-nya, seperti group:S0123ABCD.
    [floor] Sekurang-kurangnya 3: jika kurang, sesiapa yang tahu jawapannya sendiri tahu juga jawapan yang lain.
    [day] Sila tulis tarikh seperti 2026-12-31; hari terakhir tidak sebelum hari pertama.
    [hour] Sila tulis masa seperti 10:00.
    [days] Dari 1 hingga 90 hari.
    [overlap] Tinjauan masih dibuka apabila yang berikutnya tiba. Buka untuk lebih sedikit hari.
    [past] Semua tarikhnya sudah berlalu.
   *[archived] Tinjauan ini sudah diarkibkan.
}
survey-preview = Inilah yang diterima orang:
survey-dates-would = *{ $title }* akan dihantar seterusnya pada { $dates }.
survey-dates-note = Kepada setiap orang pada jam itu di zon masanya. Tiada apa-apa dihantar sebelum anda mengesahkannya.
survey-not-sent = { $why ->
    [few] Yang ditanya hanya { $asked } orang, sedangkan keputusan hanya ditunjukkan mulai { $floor } orang: tiada apa-apa dapat ditunjukkan.
    [open] Tinjauan ini sudah dibuka.
    [time] Dari 1 hingga 90 hari.
    [untold] Slack atau Teams belum memberitahu siapa ahlinya. Sila cuba lagi sebentar nanti; saluran peribadi hanya memberitahu jika saya berada di dalamnya.
    [tells] Sebahagian orang ini telah ditanya perkara yang sama oleh { $other }: kedua-dua keputusan bersama-sama akan menunjukkan jawapan kurang daripada { $floor } orang. Tanya semua orang yang ditanya di situ, atau tanya perkara lain.
   *[other] Tinjauan tidak dapat dihantar. Pengendali pelayan boleh melihat sebabnya dalam log.
}
survey-trial = *Percubaan*, untuk anda sahaja: rupanya sama, dan jawapan anda dibuang tanpa dikira di mana-mana.
survey-trial-over = Itu tadi percubaan. Jawapan anda dibuang, dan tidak dikira di mana-mana.
survey-follow-up = Sampaikan tindakan susulan
survey-follow-up-channel = Ini dihantar ke { $place }.
survey-follow-up-asked = Orang yang ditanya menerimanya melalui mesej terus: { $count } orang. Untuk menghantarnya ke saluran, tetapkan `survey.channel`.
survey-follow-up-title = { $title }: yang kami dengar, yang kami lakukan
survey-follow-up-said = Tindakan susulan bagi *{ $title }* sedang dihantar.
survey-follow-up-fault = Sila tulis sesuatu, paling banyak { $most } aksara.
