### Barang di kedai ganjaran, untuk mereka yang menguruskannya.

items-title = Barang di kedai ganjaran
items-manage = Urus ganjaran
items-none = Belum ada ganjaran.
items-none-called = Tiada ganjaran bernama “{ $typed }”.
items-line = *{ $name }* (`{ $slug }`) · { $price } · { $left }
items-left = { $count ->
    [0] sudah habis
   *[other] tinggal { $count }
}
items-unlimited = tiada had bilangan
items-archived = Diarkibkan: tiada sesiapa melihatnya.
items-from = Mulai { $day }
items-until = Hingga { $day }
items-add = Tambah ganjaran
items-edit = Sunting…
items-archive = Arkibkan
items-archive-sure = Arkibkan { $name }?
items-archive-what = Ia hilang daripada kedai. Yang sudah ditebus tetap dihantar, dan anda boleh memaparkannya semula.
items-archive-no = Kekalkan
items-bring-back = Paparkan semula
items-unfinished = Anda belum selesai mengisi *{ $name }*.
items-go-on = Teruskan…
items-forget = Buang sahaja

item-page-title = { $page ->
    [basics] Apa ganjarannya
    [words] Teks dan gambar
   *[rules] Siapa, bila, berapa
}
item-page-about = { $page ->
    [basics] Yang mesti diisi untuk setiap ganjaran. Anda melihatnya dahulu sebelum orang lain.
    [words] Yang dibaca orang. Jika satu bahasa kosong, mereka membaca versi bahasa Inggeris.
   *[rules] Semua ini boleh dibiarkan kosong.
}
item-page-next = Seterusnya
item-page-preview = Pratonton
item-form-close = Tutup
item-form-meanwhile = Sementara itu ada orang lain mengubah ganjaran ini. Inilah ia dengan perubahan mereka dan perubahan anda: sila semak sekali lagi.
item-draft-gone = Ganjaran ini sudah diterbitkan atau dibuang. `barang` menunjukkan keadaannya.

item-question = { $what ->
    [slug] Ditaip sebagai apa?
    [name] Nama dalam bahasa Inggeris
    [name_id] Nama dalam bahasa Indonesia
    [name_ms] Nama dalam bahasa Melayu
    [description] Penerangan dalam bahasa Inggeris
    [description_id] Penerangan dalam bahasa Indonesia
    [description_ms] Penerangan dalam bahasa Melayu
    [kind] Apakah jenisnya?
    [price] Harga dalam mata
    [price_max] Paling banyak
    [price_step] Gandaan
    [stock] Berapa yang ada?
    [approval] Siapa yang ditanya dahulu?
    [approval_above] Sehingga berapa mata tidak perlu ditanya?
    [fulfilment] Siapa yang menghantarnya?
    [provider_product] Produk pembekal yang mana?
    [currency] Dipesan dalam mata wang apa?
    [asks] Apa yang perlu mereka beritahu?
    [limit] Berapa kerap seorang boleh mendapatkannya?
    [limit_period] Dalam tempoh berapa lama?
    [tags] Tag
    [roles] Untuk siapa?
    [teams] Untuk pasukan mana?
    [countries] Untuk negara mana?
    [min_tenure_days] Selepas berapa hari bersama anda?
    [image] Gambar
    [image_address] Atau alamat sekeping gambar
    [from] Mulai hari apa?
   *[until] Hingga hari apa?
}
item-question-hint = { $what ->
    [slug] Pendek, tanpa ruang: orang boleh menaipnya selepas /redeem.
    [price_max] Hanya jika orang memilih sendiri berapa mata yang ditebus.
    [price_step] Misalnya 50: kemudian 100, 150 dan 200 boleh dipilih, tetapi 120 tidak.
    [stock] Biarkan kosong jika bilangannya tiada had. Kod dikira semasa dimuatkan.
    [approval_above] Biarkan kosong supaya sentiasa ada yang ditanya.
    [fulfilment] Kod dimuatkan, dan perkhidmatan anda disediakan, di tempat pelayan berjalan: { $command }
    [provider_product] Hanya jika pembekal yang menghantarnya: id daripada senarai `plaudit catalog products`.
    [currency] Hanya jika pembekal yang menghantarnya: tiga huruf, seperti MYR. Nilai mata ditetapkan dalam tetapan.
    [limit] Biarkan kosong jika boleh sekerap mana pun.
    [tags] Satu perkataan setiap baris, misalnya hijau atau amal. Orang mencari ganjaran dengannya.
    [roles] Jangan tanda apa-apa jika untuk semua.
    [teams] Satu setiap baris. Biarkan kosong untuk semua.
    [countries] Dua huruf, satu setiap baris: ID, MY. Biarkan kosong untuk semua.
    [min_tenure_days] Biarkan kosong untuk semua.
    [image_address] Bermula dengan https:// dan digunakan sebagai ganti gambar di atas.
    [from] Misalnya 2026-12-01. Biarkan kosong jika mulai hari ini.
   *[until] Misalnya 2026-12-31. Biarkan kosong jika tiada penghujung.
}
item-ask = { $by ->
    [auto] Tiada sesiapa
    [manager] Pengurus mereka
   *[admin] Seorang pentadbir
}
item-way = { $how ->
    [manual] Seorang pentadbir, sendiri
    [codes] Saya, dengan kod yang sudah dimuatkan
    [tremendous] Tremendous, dibayar dengan wang
    [xoxoday] Xoxoday Plum, dibayar dengan wang
   *[webhook] Perkhidmatan anda
}
item-asks = { $what ->
    [nothing] Tiada apa-apa
    [address] Ke mana dihantar
    [email] Alamat e-mel
   *[note] Nota, misalnya saiz
}
item-period = { $period ->
    [day] Sehari
    [week] Seminggu
    [month] Sebulan
    [quarter] Suku tahun
    [year] Setahun
   *[all] Selama-lamanya
}
item-role = { $role ->
    [member] Ahli
    [manager] Pengurus
   *[admin] Pentadbir
}
item-picture = { $picture ->
    [none] Tiada gambar
    [gift_card] Baucar
    [merchandise] Barangan
    [experience] Pengalaman
    [donation] Derma
    [learning] Pembelajaran
    [time_off] Cuti
    [coffee] Kopi
    [bottle] Botol air
    [backpack] Beg galas
    [headphones] Fon kepala
   *[tree] Pokok
}

