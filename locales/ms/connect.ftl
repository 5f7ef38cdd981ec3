### Pasukan yang menyertai program, untuk pentadbir.

connect-invitation = Untuk membawa pasukan lain ke dalam program ini, seseorang di sana menaip ini dalam masa { $hours } jam: `/kudos sambungkan { $code }` dalam Slack, atau `@Plaudit sambungkan { $code }` dalam Teams.
connect-invitation-note = Kod ini hanya boleh digunakan sekali. Selepas itu semua orang dalam pasukan tersebut boleh memberi dan menerima kudos di sini, jadi berikan hanya kepada orang yang anda percayai.
connect-joined = Pasukan ini kini menyertai program { $programme }. Senarai ahlinya sedang diambil; sebentar lagi semua orang di sini boleh memberi kudos.
connect-already = Pasukan ini memang sudah menyertai program { $programme }.
connect-in-use = Sudah ada kudos dalam program pasukan ini sendiri, dan kudos itu tidak dapat dipindahkan, jadi pasukan ini kekal di tempatnya.
connect-invalid = Kod itu tidak sah: ia sudah digunakan, sudah melebihi { $hours } jam, atau ada huruf yang tertinggal. Sila minta kod baharu.
