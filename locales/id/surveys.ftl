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
survey-waiting-how = Survei dibuat dan dimulai dengan `plaudit survey` di server.
survey-run-open = *{ $title }*: { $answered } dari { $invited } sudah menjawab. Dibuka sampai { $until }. Hasilnya menyusul setelah ditutup.
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
survey-consent-hint = Yang kamu suka akan tampil paling dulu, hanya untukmu. Kamu bisa menghentikannya kapan saja dengan `/kudos minat`.
interests-none = Toko tidak tahu apa yang kamu suka: semuanya tampil seperti bagi semua orang.
interests-kept = Yang tampil paling dulu untukmu di toko: { $interests }
interests-why = Itu diketahui dari yang kamu jawab dengan namamu, bukan dari hal lain. Atasan tidak membacanya.
interests-forget = Lupakan
interests-forgotten = Sudah dilupakan, dan jawaban asalnya sudah dihapus.
