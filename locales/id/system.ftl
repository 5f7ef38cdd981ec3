### Kalau ada yang lambat, belum ada, atau gagal.

system-moment = Sebentar ya, saya cari tahu dulu. Jawabannya menyusul di sini.
system-not-recorded = Maaf, ada kendala dan belum ada yang tercatat. Silakan coba lagi.
system-already-done = Itu sudah dikerjakan, dan tidak ada yang dikerjakan dua kali.
system-still-at-it = Masih saya kerjakan. Kabarnya menyusul di sini, jadi tidak perlu mencoba lagi.
system-unsure = Saya belum tahu apakah itu sudah tercatat, jadi jangan diulang dulu, ya. Cek lagi dalam semenit.
system-unsure-check = Cek lagi
system-recorded-after-all = Ternyata sudah tercatat, jadi tidak perlu diulang.
system-not-recorded-after-all = Ternyata tidak tercatat. Silakan coba lagi.
system-unsure-for-good = Ini lebih lama dari biasanya. Tunggu semenit, lalu lihat peringkat dulu sebelum mengulang, ya.
system-lookup-failed = Saya belum berhasil mencari tahu, jadi belum ada yang dilakukan. Coba lagi dalam semenit, ya.
system-unknown-person = Saya tidak kenal { $names }: ketik `@` lalu pilih orangnya dari daftar, atau awali dengan alamat emailnya.
system-unknown-person-form = Saya tidak bisa mengenali { $names } dari namanya saja: pilih orangnya di formulir, atau awali dengan alamat emailnya.
system-unknown-person-here = Saya tidak bisa mengenali { $names } dari namanya saja: pilih orangnya di bawah.
system-unknown-stranger = Saya tidak kenal { $names }: mereka tidak ada di channel atau grup yang saya ikuti.
system-unknown-group = Saya tidak bisa melihat siapa saja di { $names }: sebut orangnya langsung.
system-unknown-picked = Ada yang kamu pilih tetapi tidak saya kenal: mereka tidak ada di channel atau grup yang saya ikuti. Keluarkan mereka dari daftar, atau ajak saya ke tempat mereka.
system-not-in-public = Kalau saya jawab di sini, semua orang ikut membacanya: tanyakan lewat pesan langsung, supaya hanya kamu yang melihat jawabannya.
system-not-connected = Tim ini belum ikut program apa pun. Untuk bergabung, ketik `{ $command } hubungkan` diikuti kode dari admin program itu; untuk memulai program baru, hubungi orang yang menjalankan Plaudit di tempatmu.
