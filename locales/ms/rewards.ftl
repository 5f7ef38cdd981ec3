### Ganjaran: kedai, penebusan, kelulusan, penyerahan.

shop-title = Ganjaran
shop-have = Anda ada *{ $points }* untuk ditebus.
shop-empty = Belum ada ganjaran. Mata anda kekal milik anda sehingga ada.
shop-empty-for-admins = Tambah yang pertama melalui *Urus ganjaran*, atau ambil satu senarai penuh dengan `{ $command }`.
shop-none-match = Tiada yang sepadan. Cuba lihat semuanya.
shop-item = *{ $name }* · { $price }
shop-price-range = { $least } hingga { $most }
shop-to-go = kurang { $points } lagi
shop-sold-out = Habis
shop-left = tinggal { $count }
shop-look = Lihat
shop-look-at = { $name }
shop-all = Semua
shop-in-reach = Yang saya mampu
shop-kind = { $kind ->
    [gift_card] Baucar
    [merchandise] Barangan
    [experience] Pengalaman
    [donation] Derma
    [learning] Pembelajaran
   *[time_off] Cuti
}
shop-earlier = ← Kembali
shop-more = Lagi →
shop-find = Cari…
shop-mine = Penebusan saya
shop-page = Halaman { $page } daripada { $pages }
shop-find-title = Cari ganjaran
shop-find-question = Apakah yang anda cari?
shop-narrowed = { $by } sahaja
shop-find-by = { $by ->
    [kind] Jenis ganjaran apa?
   *[tag] Tag yang mana satu?
}
shop-find-any = { $by ->
    [kind] Sebarang jenis
   *[tag] Sebarang tag
}
shop-find-show = Tunjukkan

item-no-rate = Ini belum boleh ditebus: nilai mata dalam { $currency } belum ditetapkan. Pengurus program boleh menetapkannya melalui `provider.rates`.
item-worth = Bernilai
item-worth-range = { $least } hingga { $most }
item-price = Harga
item-have = Mata anda
item-after = Tinggal selepas itu
item-delivery = Cara diterima
item-delivered-how = { $how ->
    [manual] Seseorang daripada organisasi anda akan menghantarnya.
    [voucher] Sebagai baucar dalam mesej peribadi, biasanya dalam seminit.
    [codes] Sebagai kod dalam mesej peribadi, biasanya dalam seminit.
   *[webhook] Ia dipesan untuk anda, dan anda diberitahu sebaik sahaja ia ada.
}
item-approval = Siapa yang ditanya
item-approved-by = { $by ->
    [auto] Tiada sesiapa: terus menjadi milik anda
    [manager] Pengurus anda, atau pentadbir jika anda tiada pengurus
   *[admin] Seorang pentadbir
}
item-until = Sehingga
item-limit = Berapa kerap
item-limit-is = { $period ->
    [day] { $count } kali sehari
    [week] { $count } kali seminggu
    [month] { $count } kali sebulan
    [quarter] { $count } kali setiap suku tahun
    [year] { $count } kali setahun
   *[all] { $count } kali seorang
}
item-redeem = Tebus dengan { $points }
item-redeem-range = Tebus…
item-redeem-asks = Tebus dengan { $points }…
item-back = Kembali ke senarai ganjaran
item-wish = Beritahu saya apabila boleh
item-changed = Ganjaran ini baru sahaja berubah. Inilah keadaannya sekarang:
item-unknown = Tiada ganjaran bernama “{ $typed }”.
item-unknown-nearest = Tiada ganjaran bernama “{ $typed }”. Maksud anda yang ini?

redeem-form-title = Tebus
redeem-form-submit = Tebus
redeem-form-cancel = Lain kali
redeem-form-points = Berapa { $currency }?
redeem-form-points-hint = Dari { $least } hingga { $most }, gandaan { $step }
redeem-form-asks = { $what ->
    [address] Hendak dihantar ke mana?
    [email] Ke alamat e-mel yang mana?
   *[note] Apakah yang perlu diketahui, misalnya saiz?
}
redeem-form-private = Hanya mereka yang menghantarnya melihat ini, dan ia dipadamkan selepas itu.

