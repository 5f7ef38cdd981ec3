### Hadiah: toko, penukaran, persetujuan, penyerahan.

shop-title = Hadiah
shop-have = Kamu punya *{ $points }* untuk ditukar.
shop-empty = Belum ada hadiah. Poinmu tetap tersimpan sampai ada.
shop-empty-for-admins = Tambahkan yang pertama lewat *Kelola hadiah*, atau ambil satu daftar penuh dengan `{ $command }`.
shop-none-match = Tidak ada yang cocok. Coba lihat semuanya.
shop-item = *{ $name }* · { $price }
shop-price-range = { $least } sampai { $most }
shop-to-go = kurang { $points } lagi
shop-sold-out = Habis
shop-left = sisa { $count }
shop-look = Lihat
shop-look-at = { $name }
shop-all = Semua
shop-in-reach = Yang cukup poinnya
shop-kind = { $kind ->
    [gift_card] Voucher
    [merchandise] Merchandise
    [experience] Pengalaman
    [donation] Donasi
    [learning] Belajar
   *[time_off] Cuti
}
shop-earlier = ← Kembali
shop-more = Lainnya →
shop-find = Cari…
shop-mine = Penukaranku
shop-page = Halaman { $page } dari { $pages }
shop-find-title = Cari hadiah
shop-find-question = Apa yang kamu cari?
shop-narrowed = Hanya { $by }
shop-find-by = { $by ->
    [kind] Jenis hadiah apa?
   *[tag] Tag yang mana?
}
shop-find-any = { $by ->
    [kind] Semua jenis
   *[tag] Semua tag
}
shop-find-show = Tampilkan

item-no-rate = Ini belum bisa ditukar: nilai poin dalam { $currency } belum ditentukan. Pengelola program bisa mengaturnya lewat `provider.rates`.
item-worth = Senilai
item-worth-range = { $least } sampai { $most }
item-price = Harga
item-have = Poinmu
item-after = Sisa setelahnya
item-delivery = Cara diterima
item-delivered-how = { $how ->
    [manual] Seseorang dari organisasimu yang mengantar atau mengirimkannya.
    [voucher] Berupa voucher lewat pesan pribadi, biasanya dalam semenit.
    [codes] Berupa kode lewat pesan pribadi, biasanya dalam semenit.
   *[webhook] Dipesankan untukmu, dan kamu dikabari begitu sudah ada.
}
item-approval = Siapa yang ditanya
item-approved-by = { $by ->
    [auto] Tidak ada: langsung jadi milikmu
    [manager] Atasanmu, atau admin kalau kamu tidak punya atasan
   *[admin] Seorang admin
}
item-until = Sampai
item-limit = Seberapa sering
item-limit-is = { $period ->
    [day] { $count } kali sehari
    [week] { $count } kali seminggu
    [month] { $count } kali sebulan
    [quarter] { $count } kali per kuartal
    [year] { $count } kali setahun
   *[all] { $count } kali per orang
}
item-redeem = Tukar { $points }
item-redeem-range = Tukar…
item-redeem-asks = Tukar { $points }…
item-back = Kembali ke daftar hadiah
item-wish = Kabari kalau sudah bisa
item-changed = Hadiah ini baru saja berubah. Sekarang begini:
item-unknown = Tidak ada hadiah bernama “{ $typed }”.
item-unknown-nearest = Tidak ada hadiah bernama “{ $typed }”. Maksudmu yang ini?

redeem-form-title = Tukar poin
redeem-form-submit = Tukar
redeem-form-cancel = Nanti saja
redeem-form-points = Berapa { $currency }?
redeem-form-points-hint = Dari { $least } sampai { $most }, kelipatan { $step }
redeem-form-asks = { $what ->
    [address] Dikirim ke alamat mana?
    [email] Ke alamat email mana?
   *[note] Apa yang perlu diketahui, misalnya ukuran?
}
redeem-form-private = Hanya yang mengantarkannya yang melihat ini, dan setelah itu dihapus.

