### Memberi kudos.

kudos-announced = { $count ->
    [1] { $giver } menghadiahkan *{ $points }* kepada { $recipients }
   *[other] { $giver } memberi kudos kepada { $recipients }, *{ $points }* setiap seorang
}
kudos-reversed = { $giver } telah menarik balik kudos untuk { $recipients }.
kudos-joined-by = Disertai { $people }
kudos-join = { $count ->
    [1] +1
   *[other] +1 seorang
}
kudos-received-in = 👏 { $giver } menghadiahkan *{ $points }* kepada anda di { $place }
kudos-received-privately = 👏 { $giver } menghadiahkan *{ $points }* kepada anda secara peribadi
kudos-a-channel = sebuah saluran
kudos-balance-now = Baki anda kini { $points }.
kudos-confirmed = { $count ->
    [1] Anda memberi *{ $points }* kepada { $recipients }.
   *[other] Anda memberi kudos kepada { $recipients }, *{ $points }* setiap seorang, { $cost } kesemuanya.
}
kudos-boosted = { $count ->
    [1] Anda turut memberi *{ $points }* kepada { $recipients }.
   *[other] Anda turut memberi kudos kepada { $recipients }, *{ $points }* setiap seorang, { $cost } kesemuanya.
}
kudos-announced-in = Ia diumumkan di { $place }.
kudos-unseen = Ia tidak diumumkan di mana-mana: hanya anda dan penerimanya yang tahu.
kudos-undo = Tarik balik
kudos-undo-within = Ubah fikiran? Anda ada { $minutes } minit untuk menarik balik.
kudos-already-given = Kudos ini sudah direkodkan, jadi ia tidak dikira dua kali.
kudos-nothing-left = Kuota anda sudah habis diberi; anda boleh memberi semula mulai { $when }.
kudos-short = Ini memerlukan { $cost } tetapi kuota anda tinggal { $left }: kurangkan jumlahnya, atau tunggu sehingga { $when }.
kudos-short-in-public = Itu melebihi kuota anda, jadi tiada apa-apa diberi.
kudos-confirm-group = Ini untuk { $count } orang dan menggunakan { $cost } kesemuanya. Teruskan?
kudos-confirm-group-yes = Beri kepada { $count } orang
kudos-confirm-too-late = Itu sudah terlalu lama, jadi tiada apa-apa diberi: sila beri sekali lagi.
kudos-already-boosted = Anda sudah menyertai kudos ini. Ada lagi yang ingin disampaikan? Beri kudos anda sendiri.
kudos-boost-own = Anda sendiri terlibat dalam kudos ini, jadi biar rakan lain yang menyertainya.
kudos-not-posted = Kudos anda sudah direkodkan dan penerimanya sudah dimaklumkan, tetapi saya tidak dapat menghantar mesej di sini.
kudos-not-posted-in = Kudos anda sudah direkodkan dan penerimanya sudah dimaklumkan, tetapi saya tidak dapat menghantar mesej di { $place }: jemput saya dengan `/invite`.
kudos-not-posted-there = Kudos anda sudah direkodkan dan penerimanya sudah dimaklumkan, tetapi saya tidak dapat menghantar mesej di { $place }.
kudos-not-announced-in = Kudos anda sudah direkodkan dan penerimanya sudah dimaklumkan. Saya tidak mengumumkannya di { $place } kerana orang dari organisasi lain turut membaca di situ.

## Yang tidak disertakan.

note-bots = { $names } tidak disertakan kerana bot tidak boleh menerima { $currency }.
note-you = Anda pun ahli kumpulan itu, jadi nama anda tidak disertakan.
note-guests = { $count } tetamu tidak disertakan kerana tetamu tidak menyertai program ini.
note-broadcast = `@here`, `@everyone` dan saluran tidak disertakan: sebut siapa yang anda maksudkan.

## Yang tidak dapat diberi.

refused-yourself = Kudos untuk orang lain, ya: pilih rakan sekerja.
refused-only-bots = Bot tidak boleh menerima { $currency }: pilih rakan sekerja anda.
refused-empty-group = Kumpulan itu kosong: pilih rakan sekerja anda.
refused-nobody-left = Tiada sesiapa dalam kumpulan itu yang boleh menerima kudos: pilih rakan lain.
refused-deactivated = Akaun { $name } tidak aktif lagi, jadi tiada apa-apa diberi: pilih rakan lain.
refused-guest = { $name } ialah tetamu dan tetamu tidak menyertai program ini: pilih rakan lain.
refused-outsider = { $name } dari organisasi lain, jadi { $currency } anda tidak dapat sampai kepadanya: pilih rakan sekerja anda.
refused-not-for-you = Kudos hanya untuk ahli organisasi ini; sila tanya orang yang menjemput anda.
refused-paused = Buat masa ini pentadbir menangguhkan pemberian kudos anda, jadi tiada apa-apa diberi; sila berbincang dengan pentadbir anda. Semua { $currency } yang telah anda terima kekal milik anda.
refused-not-positive = Beri sekurang-kurangnya { $least }.
refused-too-many-points = Anda boleh memberi paling banyak { $most } kepada seorang pada satu masa: cuba jumlah yang lebih kecil.
refused-too-many-recipients = Anda menyebut { $named } orang, tetapi hadnya { $most } pada satu masa: kurangkan bilangan orang, atau beri beberapa kali.
refused-group-too-large = Kumpulan itu ada { $count } orang, sedangkan satu kudos di sini untuk paling ramai { $most } orang: pilih kumpulan yang lebih kecil, atau tanya pentadbir.
refused-unknown-value-nearest = Tiada nilai { $typed }. Adakah maksud anda { $nearest }?
refused-unknown-value = Tiada nilai { $typed }: nilai di sini ialah { $values }.
refused-value-missing = Sila tambah nilai yang anda hargai: { $values }.
refused-reason-too-short = Sila nyatakan sebabnya, sekurang-kurangnya { $least } aksara.
refused-not-in-direct = Di sini kudos diberi dalam saluran supaya rakan lain boleh turut serta: cuba lagi di sana.
