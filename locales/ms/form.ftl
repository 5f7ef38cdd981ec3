### Borang. Tajuk dan butang paling panjang 24 aksara.

form-give-title = Beri kudos
form-give-submit = Beri
form-give-cancel = Batal
form-missing = Sila isi bahagian ini.
form-to = Kepada siapa?
form-points = Berapa { $currency } untuk setiap orang?
form-points-hint = Paling banyak { $most } seorang.
form-values = Nilai manakah yang ditunjukkan?
form-message = Apakah yang dilakukannya?
form-message-hint = Sepatah kata yang ikhlas lebih bermakna daripada angka.
form-message-hint-least = Sekurang-kurangnya { $least } aksara.
form-place = Di mana hendak diumumkan?
form-place-hint = Biarkan kosong jika hanya mereka yang perlu tahu.