redeemed = Anda menebus *{ $name }* dengan { $points }. Tinggal { $left }.
redeemed-next = { $next ->
    [manager] Pengurus anda ditanya dahulu; saya akan beritahu keputusannya.
    [admin] Pentadbir ditanya dahulu; saya akan beritahu keputusannya.
    [nobody] Belum ada sesiapa yang boleh membuat keputusan: sebaik sahaja ada, saya akan bertanya dan memaklumkan anda.
    [manual] Seseorang daripada organisasi anda menguruskannya; saya akan beritahu apabila ia dihantar.
   *[coming] Sedang disediakan: sebentar lagi saya hantarkan.
}
redeem-cancel = Batalkan penebusan ini
redeem-cancel-sure = Batalkan { $name }?
redeem-cancel-what = { $points } dipulangkan kepada anda.
redeem-cancel-yes = Ya, batal
redeem-cancel-no = Kekalkan
redeem-cancelled = Dibatalkan: { $points } untuk { $name } kembali milik anda.

redeem-refused-not-for-you = Mata hanya boleh ditebus oleh ahli organisasi.
redeem-refused-not-offered = “{ $name }” tidak ditawarkan buat masa ini.
redeem-refused-gone = Ganjaran itu tidak lagi ditawarkan.
redeem-refused-not-for-them = { $what ->
    [role] “{ $name }” adalah untuk peranan lain.
    [team] “{ $name }” adalah untuk pasukan lain.
    [country] “{ $name }” tidak tersedia di tempat anda bekerja.
   *[tenure] “{ $name }” adalah untuk mereka yang lebih lama di sini.
}
redeem-refused-sold-out = Ada yang lebih pantas: “{ $name }” baru sahaja habis. Mata anda tidak berkurang.
redeem-refused-amount = Harga “{ $name }” ialah { $price }.
redeem-refused-amount-steps = “{ $name }” boleh ditebus dengan { $least } hingga { $most }, gandaan { $step }.
redeem-refused-limit = Anda telah menebus “{ $name }” sebanyak yang dibenarkan. Boleh lagi mulai { $when }.
redeem-refused-limit-ever = Anda telah menebus “{ $name }” sebanyak yang dibenarkan.
redeem-refused-short = Kurang { $missing } lagi: harga “{ $name }” ialah { $points }, dan anda ada { $have }.
redeem-refused-no-rate = “{ $name }” belum boleh ditebus: nilai mata dalam { $currency } belum ditetapkan. Pengurus program boleh menetapkannya melalui `provider.rates`. Mata anda tidak berkurang.
redeem-refused-needs-delivery = Sila nyatakan ke mana ia perlu dihantar.
redeem-refused-unfit-delivery = { $what ->
    [email] Itu bukan alamat e-mel. Contohnya nama@example.com.
    [address] Sila nyatakan ke mana ia harus dihantar, paling banyak 500 aksara.
   *[note] Sila nyatakan dalam paling banyak 500 aksara.
}
redeem-refused-stands = { $state ->
    [fulfilled] *{ $item }* sudah diserahkan.
    [cancelled] *{ $item }* sudah dibatalkan.
    [rejected] *{ $item }* sudah ditolak.
    [refunded] Mata untuk *{ $item }* sudah dipulangkan.
    [approved] *{ $item }* sudah diluluskan.
    [failed] *{ $item }* tidak dapat diserahkan, dan menunggu pentadbir.
    [unknown] Belum pasti sama ada *{ $item }* sudah diserahkan: pentadbir menguruskannya.
   *[other] *{ $item }* sedang diproses sekarang.
}
redeem-not-theirs = Itu bukan untuk anda putuskan, atau ia sudah tiada lagi.

wish-kept = Saya akan beritahu apabila “{ $name }” mampu anda tebus.
wish-come-true = *{ $name }* kini mampu anda tebus: { $price }.

mine-title = Penebusan anda
mine-none = Anda belum menebus apa-apa.
mine-line = *{ $name }* · { $points } · { $day } · { $state }
mine-show-code = { $what ->
    [note] Lihat nota: { $name }
   *[code] Lihat kod: { $name }
}
mine-state = { $state ->
    [requested] menunggu kelulusan
    [approved] akan diserahkan
    [fulfilling] sedang diproses
    [unknown] sedang diproses
    [fulfilled] sudah diserahkan
    [failed] mengambil masa lebih lama
    [rejected] ditolak
    [cancelled] dibatalkan
   *[refunded] mata dipulangkan
}

