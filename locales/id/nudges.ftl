### Yang dikabarkan pada waktunya: ringkasan, ajakan berterima kasih, rekan baru, hari istimewa.

nudge-what = { $nudge ->
    [digest] Ringkasan mingguan
    [welcome] Sambutan untuk rekan baru
   *[celebrations] Ucapan hari istimewa
}
nudge-refused-invite = { $what } tidak bisa saya kirim ke { $place }: saya tidak ada di channel itu, atau channel itu tidak menerima pesan saya. Ketik `/invite @Plaudit` di sana, dan yang berikutnya akan sampai. Untuk mengirimnya ke tempat lain, ketik `{ $command } pengaturan { $key } sini` di channel lain; untuk berhenti, ketik `{ $command } pengaturan { $key } none`.
nudge-refused-add = { $what } tidak bisa saya kirim ke tempat yang diatur: saya sudah tidak ada di sana. Tambahkan aplikasi Plaudit ke tim atau chat itu, dan yang berikutnya akan sampai. Untuk mengirimnya ke tempat lain, ketik `{ $command } pengaturan { $key } sini` di channel lain; untuk berhenti, ketik `{ $command } pengaturan { $key } none`.
nudge-lost = { $what } tidak bisa saya kirim: `{ $place }` tidak ada di tim mana pun yang terhubung dengan saya. Ketik `{ $command } pengaturan { $key } sini` di channel yang kamu inginkan.
nudge-shared = { $what } tidak saya kirim ke { $place } karena orang dari organisasi lain ikut membaca di sana. Ketik `{ $command } pengaturan { $key } sini` di channel kalian sendiri; untuk berhenti, ketik `{ $command } pengaturan { $key } none`.

nudge-preview-title = Bunyi pesannya
nudge-preview-intro = Begini bunyinya hari ini, menurut pengaturan sekarang. Tidak ada yang dikirim. Kalau tidak ada orang baru, atau tidak ada yang harinya dirayakan, seorang rekan jadi contohnya.
nudge-preview-nothing = Hari ini tidak ada yang akan disampaikan: belum ada yang bisa diceritakan.

## Ringkasan seminggu.

digest-title = Terima kasih sepekan terakhir · { $from } – { $to }
digest-team-title = Ucapan terima kasih untuk timmu · { $from } – { $to }
digest-people = { $count } orang
digest-count = *{ $givers }* berterima kasih kepada *{ $thanked }*.
digest-values = Untuk { $values }
digest-value = { $value } ({ $count })
digest-line = *{ $names }*, dari { $giver }: { $why }
digest-line-bare = *{ $names }*, dari { $giver }
digest-someone = seorang rekan
digest-more = Dan { $count } lagi.
digest-public = Hanya yang disampaikan di channel publik yang ada di sini.
digest-closing = Siapa yang membantumu sepekan terakhir? Sampaikan dengan `{ $command }`.

## Kepada siapa berterima kasih.

thanking-ask = Sudah { $days } hari sejak kamu terakhir berterima kasih kepada rekan kerja. Ada yang membantumu belakangan ini?
thanking-ask-new = Kamu belum pernah berterima kasih kepada rekan kerja di sini. Ada yang membantumu belakangan ini?
thanking-people = Belakangan ini { $people } berterima kasih kepadamu, atau mendapat ucapan terima kasih bersamamu.

## Rekan baru.

welcome-posted = 👋 Selamat bergabung, { $people }! Senang ada kamu di sini.
welcome-many = { $count } orang baru terlihat di sini sejak kemarin. Sepertinya itu tim atau direktori baru, bukan rekan baru, jadi mereka tidak saya sambut.

## Ulang tahun, dan hari mulai bekerja.

celebration-birthdays = 🎂 Selamat ulang tahun, { $people }!
celebration-birthdays-on = 🎂 { $people } berulang tahun pada { $day }. Selamat ulang tahun!
celebration-years = 🎉 { $count } tahun bersama kita: { $people }. Selamat!
celebration-years-on = 🎉 { $count } tahun bersama kita pada { $day }: { $people }. Selamat!
celebration-congratulate = Beri selamat { $name }
celebration-wish = { $occasion ->
    [birthday] Selamat ulang tahun!
   *[years] Selamat atas masa kerjanya bersama kita!
}
celebration-own-birthday = 🎂 Selamat ulang tahun, { $name }!
celebration-own-years = 🎉 Sudah { $count } tahun sejak kamu mulai di sini. Selamat!
celebration-own-how = Kamu memilih untuk diberi tahu. Ubah dengan `{ $command } perayaan`.
celebration-ask = Mau hari istimewamu dirayakan di sini? Tidak ada yang diberi tahu kecuali kamu mengizinkannya.
celebration-title = Hari istimewamu
celebration-birthday-line = *Ulang tahun* ({ $day }): { $choice }
celebration-anniversary-line = *Hari mulai bekerja* ({ $day }): { $choice }
celebration-birthday-unknown = *Ulang tahun*: tidak tercatat di sini. Tim HR bisa menambahkannya.
celebration-anniversary-unknown = *Hari mulai bekerja*: tidak tercatat di sini. Tim HR bisa menambahkannya.
celebration-anniversary-lookup = *Hari mulai bekerja*: tidak tercatat di sini. Pilih di bawah, dan saya cari di profilmu.
celebration-anniversary-chosen = *Hari mulai bekerja* (tidak tercatat di sini): { $choice }. Tim HR bisa menambahkannya.
celebration-anniversary-untold = *Hari mulai bekerja* (tidak tercatat di sini maupun di profilmu): { $choice }. Tim HR bisa menambahkannya.
celebration-choice = { $choice ->
    [private] hanya kamu yang diberi tahu
    [channel] dirayakan di channel
   *[none] tidak dirayakan
}
celebration-birthday-button = { $choice ->
    [private] Ulang tahun: hanya saya
    [channel] Ulang tahun: di channel
   *[none] Ulang tahun: tidak
}
celebration-anniversary-button = { $choice ->
    [private] Hari mulai bekerja: hanya saya
    [channel] Hari mulai bekerja: di channel
   *[none] Hari mulai bekerja: tidak
}
celebration-off = Saat ini organisasimu tidak merayakan hari apa pun di sini; pilihanmu tetap disimpan.
celebration-how = Kamu bisa mengubahnya kapan saja dengan `{ $command } perayaan`. Dari ulang tahun hanya tanggal dan bulan yang disimpan.
