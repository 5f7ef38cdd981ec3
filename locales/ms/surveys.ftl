### Tinjauan: jemputan, jawapan, keputusan.

survey-invited = Organisasi anda bertanya: { $title }
survey-reminded = Jawapan anda masih dialu-alukan: { $title }
survey-enps-question = Sejauh manakah kemungkinan anda mengesyorkan organisasi anda sebagai tempat bekerja?
survey-enps-ends = { $least } bermaksud langsung tidak mungkin, 10 bermaksud amat mungkin.
survey-questions = { $count } soalan, kira-kira { $minutes } minit.
survey-answer = Jawab
survey-promise = *Tanpa nama.* Jawapan anda dimeterai sebaik sahaja anda klik, dibuka bersama semua jawapan lain pada akhir tinjauan, dan hanya dikira: keputusan tidak ditunjukkan jika yang menjawab kurang daripada { $floor } orang. Program ini melihat klik anda seketika dan tidak menyimpan isinya. Boleh dijawab hingga { $until }. Yang ditanya { $invited } orang.
survey-answered = Terima kasih kerana menjawab *{ $title }*.
survey-answered-note = Jawapan anda sudah dimeterai. Anda boleh mengubahnya hingga { $until }: jawab sahaja sekali lagi.
survey-again = Jawab sekali lagi
survey-why-title = Satu perkara lagi
survey-why-question = Mengapa?
survey-why-hint = Sesiapa yang melihat keputusan membaca ini perkataan demi perkataan, tanpa nama dan tanpa susunan. Sila jangan sebut nama anda atau nama orang lain. Jika dibiarkan kosong, apa yang anda tulis sebelum ini kekal.
survey-why-given = Nilai { $score } daripada anda sudah dimeterai. Terima kasih.
survey-why-submit = Hantar
survey-close-form = Tutup
survey-form-title = Tinjauan
survey-form-missing = Sila jawab yang ini.
survey-too-long = Sila tulis paling banyak { $most } aksara.
survey-not-offered = Sila pilih salah satu daripada ini.
survey-text-hint = Sesiapa yang melihat keputusan membaca ini perkataan demi perkataan, tanpa nama dan tanpa susunan. Sila jangan sebut nama anda atau nama orang lain.
survey-agree = { $value ->
    [1] 1 · Sangat tidak setuju
    [2] 2 · Tidak setuju
    [3] 3 · Neutral
    [4] 4 · Setuju
   *[5] 5 · Sangat setuju
}
survey-yes = Ya
survey-no = Tidak
survey-closed = *{ $title }* sudah ditutup pada { $day }, jadi jawapan anda tidak dapat dikira. Namun begitu, terima kasih.
survey-not-asked = Tinjauan ini bukan untuk anda.
survey-try-again = Saya tidak dapat memastikan jawapan anda disimpan. Sila jawab sekali lagi: ia dikira sekali sahaja.
survey-waiting-title = Tinjauan
survey-waiting-none = Tiada tinjauan yang menunggu anda.
survey-waiting-how = Lebih banyak boleh dilakukan dengan `plaudit survey` pada pelayan.
survey-run-open = *{ $title }*: { $answered } daripada { $invited } sudah menjawab. Boleh dijawab hingga { $until }. Keputusan menyusul apabila ia ditutup.
survey-dates = *{ $title }* dihantar seterusnya pada { $dates }.
survey-dates-over = *{ $title }* pernah dijadualkan, dan semua tarikhnya sudah berlalu.
survey-dates-passed = Tinjauan *{ $title }* tidak dihantar pada { $days }: pelayan tidak berjalan, atau hari cuti menganjakkannya melepasi tarikh seterusnya. Tinjauan diteruskan pada tarikh itu.
survey-not-launched = { $why ->
    [few] Tinjauan *{ $title }* bertarikh { $day } tidak dihantar: yang ditanya hanya { $asked } orang, sedangkan keputusan hanya ditunjukkan mulai { $floor } orang. Tinjauan diteruskan pada tarikh seterusnya.
    [open] Tinjauan *{ $title }* bertarikh { $day } tidak dihantar: yang sebelumnya masih dibuka. Tinjauan diteruskan pada tarikh seterusnya.
    [tells] Tinjauan *{ $title }* bertarikh { $day } tidak dihantar: sebahagian daripada mereka telah ditanya perkara yang sama oleh *{ $other }*, dan kedua-dua keputusan bersama-sama akan menunjukkan jawapan kurang daripada { $floor } orang. Tinjauan diteruskan pada tarikh seterusnya.
   *[other] Tinjauan *{ $title }* bertarikh { $day } tidak dihantar: tinjauan ini sudah diarkibkan. Batalkan jadualnya dengan `plaudit survey schedule --off`.
}
survey-results-title = { $title }: jawapan anda semua
survey-results-team = { $title }: pasukan anda
survey-results-participation = { $answered } daripada { $invited } menjawab.
survey-results-suppressed = Hanya { $answered } daripada { $invited } menjawab. Keputusan tidak ditunjukkan jika yang menjawab kurang daripada { $floor } orang, jadi tiada jawapan yang dibuka, dan tiada yang disimpan.
survey-results-question-suppressed = Yang menjawab soalan ini kurang daripada { $floor } orang, jadi tiada yang disimpan.
survey-results-enps = eNPS *{ $score }* (±{ $margin }) · penyokong { $promoters } · pasif { $passives } · pengkritik { $detractors }
survey-results-change = { $real ->
    [yes] { $change } berbanding tinjauan sebelum ini, lebih daripada kebetulan.
   *[no] { $change } berbanding tinjauan sebelum ini, mungkin kebetulan sahaja.
}
survey-results-comments = Yang ditulis orang, tanpa susunan
survey-results-more = dan { $count } lagi, dengan `plaudit survey results`
survey-results-parts = { $dimension ->
    [team] Mengikut pasukan
    [country] Mengikut negara
   *[manager] Mengikut pengurus
}
survey-results-part = { $name }: { $summary } ({ $answered })
survey-results-average = purata { $average }
survey-results-course = Dari semasa ke semasa: { $scores }
survey-chart-scores = Berapa kerap setiap nilai diberi
survey-chart-course = eNPS dari semasa ke semasa
survey-unposted-invite = Saya tidak dapat menghantar berita tentang tinjauan *{ $title }* ke { $place }: saya tiada dalam saluran itu, atau saluran itu tidak menerima mesej saya. Taip `/invite @Plaudit` di sana, dan yang berikutnya akan sampai. Untuk menghantarnya ke tempat lain, taip `{ $command } tetapan survey.channel sini` dalam saluran lain; untuk berhenti, taip `{ $command } tetapan survey.channel none`.
survey-unposted-add = Saya tidak dapat menghantar berita tentang tinjauan *{ $title }* ke tempat yang ditetapkan: saya sudah tiada di sana. Tambahkan aplikasi Plaudit pada pasukan atau sembang itu, dan yang berikutnya akan sampai. Untuk menghantarnya ke tempat lain, taip `{ $command } tetapan survey.channel sini` dalam saluran lain; untuk berhenti, taip `{ $command } tetapan survey.channel none`.
survey-unposted-shared = Saya tidak menghantar berita tentang tinjauan *{ $title }* ke { $place } kerana orang dari organisasi lain turut membaca di situ. Taip `{ $command } tetapan survey.channel sini` dalam saluran anda sendiri; untuk berhenti, taip `{ $command } tetapan survey.channel none`.
survey-reward = Anda mendapat { $points } kerana menjawab, apabila tinjauan ditutup. Untuk itu direkodkan siapa yang menjawab, tetapi tetap bukan isinya.
survey-rewarded = Terima kasih kerana menjawab *{ $title }*: anda mendapat { $points }.
survey-results-continued = { $title }: jawapan anda semua, sambungan
survey-results-unread = { $answered } daripada { $invited } menjawab. Tinjauan ini ditutup tanpa dibaca: tiada jawapan yang dibuka, dan tiada yang disimpan.
survey-results-enps-how = eNPS: peratusan penyokong (9 dan 10) ditolak peratusan pengkritik (6 ke bawah), dari −100 hingga 100. ± menunjukkan sejauh mana angka itu boleh tersasar secara kebetulan.
survey-results-team-answered = { $answered } orang dalam pasukan anda menjawab.
survey-not-closed = Tinjauan *{ $title }* tidak dapat ditutup kerana kunci pembuka jawapannya tiada. Tiada apa-apa yang hilang, dan ia dicuba lagi setiap lima minit. Pengurus pelayan boleh mencari sebabnya dalam log, dan boleh menutupnya tanpa dibaca: `plaudit survey close { $run } --unread`.
survey-named-promise = *Dengan nama anda.* Nama anda tertera di sebelah jawapan anda, dan pentadbir HR membacanya. Anda boleh mengubahnya hingga { $until }, dan menariknya balik pada bila-bila masa.
survey-named-answered = Jawapan anda disimpan dengan nama anda. Anda boleh mengubahnya hingga { $until }: jawab sahaja sekali lagi.
survey-named-given = Nilai { $score } daripada anda disimpan dengan nama anda. Terima kasih.
survey-named-kept = Yang anda jawab dengan nama anda:
survey-named-kept-one = *{ $title }*
survey-withdraw = Tarik balik jawapan saya
survey-withdraw-sure = Tarik balik?
survey-withdraw-what = Semua yang anda jawab di sini dipadamkan. Jumlah yang telah dikira sebelum ini kekal, tanpa nama anda.
survey-withdraw-no = Biarkan
survey-withdrawn = Jawapan anda untuk *{ $title }* telah dipadamkan.
survey-nothing-named = Tiada jawapan anda yang disimpan dengan nama di sini.
survey-results-named = Jawapan di sini tidak dijumlahkan. Lengkap dengan nama: `plaudit survey results`.
survey-results-named-few = { $answered } daripada { $invited } menjawab. Jumlah ditunjukkan mulai { $floor } orang; semua jawapan beserta nama ada dalam `plaudit survey results`.
survey-interests-question = Ganjaran apakah yang anda ingin dapat dengan mata anda?
survey-consent-question = Bolehkah kedai menggunakan jawapan saya untuk menunjukkan ganjaran yang sesuai?
survey-consent-hint = Yang anda suka akan dipaparkan dahulu, untuk anda sahaja. Anda boleh menghentikannya pada bila-bila masa: taip `minat` kepada Plaudit.
interests-none = Kedai tidak tahu apa yang anda suka: semuanya dipaparkan seperti kepada semua orang.
interests-kept = Yang dipaparkan dahulu kepada anda di kedai: { $interests }
interests-why = Ia diketahui daripada apa yang anda jawab dengan nama anda, bukan daripada hal lain. Pengurus tidak membacanya.
interests-forget = Lupakan
interests-forgotten = Ia sudah dilupakan, dan jawapan asalnya telah dipadamkan.
