### Teks yang tidak difahami.

misread-nobody-named = Kepada siapa? Taip `@` dan pilih rakan sekerja daripada senarai.
misread-broadcast = `@here`, `@everyone` dan saluran tidak boleh menerima kudos: sebut siapa yang anda maksudkan.
misread-several-amounts = Terdapat lebih daripada satu jumlah ({ $amounts }): sila pilih satu, ia dikira untuk setiap orang.
misread-not-whole = `{ $typed }` bukan nombor bulat: cuba `+5`, contohnya.
misread-amount-too-large = `{ $typed }` terlalu banyak: had bagi seorang ialah { $most }.
misread-unknown-word-nearest = Saya tidak faham `{ $word }`. Adakah maksud anda `{ $nearest }`?
misread-unknown-word = Saya tidak faham `{ $word }`: untuk menghargai seseorang, sebut namanya dengan `@`.
misread-nobody-named-form = Kepada siapa? Tiada sesiapa boleh disebut dalam sembang ini: pilih nama itu dalam borang.
misread-nobody-named-here = Kepada siapa? Pilih rakan sekerja di bawah.
misread-unknown-word-form = Saya tidak faham `{ $word }`: untuk menghargai seseorang, buka borang.
misread-unknown-word-here = Saya tidak faham `{ $word }`: untuk menghargai seseorang, pilih namanya di bawah.
misread-bad-argument = Saya tidak faham `{ $word }` selepas `{ $name }`.
misread-understood = Yang saya faham:
misread-to = Kepada
misread-values = Nilai
misread-message = Mesej
misread-corrected = Cuba ini: `{ $line }`
misread-typed = Anda menaip: `{ $line }`
