### Siapa yang mengendalikan program, dan siapa yang boleh memberi.

roles-title = Pengendali kudos di sini
roles-line = { $role ->
    [admin] *{ $name }*, pentadbir: { $why }
   *[manager] *{ $name }*, pengurus: { $why }
}
roles-said-by = { $platform ->
    [slack] pemilik atau pentadbir dalam Slack
   *[teams] pemilik atau pentadbir dalam Teams
}
roles-granted-by = dilantik oleh { $name }
roles-granted-operator = dilantik oleh pengendali pelayan
roles-granted-first = yang membawa saya ke sini
roles-how = `{ $command } pentadbir tambah @ana` melantik Ana sebagai pentadbir, `{ $command } pentadbir buang @ana` membatalkannya; `{ $command } pengurus tambah @ana` melantiknya sebagai pengurus.
roles-added = { $role ->
    [admin] Selesai: { $name } kini pentadbir.
   *[manager] Selesai: { $name } kini pengurus.
}
roles-removed = { $role ->
    [admin] Selesai: { $name } bukan lagi pentadbir.
   *[manager] Selesai: { $name } bukan lagi pengurus.
}
roles-removed-stays = { $role ->
    [admin] Selesai, tetapi { $name } kekal pentadbir sebagai pemilik atau pentadbir aplikasi sembang anda: tukar di sana.
   *[manager] Selesai, tetapi { $name } kekal pentadbir sebagai pemilik atau pentadbir aplikasi sembang anda: tukar di sana.
}
roles-refused-not-for-them = { $role ->
    [admin] { $name } tidak boleh menjadi pentadbir: pilih ahli organisasi ini yang masih aktif.
   *[manager] { $name } tidak boleh menjadi pengurus: pilih ahli organisasi ini yang masih aktif.
}
roles-refused-already = { $role ->
    [admin] { $name } sudah menjadi pentadbir.
   *[manager] { $name } sudah menjadi pengurus atau pentadbir.
}
roles-refused-not-granted = { $role ->
    [admin] { $name } memang bukan pentadbir.
   *[manager] { $name } memang bukan pengurus.
}
roles-refused-said-by = { $platform ->
    [slack] { $name } menjadi pentadbir sebagai pemilik atau pentadbir dalam Slack: tukar di sana.
   *[teams] { $name } menjadi pentadbir sebagai pemilik atau pentadbir dalam Teams: tukar di sana.
}
roles-refused-only-admin = { $name } satu-satunya pentadbir: lantik orang lain dahulu.
roles-told-added = { $role ->
    [admin] Anda kini pentadbir kudos: anda boleh menukar tetapan, menarik balik kudos dan melihat rekod pentadbiran.
   *[manager] Anda kini pengurus dalam kudos.
}
roles-told-added-by = { $role ->
    [admin] { $by } melantik anda sebagai pentadbir kudos: anda boleh menukar tetapan, menarik balik kudos dan melihat rekod pentadbiran.
   *[manager] { $by } melantik anda sebagai pengurus dalam kudos.
}
roles-told-removed = { $role ->
    [admin] Anda bukan lagi pentadbir kudos. Yang lain kekal seperti biasa.
   *[manager] Anda bukan lagi pengurus dalam kudos. Yang lain kekal seperti biasa.
}
pause-how = Siapa? `{ $command } tangguhkan @ana` menangguhkan pemberian oleh Ana, `{ $command } sambung @ana` membenarkannya memberi semula.
pause-done = Selesai: { $name } tidak boleh memberi buat masa ini, dan telah dimaklumkan.
pause-already = { $name } memang sedang ditangguhkan.
pause-over = Selesai: { $name } boleh memberi semula, dan telah dimaklumkan.
pause-over-already = { $name } tidak ditangguhkan.
pause-told = Buat masa ini pentadbir menangguhkan pemberian kudos anda. Semua { $currency } yang telah anda terima kekal milik anda; pentadbir anda boleh menerangkan lebih lanjut.
pause-told-over = Anda boleh memberi { $currency } semula: siapakah yang patut dihargai?
