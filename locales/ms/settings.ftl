### Tetapan, untuk pentadbir.

settings-title = Tetapan
settings-item = `{ $key }` ialah *{ $value }*
settings-line = `{ $key }` ialah *{ $value }*: { $meaning }
settings-between = { $meaning } ({ $least }–{ $most })
settings-how = Untuk menukarnya: `{ $command } tetapan allowance.points 200`. Tanpa nilai, maksudnya diterangkan.
settings-more = Sebagai pentadbir, anda juga boleh menaip `{ $command } pentadbir`, `{ $command } tangguhkan` dan `{ $command } audit`.
settings-set = Selesai: `{ $key }` kini *{ $value }*.
settings-board-lacks = Tiada apa-apa dihantar sehingga `{ $key }` ditetapkan juga: `{ $command } tetapan { $key } { $example }`
settings-a-channel = { $platform ->
    [teams] sebuah saluran di Microsoft Teams
   *[slack] sebuah saluran di Slack
}
settings-invalid = “{ $typed }” tidak sesuai untuk `{ $key }`. Yang boleh ditetapkan: { $meaning }. Contohnya `{ $example }`
settings-two-ways = “{ $typed }” boleh dibaca dengan dua cara, jadi tiada apa-apa diubah: maksud anda { $thousands }, atau { $decimal }? Taip yang anda maksudkan untuk `{ $key }`.
settings-thousands = “{ $typed }” kurang jelas, jadi tiada apa-apa diubah: maksud anda { $thousands }? Jika ya, taip begitu untuk `{ $key }`.
settings-place-uninvited-invite = Saya belum dapat menghantar mesej di { $place }, jadi tiada apa-apa diubah. Taip `/invite @Plaudit` di sana, kemudian cuba lagi.
settings-place-uninvited-add = Saya belum dibawa masuk ke sana, jadi tiada apa-apa diubah. Tambahkan aplikasi Plaudit pada pasukan atau sembang itu, kemudian taip `{ $command } tetapan { $key } sini` di sana.
settings-place-archived = Saya tidak dapat menghantar mesej di { $place }: ia telah diarkibkan, jadi tiada apa-apa diubah. Pilih saluran lain, atau aktifkan semula saluran itu dahulu.
settings-place-shared = Orang dari organisasi lain turut membaca { $place }, jadi tiada apa-apa dihantar ke situ dengan sendirinya dan tiada apa-apa diubah. Pilih saluran anda sendiri.
settings-place-elsewhere = “{ $typed }” tiada dalam mana-mana pasukan yang disambungkan dengan saya, jadi tiada apa-apa diubah. Taip `{ $command } tetapan { $key } sini` dalam saluran yang anda maksudkan.
settings-unknown-nearest = Tiada tetapan `{ $typed }`. Adakah maksud anda `{ $nearest }`?
settings-unknown = Tiada tetapan `{ $typed }`: taip `{ $command } tetapan` untuk melihat kesemuanya.
settings-admins-only = Hanya pentadbir boleh melakukannya: sila minta bantuan pentadbir anda.
settings-admins-only-named = Hanya pentadbir boleh melakukannya. Anda boleh minta bantuan { $people }.

## Kandungan setiap tetapan.

