### Tim yang bergabung ke program, untuk admin.

connect-invitation = Untuk mengajak tim lain ke program ini, seseorang di sana mengetik ini dalam { $hours } jam: `/kudos hubungkan { $code }` di Slack, atau `@Plaudit hubungkan { $code }` di Teams.
connect-invitation-note = Kode ini hanya berlaku sekali. Setelah itu semua orang di tim tersebut bisa memberi dan menerima kudos di sini, jadi berikan hanya kepada orang yang kamu percaya.
connect-joined = Tim ini sekarang ikut program { $programme }. Daftar anggotanya sedang diambil; sebentar lagi semua orang di sini bisa memberi kudos.
connect-already = Tim ini memang sudah ikut program { $programme }.
connect-in-use = Sudah ada kudos di program tim ini sendiri, dan itu tidak bisa dipindahkan, jadi tim ini tetap di tempatnya.
connect-invalid = Kode itu tidak berlaku: sudah terpakai, sudah lewat { $hours } jam, atau ada huruf yang kurang. Minta kode yang baru, ya.
