### Apabila ada yang lambat, belum ada, atau gagal.

system-moment = Tunggu sekejap, saya sedang menyemaknya. Jawapan akan menyusul di sini.
system-not-recorded = Maaf, ada masalah dan tiada apa-apa direkodkan. Sila cuba lagi.
system-already-done = Itu sudah dibuat, dan tiada apa-apa dibuat dua kali.
system-still-at-it = Saya masih menguruskannya. Jawapannya menyusul di sini, jadi tidak perlu cuba lagi.
system-unsure = Saya belum pasti sama ada itu telah direkodkan, jadi sila jangan ulang dahulu. Sila semak lagi sebentar nanti.
system-unsure-check = Semak lagi
system-recorded-after-all = Rupanya sudah direkodkan, jadi tidak perlu diulang.
system-not-recorded-after-all = Rupanya tidak direkodkan. Sila cuba lagi.
system-unsure-for-good = Ini mengambil masa lebih lama daripada biasa. Sila lihat carta sebentar lagi sebelum mencuba semula.
system-lookup-failed = Saya tidak dapat menyemaknya buat masa ini, jadi tiada apa-apa dilakukan. Sila cuba lagi sebentar nanti.
system-unknown-person = Saya tidak mengenali { $names }: taip `@` dan pilih nama itu daripada senarai, atau mulakan dengan alamat e-melnya.
system-unknown-person-form = Saya tidak dapat mengenali { $names } dengan nama sahaja: pilih nama itu dalam borang, atau mulakan dengan alamat e-melnya.
system-unknown-person-here = Saya tidak dapat mengenali { $names } dengan nama sahaja: pilih nama itu di bawah.
system-unknown-stranger = Saya tidak mengenali { $names }: mereka tiada dalam mana-mana saluran atau kumpulan yang saya sertai.
system-unknown-group = Saya tidak dapat melihat siapa dalam { $names }: sebut nama setiap orang.
system-unknown-picked = Ada pilihan anda yang tidak saya kenali: mereka tiada dalam mana-mana saluran atau kumpulan yang saya sertai. Keluarkan mereka, atau bawa saya ke tempat mereka.
system-not-in-public = Semua orang di sini akan membacanya: sila tanya melalui mesej terus supaya hanya anda yang melihat jawapannya.
system-not-connected = Pasukan ini belum menyertai mana-mana program. Untuk menyertainya, taip `{ $command } sambungkan` diikuti kod daripada pentadbir program itu; untuk memulakan program baharu, hubungi orang yang mengendalikan Plaudit di tempat anda.
