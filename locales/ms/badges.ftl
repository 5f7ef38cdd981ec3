### Lencana dan tahap.

badge-name = { $badge ->
    [first-given] Terima kasih pertama
    [given-10] Sepuluh kali memberi
    [given-50] Lima puluh kali memberi
    [given-100] Seratus kali memberi
    [first-received] Kudos pertama
    [received-10] Sepuluh kudos
    [received-50] Lima puluh kudos
    [received-100] Seratus kudos
    [streak-5] Lima hari berturut-turut
    [streak-20] Dua puluh hari berturut-turut
    [every-value] Setiap nilai
   *[first-year] Setahun bersama
}
badge-how = { $rule ->
    [received] { $count ->
        [1] kerana menerima kudos
       *[other] kerana menerima kudos { $count } kali
    }
    [given] { $count ->
        [1] kerana memberi kudos
       *[other] kerana memberi kudos { $count } kali
    }
    [streak] kerana memberi pada { $count } hari bekerja berturut-turut
    [every-value] kerana memberi bagi setiap nilai syarikat
    [years] { $count } tahun sejak kudos pertama
   *[by-hand] dianugerahkan oleh pengendali program
}
badge-toward = { $rule ->
    [received] { $count ->
        [1] menerima kudos
       *[other] menerima kudos { $count } kali
    }
    [given] { $count ->
        [1] memberi kudos
       *[other] memberi kudos { $count } kali
    }
    [streak] memberi pada { $count } hari bekerja berturut-turut
    [every-value] memberi bagi setiap nilai syarikat
    [years] { $count } tahun sejak kudos pertama
   *[by-hand] dianugerahkan oleh pengendali program
}
badges-title = Lencana anda
badges-title-of = Lencana { $name }
badges-none = Belum ada lencana. Ucapkan terima kasih kepada rakan sekerja, dan lencana pertama milik anda.
badges-none-of = Belum ada lencana.
badges-line = { $badge } · { $day } · { $how }
badges-line-why = { $badge } · { $day } · “{ $why }”
badges-next = *Seterusnya*
badges-progress = { $badge }: { $has } daripada { $wants } · { $how }
badges-level-first = { $points } ke tahap { $next }
badges-level = *Tahap { $level }* · { $points } lagi ke tahap { $next }
badges-level-last = *Tahap { $level }*, yang tertinggi
badges-short = { $badges } · selanjutnya: `{ $command } lencana`
badges-make = Cipta lencana
badges-award = Anugerahkan lencana
badges-earned = Anda meraih lencana: { $badge }, { $how }.
badges-earned-several = Anda meraih { $count } lencana:
badges-earned-line = { $badge }, { $how }
badges-awarded = Anda dianugerahi lencana: { $badge }
badges-awarded-by = { $name } menganugerahi anda lencana: { $badge }
badges-way = Taip `{ $command } lencana` untuk melihat semua lencana anda.
badges-posted = { $count ->
    [1] { $person } meraih lencana: { $badges }
   *[other] { $person } meraih { $count } lencana: { $badges }
}
badges-refused-invite = Saya tidak dapat mengumumkan lencana di { $place }: saya bukan ahli saluran itu, atau saluran itu tidak menerima mesej saya. Taip `/invite @Plaudit` di sana supaya yang berikutnya sampai. Untuk mengumumkannya di tempat lain, taip `{ $command } settings badges.channel here` di saluran lain; untuk berhenti, `{ $command } settings badges.channel none`.
badges-refused-add = Saya tidak dapat mengumumkan lencana di tempat yang ditetapkan: saya tidak lagi berada di sana. Tambahkan aplikasi Plaudit kepada pasukan atau sembang itu supaya yang berikutnya sampai. Untuk mengumumkannya di tempat lain, taip `{ $command } settings badges.channel here` di saluran lain; untuk berhenti, `{ $command } settings badges.channel none`.
badges-lost = Saya tidak dapat mengumumkan lencana: `{ $place }` tiada dalam mana-mana pasukan yang disambungkan dengan saya. Taip `{ $command } settings badges.channel here` di saluran yang anda kehendaki; untuk berhenti, `{ $command } settings badges.channel none`.
badges-shared = Lencana tidak saya umumkan di { $place }: orang daripada organisasi lain turut membaca di situ. Taip `{ $command } settings badges.channel here` di saluran anda sendiri; untuk berhenti, `{ $command } settings badges.channel none`.

## Bagi yang mencipta dan menganugerahkannya.

badge-form-title = { $what ->
    [make] Cipta lencana
   *[award] Anugerahkan lencana
}
badge-form-submit = { $what ->
    [make] Cipta
   *[award] Anugerahkan
}
badge-form-label = { $field ->
    [name] Nama dalam bahasa Inggeris
    [name_id] Nama dalam bahasa Indonesia
    [name_ms] Nama dalam bahasa Melayu
    [picture] Gambar
    [rule] Cara meraihnya
    [number] Berapa
    [badge] Lencana
    [to] Untuk siapa
   *[why] Sebabnya
}
badge-form-hint = { $field ->
    [name_id] Jika kosong, nama di atas digunakan.
    [name_ms] Jika kosong, nama di atas digunakan.
    [picture] Satu emoji, atau alamat gambar yang bermula dengan https://
    [number] Bilangan kudos, hari bekerja atau tahun; selain itu tidak perlu.
    [to] Seorang sahaja. Dia akan dimaklumkan, bersama apa yang anda tulis di bawah.
    [why] Satu ayat yang akan dibacanya.
   *[other] -
}
badge-rule = { $rule ->
    [by-hand] Dianugerahkan oleh seseorang
    [received] Menerima sekian banyak kudos
    [given] Memberi sekian banyak kudos
    [streak] Memberi sekian hari bekerja berturut-turut
    [every-value] Memberi bagi setiap nilai syarikat
   *[years] Sekian tahun sejak kudos pertama
}
badge-fault = { $what ->
    [name] Lencana memerlukan nama, paling banyak 60 aksara, dengan huruf a hingga z di dalamnya.
    [taken] Sudah ada lencana dengan nama itu.
    [picture] Itu bukan satu emoji, dan bukan alamat yang bermula dengan https://.
    [rule] Nyatakan berapa: kudos hingga 100000, hari bekerja hingga 1000, tahun hingga 50.
    [unknown] Lencana itu tidak dapat dianugerahkan lagi.
    [already] Dia sudah ada lencana itu.
    [person] Pilih seorang.
    [long] Tulis paling banyak 500 aksara.
   *[why] Nyatakan sebabnya: dia akan membacanya.
}
badge-made = Selesai: mulai sekarang ada lencana { $badge }. Sesiapa yang sudah layak menerimanya tanpa pengumuman.
badge-made-by-hand = Selesai: mulai sekarang ada lencana { $badge }, dan anda boleh menganugerahkannya.
badge-given = Selesai: { $name } mendapat lencana { $badge }, dan dimaklumkan sebabnya.
badge-none-to-award = Belum ada lencana yang boleh dianugerahkan terus: cipta satu dahulu.