redeemed = Kamu menukar { $points } dengan *{ $name }*. Sisanya { $left }.
redeemed-next = { $next ->
    [manager] Atasanmu ditanya dulu; nanti kamu saya kabari.
    [admin] Admin ditanya dulu; nanti kamu saya kabari.
    [nobody] Belum ada yang bisa memutuskannya: begitu ada, saya tanyakan, lalu kamu saya kabari.
    [manual] Seseorang dari organisasimu yang mengurusnya; kamu saya kabari kalau sudah dikirim.
   *[coming] Sedang disiapkan: sebentar lagi saya kirimkan.
}
redeem-cancel = Batalkan penukaran ini
redeem-cancel-sure = Batalkan { $name }?
redeem-cancel-what = { $points } kembali kepadamu.
redeem-cancel-yes = Ya, batalkan
redeem-cancel-no = Tidak jadi
redeem-cancelled = Dibatalkan: { $points } untuk { $name } kembali menjadi milikmu.

redeem-refused-not-for-you = Poin hanya bisa ditukar oleh anggota organisasi.
redeem-refused-not-offered = “{ $name }” sedang tidak ditawarkan.
redeem-refused-gone = Hadiah itu sudah tidak ditawarkan.
redeem-refused-not-for-them = { $what ->
    [role] “{ $name }” untuk orang dengan peran lain.
    [team] “{ $name }” untuk tim lain.
    [country] “{ $name }” tidak tersedia di tempatmu bekerja.
   *[tenure] “{ $name }” untuk yang sudah lebih lama di sini.
}
redeem-refused-sold-out = Ada yang lebih cepat: “{ $name }” baru saja habis. Poinmu tidak berkurang.
redeem-refused-amount = Harga “{ $name }” adalah { $price }.
redeem-refused-amount-steps = “{ $name }” bisa ditukar dengan { $least } sampai { $most }, kelipatan { $step }.
redeem-refused-limit = Kamu sudah menukar “{ $name }” sebanyak yang boleh. Bisa lagi mulai { $when }.
redeem-refused-limit-ever = Kamu sudah menukar “{ $name }” sebanyak yang boleh.
redeem-refused-short = Kurang { $missing } lagi: “{ $name }” seharga { $points }, dan kamu punya { $have }.
redeem-refused-no-rate = “{ $name }” belum bisa ditukar: nilai poin dalam { $currency } belum ditentukan. Pengelola program bisa mengaturnya lewat `provider.rates`. Poinmu tidak berkurang.
redeem-refused-needs-delivery = Tuliskan dulu ke mana harus dikirim, ya.
redeem-refused-unfit-delivery = { $what ->
    [email] Itu bukan alamat email. Contohnya nama@example.com.
    [address] Tuliskan ke mana harus dikirim, paling banyak 500 karakter.
   *[note] Tuliskan paling banyak 500 karakter, ya.
}
redeem-refused-stands = { $state ->
    [fulfilled] *{ $item }* sudah diserahkan.
    [cancelled] *{ $item }* sudah dibatalkan.
    [rejected] *{ $item }* sudah ditolak.
    [refunded] Poin untuk *{ $item }* sudah dikembalikan.
    [approved] *{ $item }* sudah disetujui.
    [failed] *{ $item }* belum berhasil diserahkan, dan menunggu admin.
    [unknown] Belum jelas apakah *{ $item }* sudah diserahkan: admin yang mengurusnya.
   *[other] *{ $item }* sedang diproses sekarang.
}
redeem-not-theirs = Itu bukan keputusanmu, atau sudah tidak ada lagi.

wish-kept = Kamu saya kabari kalau “{ $name }” sudah terjangkau.
wish-come-true = *{ $name }* sekarang terjangkau: { $price }.

mine-title = Penukaranmu
mine-none = Kamu belum pernah menukar poin.
mine-line = *{ $name }* · { $points } · { $day } · { $state }
mine-show-code = { $what ->
    [note] Lihat catatan: { $name }
   *[code] Lihat kode: { $name }
}
mine-state = { $state ->
    [requested] menunggu persetujuan
    [approved] akan diserahkan
    [fulfilling] sedang diproses
    [unknown] sedang diproses
    [fulfilled] sudah diserahkan
    [failed] butuh waktu lebih lama
    [rejected] ditolak
    [cancelled] dibatalkan
   *[refunded] poin dikembalikan
}

