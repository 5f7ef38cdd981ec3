### Cara kerjanya. Contoh-contohnya bisa langsung diketik.

help-title = Cara pakai kudos
help-give = *Ucapkan terima kasih di depan semua orang*
help-example-one = `{ $command } @ana { $amount } { $value } untuk peluncuran yang lancar` memberi Ana { $points }
help-example-one-elsewhere = Di channel atau obrolan grup, `{ $command } @ana { $amount } { $value } untuk peluncuran yang lancar` memberi Ana { $points }
help-offer-form = Siapa yang ingin kamu apresiasi? Isi saja formulirnya.
help-example-many = `{ $command } @ana @budi makasih sudah menggantikan saya` memberi mereka masing-masing satu
help-example-form = `{ $command }` membuka formulir, jadi tidak perlu menghafal apa-apa
help-example-form-button = `{ $command }` menampilkan tombol untuk membuka formulir, jadi tidak perlu menghafal apa-apa
help-example-message = `@ana ++ untuk perbaikan kilatnya` bisa dipakai di semua channel yang saya ikuti
help-example-reaction = Beri reaksi { $emoji } pada sebuah pesan untuk menghargai penulisnya
help-example-menu = Di menu sebuah pesan, *Kirim kudos* menghargai penulisnya
help-example-join = Beri reaksi { $emoji } pada pengumuman saya untuk ikut memberi
help-more = *Lainnya*
help-home = `{ $command } beranda` menampilkan semua milikmu dalam sekali lihat
help-balance = `{ $command } saldo` menampilkan saldo dan sisa jatahmu
help-badges = `{ $command } lencana` menampilkan lencanamu, dan yang berikutnya
help-leaderboard = `{ $command } peringkat` menampilkan siapa yang paling diapresiasi bulan ini; tambahkan `minggu`, `pemberi`, atau `sini`
help-history = `{ $command } riwayat` menampilkan yang kamu beri dan terima
help-undo = `{ $command } batal` membatalkan kudos terakhirmu
help-shop = `{ $command } katalog` menampilkan hadiah yang bisa kamu tukar dengan poin
help-survey = `{ $command } survei` menampilkan survei yang menunggu jawabanmu
help-one-on-ones = `{ $command } empatmata` menampilkan sesi empat matamu, dan yang menunggu dibicarakan
help-coffee = `{ $command } kopi` mengundimu bersama seorang rekan untuk minum kopi
help-values = `{ $command } nilai` menjelaskan nilai perusahaan
help-language = `{ $command } bahasa en` mengganti bahasa: `en`, `id`, atau `ms`
help-notices = `{ $command } notifikasi` menampilkan apa yang saya kabarkan, dan bisa disenyapkan
help-celebrations = `{ $command } perayaan` mengatur siapa yang diberi tahu soal ulang tahun dan masa kerjamu
help-known-values = Nilai: { $values }
help-allowance = { $period ->
    [day] Setiap hari kamu punya jatah { $points } untuk dibagikan. Jatah itu untuk orang lain; yang kamu terima jadi milikmu.
    [week] Setiap minggu kamu punya jatah { $points } untuk dibagikan. Jatah itu untuk orang lain; yang kamu terima jadi milikmu.
   *[month] Setiap bulan kamu punya jatah { $points } untuk dibagikan. Jatah itu untuk orang lain; yang kamu terima jadi milikmu.
}
help-undo-within = Bisa dibatalkan dalam { $minutes } menit.
help-open-form = Kirim kudos
help-welcome = 👋 Halo semua! Saya bantu kalian saling berterima kasih. Ada rekan yang pantas diapresiasi? Sampaikan di sini:
help-direct-hello = 👋 Halo! Saya bantu kamu berterima kasih kepada rekan kerja. Mulai dari sini:
help-ask = Ketik `{ $command } bantuan` untuk info lengkapnya.
