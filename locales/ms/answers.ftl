### Jawapan tentang diri sendiri dan program.

balance-summary = Anda ada { $points }, dan masih boleh memberi { $left }.
balance-points = Jumlah { $currency } anda
balance-left = Kuota belum diberi
balance-resets = Kuota anda diperbaharui pada { $when }.
balance-received = Anda ada { $points }.
balance-of = { $name } ada { $points }, dan masih boleh memberi { $left }.
balance-private = Baki adalah peribadi: yang ini hanya boleh dilihat oleh { $name } dan pentadbir anda.

history-own = Kudos anda
history-of = Kudos { $name }
history-none-own = Belum ada apa-apa: mulakan dengan menghargai seorang rakan.
history-none-of = Belum ada apa-apa: { $name } tentu gembira menerima yang pertama.
history-received = *Diterima*
history-given = *Diberi*
history-from = { $day } · *{ $points }* daripada { $names }
history-to = { $day } · *{ $points }* kepada { $names }

values-summary = Nilai syarikat: { $values }
values-intro = Kudos di sini diberi untuk:
values-line = *{ $value }*
values-line-aliases = *{ $value }*  boleh juga { $aliases }
values-example = Letakkan di mana-mana sahaja: `{ $command } @ana { $value } terima kasih kerana sudi membantu`

language-name = Bahasa Melayu
language-set = Baik, mulai sekarang saya guna { $language }.
language-shown = Sekarang saya guna { $language }. Untuk menukarnya:
language-unknown = Saya belum boleh berbahasa “{ $typed }”. Bahasa yang ada:
language-line = `{ $command } bahasa { $tag }` untuk { $language }