approve-asked = *{ $name }* ingin *{ $item }* seharga { $points }, dan setelah itu punya { $left }.
approve-yes = Setujui
approve-no = Tolak…
approve-decided = { $state ->
    [approved] { $who } menyetujui penukaran { $points } dengan *{ $item }* oleh { $name }.
    [rejected] { $who } menolak penukaran { $points } dengan *{ $item }* oleh { $name }.
   *[cancelled] { $name } tidak jadi menukar *{ $item }*.
}
approve-list-title = Menunggu keputusanmu
approve-list-none = Tidak ada yang menunggu keputusanmu.
approve-all = Setujui semua ({ $count })
approve-remind = Masih menunggu:
reject-form-title = Tolak
reject-form-submit = Tolak
reject-form-cancel = Kembali
reject-form-reason = Kenapa? { $name } membaca ini.
reason-empty = Tuliskan alasannya dengan singkat, ya.
reason-long = Tuliskan paling banyak { $most } karakter, ya.
reject-done = Ditolak. { $name } sudah dikabari, dan poinnya kembali.

told-approved = 🎉 *{ $item }* disetujui. { $next ->
    [manual] Seseorang dari organisasimu yang mengurusnya.
   *[coming] Sedang disiapkan.
}
told-rejected = *{ $item }* tidak disetujui. { $points } kembali kepadamu.
told-rejected-why = *{ $item }* tidak disetujui, dan { $points } kembali kepadamu. Alasannya: { $reason }
told-fulfilled = { $kind ->
    [donation] 🎁 *{ $item }* sudah disalurkan atas namamu. Terima kasih!
    [time_off] 🎁 *{ $item }* sudah diatur untukmu. Selamat menikmati!
   *[other] 🎁 *{ $item }* sudah ada.
}
told-fulfilled-with = { $kind ->
    [donation] 🎁 *{ $item }* sudah disalurkan atas namamu. Terima kasih! Berikut yang disertakan:
    [time_off] 🎁 *{ $item }* sudah diatur untukmu. Berikut yang disertakan:
    [gift_card] 🎁 *{ $item }* sudah ada:
   *[other] 🎁 *{ $item }* menjadi milikmu. Berikut yang disertakan:
}
told-fulfilled-secret = Hanya kamu yang melihat ini. Tidak disimpan di tempat yang bisa dibaca orang lain.
code-form-title = { $what ->
    [note] Catatanmu
   *[code] Kodemu
}
code-form-cancel = Tutup
code-again = Ini hanya diperlihatkan kepadamu: buka lagi lewat *Penukaranku*.
code-gone = Isinya sudah tidak disimpan, atau tidak bisa dibaca di sini. Tanyakan kepada admin.
told-failed = *{ $item }* butuh waktu lebih lama dari seharusnya. Poinmu aman, dan admin yang mengurusnya.
told-waits = *{ $item }* butuh waktu lebih lama dari biasanya. Poinmu aman, dan kamu tidak perlu berbuat apa-apa: saya kirim begitu sudah ada.
told-refunded = { $points } untuk *{ $item }* kembali kepadamu.
told-refunded-why = { $points } untuk *{ $item }* kembali kepadamu. Alasannya: { $reason }