approve-asked = *{ $name }* mahukan *{ $item }* dengan { $points }, dan tinggal { $left } selepas itu.
approve-yes = Luluskan
approve-no = Tolak…
approve-decided = { $state ->
    [approved] { $who } meluluskan penebusan *{ $item }* dengan { $points } oleh { $name }.
    [rejected] { $who } menolak penebusan *{ $item }* dengan { $points } oleh { $name }.
   *[cancelled] { $name } tidak lagi mahukan *{ $item }*.
}
approve-list-title = Menunggu keputusan anda
approve-list-none = Tiada yang menunggu keputusan anda.
approve-all = Luluskan semua ({ $count })
approve-remind = Masih menunggu:
reject-form-title = Tolak
reject-form-submit = Tolak
reject-form-cancel = Kembali
reject-form-reason = Mengapa? { $name } membaca ini.
reason-empty = Sila nyatakan sebabnya dengan ringkas.
reason-long = Sila nyatakan dalam paling banyak { $most } aksara.
reject-done = Ditolak. { $name } telah diberitahu, dan matanya dipulangkan.

told-approved = 🎉 *{ $item }* diluluskan. { $next ->
    [manual] Seseorang daripada organisasi anda menguruskannya.
   *[coming] Sedang disediakan.
}
told-rejected = *{ $item }* tidak diluluskan. { $points } dipulangkan kepada anda.
told-rejected-why = *{ $item }* tidak diluluskan, dan { $points } dipulangkan kepada anda. Sebabnya: { $reason }
told-fulfilled = { $kind ->
    [donation] 🎁 *{ $item }* sudah disampaikan bagi pihak anda. Terima kasih!
    [time_off] 🎁 *{ $item }* sudah diuruskan untuk anda. Selamat menikmati!
   *[other] 🎁 *{ $item }* sudah ada.
}
told-fulfilled-with = { $kind ->
    [donation] 🎁 *{ $item }* sudah disampaikan bagi pihak anda. Terima kasih! Berikut yang disertakan:
    [time_off] 🎁 *{ $item }* sudah diuruskan untuk anda. Berikut yang disertakan:
    [gift_card] 🎁 *{ $item }* sudah ada:
   *[other] 🎁 *{ $item }* menjadi milik anda. Berikut yang disertakan:
}
told-fulfilled-secret = Hanya anda yang melihat ini. Ia tidak disimpan di tempat yang boleh dibaca orang lain.
code-form-title = { $what ->
    [note] Nota anda
   *[code] Kod anda
}
code-form-cancel = Tutup
code-again = Ia hanya ditunjukkan kepada anda: buka semula melalui *Penebusan saya*.
code-gone = Ia tidak lagi disimpan, atau tidak dapat dibaca di sini. Tanyalah pentadbir.
told-failed = *{ $item }* mengambil masa lebih lama daripada sepatutnya. Mata anda selamat, dan pentadbir menguruskannya.
told-waits = *{ $item }* mengambil masa lebih lama daripada biasa. Mata anda selamat, dan anda tidak perlu buat apa-apa: saya hantar sebaik sahaja ia ada.
told-refunded = { $points } untuk *{ $item }* dipulangkan kepada anda.
told-refunded-why = { $points } untuk *{ $item }* dipulangkan kepada anda. Sebabnya: { $reason }

