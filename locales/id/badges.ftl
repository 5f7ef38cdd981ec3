### Lencana dan tingkat.

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
    [every-value] Semua nilai
   *[first-year] Setahun bersama
}
badge-how = { $rule ->
    [received] { $count ->
        [1] karena menerima kudos
       *[other] karena { $count } kali menerima kudos
    }
    [given] { $count ->
        [1] karena memberi kudos
       *[other] karena { $count } kali memberi kudos
    }
    [streak] karena memberi pada { $count } hari kerja berturut-turut
    [every-value] karena memberi untuk setiap nilai perusahaan
    [years] { $count } tahun sejak kudos pertama
   *[by-hand] diberikan oleh pengelola program
}
badge-toward = { $rule ->
    [received] { $count ->
        [1] menerima kudos
       *[other] { $count } kali menerima kudos
    }
    [given] { $count ->
        [1] memberi kudos
       *[other] { $count } kali memberi kudos
    }
    [streak] memberi pada { $count } hari kerja berturut-turut
    [every-value] memberi untuk setiap nilai perusahaan
    [years] { $count } tahun sejak kudos pertama
   *[by-hand] diberikan oleh pengelola program
}
badges-title = Lencanamu
badges-title-of = Lencana { $name }
badges-none = Belum ada lencana. Ucapkan terima kasih kepada rekanmu, dan lencana pertama jadi milikmu.
badges-none-of = Belum ada lencana.
badges-line = { $badge } · { $day } · { $how }
badges-line-why = { $badge } · { $day } · “{ $why }”
badges-next = *Berikutnya*
badges-progress = { $badge }: { $has } dari { $wants } · { $how }
badges-level-first = { $points } menuju tingkat { $next }
badges-level = *Tingkat { $level }* · { $points } lagi menuju tingkat { $next }
badges-level-last = *Tingkat { $level }*, yang tertinggi
badges-short = { $badges } · selengkapnya: `{ $command } lencana`
badges-make = Buat lencana
badges-award = Beri lencana
badges-earned = Kamu meraih lencana: { $badge }, { $how }.
badges-earned-several = Kamu meraih { $count } lencana:
badges-earned-line = { $badge }, { $how }
badges-awarded = Kamu dianugerahi lencana: { $badge }
badges-awarded-by = { $name } menganugerahimu lencana: { $badge }
badges-way = Ketik `{ $command } lencana` untuk melihat semua lencanamu.
badges-posted = { $count ->
    [1] { $person } meraih lencana: { $badges }
   *[other] { $person } meraih { $count } lencana: { $badges }
}
badges-refused-invite = Saya tidak bisa mengumumkan lencana di { $place }: saya bukan anggota channel itu, atau channel itu tidak menerima pesan saya. Ketik `/invite @Plaudit` di sana agar yang berikutnya sampai. Untuk memindahkannya, ketik `{ $command } settings badges.channel here` di channel lain; untuk berhenti, `{ $command } settings badges.channel none`.
badges-refused-add = Saya tidak bisa mengumumkan lencana di tempat yang ditentukan: saya sudah tidak ada di sana. Tambahkan aplikasi Plaudit ke tim atau obrolan itu agar yang berikutnya sampai. Untuk memindahkannya, ketik `{ $command } settings badges.channel here` di channel lain; untuk berhenti, `{ $command } settings badges.channel none`.
badges-lost = Saya tidak bisa mengumumkan lencana: `{ $place }` tidak ada di tim mana pun yang terhubung dengan saya. Ketik `{ $command } settings badges.channel here` di channel yang kalian inginkan; untuk berhenti, `{ $command } settings badges.channel none`.
badges-shared = Lencana tidak saya umumkan di { $place }: orang dari organisasi lain ikut membaca di sana. Ketik `{ $command } settings badges.channel here` di channel milik kalian sendiri; untuk berhenti, `{ $command } settings badges.channel none`.

## Bagi yang membuat dan memberikannya.

badge-form-title = { $what ->
    [make] Buat lencana
   *[award] Beri lencana
}
badge-form-submit = { $what ->
    [make] Buat
   *[award] Berikan
}
badge-form-label = { $field ->
    [name] Nama dalam bahasa Inggris
    [name_id] Nama dalam bahasa Indonesia
    [name_ms] Nama dalam bahasa Melayu
    [picture] Gambar
    [rule] Cara meraihnya
    [number] Berapa
    [badge] Lencana
    [to] Untuk siapa
   *[why] Alasannya
}
badge-form-hint = { $field ->
    [name_id] Jika kosong, nama di atas yang dipakai.
    [name_ms] Jika kosong, nama di atas yang dipakai.
    [picture] Satu emoji, atau alamat gambar yang diawali https://
    [number] Jumlah kudos, hari kerja, atau tahun; selain itu tidak perlu.
    [to] Satu orang. Ia akan dikabari, beserta yang kamu tulis di bawah.
    [why] Satu kalimat yang akan ia baca.
   *[other] -
}
badge-rule = { $rule ->
    [by-hand] Diberikan oleh seseorang
    [received] Menerima sekian kudos
    [given] Memberi sekian kudos
    [streak] Memberi sekian hari kerja berturut-turut
    [every-value] Memberi untuk setiap nilai perusahaan
   *[years] Sekian tahun sejak kudos pertama
}
badge-fault = { $what ->
    [name] Lencana perlu nama, paling banyak 60 karakter, dengan huruf a sampai z di dalamnya.
    [taken] Sudah ada lencana dengan nama itu.
    [picture] Itu bukan satu emoji, dan bukan alamat yang diawali https://.
    [rule] Tulis berapa: kudos sampai 100000, hari kerja sampai 1000, tahun sampai 50.
    [unknown] Lencana itu tidak bisa diberikan lagi.
    [already] Ia sudah punya lencana itu.
    [person] Pilih satu orang.
    [long] Tulis paling banyak 500 karakter.
   *[why] Tulis alasannya: ia akan membacanya.
}
badge-made = Beres: mulai sekarang ada lencana { $badge }. Yang sudah meraihnya mendapatkannya tanpa pengumuman.
badge-made-by-hand = Beres: mulai sekarang ada lencana { $badge }, dan kamu bisa memberikannya.
badge-given = Beres: { $name } mendapat lencana { $badge }, dan dikabari alasannya.
badge-none-to-award = Belum ada lencana yang bisa diberikan langsung: buat dulu satu.
