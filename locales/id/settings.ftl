### Pengaturan, untuk admin.

settings-title = Pengaturan
settings-item = `{ $key }` = *{ $value }*
settings-line = `{ $key }` = *{ $value }*: { $meaning }
settings-between = { $meaning } ({ $least }–{ $most })
settings-how = Untuk mengubahnya: `{ $command } pengaturan allowance.points 200`. Tanpa nilai, artinya dijelaskan.
settings-more = Sebagai admin, kamu juga bisa mengetik `{ $command } admin`, `{ $command } jeda`, dan `{ $command } audit`.
settings-set = Beres: `{ $key }` sekarang *{ $value }*.
settings-board-lacks = Belum ada yang dikirim sebelum `{ $key }` juga diatur: `{ $command } pengaturan { $key } { $example }`
settings-a-channel = { $platform ->
    [teams] sebuah channel di Microsoft Teams
   *[slack] sebuah channel di Slack
}
settings-invalid = “{ $typed }” tidak cocok untuk `{ $key }`. Nilainya harus: { $meaning }. Contohnya `{ $example }`
settings-two-ways = “{ $typed }” bisa dibaca dengan dua cara, jadi belum ada yang diubah: maksudmu { $thousands }, atau { $decimal }? Ketik yang kamu maksud untuk `{ $key }`.
settings-thousands = “{ $typed }” kurang jelas, jadi belum ada yang diubah: maksudmu { $thousands }? Kalau begitu, ketik itu untuk `{ $key }`.
settings-place-uninvited-invite = Saya belum bisa menulis di { $place }, jadi belum ada yang diubah. Ketik `/invite @Plaudit` di sana, lalu coba lagi.
settings-place-uninvited-add = Saya belum diajak ke sana, jadi belum ada yang diubah. Tambahkan aplikasi Plaudit ke tim atau chat itu, lalu ketik `{ $command } pengaturan { $key } sini` di sana.
settings-place-archived = Saya tidak bisa menulis di { $place }: sudah diarsipkan, jadi belum ada yang diubah. Pilih channel lain, atau aktifkan lagi channel itu dulu.
settings-place-shared = Orang dari organisasi lain ikut membaca { $place }, jadi tidak ada yang dikirim ke sana dengan sendirinya dan belum ada yang diubah. Pilih channel kalian sendiri.
settings-place-elsewhere = “{ $typed }” tidak ada di tim mana pun yang terhubung dengan saya, jadi belum ada yang diubah. Ketik `{ $command } pengaturan { $key } sini` di channel yang kamu maksud.
settings-unknown-nearest = Tidak ada pengaturan `{ $typed }`. Maksudmu `{ $nearest }`?
settings-unknown = Tidak ada pengaturan `{ $typed }`: ketik `{ $command } pengaturan` untuk melihat semuanya.
settings-admins-only = Hanya admin yang bisa melakukannya: silakan minta bantuan adminmu.
settings-admins-only-named = Hanya admin yang bisa melakukannya. Kamu bisa minta bantuan { $people }.

## Isi setiap pengaturan.

