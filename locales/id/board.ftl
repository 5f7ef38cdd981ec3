### Papan peringkat.

board-received = Paling diapresiasi
board-given = Paling banyak memberi
board-today = hari ini
board-this-week = minggu ini
board-this-month = bulan ini
board-this-quarter = kuartal ini
board-this-year = tahun ini
board-all-time = sepanjang masa
board-week-of = pekan mulai { $day }
board-yesterday = kemarin
board-quarter-of = kuartal { $quarter } { $year }
board-in = Hanya yang diberikan di { $place }.
board-value-wins = { $value } adalah nilai perusahaan di sini, jadi ini papan peringkatnya. Untuk channel dengan nama itu, ketik `{ $command } peringkat di sini` di sana.
board-private = Papan peringkat channel privat hanya tampil di channel itu sendiri: ketik `{ $command } peringkat di sini` di sana.
board-no-place = { $name } tidak ada di papan peringkat ini.
board-here = channel ini
board-row = { $place } { $name } · { $points }
board-row-you = { $place } *{ $name } (kamu)* · { $points }
board-own = Kamu di peringkat { $rank } dengan { $points }.
board-off = Beres: kamu tidak lagi muncul di papan peringkat. Semua { $currency } tetap milikmu. Berubah pikiran? Ketik `{ $command } peringkat nyala`.
board-on = Beres: kamu muncul lagi di papan peringkat. Berubah pikiran? Ketik `{ $command } peringkat mati`.
board-hidden = Kamu tidak muncul di papan peringkat, sesuai pilihanmu. Ketik `{ $command } peringkat nyala` untuk muncul lagi.
board-empty = Masih kosong. Jadilah yang pertama berterima kasih: `{ $command } @nama makasih untuk …`
board-empty-then = Tidak ada kudos untuk waktu itu.
board-empty-of = Tidak satu pun dari mereka ada di papan peringkat ini.
board-scheduled = Kudos · { $period }
board-section = *{ $title }*
board-closing = Siapa yang membantumu belakangan ini? Sampaikan dengan `{ $command }`.

## Tempat pengirimannya, untuk admin.

board-refused-invite = Papan peringkat tidak bisa saya kirim ke { $place }: saya tidak ada di channel itu, atau channel itu tidak menerima pesan saya. Ketik `/invite @Plaudit` di sana, dan yang berikutnya akan sampai. Untuk mengirimnya ke tempat lain, ketik `{ $command } pengaturan leaderboard.channel sini` di channel lain; untuk berhenti, ketik `{ $command } pengaturan leaderboard.channel none`.
board-refused-add = Papan peringkat tidak bisa saya kirim ke tempat yang diatur: saya sudah tidak ada di sana. Tambahkan aplikasi Plaudit ke tim atau chat itu, dan yang berikutnya akan sampai. Untuk mengirimnya ke tempat lain, ketik `{ $command } pengaturan leaderboard.channel sini` di channel lain; untuk berhenti, ketik `{ $command } pengaturan leaderboard.channel none`.
board-lost = Papan peringkat tidak bisa saya kirim: `{ $place }` tidak ada di tim mana pun yang terhubung dengan saya. Ketik `{ $command } pengaturan leaderboard.channel sini` di channel yang kamu inginkan.
board-shared = Papan peringkat tidak saya kirim ke { $place } karena orang dari organisasi lain ikut membaca di sana. Ketik `{ $command } pengaturan leaderboard.channel sini` di channel kalian sendiri; untuk berhenti, ketik `{ $command } pengaturan leaderboard.channel none`.
