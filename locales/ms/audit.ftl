### Apa yang dilakukan oleh pengendali program.

audit-title = Rekod pentadbiran
audit-none = Belum ada apa-apa: perubahan tetapan, peranan dan pembetulan akan dipaparkan di sini.
audit-line = { $when } · { $who }: { $what }
audit-older = Terdahulu
audit-who-operator = pengendali pelayan
audit-what-setting = menukar `{ $setting }` daripada `{ $before }` kepada `{ $after }`
audit-what-undo = menarik balik kudos yang diberi oleh { $name }
audit-what-role = { $role ->
    [admin] melantik { $name } sebagai pentadbir
    [manager] melantik { $name } sebagai pengurus
   *[member] menjadikan { $name } ahli biasa
}
audit-what-role-followed = { $role ->
    [admin] { $name } menjadi pentadbir, mengikut platformnya
    [manager] { $name } menjadi pengurus dan bukan lagi pentadbir di platformnya
   *[member] { $name } bukan lagi pentadbir di platformnya
}
audit-what-first-admin = { $name } menjadi pentadbir pertama kerana membawa saya ke sini
audit-what-stand-in = melantik { $who } untuk memutuskan bagi pihak { $name } hingga { $until }
audit-what-stand-in-end = menamatkan pengganti { $name }
audit-what-in-stead = { $what } (bagi pihak { $name })
audit-what-pause = menangguhkan pemberian kudos oleh { $name }
audit-what-resume = membenarkan { $name } memberi semula
audit-what-describe = mengemas kini penyelia dan unit { $name }
audit-what-describe-many = mengemas kini penyelia dan unit bagi { $count } orang
audit-what-join = menyatukan dua akaun { $name }
audit-what-split = mengasingkan satu akaun daripada { $name }
audit-what-team = memasukkan pasukan `{ $team }` ke dalam program ini
audit-what-invite = membuat kod supaya pasukan lain boleh menyertai
audit-what-again = menghantar semula apa yang belum sampai
audit-what-catalog = mengubah ganjaran `{ $name }`
audit-what-catalog-added = menambah ganjaran `{ $name }`
audit-what-catalog-archived = mengarkibkan ganjaran `{ $name }`
audit-what-catalog-back = memaparkan semula ganjaran `{ $name }`
audit-what-catalog-parts = mengubah ganjaran `{ $name }`: { $parts }
audit-reward-part = { $part ->
    [slug] cara menaipnya
    [kind] jenisnya
    [texts] teksnya
    [price] harganya
    [limit] had seorang
    [approval] siapa yang ditanya
    [fulfilment] cara menghantarnya
    [voucher] apa yang dipesan
    [webhook] perkhidmatannya
    [asks] apa yang perlu diberitahu
    [audience] untuk siapa
    [tags] tagnya
    [image] gambarnya
    [days] tempoh ditawarkan
   *[stock] bilangannya
}
audit-what-codes = memuatkan { $count } kod ganjaran `{ $name }`
audit-what-redemption = { $state ->
    [approved] meluluskan penebusan `{ $item }` oleh { $name }
    [rejected] menolak penebusan `{ $item }` oleh { $name }
    [fulfilled] menyerahkan `{ $item }` kepada { $name }
    [failed] gagal menyerahkan `{ $item }` kepada { $name }
    [refunded] memulangkan mata { $name } untuk `{ $item }`
   *[other] menguruskan `{ $item }` untuk { $name }
}
audit-what-survey = { $what ->
    [created] membuat tinjauan `{ $name }`
    [launched] melancarkan tinjauan `{ $name }`
    [closed] menutup tinjauan `{ $name }`
    [scheduled] menjadualkan tinjauan `{ $name }`
    [unscheduled] membatalkan jadual tinjauan `{ $name }`
   *[archived] menyimpan tinjauan `{ $name }`
}
audit-what-badge = { $what ->
    [made] mencipta lencana `{ $badge }`
    [back] mengembalikan lencana `{ $badge }`
   *[archived] mengarkibkan lencana `{ $badge }`
}
audit-what-badge-award = menganugerahkan lencana `{ $badge }` kepada { $name }
audit-what-badge-take = menarik balik lencana `{ $badge }` daripada { $name }
audit-what-holidays = { $what ->
    [imported] mengimport kalendar dengan { $count } hari cuti
   *[cleared] mengosongkan kalendar hari cuti
}
audit-what-other = `{ $action }`