key-allowance-points = jumlah poin yang boleh diberikan setiap anggota per periode
key-allowance-period = lamanya satu periode: `day` (hari), `week` (minggu), atau `month` (bulan)
key-allowance-remind-days = berapa hari sebelum periode berakhir, siapa pun yang jatahnya masih tersisa diingatkan; `0` tidak mengingatkan siapa pun
key-kudos-max-points-per-recipient = poin terbanyak untuk satu orang sekali memberi
key-kudos-max-recipients = jumlah orang terbanyak yang disebut dalam satu kudos; grup yang lebih besar perlu konfirmasi dulu
key-kudos-max-group = jumlah orang terbanyak untuk satu kudos, juga setelah dikonfirmasi
key-kudos-reason-min-chars = panjang minimal pesan dalam karakter; `0` berarti boleh kosong
key-kudos-value-required = apakah nilai perusahaan wajib disebut: `true` atau `false`
key-kudos-undo-minutes = berapa menit pemberi bisa membatalkan
key-kudos-allow-guests = apakah tamu boleh memberi dan menerima: `true` atau `false`
key-kudos-allow-direct = apakah kudos boleh diberikan lewat pesan langsung: `true` atau `false`
key-kudos-channel = channel tempat kudos diumumkan kalau formulirnya tidak dibuka di channel mana pun dan pengirimnya tidak memilih yang lain: sebut channelnya, atau ketik `sini` di sana; `none` kalau tidak diumumkan
key-privacy-shared-channels = apa yang ditulis di channel bersama organisasi lain: `nothing` (tidak ada), atau `announcements` (pengumuman kudos)
key-currency-name = sebutan untuk poin, maksimal 40 karakter
key-currency-emoji = emoji untuk memberi, sebagai reaksi atau dalam pesan
key-programme-time-zone = zona waktu program, misalnya `Asia/Jakarta`
key-programme-locale = bahasa untuk teks yang dilihat semua orang: `en`, `id`, atau `ms`
key-leaderboard-channel = channel tempat papan peringkat dikirim: sebut channelnya, atau ketik `sini` di sana; `none` kalau tidak dikirim
key-leaderboard-schedule = kapan papan peringkat dikirim: `weekly` (mingguan), `monthly` (bulanan), pola cron seperti `30 16 * * FRI`, atau `none`
key-badges-channel = channel tempat diumumkan bahwa seseorang meraih lencana: sebut channelnya, atau tulis `here` di dalamnya; `none` bila tidak diumumkan
key-levels-points = berapa poin yang diterima untuk mencapai setiap tingkat, misalnya `100, 500, 2000`; `none` bila tanpa tingkat
key-kudos-thank-days = setelah berapa hari tanpa berterima kasih seseorang diajak secara pribadi untuk melakukannya; `0` tidak mengajak siapa pun
key-digest-day = hari saat ringkasan mengabarkan siapa mendapat ucapan terima kasih dalam tujuh hari sebelumnya: `monday` … `sunday`, atau `none`
key-digest-channel = channel tempat ringkasan dikirim: sebut channelnya, atau ketik `sini` di sana; `none` kalau tidak dikirim
key-digest-managers = apakah setiap atasan mendapat ringkasan timnya secara pribadi: `true` atau `false`
key-welcome-channel = channel tempat rekan baru disambut: sebut channelnya, atau ketik `sini` di sana; `none` kalau tidak disambut
key-welcome-direct = apakah rekan baru diberi tahu secara pribadi cara kerja kudos: `true` atau `false`
key-celebrations-of = apa yang dirayakan dari mereka yang mengizinkannya: `birthdays` (ulang tahun), `anniversaries` (masa kerja), `both` (keduanya), atau `nothing`
key-celebrations-channel = channel tempat itu dirayakan: sebut channelnya, atau ketik `sini` di sana; `none` kalau tidak di channel
key-celebrations-hour = pukul berapa itu dirayakan
key-survey-anonymity-threshold = kelompok terkecil yang hasil surveinya ditampilkan
key-survey-channel = channel tempat hasil survei dikirim: sebut channel itu, atau ketik `sini` di dalamnya; `none` bila tidak ke mana pun
key-survey-charts = cara Slack menampilkan grafik hasil: `picture` (gambar), atau `native`, digambar oleh Slack sendiri
key-survey-reward-points = poin untuk ikut menjawab survei, diberikan saat survei ditutup; `0` berarti tidak ada
key-survey-answer-days = berapa hari jawaban survei yang disertai nama disimpan setelah survei ditutup
key-coffee-draws = seberapa sering yang ikut diundi bersama seorang rekan untuk minum kopi: `weekly` (setiap minggu), `fortnightly` (setiap dua minggu) atau `monthly` (setiap bulan), pada hari Senin; `none` untuk tidak pernah
key-one-on-one-days = berapa hari catatan empat mata masih bisa dibaca keduanya setelah sesinya berakhir
key-retention-message-days = berapa hari isi pesan disimpan setelah dikirim; kudos tetap tersimpan
key-provider-rates = nilai satu poin saat penyedia voucher dibayar, per mata uang: `IDR 150, USD 0.01`; `none` bila tidak ada
key-provider-monthly-budget = berapa yang boleh dipesan dari penyedia dalam sebulan, per mata uang: `USD 500`; `none` berarti tanpa batas
key-provider-balance-low = admin diberi tahu bila saldo di penyedia kurang dari ini, per mata uang: `USD 100`; `none` berarti tidak pernah
key-rewards-codes-low = berapa kode hadiah yang tersisa saat admin diminta menambah; `0` hanya memberi tahu saat kode terakhir terpakai
key-rewards-delivery-days = berapa hari alamat disimpan setelah hadiah diserahkan atau batal
key-rewards-escalate-days = setelah berapa hari tanpa keputusan, admin ikut ditanya tentang penukaran
key-rewards-expiry-months = berapa bulan setelah diterima poin hangus, mulai dari yang paling lama; `0` berarti tidak pernah
key-rewards-remind-days = setiap berapa hari pemutus penukaran diingatkan
key-values = nilai perusahaan dengan sebutan lainnya, masing-masing satu kali; huruf, angka, `_`, dan `-`

## Formulir pengaturan.

