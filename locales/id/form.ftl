### Formulir. Judul dan tombol paling panjang 24 karakter.

form-give-title = Kirim kudos
form-give-submit = Kirim
form-give-cancel = Batal
form-missing = Bagian ini perlu diisi.
form-to = Untuk siapa?
form-points = Berapa { $currency } per orang?
form-points-hint = Maksimal { $most } per orang.
form-values = Nilai apa yang ditunjukkan?
form-message = Apa yang dia lakukan?
form-message-hint = Satu kalimat tulus lebih berarti daripada angka.
form-message-hint-least = Minimal { $least } karakter.
form-place = Diumumkan di mana?
form-place-hint = Kosongkan kalau cukup mereka yang tahu.
