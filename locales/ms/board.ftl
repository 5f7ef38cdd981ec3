### Carta.

board-received = Paling dihargai
board-given = Paling murah hati
board-today = hari ini
board-this-week = minggu ini
board-this-month = bulan ini
board-this-quarter = suku tahun ini
board-this-year = tahun ini
board-all-time = sepanjang masa
board-week-of = minggu bermula { $day }
board-yesterday = semalam
board-quarter-of = suku tahun ke-{ $quarter } { $year }
board-in = Hanya yang diberikan di { $place }.
board-value-wins = { $value } ialah nilai syarikat di sini, jadi inilah cartanya. Untuk saluran dengan nama itu, taip `{ $command } carta di sini` di sana.
board-private = Carta saluran peribadi hanya dipaparkan dalam saluran itu sendiri: taip `{ $command } carta di sini` di sana.
board-no-place = { $name } tiada dalam carta ini.
board-here = saluran ini
board-row = { $place } { $name } · { $points }
board-row-you = { $place } *{ $name } (anda)* · { $points }
board-own = Anda di tempat ke-{ $rank } dengan { $points }.
board-off = Selesai: anda tidak lagi dipaparkan dalam carta. Semua { $currency } kekal milik anda. Ubah fikiran? Taip `{ $command } carta hidup`.
board-on = Selesai: anda dipaparkan semula dalam carta. Ubah fikiran? Taip `{ $command } carta mati`.
board-hidden = Anda tidak dipaparkan dalam carta, seperti yang anda pilih. Taip `{ $command } carta hidup` untuk dipaparkan semula.
board-empty = Belum ada sesiapa; jadilah yang pertama mengucapkan terima kasih: `{ $command } @nama terima kasih kerana …`
board-empty-then = Tiada kudos untuk tempoh itu.
board-empty-of = Tiada seorang pun daripada mereka dalam carta ini.
board-scheduled = Kudos · { $period }
board-section = *{ $title }*
board-closing = Siapa yang membantu anda baru-baru ini? Hargai mereka dengan `{ $command }`.

## Tempat ia dihantar, untuk pentadbir.

board-refused-invite = Saya tidak dapat menghantar carta ke { $place }: saya tiada dalam saluran itu, atau saluran itu tidak menerima mesej saya. Taip `/invite @Plaudit` di sana, dan yang berikutnya akan sampai. Untuk menghantarnya ke tempat lain, taip `{ $command } tetapan leaderboard.channel sini` dalam saluran lain; untuk berhenti, taip `{ $command } tetapan leaderboard.channel none`.
board-refused-add = Saya tidak dapat menghantar carta ke tempat yang ditetapkan: saya sudah tiada di sana. Tambahkan aplikasi Plaudit pada pasukan atau sembang itu, dan yang berikutnya akan sampai. Untuk menghantarnya ke tempat lain, taip `{ $command } tetapan leaderboard.channel sini` dalam saluran lain; untuk berhenti, taip `{ $command } tetapan leaderboard.channel none`.
board-lost = Saya tidak dapat menghantar carta: `{ $place }` tiada dalam mana-mana pasukan yang disambungkan dengan saya. Taip `{ $command } tetapan leaderboard.channel sini` dalam saluran yang anda kehendaki.
board-shared = Saya tidak menghantar carta ke { $place } kerana orang dari organisasi lain turut membaca di situ. Taip `{ $command } tetapan leaderboard.channel sini` dalam saluran anda sendiri; untuk berhenti, taip `{ $command } tetapan leaderboard.channel none`.