key-allowance-points = bilangan mata yang boleh diberi oleh setiap ahli bagi setiap tempoh
key-allowance-period = panjang satu tempoh: `day` (hari), `week` (minggu) atau `month` (bulan)
key-allowance-remind-days = berapa hari sebelum tempoh berakhir, sesiapa yang masih ada baki untuk diberi diingatkan; `0` tidak mengingatkan sesiapa
key-kudos-max-points-per-recipient = bilangan maksimum mata untuk seorang pada satu masa
key-kudos-max-recipients = bilangan maksimum orang yang dinamakan dalam satu kudos; kumpulan lebih besar perlu pengesahan dahulu
key-kudos-max-group = bilangan maksimum orang bagi satu kudos, walaupun telah disahkan
key-kudos-reason-min-chars = mesej paling pendek dalam aksara; `0` bermaksud boleh dikosongkan
key-kudos-value-required = sama ada nilai syarikat mesti dinyatakan: `true` atau `false`
key-kudos-undo-minutes = berapa minit pemberi boleh menarik balik
key-kudos-allow-guests = sama ada tetamu boleh memberi dan menerima: `true` atau `false`
key-kudos-allow-direct = sama ada kudos boleh diberi melalui mesej terus: `true` atau `false`
key-kudos-channel = saluran tempat kudos diumumkan apabila borangnya tidak dibuka dalam mana-mana saluran dan pemberinya tidak memilih yang lain: sebut salurannya, atau taip `sini` di sana; `none` jika tidak diumumkan
key-privacy-shared-channels = apa yang dihantar dalam saluran yang dikongsi dengan organisasi lain: `nothing` (tiada), atau `announcements` (pengumuman kudos)
key-currency-name = panggilan untuk mata, paling panjang 40 aksara
key-currency-emoji = emoji untuk memberi, sebagai reaksi atau dalam mesej
key-programme-time-zone = zon waktu program, contohnya `Asia/Kuala_Lumpur`
key-programme-locale = bahasa bagi teks yang dilihat semua orang: `en`, `id` atau `ms`
key-leaderboard-channel = saluran untuk menghantar carta: sebut salurannya, atau taip `sini` di sana; `none` jika tidak dihantar
key-leaderboard-schedule = bila carta dihantar: `weekly` (mingguan), `monthly` (bulanan), corak cron seperti `30 16 * * FRI`, atau `none`
key-badges-channel = saluran tempat diumumkan bahawa seseorang meraih lencana: sebut salurannya, atau tulis `here` di dalamnya; `none` jika tidak diumumkan
key-levels-points = berapa mata yang diterima untuk mencapai setiap tahap, contohnya `100, 500, 2000`; `none` jika tiada tahap
key-kudos-thank-days = selepas berapa hari tanpa berterima kasih seseorang diajak secara peribadi untuk melakukannya; `0` tidak mengajak sesiapa
key-digest-day = hari ringkasan memaklumkan siapa dihargai dan kerana apa dalam tujuh hari sebelumnya: `monday` … `sunday`, atau `none`
key-digest-channel = saluran tempat ringkasan dihantar: sebut salurannya, atau taip `sini` di sana; `none` jika tidak dihantar
key-digest-managers = sama ada setiap pengurus mendapat ringkasan pasukannya secara peribadi: `true` atau `false`
key-welcome-channel = saluran tempat rakan baharu dialu-alukan: sebut salurannya, atau taip `sini` di sana; `none` jika tidak
key-welcome-direct = sama ada cara kudos diterangkan kepada rakan baharu secara peribadi: `true` atau `false`
key-celebrations-of = apa yang disambut bagi mereka yang membenarkannya: `birthdays` (hari jadi), `anniversaries` (tempoh kerja), `both` (kedua-duanya), atau `nothing`
key-celebrations-channel = saluran tempat ia disambut: sebut salurannya, atau taip `sini` di sana; `none` jika tidak dalam saluran
key-celebrations-hour = pukul berapa ia disambut
key-survey-anonymity-threshold = kumpulan paling kecil yang keputusan tinjauannya ditunjukkan
key-survey-channel = saluran tempat keputusan tinjauan dihantar: sebut saluran itu, atau taip `sini` di dalamnya; `none` jika tidak ke mana-mana
key-survey-charts = cara Slack menunjukkan carta keputusan: `picture` (gambar), atau `native`, dilukis oleh Slack sendiri
key-survey-reward-points = mata kerana menjawab tinjauan, diberi apabila tinjauan ditutup; `0` bermaksud tiada
key-survey-answer-days = berapa hari jawapan tinjauan yang disertai nama disimpan selepas tinjauan ditutup
key-coffee-draws = berapa kerap mereka yang menyertai dicabut bersama seorang rakan sekerja untuk minum kopi: `weekly` (setiap minggu), `fortnightly` (setiap dua minggu) atau `monthly` (setiap bulan), pada hari Isnin; `none` untuk tidak pernah
key-one-on-one-days = berapa hari catatan empat mata masih boleh dibaca oleh keduanya selepas sesinya tamat
key-retention-message-days = berapa hari isi mesej disimpan selepas dihantar; kudos kekal disimpan
key-provider-rates = nilai satu mata apabila pembekal baucar dibayar, mengikut mata wang: `MYR 0.05, USD 0.01`; `none` jika tiada
key-provider-monthly-budget = berapa yang boleh dipesan daripada pembekal dalam sebulan, mengikut mata wang: `USD 500`; `none` bermaksud tiada had
key-provider-balance-low = pentadbir diberitahu apabila baki di pembekal kurang daripada ini, mengikut mata wang: `USD 100`; `none` bermaksud tidak pernah
key-rewards-codes-low = berapa kod ganjaran yang tinggal apabila pentadbir diminta menambah; `0` hanya memberitahu apabila kod terakhir digunakan
key-rewards-delivery-days = berapa hari alamat disimpan selepas ganjaran diserahkan atau tidak jadi
key-rewards-escalate-days = selepas berapa hari tanpa keputusan, pentadbir turut ditanya tentang penebusan
key-rewards-expiry-months = berapa bulan selepas diterima mata luput, bermula dengan yang paling lama; `0` bermaksud tidak pernah
key-rewards-remind-days = setiap berapa hari sesiapa yang memutuskan penebusan diingatkan
key-values = nilai syarikat dengan nama lainnya, setiap satu sekali sahaja; huruf, angka, `_` dan `-`

