### Tetapan, untuk pentadbir.

settings-title = Tetapan
settings-line = `{ $key }` ialah *{ $value }*: { $meaning }
settings-between = { $meaning } ({ $least }–{ $most })
settings-how = Untuk menukarnya: `{ $command } tetapan allowance.points 200`
settings-more = Sebagai pentadbir, anda juga boleh menaip `{ $command } pentadbir`, `{ $command } tangguhkan` dan `{ $command } audit`.
settings-set = Selesai: `{ $key }` kini *{ $value }*.
settings-board-lacks = Tiada apa-apa dihantar sehingga `{ $key }` ditetapkan juga: `{ $command } tetapan { $key } { $example }`
settings-invalid = “{ $typed }” tidak sesuai untuk `{ $key }`. Yang boleh ditetapkan: { $meaning }. Contohnya `{ $example }`
settings-unknown-nearest = Tiada tetapan `{ $typed }`. Adakah maksud anda `{ $nearest }`?
settings-unknown = Tiada tetapan `{ $typed }`: taip `{ $command } tetapan` untuk melihat kesemuanya.
settings-admins-only = Hanya pentadbir boleh melakukannya: sila minta bantuan pentadbir anda.
settings-admins-only-named = Hanya pentadbir boleh melakukannya. Anda boleh minta bantuan { $people }.

## Kandungan setiap tetapan.

key-allowance-points = bilangan mata yang boleh diberi oleh setiap ahli bagi setiap tempoh
key-allowance-period = panjang satu tempoh: `day` (hari), `week` (minggu) atau `month` (bulan)
key-kudos-max-points-per-recipient = bilangan maksimum mata untuk seorang pada satu masa
key-kudos-max-recipients = bilangan maksimum orang dalam satu kudos; kumpulan lebih besar perlu pengesahan dahulu
key-kudos-max-group = bilangan maksimum orang bagi satu kudos, walaupun telah disahkan
key-kudos-reason-min-chars = mesej paling pendek dalam aksara; `0` bermaksud boleh dikosongkan
key-kudos-value-required = sama ada nilai syarikat mesti dinyatakan: `true` atau `false`
key-kudos-undo-minutes = berapa minit pemberi boleh menarik balik
key-kudos-allow-guests = sama ada tetamu boleh memberi dan menerima: `true` atau `false`
key-kudos-allow-direct = sama ada kudos boleh diberi melalui mesej terus: `true` atau `false`
key-privacy-shared-channels = apa yang dihantar dalam saluran yang dikongsi dengan organisasi lain: `nothing` (tiada), atau `announcements` (pengumuman kudos)
key-currency-name = panggilan untuk mata, paling panjang 40 aksara
key-currency-emoji = emoji untuk memberi, sebagai reaksi atau dalam mesej
key-programme-time-zone = zon waktu program, contohnya `Asia/Kuala_Lumpur`
key-programme-locale = bahasa bagi teks yang dilihat semua orang: `en`, `id` atau `ms`
key-leaderboard-channel = saluran untuk menghantar carta: sebut salurannya, atau taip `sini` di sana; `none` jika tidak dihantar
key-leaderboard-schedule = bila carta dihantar: `weekly` (mingguan), `monthly` (bulanan), corak cron seperti `30 16 * * FRI`, atau `none`
key-survey-anonymity-threshold = kumpulan paling kecil yang keputusan tinjauannya ditunjukkan
key-retention-message-days = berapa hari isi mesej disimpan selepas dihantar; kudos kekal disimpan
key-values = nilai syarikat dengan nama lainnya, setiap satu sekali sahaja; huruf, angka, `_` dan `-`
