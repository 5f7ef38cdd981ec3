### Tinjauan: jemputan, jawapan, keputusan.

survey-invited = Organisasi anda bertanya: { $title }
survey-reminded = Jawapan anda masih dialu-alukan: { $title }
survey-enps-question = Sejauh manakah anda akan mengesyorkan organisasi anda sebagai tempat bekerja?
survey-enps-ends = { $least } bermaksud tidak mungkin langsung, 10 bermaksud amat mungkin.
survey-questions = { $count } soalan, kira-kira { $minutes } minit.
survey-answer = Jawab
survey-promise = *Tanpa nama.* Jawapan anda dimeterai sebaik sahaja anda klik, dibuka bersama semua jawapan lain pada penghujungnya, dan hanya dikira: keputusan daripada kurang daripada { $floor } orang tidak ditunjukkan. Program ini melihat klik anda seketika dan tidak menyimpan isinya. Dibuka hingga { $until }.
survey-answered = Terima kasih kerana menjawab *{ $title }*.
survey-answered-note = Jawapan anda sudah dimeterai. Anda boleh mengubahnya hingga { $until }: jawab sahaja sekali lagi.
survey-again = Jawab sekali lagi
survey-why-title = Satu perkara lagi
survey-why-question = Mengapa?
survey-why-hint = Jangan sebut nama anda atau nama orang lain: semua yang melihat keputusan membaca ini, tanpa susunan dan tanpa nama.
survey-why-given = Nilai { $score } daripada anda sudah dimeterai. Terima kasih.
survey-why-submit = Hantar
survey-close-form = Tutup
survey-form-title = Tinjauan
survey-form-missing = Sila jawab yang ini.
survey-too-long = Sila tulis paling banyak { $most } aksara.
survey-not-offered = Sila pilih salah satu daripada ini.
survey-text-hint = Sila jangan sebut nama anda atau nama orang lain.
survey-agree = { $value ->
    [1] 1 · Sangat tidak setuju
    [2] 2 · Tidak setuju
    [3] 3 · Neutral
    [4] 4 · Setuju
   *[5] 5 · Sangat setuju
}
survey-yes = Ya
survey-no = Tidak
survey-closed = *{ $title }* sudah ditutup pada { $day }, jadi jawapan anda tidak dapat dikira. Terima kasih juga.
survey-not-asked = Tinjauan ini bukan untuk anda.
survey-try-again = Saya tidak dapat memastikan jawapan anda disimpan. Sila jawab sekali lagi: ia dikira sekali sahaja.
survey-waiting-title = Tinjauan
survey-waiting-none = Tiada tinjauan yang menunggu anda.
survey-waiting-how = Lebih banyak boleh dilakukan dengan `plaudit survey` pada pelayan.
survey-run-open = *{ $title }*: { $answered } daripada { $invited } sudah menjawab. Dibuka hingga { $until }. Keputusan menyusul apabila ia ditutup.
survey-dates = *{ $title }* dihantar seterusnya pada { $dates }.
survey-dates-over = *{ $title }* pernah dijadualkan, dan semua tarikhnya sudah berlalu.
survey-dates-passed = Tinjauan *{ $title }* tidak dihantar pada { $days }: pelayan tidak berjalan, atau hari cuti menganjakkannya melepasi tarikh seterusnya. Tinjauan diteruskan pada tarikh itu.
survey-not-launched = { $why ->
    [few] Tinjauan *{ $title }* bertarikh { $day } tidak dihantar: yang ditanya hanya { $asked } orang, sedangkan keputusan hanya ditunjukkan mulai { $floor } orang. Tinjauan diteruskan pada tarikh seterusnya.
    [open] Tinjauan *{ $title }* bertarikh { $day } tidak dihantar: yang sebelumnya masih dibuka. Tinjauan diteruskan pada tarikh seterusnya.
   *[other] Tinjauan *{ $title }* bertarikh { $day } tidak dihantar: tinjauan ini sudah diarkibkan. Batalkan jadualnya dengan `plaudit survey schedule --off`.
}
survey-results-title = { $title }: jawapan anda semua
survey-results-team = { $title }: pasukan anda
survey-results-participation = { $answered } daripada { $invited } menjawab.
survey-results-suppressed = Hanya { $answered } daripada { $invited } menjawab. Keputusan daripada kurang daripada { $floor } orang tidak ditunjukkan, jadi tiada jawapan yang dibuka, dan tiada yang disimpan.
survey-results-question-suppressed = Kurang daripada { $floor } orang menjawab yang ini, jadi tiada yang disimpan.
survey-results-enps = eNPS *{ $score }* (±{ $margin }) · penyokong { $promoters } · pasif { $passives } · pengkritik { $detractors }
survey-results-change = { $real ->
    [yes] { $change } sejak kali terakhir, lebih daripada kebetulan.
   *[no] { $change } sejak kali terakhir, mungkin kebetulan sahaja.
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
