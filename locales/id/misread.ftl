### Teks yang tidak dimengerti.

misread-nobody-named = Untuk siapa? Ketik `@` lalu pilih rekanmu dari daftar.
misread-broadcast = `@here`, `@everyone`, dan channel tidak bisa menerima kudos: sebut siapa yang kamu maksud.
misread-several-amounts = Ada lebih dari satu jumlah ({ $amounts }): pilih satu saja, berlaku untuk setiap orang.
misread-not-whole = `{ $typed }` bukan bilangan bulat: coba misalnya `+5`.
misread-amount-too-large = `{ $typed }` terlalu banyak: maksimal { $most } per orang.
misread-unknown-word-nearest = Saya tidak mengerti `{ $word }`. Maksudmu `{ $nearest }`?
misread-unknown-word = Saya tidak mengerti `{ $word }`: untuk berterima kasih, sebut orangnya dengan `@`.
misread-nobody-named-form = Untuk siapa? Di obrolan ini kamu tidak bisa menyebut orang lain: pilih orangnya di formulir.
misread-nobody-named-here = Untuk siapa? Pilih rekanmu di bawah.
misread-unknown-word-form = Saya tidak mengerti `{ $word }`: untuk berterima kasih, buka formulirnya.
misread-unknown-word-here = Saya tidak mengerti `{ $word }`: untuk berterima kasih, pilih orangnya di bawah.
misread-bad-argument = Saya tidak mengerti `{ $word }` setelah `{ $name }`.
misread-understood = Yang saya tangkap:
misread-to = Untuk
misread-values = Nilai
misread-message = Pesan
misread-corrected = Coba ini: `{ $line }`
misread-typed = Yang kamu ketik: `{ $line }`
