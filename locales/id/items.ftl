### Isi toko hadiah, untuk yang mengelolanya.

items-title = Isi toko hadiah
items-manage = Kelola hadiah
items-none = Belum ada hadiah.
items-none-called = Tidak ada hadiah bernama “{ $typed }”.
items-line = *{ $name }* (`{ $slug }`) · { $price } · { $left }
items-left = { $count ->
    [0] habis
   *[other] sisa { $count }
}
items-unlimited = tanpa batas jumlah
items-archived = Diarsipkan: tidak terlihat oleh siapa pun.
items-from = Mulai { $day }
items-until = Sampai { $day }
items-add = Tambah hadiah
items-edit = Ubah…
items-archive = Arsipkan
items-archive-sure = Arsipkan { $name }?
items-archive-what = Hadiah ini hilang dari toko. Yang sudah ditukar tetap diserahkan, dan kamu bisa menampilkannya lagi.
items-archive-no = Jangan
items-bring-back = Tampilkan lagi
items-unfinished = Kamu belum selesai mengisi *{ $name }*.
items-go-on = Lanjutkan…
items-forget = Buang

item-page-title = { $page ->
    [basics] Apa hadiahnya
    [words] Teks dan gambar
   *[rules] Siapa, kapan, berapa
}
item-page-about = { $page ->
    [basics] Yang harus diisi untuk setiap hadiah. Kamu melihatnya dulu sebelum orang lain.
    [words] Yang dibaca orang. Kalau satu bahasa kosong, mereka membaca yang bahasa Inggris.
   *[rules] Semua ini boleh dikosongkan.
}
item-page-next = Lanjut
item-page-preview = Pratinjau
item-form-close = Tutup
item-form-meanwhile = Sementara itu ada yang mengubah hadiah ini. Ini keadaannya dengan perubahan mereka dan perubahanmu: coba periksa lagi.
item-draft-gone = Hadiah ini sudah diterbitkan atau dibuang. `barang` menampilkan keadaannya.

item-question = { $what ->
    [slug] Diketik sebagai apa?
    [name] Nama dalam bahasa Inggris
    [name_id] Nama dalam bahasa Indonesia
    [name_ms] Nama dalam bahasa Melayu
    [description] Keterangan dalam bahasa Inggris
    [description_id] Keterangan dalam bahasa Indonesia
    [description_ms] Keterangan dalam bahasa Melayu
    [kind] Jenis hadiahnya apa?
    [price] Harga dalam poin
    [price_max] Paling banyak
    [price_step] Kelipatan
    [stock] Ada berapa?
    [approval] Siapa yang ditanya dulu?
    [approval_above] Sampai berapa poin tidak perlu ditanya?
    [fulfilment] Siapa yang mengantarkan?
    [provider_product] Produk yang mana dari penyedia?
    [currency] Dipesan dalam mata uang apa?
    [asks] Apa yang perlu mereka beri tahu?
    [limit] Seberapa sering satu orang boleh mendapatkannya?
    [limit_period] Dalam waktu berapa lama?
    [tags] Tag
    [roles] Untuk siapa?
    [teams] Untuk tim mana?
    [countries] Untuk negara mana?
    [min_tenure_days] Setelah berapa hari bergabung?
    [image] Gambar
    [image_address] Atau alamat sebuah gambar
    [from] Mulai hari apa?
   *[until] Sampai hari apa?
}
item-question-hint = { $what ->
    [slug] Pendek, tanpa spasi: orang bisa mengetiknya setelah /redeem.
    [price_max] Hanya kalau orang memilih sendiri berapa poin yang ditukar.
    [price_step] Misalnya 50: lalu 100, 150, dan 200 bisa dipilih, sedangkan 120 tidak.
    [stock] Kosongkan kalau jumlahnya tidak terbatas. Kode dihitung saat dimuat.
    [approval_above] Kosongkan supaya selalu ada yang ditanya.
    [fulfilment] Kode dimuat, dan layanan milikmu disiapkan, di tempat server berjalan: { $command }
    [provider_product] Hanya kalau penyedia yang mengantarkan: id dari daftar `plaudit catalog products`.
    [currency] Hanya kalau penyedia yang mengantarkan: tiga huruf, seperti IDR. Nilai poin diatur di pengaturan.
    [limit] Kosongkan kalau boleh sesering apa pun.
    [tags] Satu kata per baris, misalnya hijau atau amal. Orang mencari hadiah dengan ini.
    [roles] Jangan centang apa pun kalau untuk semua.
    [teams] Satu per baris. Kosongkan kalau untuk semua.
    [countries] Dua huruf, satu per baris: ID, MY. Kosongkan kalau untuk semua.
    [min_tenure_days] Kosongkan kalau untuk semua.
    [image_address] Diawali https:// dan dipakai sebagai ganti gambar di atas.
    [from] Misalnya 2026-12-01. Kosongkan kalau mulai hari ini.
   *[until] Misalnya 2026-12-31. Kosongkan kalau tanpa akhir.
}
item-ask = { $by ->
    [auto] Tidak ada
    [manager] Atasan mereka
   *[admin] Seorang admin
}
item-way = { $how ->
    [manual] Seorang admin, langsung
    [codes] Saya, dengan kode yang sudah dimuat
    [tremendous] Tremendous, dibayar dengan uang
    [xoxoday] Xoxoday Plum, dibayar dengan uang
   *[webhook] Layanan milikmu
}
item-asks = { $what ->
    [nothing] Tidak ada
    [address] Ke mana dikirim
    [email] Alamat email
   *[note] Catatan, misalnya ukuran
}
item-period = { $period ->
    [day] Sehari
    [week] Seminggu
    [month] Sebulan
    [quarter] Satu kuartal
    [year] Setahun
   *[all] Selamanya
}
item-role = { $role ->
    [member] Anggota
    [manager] Manajer
   *[admin] Admin
}
item-picture = { $picture ->
    [none] Tanpa gambar
    [gift_card] Voucher
    [merchandise] Merchandise
    [experience] Pengalaman
    [donation] Donasi
    [learning] Belajar
    [time_off] Cuti
    [coffee] Kopi
    [bottle] Botol minum
    [backpack] Ransel
    [headphones] Headphone
   *[tree] Pohon
}

