### Survei: undangan, jawaban, hasil.

survey-invited = Organisasimu bertanya: { $title }
survey-reminded = Jawabanmu masih ditunggu: { $title }
survey-enps-question = Seberapa besar kemungkinan kamu merekomendasikan organisasimu sebagai tempat bekerja?
survey-enps-ends = { $least } berarti sama sekali tidak mungkin, 10 berarti sangat mungkin.
survey-questions = { $count } pertanyaan, kira-kira { $minutes } menit.
survey-answer = Jawab
survey-promise = *Anonim.* Jawabanmu disegel begitu kamu klik, dibuka bersama semua jawaban lain pada akhirnya, dan hanya dihitung: hasil dari kurang dari { $floor } orang tidak ditampilkan. Program ini melihat klikmu sesaat dan tidak menyimpan isinya. Dibuka sampai { $until }.
survey-answered = Terima kasih sudah menjawab *{ $title }*.
survey-answered-note = Jawabanmu sudah disegel. Kamu bisa mengubahnya sampai { $until }: jawab saja lagi.
survey-again = Jawab lagi
survey-why-title = Satu hal lagi
survey-why-question = Kenapa?
survey-why-hint = Jangan sebut namamu atau nama orang lain: semua yang melihat hasilnya membaca ini, tanpa urutan dan tanpa nama.
survey-why-given = Nilai { $score } darimu sudah disegel. Terima kasih.
survey-why-submit = Kirim
survey-close-form = Tutup
survey-form-title = Survei
survey-form-missing = Tolong jawab yang ini.
survey-too-long = Tolong tulis paling banyak { $most } karakter.
survey-not-offered = Tolong pilih salah satu dari ini.
survey-text-hint = Jangan sebut namamu atau nama orang lain, ya.
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
survey-try-again = Aku tidak bisa memastikan jawabanmu tersimpan. Tolong jawab sekali lagi: dihitung satu kali saja.
survey-waiting-title = Survei
survey-waiting-none = Tidak ada survei yang menunggumu.
survey-waiting-how = Lebih banyak bisa dilakukan dengan `plaudit survey` di server.
survey-run-open = *{ $title }*: { $answered } dari { $invited } sudah menjawab. Dibuka sampai { $until }. Hasilnya menyusul setelah ditutup.
survey-dates = *{ $title }* dikirim berikutnya pada { $dates }.
survey-dates-over = *{ $title }* pernah dijadwalkan, dan semua tanggalnya sudah lewat.
survey-dates-passed = Survei *{ $title }* tidak dikirim pada { $days }: server sedang mati, atau hari libur menggesernya melewati tanggal berikutnya. Survei berlanjut pada tanggal itu.
survey-not-launched = { $why ->
    [few] Survei *{ $title }* tanggal { $day } tidak dikirim: yang ditanya hanya { $asked } orang, sedangkan hasil baru ditampilkan mulai dari { $floor } orang. Survei berlanjut pada tanggal berikutnya.
    [open] Survei *{ $title }* tanggal { $day } tidak dikirim: yang sebelumnya masih dibuka. Survei berlanjut pada tanggal berikutnya.
   *[other] Survei *{ $title }* tanggal { $day } tidak dikirim: survei ini sudah diarsipkan. Cabut jadwalnya dengan `plaudit survey schedule --off`.
}
survey-results-title = { $title }: jawaban kalian
survey-results-team = { $title }: timmu
survey-results-participation = { $answered } dari { $invited } menjawab.
survey-results-suppressed = Hanya { $answered } dari { $invited } yang menjawab. Hasil dari kurang dari { $floor } orang tidak ditampilkan, jadi tidak ada jawaban yang dibuka, dan tidak ada yang disimpan.
survey-results-question-suppressed = Kurang dari { $floor } orang menjawab yang ini, jadi tidak ada yang disimpan.
survey-results-enps = eNPS *{ $score }* (±{ $margin }) · promotor { $promoters } · pasif { $passives } · detraktor { $detractors }
survey-results-change = { $real ->
    [yes] { $change } sejak yang terakhir, lebih dari sekadar kebetulan.
   *[no] { $change } sejak yang terakhir, mungkin hanya kebetulan.
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
