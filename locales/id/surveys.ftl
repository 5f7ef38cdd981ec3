### Survei: undangan, jawaban, hasil.

survey-invited = Organisasimu bertanya: { $title }
survey-reminded = Jawabanmu masih ditunggu: { $title }
survey-enps-question = Seberapa besar kemungkinan kamu merekomendasikan organisasimu sebagai tempat bekerja?
survey-enps-ends = { $least } berarti sama sekali tidak mungkin, 10 berarti sangat mungkin.
survey-questions = { $count } pertanyaan, kira-kira { $minutes } menit.
survey-answer = Jawab
survey-promise = *Anonim.* Jawabanmu disegel begitu kamu klik, dibuka bersama semua jawaban lain di akhir survei, dan hanya dihitung: hasil tidak ditampilkan kalau yang menjawab lebih sedikit dari { $floor } orang. Program ini melihat klikmu sesaat dan tidak menyimpan isinya. Bisa dijawab sampai { $until }. Yang ditanya { $invited } orang.
survey-answered = Terima kasih sudah menjawab *{ $title }*.
survey-answered-note = Jawabanmu sudah disegel. Kamu bisa mengubahnya sampai { $until }: jawab saja lagi.
survey-again = Jawab lagi
survey-why-title = Satu hal lagi
survey-why-question = Kenapa?
survey-why-hint = Siapa pun yang melihat hasilnya membaca ini kata demi kata, tanpa nama dan tanpa urutan. Jangan sebut namamu atau nama orang lain. Kalau dikosongkan, yang kamu tulis sebelumnya tetap berlaku.
survey-why-given = Nilai { $score } darimu sudah disegel. Terima kasih.
survey-why-submit = Kirim
survey-close-form = Tutup
survey-form-title = Survei
survey-form-missing = Tolong jawab yang ini.
survey-too-long = Tolong tulis paling banyak { $most } karakter.
survey-not-offered = Tolong pilih salah satu dari ini.
survey-text-hint = Siapa pun yang melihat hasilnya membaca ini kata demi kata, tanpa nama dan tanpa urutan. Jangan sebut namamu atau nama orang lain, ya.
survey-agree = { $value ->
    [1] 1 · Sangat tidak setuju
    [2] 2 · Tidak setuju
    [3] 3 · Netral
    [4] 4 · Setuju
   *[5] 5 · Sangat setuju
}
survey-yes = Ya
survey-no = Tidak
survey-closed = *{ $title }* sudah ditutup pada { $day }, jadi jawabanmu tidak bisa dihitung. Terima kasih, ya.
survey-not-asked = Survei ini tidak ditujukan kepadamu.
survey-try-again = Saya tidak bisa memastikan jawabanmu tersimpan. Tolong jawab sekali lagi: dihitung satu kali saja.
survey-waiting-title = Survei
survey-waiting-none = Tidak ada survei yang menunggumu.
survey-waiting-how = Lebih banyak bisa dilakukan dengan `plaudit survey` di server.
survey-run-open = *{ $title }*: { $answered } dari { $invited } sudah menjawab. Bisa dijawab sampai { $until }. Hasilnya menyusul setelah ditutup.
survey-dates = *{ $title }* dikirim berikutnya pada { $dates }.
survey-dates-over = *{ $title }* pernah dijadwalkan, dan semua tanggalnya sudah lewat.
survey-dates-passed = Survei *{ $title }* tidak dikirim pada { $days }: server sedang mati, atau hari libur menggesernya melewati tanggal berikutnya. Survei berlanjut pada tanggal itu.
survey-not-launched = { $why ->
    [few] Survei *{ $title }* tanggal { $day } tidak dikirim: yang ditanya hanya { $asked } orang, sedangkan hasil baru ditampilkan mulai dari { $floor } orang. Survei berlanjut pada tanggal berikutnya.
    [open] Survei *{ $title }* tanggal { $day } tidak dikirim: yang sebelumnya masih dibuka. Survei berlanjut pada tanggal berikutnya.
    [tells] Survei *{ $title }* tanggal { $day } tidak dikirim: sebagian dari mereka sudah ditanya hal yang sama oleh *{ $other }*, dan kedua hasilnya bersama-sama akan menunjukkan jawaban kurang dari { $floor } orang. Survei berlanjut pada tanggal berikutnya.
   *[other] Survei *{ $title }* tanggal { $day } tidak dikirim: survei ini sudah diarsipkan. Cabut jadwalnya dengan `plaudit survey schedule --off`.
}
survey-results-title = { $title }: jawaban kalian
survey-results-team = { $title }: timmu
survey-results-participation = { $answered } dari { $invited } menjawab.
survey-results-suppressed = Hanya { $answered } dari { $invited } yang menjawab. Hasil tidak ditampilkan kalau yang menjawab lebih sedikit dari { $floor } orang, jadi tidak ada jawaban yang dibuka, dan tidak ada yang disimpan.
survey-results-question-suppressed = Yang menjawab pertanyaan ini lebih sedikit dari { $floor } orang, jadi tidak ada yang disimpan.
survey-results-enps = eNPS *{ $score }* (±{ $margin }) · promotor { $promoters } · pasif { $passives } · detraktor { $detractors }
survey-results-change = { $real ->
    [yes] { $change } dibanding survei sebelumnya, lebih dari sekadar kebetulan.
   *[no] { $change } dibanding survei sebelumnya, mungkin hanya kebetulan.
}
survey-results-comments = Yang ditulis orang, tanpa urutan
survey-results-more = dan { $count } lagi, dengan `plaudit survey results`
survey-results-parts = { $dimension ->
    [team] Per tim
    [country] Per negara
   *[manager] Per manajer
}
survey-results-part = { $name }: { $summary } ({ $answered })
survey-results-average = rata-rata { $average }
survey-results-course = Dari waktu ke waktu: { $scores }
survey-chart-scores = Seberapa sering tiap nilai diberikan
survey-chart-course = eNPS dari waktu ke waktu
survey-unposted-invite = Kabar tentang survei *{ $title }* tidak bisa saya kirim ke { $place }: saya tidak ada di channel itu, atau channel itu tidak menerima pesan saya. Ketik `/invite @Plaudit` di sana, dan yang berikutnya akan sampai. Untuk mengirimnya ke tempat lain, ketik `{ $command } pengaturan survey.channel sini` di channel lain; untuk berhenti, ketik `{ $command } pengaturan survey.channel none`.
survey-unposted-add = Kabar tentang survei *{ $title }* tidak bisa saya kirim ke tempat yang diatur: saya sudah tidak ada di sana. Tambahkan aplikasi Plaudit ke tim atau chat itu, dan yang berikutnya akan sampai. Untuk mengirimnya ke tempat lain, ketik `{ $command } pengaturan survey.channel sini` di channel lain; untuk berhenti, ketik `{ $command } pengaturan survey.channel none`.
survey-unposted-shared = Kabar tentang survei *{ $title }* tidak saya kirim ke { $place } karena orang dari organisasi lain ikut membaca di sana. Ketik `{ $command } pengaturan survey.channel sini` di channel kalian sendiri; untuk berhenti, ketik `{ $command } pengaturan survey.channel none`.
survey-reward = Kamu mendapat { $points } karena ikut menjawab, saat survei ditutup. Untuk itu dicatat siapa yang menjawab, tetapi tetap bukan isinya.
survey-rewarded = Terima kasih sudah menjawab *{ $title }*: kamu mendapat { $points }.
survey-results-continued = { $title }: jawaban kalian, lanjutan
survey-results-unread = { $answered } dari { $invited } menjawab. Survei ini ditutup tanpa dibaca: tidak ada jawaban yang dibuka, dan tidak ada yang disimpan.
survey-results-enps-how = eNPS: persentase promotor (9 dan 10) dikurangi persentase detraktor (6 ke bawah), dari −100 sampai 100. ± menunjukkan seberapa jauh angkanya bisa meleset karena kebetulan.
survey-results-team-answered = { $answered } orang di timmu menjawab.
survey-not-closed = Survei *{ $title }* belum bisa ditutup karena kunci pembuka jawabannya tidak ada. Tidak ada yang hilang, dan dicoba lagi setiap lima menit. Pengelola server menemukan alasannya di log, dan bisa menutupnya tanpa dibaca: `plaudit survey close { $run } --unread`.
survey-named-promise = *Dengan namamu.* Namamu tercantum di samping jawabanmu, dan admin HR membacanya. Kamu bisa mengubahnya sampai { $until }, dan menariknya kembali kapan saja.
survey-named-answered = Jawabanmu disimpan dengan namamu. Kamu bisa mengubahnya sampai { $until }: jawab saja lagi.
survey-named-given = Nilai { $score } darimu disimpan dengan namamu. Terima kasih.
survey-named-kept = Yang kamu jawab dengan namamu:
survey-named-kept-one = *{ $title }*
survey-withdraw = Tarik jawabanku
survey-withdraw-sure = Tarik kembali?
survey-withdraw-what = Semua yang kamu jawab di sini dihapus. Jumlah yang sudah dihitung sebelumnya tetap, tanpa namamu.
survey-withdraw-no = Biarkan
survey-withdrawn = Jawabanmu untuk *{ $title }* sudah dihapus.
survey-nothing-named = Tidak ada jawabanmu yang disimpan dengan nama di sini.
survey-results-named = Jawaban di sini tidak dijumlahkan. Lengkap dengan nama: `plaudit survey results`.
survey-results-named-few = { $answered } dari { $invited } menjawab. Jumlah ditampilkan mulai dari { $floor } orang; semua jawaban beserta nama ada di `plaudit survey results`.
survey-interests-question = Hadiah apa yang ingin kamu dapat dengan poinmu?
survey-consent-question = Bolehkah toko memakai jawabanku untuk menunjukkan hadiah yang cocok?
survey-consent-hint = Yang kamu suka akan tampil paling dulu, hanya untukmu. Kamu bisa menghentikannya kapan saja: ketik `minat` ke Plaudit.
interests-none = Toko tidak tahu apa yang kamu suka: semuanya tampil seperti bagi semua orang.
interests-kept = Yang tampil paling dulu untukmu di toko: { $interests }
interests-why = Itu diketahui dari yang kamu jawab dengan namamu, bukan dari hal lain. Atasan tidak membacanya.
interests-forget = Lupakan
interests-forgotten = Sudah dilupakan, dan jawaban asalnya sudah dihapus.