item-preview-title = Pratinjau
item-preview-publish = Terbitkan
item-preview-in-shop = Begini tampilannya di toko:
item-preview-unseen = Dan yang tidak ditampilkan toko:
item-preview-changes = Yang berubah:
item-preview-became = { $before } → { $after }
item-preview-nothing = kosong
item-preview-change = Belum pas? Ubah di sini:
item-preview-unchanged = Belum ada yang kamu ubah.
item-preview-wrong = Sebelum bisa diterbitkan:
item-preview-wrong-line = *{ $what }* { $why }
item-codes-how = Belum bisa ditukar sebelum kodenya dimuat. Kode tidak lewat chat: `{ $command }` memuatnya di tempat server berjalan, satu kode per baris.
item-published = *{ $name }* sudah ada di toko.
item-published-change = *{ $name }* sudah diubah.
item-published-archived = Hadiah ini diarsipkan: orang melihatnya setelah kamu tampilkan lagi.

item-wrong-price = { $why ->
    [unreadable] Isi paling sedikit berapa, paling banyak berapa, dan kelipatannya.
    [nothing] Harga paling sedikit 1.
    [much] Harga paling banyak 1.000.000.000.
   *[steps] Paling banyak harus lebih dari harganya, dengan kelipatan yang pas.
}
item-wrong-number = “{ $typed }” bukan angka 1 atau lebih.
item-wrong-stock = “{ $typed }” bukan jumlah barang yang ada.
item-wrong-limit = Seberapa sering diisi dengan angka 1 atau lebih.
item-wrong-tag = “{ $typed }” bukan tag: satu kata, paling banyak 30 huruf, angka, - dan _.
item-wrong-team = Nama tim paling panjang 100 karakter.
item-wrong-country = “{ $typed }” bukan kode negara seperti ID atau MY.
item-wrong-day = “{ $typed }” bukan tanggal seperti 2026-12-01.
item-wrong-range = { $day } di luar rentang: sebutkan tanggal dari tahun 1900 sampai 2199.
item-wrong-image = Alamat gambar diawali https://
item-wrong-word = “{ $typed }” tidak ada di pilihan.
item-wrong-taken = Sudah ada hadiah lain yang diketik { $slug }.
item-wrong-slug = Pakai a-z, 0-9, - dan _ saja, paling banyak 64, dan awali dengan huruf atau angka.
item-wrong-name = Perlu nama, paling panjang 75 karakter, di setiap bahasa yang ada keterangannya.
item-wrong-description = Keterangan paling panjang 1.000 karakter.
item-wrong-no-address = Server tidak tahu alamatnya sendiri, tempat gambar ini ditampilkan. Isi alamat sebuah gambar, atau pilih tanpa gambar.
item-wrong-codes = Yang diserahkan dengan kode jumlahnya sebanyak kodenya: kosongkan saja.
item-wrong-ordered = Masih ada { $count } penukaran yang diurus layanannya: setelah itu diserahkan atau poinnya dikembalikan, cara penyerahannya bisa diubah.
item-wrong-count = Isi dengan angka 1 atau lebih.
item-wrong-days = Hari terakhir lebih awal dari hari pertama.
item-wrong-currency = Ini bukan mata uang: tiga huruf, seperti IDR atau USD.
item-wrong-product = “{ $typed }” bukan id produk penyedia: huruf, angka, - dan _.
item-wrong-voucher = Yang diserahkan penyedia punya produk dan mata uang, dan yang lain tidak.
item-wrong-account = Server ini belum punya akun di { $provider }. Pengelola server bisa menyiapkannya.
item-wrong-webhook = Layanan yang mengantarkannya disiapkan di tempat server berjalan: `{ $command }`
item-wrong-database = Tidak bisa disimpan.
