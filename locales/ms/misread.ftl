### Teks yang tidak difahami.

misread-nobody-named = Kepada siapa? Taip `@` dan pilih rakan sekerja daripada senarai.
misread-broadcast = `@here`, `@channel` dan saluran tidak boleh menerima kudos: sebut nama orang atau kumpulan.
misread-several-amounts = Terdapat lebih daripada satu jumlah ({ $amounts }): sila pilih satu, ia dikira untuk setiap orang.
misread-not-whole = `{ $typed }` bukan nombor bulat: cuba `+5`, contohnya.
misread-amount-too-large = `{ $typed }` terlalu banyak: had bagi seorang ialah { $most }.
misread-unknown-word-nearest = Saya tidak faham `{ $word }`. Adakah maksud anda `{ $nearest }`?
misread-unknown-word = Saya tidak faham `{ $word }`: untuk menghargai seseorang, sebut namanya dengan `@`.
misread-bad-argument = Saya tidak faham `{ $word }` selepas `{ $name }`.
misread-understood = Yang saya faham:
misread-to = Kepada
misread-values = Nilai
misread-message = Mesej
misread-corrected = Cuba ini: `{ $line }`
misread-typed = Anda menaip: `{ $line }`