settings-form-intro = Pilih yang ingin kamu lihat atau ubah.
settings-form-group = *{ $group }*: { $about }
settings-form-save = Simpan
settings-form-back = Kembali
settings-form-close = Tutup
settings-form-preview = Lihat bunyi pesannya
settings-form-open = Ubah lewat formulir
settings-form-unchanged = Tidak ada yang berubah.
settings-form-meanwhile = Sementara itu ada orang lain yang mengubah pengaturan ini. Sekarang isinya seperti ini: coba periksa lagi.
settings-form-channel-hint = Kalau dikosongkan, tidak ada yang dikirim.
settings-form-by-text = Untuk mengubahnya: `{ $command } pengaturan { $key } …`
settings-group = { $group ->
    [allowance] Jatah
    [giving] Memberi kudos
    [values] Nilai perusahaan
    [programme] Nama dan waktu
    [boards] Papan peringkat
    [badges] Lencana
    [digest] Ringkasan mingguan
    [welcome] Rekan baru
    [celebrations] Perayaan
    [rewards] Hadiah
    [surveys] Survei
    [together] Kebersamaan
   *[privacy] Privasi
}
settings-group-about = { $group ->
    [allowance] seberapa banyak setiap orang boleh memberi, seberapa sering, dan kapan mereka diingatkan
    [giving] apa yang boleh diberikan, dan kepada siapa
    [values] untuk apa rekan kerja diberi kudos
    [programme] sebutan untuk poin, bahasa, dan zona waktu
    [boards] di mana dan kapan dikirim
    [badges] di mana lencana diumumkan, dan tingkat
    [digest] di mana dan kapan dikabarkan siapa mendapat ucapan terima kasih
    [welcome] di mana mereka disambut, dan apakah mereka diberi tahu cara kerja kudos
    [celebrations] ulang tahun dan masa kerja mereka yang mengizinkannya
    [rewards] apa yang diberitahukan kepada admin soal hadiah, berapa lama alamat disimpan, dan kapan poin hangus
    [surveys] kelompok terkecil yang hasilnya ditampilkan, di mana hasil dikirim, dan nilai keikutsertaan
    [together] undian kopi
   *[privacy] apa yang dilihat pihak lain, dan apa yang disimpan
}
settings-word = { $word ->
    [true] Ya
    [false] Tidak
    [picture] Gambar
    [native] Digambar oleh Slack
    [day] Satu hari
    [week] Satu minggu
    [month] Satu bulan
    [none] Tidak pernah
    [weekly] Setiap minggu
    [fortnightly] Setiap dua minggu
    [monthly] Setiap bulan
    [nothing] Tidak ada
    [monday] Senin
    [tuesday] Selasa
    [wednesday] Rabu
    [thursday] Kamis
    [friday] Jumat
    [saturday] Sabtu
    [sunday] Minggu
    [birthdays] Ulang tahun
    [anniversaries] Masa kerja
    [both] Keduanya
   *[announcements] Pengumuman kudos
}

label-allowance-points = Poin untuk dibagikan
label-allowance-period = Lamanya satu periode
label-allowance-remind-days = Hari sebelum periode berakhir untuk mengingatkan (0: tidak pernah)
label-kudos-max-points-per-recipient = Poin terbanyak untuk satu orang
label-kudos-max-recipients = Orang terbanyak yang disebut dalam satu kudos
label-kudos-max-group = Orang terbanyak, juga setelah dikonfirmasi
label-kudos-reason-min-chars = Pesan terpendek
label-kudos-value-required = Apakah nilai perusahaan wajib disebut?
label-kudos-undo-minutes = Berapa menit bisa dibatalkan
label-kudos-allow-guests = Bolehkah tamu memberi dan menerima?
label-kudos-allow-direct = Bolehkah kudos diberikan lewat pesan langsung?
label-kudos-channel = Di mana kudos dari menu diumumkan
label-privacy-shared-channels = Apa yang ditulis di channel bersama organisasi lain
label-currency-name = Sebutan untuk poin
label-currency-emoji = Emoji untuk memberi
label-programme-time-zone = Zona waktu
label-programme-locale = Bahasa untuk teks yang dilihat semua orang
label-leaderboard-channel = Di mana papan peringkat dikirim
label-leaderboard-schedule = Kapan papan peringkat dikirim
label-badges-channel = Tempat lencana diumumkan
label-levels-points = Poin untuk setiap tingkat
label-kudos-thank-days = Hari tanpa terima kasih sebelum diajak (0: tidak)
label-digest-day = Hari ringkasan
label-digest-channel = Tempat ringkasan dikirim
label-digest-managers = Apakah atasan mendapat ringkasan timnya?
label-welcome-channel = Tempat rekan baru disambut
label-welcome-direct = Apakah mereka diberi tahu cara kerja kudos?
label-celebrations-of = Yang dirayakan
label-celebrations-channel = Tempat dirayakan
label-celebrations-hour = Pukul berapa
label-survey-anonymity-threshold = Kelompok terkecil yang hasilnya ditampilkan
label-survey-channel = Di mana hasil dikirim
label-survey-charts = Grafik di Slack
label-survey-reward-points = Poin untuk ikut menjawab (0: tidak ada)
label-survey-answer-days = Berapa hari jawaban bernama disimpan
label-coffee-draws = Undian kopi, pada hari Senin
label-one-on-one-days = Berapa hari catatan empat mata disimpan
label-retention-message-days = Berapa hari pesan disimpan
label-provider-rates = Nilai satu poin, per mata uang
label-provider-monthly-budget = Anggaran voucher sebulan, per mata uang
label-provider-balance-low = Sisa saldo saat admin diberi tahu
label-rewards-codes-low = Sisa kode saat admin diberi tahu
label-rewards-delivery-days = Berapa hari alamat disimpan
label-rewards-escalate-days = Hari sampai admin ikut ditanya
label-rewards-expiry-months = Bulan sampai poin hangus (0: tidak pernah)
label-rewards-remind-days = Jeda pengingat dalam hari
label-values = Nilai perusahaan