deliver-asked = *{ $name }* menukar { $points } dengan *{ $item }*. Mohon diserahkan.
deliver-failed = *{ $item }* untuk { $name } gagal diserahkan: { $reason }
deliver-unknown = Belum jelas apakah *{ $item }* untuk { $name } sudah diserahkan. Periksa dulu di sana sebelum melakukan apa pun.
deliver-late = *{ $item }* untuk { $name } ternyata tetap diserahkan, padahal { $points } sudah dikembalikan kepada { $name }. Kodenya tidak diteruskan. Coba bicarakan dengan pihak yang menyerahkannya.
trouble = { $why ->
    [no_code] kodenya sudah habis.
    [busy] kode terakhir sedang diambil yang lain.
    [closed] kunci server ini tidak bisa membukanya, atau belum ada kunci.
    [unusable] alamat atau rahasia layanannya tidak bisa dipakai.
    [by_hand] tidak ada lagi yang mengantarkannya secara otomatis.
    [private] layanannya ada di jaringan pribadi, yang tidak dipanggil.
    [unreached] layanannya tidak bisa dihubungi.
    [no_answer] layanannya tidak menjawab.
    [not_understood] jawaban layanannya tidak bisa dipahami.
    [failed] kata layanannya, gagal.
    [no_account] server belum punya akun di penyedianya.
    [locked_out] akun server ditolak oleh penyedianya.
    [no_money] saldo di penyedianya tidak cukup.
    [over_budget] anggaran bulan ini sudah habis.
    [silent] layanannya belum memberi kabar.
   *[here] ada yang gagal di sini; log server menyebutkan apa.
}
trouble-answered = layanannya menjawab { $status }.
trouble-said = kata layanannya: “{ $words }”.
deliver-to = { $what ->
    [address] Kirim ke
    [email] Email
   *[note] Catatan
}
deliver-done-button = Sudah diserahkan…
deliver-again = Coba lagi
deliver-refund = Kembalikan poin…
deliver-mine = Saya yang urus
deliver-taken = { $who } mengurus *{ $item }* untuk { $name }.
deliver-done = { $who } menyerahkan *{ $item }* kepada { $name }.
deliver-refunded = { $who } mengembalikan poin { $name } untuk *{ $item }*.
deliver-stands = { $state ->
    [fulfilled] *{ $item }* sudah diserahkan kepada { $name }.
    [cancelled] *{ $item }* untuk { $name } sudah dibatalkan.
    [rejected] *{ $item }* untuk { $name } sudah ditolak.
    [refunded] Poin { $name } untuk *{ $item }* sudah dikembalikan.
    [approved] *{ $item }* untuk { $name } sudah disetujui.
    [failed] *{ $item }* untuk { $name } belum berhasil diserahkan, dan menunggu admin.
    [unknown] Belum jelas apakah *{ $item }* untuk { $name } sudah diserahkan: admin yang mengurusnya.
   *[other] *{ $item }* untuk { $name } sedang diproses sekarang.
}
deliver-list-title = Perlu diserahkan
deliver-list-none = Tidak ada yang perlu diserahkan.
list-more = Masih ada { $count } lagi yang menunggu.
deliver-gone = { $name } sudah tidak ada di sini, dan tidak saya kabari.
deliver-no-code = Isi kode atau catatan, paling banyak 1.000 karakter.
deliver-needs-key = Kode atau catatan belum bisa diteruskan dari sini: server belum punya kunci enkripsi untuk menyimpannya. Pengelola server bisa memasangnya. Tidak ada yang berubah.
deliver-not-told = *{ $item }* untuk { $name } sudah diserahkan, tetapi pesan berisi kodenya tidak sampai ke { $name }. Kodenya tetap disimpan: { $name } bisa melihatnya di *Penukaranku* kalau sudah bisa dihubungi lagi.
deliver-form-title = Serahkan
deliver-form-submit = Sudah diserahkan
deliver-form-cancel = Kembali
deliver-form-code = Kode atau catatan untuk { $name }
deliver-form-code-hint = Hanya dia yang melihatnya. Kosongkan kalau tidak ada yang perlu disampaikan.
refund-form-what = *{ $item }* untuk { $name }, { $points }
refund-form-delivered = *{ $item }* sudah diserahkan kepada { $name } pada { $day }. Tetap kembalikan { $points }?
refund-form-delivered-by = { $who } sudah menyerahkan *{ $item }* kepada { $name } pada { $day }. Tetap kembalikan { $points }?
refund-form-anyway = Tetap kembalikan
refund-form-title = Kembalikan poin
refund-form-submit = Kembalikan { $points }
refund-form-cancel = Kembali
refund-form-reason = Kenapa? { $name } membaca ini.
budget-used-up = Anggaran voucher bulan { $month } sudah terpakai habis ({ $budget }): penukaran menunggu sampai bulan depan, atau sampai ada yang menaikkan `provider.monthly_budget`. Poin siapa pun tidak hilang.
provider-too-little = Saldo di { $provider } tidak cukup untuk pesanan senilai { $value }. Pesanannya menunggu sampai saldonya diisi. Poin siapa pun tidak hilang.
provider-low = Saldo di { $provider } tinggal { $left }. Kalau habis, pesanan voucher harus menunggu.
provider-locked-out = Akun server ditolak oleh { $provider }: penukaran yang lewat sana menunggu. Pengelola server perlu mengambil `{ $variable }` yang baru dari { $provider }, memasangnya, lalu menjalankan ulang server; `plaudit doctor` memberi tahu apakah sudah beres. Poin siapa pun tidak hilang.
stock-low = { $count ->
    [0] Kode terakhir *{ $item }* sudah terpakai: habis sampai kamu menambah lagi.
   *[other] Kode *{ $item }* tersisa { $count }.
}
shop-for-you = *Untukmu*, sesuai yang kamu bilang kamu suka
shop-others = *Lainnya*
shop-interests = Minatku
