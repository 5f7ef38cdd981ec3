### Apa yang dilakukan para pengelola program.

audit-title = Catatan pengelolaan
audit-none = Belum ada apa-apa: perubahan pengaturan, peran, dan koreksi akan tampil di sini.
audit-line = { $when } · { $who }: { $what }
audit-older = Sebelumnya
audit-who-operator = operator server
audit-what-setting = mengubah `{ $setting }` dari `{ $before }` menjadi `{ $after }`
audit-what-undo = membatalkan kudos dari { $name }
audit-what-role = { $role ->
    [admin] menjadikan { $name } admin
    [manager] menjadikan { $name } manajer
   *[member] menjadikan { $name } anggota biasa
}
audit-what-role-followed = { $role ->
    [admin] { $name } menjadi admin, sesuai keterangan platformnya
    [manager] { $name } menjadi manajer dan bukan lagi admin di platformnya
   *[member] { $name } bukan lagi admin di platformnya
}
audit-what-first-admin = { $name } menjadi admin pertama karena memasang saya di sini
audit-what-stand-in = menunjuk { $who } untuk memutuskan menggantikan { $name } sampai { $until }
audit-what-stand-in-end = mengakhiri pengganti { $name }
audit-what-in-stead = { $what } (menggantikan { $name })
audit-what-pause = menjeda kudos dari { $name }
audit-what-resume = mengizinkan { $name } memberi lagi
audit-what-describe = memperbarui atasan dan unit { $name }
audit-what-describe-many = memperbarui atasan dan unit { $count } orang
audit-what-join = menyatukan dua akun { $name }
audit-what-split = memisahkan satu akun dari { $name }
audit-what-team = memasukkan tim `{ $team }` ke program ini
audit-what-invite = membuat kode agar tim lain bisa bergabung
audit-what-again = mengirim ulang yang belum sampai
audit-what-catalog = mengubah hadiah `{ $name }`
audit-what-catalog-added = menambahkan hadiah `{ $name }`
audit-what-catalog-archived = mengarsipkan hadiah `{ $name }`
audit-what-catalog-back = menampilkan lagi hadiah `{ $name }`
audit-what-catalog-parts = mengubah hadiah `{ $name }`: { $parts }
audit-reward-part = { $part ->
    [slug] cara mengetiknya
    [kind] jenisnya
    [texts] teksnya
    [price] harganya
    [limit] batas per orang
    [approval] siapa yang ditanya
    [fulfilment] cara mengantarkannya
    [voucher] yang dipesan
    [webhook] layanannya
    [asks] yang perlu diberi tahu
    [audience] untuk siapa
    [tags] tagnya
    [image] gambarnya
    [days] masa berlakunya
   *[stock] jumlahnya
}
audit-what-codes = memuat { $count } kode hadiah `{ $name }`
audit-what-redemption = { $state ->
    [approved] menyetujui penukaran `{ $item }` oleh { $name }
    [rejected] menolak penukaran `{ $item }` oleh { $name }
    [fulfilled] menyerahkan `{ $item }` kepada { $name }
    [failed] gagal menyerahkan `{ $item }` kepada { $name }
    [refunded] mengembalikan poin { $name } untuk `{ $item }`
   *[other] mengurus `{ $item }` untuk { $name }
}
audit-what-survey = { $what ->
    [created] membuat survei `{ $name }`
    [launched] memulai survei `{ $name }`
    [closed] menutup survei `{ $name }`
    [scheduled] menjadwalkan survei `{ $name }`
    [unscheduled] mencabut jadwal survei `{ $name }`
   *[archived] menyimpan survei `{ $name }`
}
audit-what-badge = { $what ->
    [made] membuat lencana `{ $badge }`
    [back] mengembalikan lencana `{ $badge }`
   *[archived] mengarsipkan lencana `{ $badge }`
}
audit-what-badge-award = memberikan lencana `{ $badge }` kepada { $name }
audit-what-badge-take = mencabut lencana `{ $badge }` dari { $name }
audit-what-holidays = { $what ->
    [imported] mengimpor kalender dengan { $count } hari libur
   *[cleared] mengosongkan kalender hari libur
}
audit-what-other = `{ $action }`
