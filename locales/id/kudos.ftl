### Memberi kudos.

kudos-announced = { $count ->
    [1] { $giver } memberi { $recipients } *{ $points }*
   *[other] { $giver } memberi { $recipients } masing-masing *{ $points }*
}
kudos-reversed = { $giver } membatalkan kudos untuk { $recipients }.
kudos-joined-by = Ikut memberi: { $people }
kudos-join = { $count ->
    [1] +1
   *[other] +1 per orang
}
kudos-received-in = 👏 { $giver } memberimu *{ $points }* di { $place }
kudos-received-privately = 👏 { $giver } memberimu *{ $points }* secara pribadi
kudos-a-channel = sebuah channel
kudos-balance-now = Saldo kamu sekarang { $points }.
kudos-confirmed = { $count ->
    [1] Kamu memberi { $recipients } *{ $points }*.
   *[other] Kamu memberi { $recipients } masing-masing *{ $points }*, total { $cost }.
}
kudos-boosted = { $count ->
    [1] Kamu ikut memberi { $recipients } *{ $points }*.
   *[other] Kamu ikut memberi { $recipients } masing-masing *{ $points }*, total { $cost }.
}
kudos-announced-in = Diumumkan di { $place }.
kudos-unseen = Tidak diumumkan di mana pun: hanya kamu dan penerimanya yang tahu.
kudos-undo = Batalkan
kudos-undo-within = Berubah pikiran? Kamu bisa membatalkannya dalam { $minutes } menit.
kudos-already-given = Kudos ini sudah tercatat, jadi tidak dihitung dua kali.
kudos-nothing-left = Jatahmu sudah habis; kamu bisa memberi lagi mulai { $when }.
kudos-short = Ini butuh { $cost }, sedangkan sisa jatahmu { $left }: kurangi jumlahnya, atau tunggu sampai { $when }.
kudos-short-in-public = Itu melebihi sisa jatahmu, jadi tidak ada yang diberikan.
kudos-confirm-group = Ini akan dikirim ke { $count } orang dan memakai { $cost }. Lanjutkan?
kudos-confirm-group-yes = Kirim ke { $count } orang
kudos-confirm-too-late = Itu sudah terlalu lama, jadi belum ada yang diberikan: silakan beri lagi.
kudos-already-boosted = Kamu sudah ikut di kudos ini. Masih ada yang ingin disampaikan? Kirim kudosmu sendiri.
kudos-boost-own = Kamu sudah jadi bagian dari kudos ini, jadi biar rekan lain yang ikut menambah.
kudos-not-posted = Kudosmu sudah tercatat dan penerimanya sudah diberi tahu, tetapi saya tidak bisa menulis di sini.
kudos-not-posted-in = Kudosmu sudah tercatat dan penerimanya sudah diberi tahu, tetapi saya tidak bisa menulis di { $place }: undang saya dengan `/invite`.
kudos-not-posted-there = Kudosmu sudah tercatat dan penerimanya sudah diberi tahu, tetapi saya tidak bisa menulis di { $place }.
kudos-not-announced-in = Kudosmu sudah tercatat dan penerimanya sudah diberi tahu. Saya tidak mengumumkannya di { $place } karena orang dari organisasi lain ikut membaca di sana.

## Yang tidak diikutkan.

note-bots = { $names } dilewati karena bot tidak bisa menerima { $currency }.
note-you = Kamu juga anggota grup itu, jadi kamu tidak diikutkan.
note-guests = { $count } tamu dilewati karena tamu tidak ikut program ini.
note-broadcast = `@here`, `@everyone`, dan channel dilewati: sebut siapa yang kamu maksud.

## Yang tidak bisa diberikan.

refused-yourself = Hehe, kudos itu untuk orang lain: pilih rekan kerjamu, ya.
refused-only-bots = Bot tidak bisa menerima { $currency }: pilih rekan kerjamu.
refused-empty-group = Grup itu kosong: pilih rekan kerjamu.
refused-nobody-left = Tidak ada anggota grup itu yang bisa menerima kudos: pilih rekan lain.
refused-deactivated = Akun { $name } sudah tidak aktif, jadi tidak ada yang diberikan: pilih rekan lain.
refused-guest = { $name } adalah tamu dan tamu tidak ikut program ini: pilih rekan lain.
refused-outsider = { $name } dari organisasi lain, jadi { $currency } kamu tidak bisa sampai ke sana: pilih rekan seorganisasi.
refused-not-for-you = Kudos hanya untuk anggota organisasi ini; silakan tanya orang yang mengundangmu.
refused-paused = Untuk sementara admin menjeda kudos darimu, jadi belum ada yang diberikan; silakan bicarakan dengan adminmu. Semua { $currency } yang sudah kamu terima tetap milikmu.
refused-not-positive = Beri minimal { $least }, ya.
refused-too-many-points = Sekali memberi maksimal { $most } per orang: coba jumlah yang lebih kecil.
refused-too-many-recipients = Kamu menyebut { $named } orang, padahal maksimal { $most } sekaligus: kurangi orangnya, atau beri beberapa kali.
refused-group-too-large = Grup itu berisi { $count } orang, sedangkan satu kudos di sini untuk paling banyak { $most } orang: pilih grup yang lebih kecil, atau tanya admin.
refused-unknown-value-nearest = Nilai { $typed } tidak ada. Maksudmu { $nearest }?
refused-unknown-value = Nilai { $typed } tidak ada: nilai di sini adalah { $values }.
refused-value-missing = Tambahkan nilai yang ingin kamu hargai: { $values }.
refused-reason-too-short = Ceritakan alasannya, minimal { $least } karakter.
refused-not-in-direct = Di sini kudos diberikan di channel supaya rekan lain bisa ikut: coba lagi di salah satu channel.
