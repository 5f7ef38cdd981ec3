### Siapa yang mengelola program, dan siapa yang boleh memberi.

roles-title = Pengelola kudos di sini
roles-line = { $role ->
    [admin] *{ $name }*, admin: { $why }
   *[manager] *{ $name }*, manajer: { $why }
}
roles-said-by = { $platform ->
    [slack] pemilik atau admin di Slack
   *[teams] pemilik atau admin di Teams
}
roles-granted-by = ditunjuk oleh { $name }
roles-granted-operator = ditunjuk oleh operator server
roles-granted-first = yang memasang saya di sini
roles-how = `{ $command } admin tambah @ana` menjadikan Ana admin, `{ $command } admin hapus @ana` mencabutnya; `{ $command } manajer tambah @ana` menjadikannya manajer.
roles-added = { $role ->
    [admin] Beres: { $name } sekarang admin.
   *[manager] Beres: { $name } sekarang manajer.
}
roles-removed = { $role ->
    [admin] Beres: { $name } bukan admin lagi.
   *[manager] Beres: { $name } bukan manajer lagi.
}
roles-removed-stays = { $role ->
    [admin] Beres, tetapi { $name } tetap admin karena pemilik atau admin di aplikasi chat: ubah di sana.
   *[manager] Beres, tetapi { $name } tetap admin karena pemilik atau admin di aplikasi chat: ubah di sana.
}
roles-refused-not-for-them = { $role ->
    [admin] { $name } tidak bisa jadi admin: pilih anggota organisasi ini yang masih aktif.
   *[manager] { $name } tidak bisa jadi manajer: pilih anggota organisasi ini yang masih aktif.
}
roles-refused-already = { $role ->
    [admin] { $name } sudah menjadi admin.
   *[manager] { $name } sudah menjadi manajer atau admin.
}
roles-refused-not-granted = { $role ->
    [admin] { $name } memang bukan admin.
   *[manager] { $name } memang bukan manajer.
}
roles-refused-said-by = { $platform ->
    [slack] { $name } menjadi admin karena pemilik atau admin di Slack: ubah di sana.
   *[teams] { $name } menjadi admin karena pemilik atau admin di Teams: ubah di sana.
}
roles-refused-only-admin = { $name } satu-satunya admin: tunjuk orang lain dulu.
roles-told-added = { $role ->
    [admin] Sekarang kamu admin kudos: kamu bisa mengubah pengaturan, membatalkan kudos, dan melihat catatan pengelolaan.
   *[manager] Sekarang kamu manajer di kudos.
}
roles-told-added-by = { $role ->
    [admin] { $by } menjadikanmu admin kudos: kamu bisa mengubah pengaturan, membatalkan kudos, dan melihat catatan pengelolaan.
   *[manager] { $by } menjadikanmu manajer di kudos.
}
roles-told-removed = { $role ->
    [admin] Kamu bukan admin kudos lagi. Selebihnya tetap seperti semula.
   *[manager] Kamu bukan manajer di kudos lagi. Selebihnya tetap seperti semula.
}
pause-how = Siapa? `{ $command } jeda @ana` menjeda kudos dari Ana, `{ $command } lanjutkan @ana` mengizinkannya memberi lagi.
pause-done = Beres: untuk sementara { $name } tidak bisa memberi, dan sudah dikabari.
pause-already = { $name } memang sedang dijeda.
pause-over = Beres: { $name } bisa memberi lagi, dan sudah dikabari.
pause-over-already = { $name } tidak sedang dijeda.
pause-told = Untuk sementara admin menjeda kudos darimu. Semua { $currency } yang sudah kamu terima tetap milikmu; adminmu bisa menjelaskan lebih lanjut.
pause-told-over = Kamu bisa memberi { $currency } lagi: siapa yang pantas kamu ucapkan terima kasih?