item-preview-title = Pratonton
item-preview-publish = Terbitkan
item-preview-in-shop = Beginilah ia dipaparkan di kedai:
item-preview-unseen = Dan yang tidak dipaparkan di kedai:
item-preview-changes = Yang berubah:
item-preview-became = { $before } → { $after }
item-preview-nothing = tiada
item-preview-change = Belum betul? Ubah di sini:
item-preview-unchanged = Anda belum mengubah apa-apa.
item-preview-wrong = Sebelum boleh diterbitkan:
item-preview-wrong-line = *{ $what }* { $why }
item-codes-how = Ia belum boleh ditebus sehingga kodnya dimuatkan. Kod tidak melalui sembang: `{ $command }` memuatkannya di tempat pelayan berjalan, satu kod setiap baris.
item-published = *{ $name }* sudah ada di kedai.
item-published-change = *{ $name }* sudah diubah.
item-published-archived = Ia diarkibkan: orang melihatnya selepas anda memaparkannya semula.

item-wrong-price = { $why ->
    [unreadable] Sila nyatakan paling sedikit, paling banyak, dan gandaannya.
    [nothing] Harga sekurang-kurangnya 1.
    [much] Harga paling banyak 1,000,000,000.
   *[steps] Paling banyak mesti melebihi harganya, dengan gandaan yang tepat.
}
item-wrong-number = “{ $typed }” bukan nombor 1 atau lebih.
item-wrong-stock = “{ $typed }” bukan bilangan barang yang ada.
item-wrong-limit = Berapa kerap diisi dengan nombor 1 atau lebih.
item-wrong-tag = “{ $typed }” bukan tag: satu perkataan, paling banyak 30 huruf, angka, - dan _.
item-wrong-team = Nama pasukan paling panjang 100 aksara.
item-wrong-country = “{ $typed }” bukan kod negara seperti ID atau MY.
item-wrong-day = “{ $typed }” bukan tarikh seperti 2026-12-01.
item-wrong-range = { $day } di luar julat: nyatakan tarikh dari tahun 1900 hingga 2199.
item-wrong-image = Alamat gambar bermula dengan https://
item-wrong-word = “{ $typed }” tiada dalam pilihan.
item-wrong-taken = Sudah ada ganjaran lain yang ditaip { $slug }.
item-wrong-slug = Sila guna a-z, 0-9, - dan _ sahaja, paling banyak 64, dan mulakan dengan huruf atau angka.
item-wrong-name = Ia perlu nama, paling panjang 75 aksara, dalam setiap bahasa yang ada penerangannya.
item-wrong-description = Penerangan paling panjang 1,000 aksara.
item-wrong-no-address = Pelayan tidak tahu alamatnya sendiri, tempat gambar ini dipaparkan. Sila beri alamat gambar, atau pilih tiada gambar.
item-wrong-codes = Yang dihantar dengan kod bilangannya sebanyak kod: sila biarkan kosong.
item-wrong-ordered = Masih ada { $count } penebusan yang diuruskan oleh perkhidmatannya: selepas itu diserahkan atau matanya dipulangkan, cara penyerahannya boleh diubah.
item-wrong-count = Isi dengan nombor 1 atau lebih.
item-wrong-days = Hari terakhir lebih awal daripada hari pertama.
item-wrong-currency = Ini bukan mata wang: tiga huruf, seperti MYR atau USD.
item-wrong-product = “{ $typed }” bukan id produk pembekal: huruf, angka, - dan _.
item-wrong-voucher = Barang yang dihantar oleh pembekal mempunyai produk dan mata wang, dan yang lain tidak.
item-wrong-account = Pelayan ini tiada akaun dengan { $provider }. Pengurus pelayan boleh menyediakannya.
item-wrong-webhook = Perkhidmatan yang menghantarnya disediakan di tempat pelayan berjalan: `{ $command }`
item-wrong-database = Ia tidak dapat disimpan.
