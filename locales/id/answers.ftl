### Jawaban tentang diri sendiri dan program.

balance-summary = Kamu punya { $points }, dan masih bisa memberi { $left }.
balance-points = Saldo { $currency }
balance-left = Sisa jatah memberi
balance-resets = Jatahmu terisi lagi pada { $when }.
balance-received = Kamu punya { $points }.
balance-of = { $name } punya { $points }, dan sisa jatahnya { $left }.
balance-private = Saldo itu pribadi: yang ini hanya bisa dilihat { $name } dan adminmu.

history-own = Kudos kamu
history-of = Kudos { $name }
history-none-own = Belum ada: mulai dengan berterima kasih kepada seseorang.
history-none-of = Belum ada. { $name } pasti senang menerima kudos pertamanya.
history-received = *Diterima*
history-given = *Diberikan*
history-from = { $day } · *{ $points }* dari { $names }
history-to = { $day } · *{ $points }* untuk { $names }

values-summary = Nilai perusahaan: { $values }
values-intro = Kudos di sini diberikan untuk:
values-line = *{ $value }*
values-line-aliases = *{ $value }*  bisa juga { $aliases }
values-example = Sisipkan di mana saja: `{ $command } @ana { $value } makasih sudah turun tangan`

language-name = Bahasa Indonesia
language-set = Siap, mulai sekarang saya pakai { $language }.
language-shown = Saat ini saya pakai { $language }. Untuk menggantinya:
language-unknown = Saya belum bisa “{ $typed }”. Yang saya bisa:
language-line = `{ $command } bahasa { $tag }` untuk { $language }