## Borang tetapan.

settings-form-intro = Pilih apa yang ingin anda lihat atau tukar.
settings-form-group = *{ $group }* – { $about }
settings-form-save = Simpan
settings-form-back = Kembali
settings-form-close = Tutup
settings-form-preview = Lihat bunyi mesejnya
settings-form-open = Tukar melalui borang
settings-form-unchanged = Tiada apa-apa yang bertukar.
settings-form-meanwhile = Ada orang lain yang menukar tetapan ini sebentar tadi. Inilah keadaannya sekarang: sila semak semula.
settings-form-channel-hint = Jika dibiarkan kosong, tiada apa-apa dihantar.
settings-form-by-text = Untuk menukarnya: `{ $command } tetapan { $key } …`
settings-group = { $group ->
    [allowance] Peruntukan
    [giving] Pemberian kudos
    [values] Nilai syarikat
    [programme] Nama dan masa
    [boards] Carta
    [badges] Lencana
    [digest] Ringkasan mingguan
    [welcome] Rakan baharu
    [celebrations] Sambutan
    [rewards] Ganjaran
    [surveys] Tinjauan
    [together] Kebersamaan
   *[privacy] Privasi
}
settings-group-about = { $group ->
    [allowance] berapa banyak setiap orang boleh memberi, berapa kerap, dan bila mereka diingatkan
    [giving] apa yang boleh diberi, dan kepada siapa
    [values] sebab rakan sekerja dihargai
    [programme] panggilan untuk mata, bahasa dan zon waktu
    [boards] di mana dan bila ia dihantar
    [badges] di mana lencana diumumkan, dan tahap
    [digest] di mana dan bila dimaklumkan siapa dihargai dan kerana apa
    [welcome] di mana mereka dialu-alukan, dan sama ada cara kudos diterangkan kepada mereka
    [celebrations] hari jadi dan tempoh kerja mereka yang membenarkannya
    [rewards] apa yang diberitahu kepada pentadbir tentang ganjaran, berapa lama alamat disimpan, dan bila mata luput
    [surveys] kumpulan paling kecil yang keputusannya ditunjukkan, di mana keputusan dihantar, dan nilai penyertaan
    [together] cabutan kopi
   *[privacy] apa yang dilihat pihak lain, dan apa yang disimpan lama
}
settings-word = { $word ->
    [true] Ya
    [false] Tidak
    [picture] Gambar
    [native] Dilukis oleh Slack
    [day] Sehari
    [week] Seminggu
    [month] Sebulan
    [none] Tidak pernah
    [weekly] Setiap minggu
    [fortnightly] Setiap dua minggu
    [monthly] Setiap bulan
    [nothing] Tiada apa-apa
    [monday] Isnin
    [tuesday] Selasa
    [wednesday] Rabu
    [thursday] Khamis
    [friday] Jumaat
    [saturday] Sabtu
    [sunday] Ahad
    [birthdays] Hari jadi
    [anniversaries] Tempoh kerja
    [both] Kedua-duanya
   *[announcements] Pengumuman kudos
}