deliver-asked = *{ $name }* menebus *{ $item }* dengan { $points }. Sila serahkan.
deliver-failed = *{ $item }* untuk { $name } tidak dapat diserahkan: { $reason }
deliver-unknown = Belum diketahui sama ada *{ $item }* untuk { $name } sudah diserahkan. Sila semak di sana sebelum berbuat apa-apa.
deliver-late = *{ $item }* untuk { $name } diserahkan juga akhirnya, sedangkan { $points } sudah dipulangkan kepada { $name }. Kodnya tidak diberikan. Sila berbincang dengan pihak yang menyerahkannya.
trouble = { $why ->
    [no_code] kodnya sudah habis.
    [busy] kod terakhir sedang diambil orang lain.
    [closed] kunci pelayan ini tidak dapat membukanya, atau tiada kunci.
    [unusable] alamat atau rahsia perkhidmatannya tidak boleh digunakan.
    [by_hand] tiada lagi yang menghantarnya secara automatik.
    [private] perkhidmatannya berada dalam rangkaian peribadi, yang tidak dipanggil.
    [unreached] perkhidmatannya tidak dapat dihubungi.
    [no_answer] perkhidmatannya tidak menjawab.
    [not_understood] jawapan perkhidmatannya tidak dapat difahami.
    [failed] perkhidmatannya memberitahu bahawa ia gagal.
    [no_account] pelayan tiada akaun dengan pembekalnya.
    [locked_out] akaun pelayan ditolak oleh pembekalnya.
    [no_money] baki dengan pembekalnya tidak cukup.
    [over_budget] bajet bulan ini sudah habis.
    [silent] perkhidmatannya belum menghubungi semula.
   *[here] ada yang gagal di sini; log pelayan menyatakan apa.
}
trouble-answered = perkhidmatannya menjawab { $status }.
trouble-said = kata perkhidmatannya: “{ $words }”.
deliver-to = { $what ->
    [address] Hantar ke
    [email] E-mel
   *[note] Nota
}
deliver-done-button = Sudah diserahkan…
deliver-again = Cuba lagi
deliver-refund = Pulangkan mata…
deliver-mine = Saya uruskan
deliver-taken = { $who } menguruskan *{ $item }* untuk { $name }.
deliver-done = { $who } menyerahkan *{ $item }* kepada { $name }.
deliver-refunded = { $who } memulangkan mata { $name } untuk *{ $item }*.
deliver-stands = { $state ->
    [fulfilled] *{ $item }* sudah diserahkan kepada { $name }.
    [cancelled] *{ $item }* untuk { $name } sudah dibatalkan.
    [rejected] *{ $item }* untuk { $name } sudah ditolak.
    [refunded] Mata { $name } untuk *{ $item }* sudah dipulangkan.
    [approved] *{ $item }* untuk { $name } sudah diluluskan.
    [failed] *{ $item }* untuk { $name } tidak dapat diserahkan, dan menunggu pentadbir.
    [unknown] Belum pasti sama ada *{ $item }* untuk { $name } sudah diserahkan: pentadbir menguruskannya.
   *[other] *{ $item }* untuk { $name } sedang diproses sekarang.
}
deliver-list-title = Perlu diserahkan
deliver-list-none = Tiada yang perlu diserahkan.
list-more = Ada { $count } lagi yang menunggu.
deliver-gone = { $name } sudah tiada di sini, dan tidak saya maklumkan.
deliver-no-code = Isikan kod atau nota, paling banyak 1,000 aksara.
deliver-needs-key = Kod atau nota belum boleh disampaikan dari sini: pelayan belum mempunyai kunci penyulitan untuk menyimpannya. Pengurus pelayan boleh menetapkannya. Tiada apa-apa yang berubah.
deliver-not-told = *{ $item }* untuk { $name } sudah diserahkan, tetapi mesej dengan kodnya tidak sampai kepada { $name }. Kod itu masih disimpan: { $name } dapat melihatnya di *Penebusan saya* apabila dapat dihubungi semula.
deliver-form-title = Serahkan
deliver-form-submit = Sudah diserahkan
deliver-form-cancel = Kembali
deliver-form-code = Kod atau nota untuk { $name }
deliver-form-code-hint = Hanya dia yang melihatnya. Biarkan kosong jika tiada apa-apa untuk disampaikan.
refund-form-what = *{ $item }* untuk { $name }, { $points }
refund-form-delivered = *{ $item }* sudah diserahkan kepada { $name } pada { $day }. Tetap pulangkan { $points }?
refund-form-delivered-by = { $who } sudah menyerahkan *{ $item }* kepada { $name } pada { $day }. Tetap pulangkan { $points }?
refund-form-anyway = Tetap pulangkan
refund-form-title = Pulangkan mata
refund-form-submit = Pulangkan { $points }
refund-form-cancel = Kembali
refund-form-reason = Mengapa? { $name } membaca ini.
budget-used-up = Bajet baucar bagi { $month } sudah habis digunakan ({ $budget }): penebusan menunggu sehingga bulan depan, atau sehingga `provider.monthly_budget` dinaikkan. Tiada mata yang hilang.
provider-too-little = Baki di { $provider } tidak cukup untuk pesanan bernilai { $value }. Pesanan itu menunggu sehingga baki ditambah. Tiada mata yang hilang.
provider-low = Baki di { $provider } tinggal { $left } sahaja. Apabila habis, pesanan baucar perlu menunggu.
provider-locked-out = Akaun pelayan ditolak oleh { $provider }: penebusan melaluinya menunggu. Pengendali pelayan perlu mendapatkan `{ $variable }` yang baharu daripada { $provider }, menetapkannya dan menghidupkan semula pelayan; `plaudit doctor` memberitahu sama ada ia sudah berfungsi. Tiada mata yang hilang.
stock-low = { $count ->
    [0] Kod terakhir *{ $item }* sudah digunakan: habis sehingga anda menambah lagi.
   *[other] Kod *{ $item }* tinggal { $count }.
}
shop-for-you = *Untuk anda*, mengikut apa yang anda kata anda suka
shop-others = *Yang lain*
shop-interests = Minat saya
