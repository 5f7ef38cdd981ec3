### Cara ia berfungsi. Contoh-contohnya boleh terus ditaip.

help-title = Cara guna kudos
help-give = *Hargai seseorang di hadapan semua*
help-example-one = `{ $command } @ana { $amount } { $value } kerana pelancaran yang lancar` memberi { $points } kepada Ana
help-example-one-elsewhere = Dalam saluran atau sembang kumpulan, `{ $command } @ana { $amount } { $value } kerana pelancaran yang lancar` memberi { $points } kepada Ana
help-offer-form = Siapakah yang ingin anda hargai? Borang ini menanyakan semua yang perlu.
help-example-many = `{ $command } @ana @budi terima kasih kerana menggantikan saya` memberi satu kepada setiap seorang
help-example-form = `{ $command }` membuka borang, jadi tiada apa-apa perlu dihafal
help-example-form-button = `{ $command }` menunjukkan butang untuk membuka borang, jadi tiada apa-apa perlu dihafal
help-example-message = `@ana ++ kerana cepat membaikinya` boleh digunakan dalam mana-mana saluran yang saya sertai
help-example-reaction = Beri reaksi { $emoji } pada mesej untuk menghargai penulisnya
help-example-menu = Dalam menu mesej, *Beri kudos* menghargai penulisnya
help-example-join = Beri reaksi { $emoji } pada pengumuman saya untuk turut memberi
help-more = *Lain-lain*
help-home = `{ $command } laman` menunjukkan semua milik anda sepintas lalu
help-balance = `{ $command } baki` menunjukkan baki dan kuota anda
help-badges = `{ $command } lencana` memaparkan lencana anda, dan yang seterusnya
help-leaderboard = `{ $command } carta` menunjukkan siapa paling dihargai bulan ini; tambah `minggu`, `pemberi` atau `sini`
help-history = `{ $command } sejarah` menunjukkan apa yang anda beri dan terima
help-undo = `{ $command } batal` menarik balik kudos terakhir anda
help-shop = `{ $command } kedai` menunjukkan ganjaran yang boleh ditebus dengan mata anda
help-survey = `{ $command } tinjauan` menunjukkan tinjauan yang menunggu jawapan anda
help-one-on-ones = `{ $command } empatmata` menunjukkan sesi empat mata anda, dan perkara yang menunggu dibincangkan
help-coffee = `{ $command } kopi` mencabut anda bersama seorang rakan sekerja untuk minum kopi
help-values = `{ $command } nilai` menerangkan nilai syarikat
help-language = `{ $command } bahasa en` menukar bahasa: `en`, `id` atau `ms`
help-notices = `{ $command } notis` menunjukkan apa yang saya maklumkan, dan boleh disenyapkan
help-celebrations = `{ $command } sambutan` menentukan siapa dimaklumkan tentang hari jadi dan tempoh kerja anda
help-known-values = Nilai: { $values }
help-allowance = { $period ->
    [day] Anda ada kuota { $points } untuk diberi setiap hari. Kuota itu untuk orang lain; apa yang anda terima menjadi milik anda.
    [week] Anda ada kuota { $points } untuk diberi setiap minggu. Kuota itu untuk orang lain; apa yang anda terima menjadi milik anda.
   *[month] Anda ada kuota { $points } untuk diberi setiap bulan. Kuota itu untuk orang lain; apa yang anda terima menjadi milik anda.
}
help-undo-within = Boleh ditarik balik dalam masa { $minutes } minit.
help-open-form = Beri kudos
help-welcome = 👋 Helo semua! Saya membantu anda menghargai satu sama lain. Ada rakan yang layak dipuji? Nyatakan di sini:
help-direct-hello = 👋 Helo! Saya membantu anda menghargai rakan sekerja. Mulakan di sini:
help-ask = Taip `{ $command } bantuan` untuk maklumat lanjut.