label-allowance-points = Mata untuk diberi
label-allowance-period = Panjang satu tempoh
label-allowance-remind-days = Hari sebelum tempoh berakhir untuk mengingatkan (0: tidak pernah)
label-kudos-max-points-per-recipient = Mata paling banyak bagi seorang
label-kudos-max-recipients = Orang paling ramai yang dinamakan dalam satu kudos
label-kudos-max-group = Orang paling ramai, walaupun disahkan
label-kudos-reason-min-chars = Mesej paling pendek
label-kudos-value-required = Mestikah nilai syarikat dinyatakan?
label-kudos-undo-minutes = Berapa minit boleh ditarik balik
label-kudos-allow-guests = Bolehkah tetamu memberi dan menerima?
label-kudos-allow-direct = Bolehkah kudos diberi melalui mesej terus?
label-kudos-channel = Di mana kudos daripada menu diumumkan
label-privacy-shared-channels = Apa yang dihantar dalam saluran yang dikongsi dengan organisasi lain
label-currency-name = Panggilan untuk mata
label-currency-emoji = Emoji pemberian
label-programme-time-zone = Zon waktu
label-programme-locale = Bahasa bagi teks yang dilihat semua orang
label-leaderboard-channel = Di mana carta dihantar
label-leaderboard-schedule = Bila carta dihantar
label-badges-channel = Tempat lencana diumumkan
label-levels-points = Mata untuk setiap tahap
label-kudos-thank-days = Hari tanpa terima kasih sebelum diajak (0: tidak)
label-digest-day = Hari ringkasan
label-digest-channel = Tempat ringkasan dihantar
label-digest-managers = Adakah pengurus mendapat ringkasan pasukannya?
label-welcome-channel = Tempat rakan baharu dialu-alukan
label-welcome-direct = Adakah cara kudos diterangkan kepada mereka?
label-celebrations-of = Apa yang disambut
label-celebrations-channel = Tempat disambut
label-celebrations-hour = Pukul berapa
label-survey-anonymity-threshold = Kumpulan paling kecil yang keputusannya ditunjukkan
label-survey-channel = Di mana keputusan dihantar
label-survey-charts = Carta dalam Slack
label-survey-reward-points = Mata kerana menjawab (0: tiada)
label-survey-answer-days = Berapa hari jawapan bernama disimpan
label-coffee-draws = Cabutan kopi, pada hari Isnin
label-one-on-one-days = Berapa hari catatan empat mata disimpan
label-retention-message-days = Berapa hari mesej disimpan
label-provider-rates = Nilai satu mata, mengikut mata wang
label-provider-monthly-budget = Bajet baucar sebulan, mengikut mata wang
label-provider-balance-low = Baki di pembekal apabila pentadbir diberitahu
label-rewards-codes-low = Baki kod apabila pentadbir diberitahu
label-rewards-delivery-days = Berapa hari alamat disimpan
label-rewards-escalate-days = Hari sebelum pentadbir turut ditanya
label-rewards-expiry-months = Bulan sebelum mata luput (0: tidak pernah)
label-rewards-remind-days = Selang peringatan dalam hari
label-values = Nilai syarikat
