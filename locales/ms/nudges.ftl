### Yang dimaklumkan pada masanya: ringkasan, ajakan berterima kasih, rakan baharu, hari istimewa.

nudge-what = { $nudge ->
    [digest] ringkasan mingguan
    [welcome] ucapan selamat datang untuk rakan baharu
   *[celebrations] ucapan hari istimewa
}
nudge-refused-invite = Saya tidak dapat menghantar { $what } ke { $place }: saya tiada dalam saluran itu, atau saluran itu tidak menerima mesej saya. Taip `/invite @Plaudit` di sana, dan yang berikutnya akan sampai. Untuk menghantarnya ke tempat lain, taip `{ $command } tetapan { $key } sini` dalam saluran lain; untuk berhenti, taip `{ $command } tetapan { $key } none`.
nudge-refused-add = Saya tidak dapat menghantar { $what } ke tempat yang ditetapkan: saya sudah tiada di sana. Tambahkan aplikasi Plaudit pada pasukan atau sembang itu, dan yang berikutnya akan sampai. Untuk menghantarnya ke tempat lain, taip `{ $command } tetapan { $key } sini` dalam saluran lain; untuk berhenti, taip `{ $command } tetapan { $key } none`.
nudge-lost = Saya tidak dapat menghantar { $what }: `{ $place }` tiada dalam mana-mana pasukan yang disambungkan dengan saya. Taip `{ $command } tetapan { $key } sini` dalam saluran yang anda kehendaki.
nudge-shared = Saya tidak menghantar { $what } ke { $place } kerana orang dari organisasi lain turut membaca di situ. Taip `{ $command } tetapan { $key } sini` dalam saluran anda sendiri; untuk berhenti, taip `{ $command } tetapan { $key } none`.

nudge-preview-title = Bunyi mesejnya
nudge-preview-intro = Beginilah bunyinya hari ini, mengikut tetapan sekarang. Tiada apa-apa dihantar. Jika tiada orang baharu, atau tiada sesiapa yang harinya disambut, seorang rakan menjadi contoh.
nudge-preview-nothing = Hari ini tiada apa-apa akan disampaikan: belum ada yang boleh diceritakan.

## Ringkasan seminggu.

digest-title = Terima kasih seminggu yang lepas · { $from } – { $to }
digest-team-title = Penghargaan untuk pasukan anda · { $from } – { $to }
digest-people = { $count } orang
digest-count = *{ $givers }* berterima kasih kepada *{ $thanked }*.
digest-values = Untuk { $values }
digest-value = { $value } ({ $count })
digest-line = *{ $names }*, daripada { $giver }: { $why }
digest-line-bare = *{ $names }*, daripada { $giver }
digest-someone = seorang rakan sekerja
digest-more = Dan { $count } lagi.
digest-public = Hanya yang diucapkan dalam saluran awam ada di sini.
digest-closing = Siapa yang membantu anda dalam seminggu yang lepas? Hargai mereka dengan `{ $command }`.

## Siapa untuk dihargai.

thanking-ask = Sudah { $days } hari sejak anda kali terakhir berterima kasih kepada rakan sekerja. Adakah sesiapa yang membantu anda kebelakangan ini?
thanking-ask-new = Anda belum pernah berterima kasih kepada rakan sekerja di sini. Adakah sesiapa yang membantu anda kebelakangan ini?
thanking-people = Kebelakangan ini { $people } berterima kasih kepada anda, atau dihargai bersama anda.

## Rakan baharu.

welcome-posted = 👋 Selamat datang, { $people }! Gembira anda bersama kami.
welcome-many = { $count } orang kali pertama dilihat di sini sejak semalam. Nampaknya itu pasukan atau direktori baharu, bukan rakan baharu, jadi saya tidak mengalu-alukan mereka.

## Hari jadi, dan hari mula bekerja.

celebration-birthdays = 🎂 Selamat hari jadi, { $people }!
celebration-birthdays-on = 🎂 Hari jadi { $people } ialah pada { $day }. Selamat hari jadi!
celebration-years = 🎉 { $count } tahun bersama kita: { $people }. Tahniah!
celebration-years-on = 🎉 { $count } tahun bersama kita pada { $day }: { $people }. Tahniah!
celebration-congratulate = Ucap tahniah kepada { $name }
celebration-wish = { $occasion ->
    [birthday] Selamat hari jadi!
   *[years] Tahniah atas tahun-tahun bersama kita!
}
celebration-own-birthday = 🎂 Selamat hari jadi, { $name }!
celebration-own-years = 🎉 Sudah { $count } tahun sejak anda mula di sini. Tahniah!
celebration-own-how = Anda memilih untuk dimaklumkan. Ubah dengan `{ $command } sambutan`.
celebration-ask = Mahukah hari istimewa anda disambut di sini? Tiada sesiapa dimaklumkan melainkan anda membenarkannya.
celebration-title = Hari istimewa anda
celebration-birthday-line = *Hari jadi* ({ $day }): { $choice }
celebration-anniversary-line = *Hari mula bekerja* ({ $day }): { $choice }
celebration-birthday-unknown = *Hari jadi*: tidak direkodkan di sini. Pasukan HR boleh menambahnya.
celebration-anniversary-unknown = *Hari mula bekerja*: tidak direkodkan di sini. Pasukan HR boleh menambahnya.
celebration-anniversary-lookup = *Hari mula bekerja*: tidak direkodkan di sini. Pilih di bawah, dan saya cari dalam profil anda.
celebration-anniversary-chosen = *Hari mula bekerja* (tidak direkodkan di sini): { $choice }. Pasukan HR boleh menambahnya.
celebration-anniversary-untold = *Hari mula bekerja* (tidak direkodkan di sini atau dalam profil anda): { $choice }. Pasukan HR boleh menambahnya.
celebration-choice = { $choice ->
    [private] hanya anda dimaklumkan
    [channel] disambut dalam saluran
   *[none] tidak disambut
}
celebration-birthday-button = { $choice ->
    [private] Hari jadi: saya sahaja
    [channel] Hari jadi: dalam saluran
   *[none] Hari jadi: tidak
}
celebration-anniversary-button = { $choice ->
    [private] Hari mula bekerja: saya sahaja
    [channel] Hari mula bekerja: dalam saluran
   *[none] Hari mula bekerja: tidak
}
celebration-off = Buat masa ini organisasi anda tidak menyambut apa-apa hari di sini; pilihan anda tetap disimpan.
celebration-how = Anda boleh mengubahnya pada bila-bila masa dengan `{ $command } sambutan`. Daripada hari jadi hanya hari dan bulan disimpan.
