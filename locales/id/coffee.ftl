### Undian kopi: yang ikut diundi untuk bertemu.

coffee-title = Undian kopi
coffee-about = Siapa yang ikut diundi untuk bertemu dengan rekan yang belakangan ini belum ditemui lewat undian, { $rhythm }. Kapan dan bagaimana bertemu, kalian yang menentukan: minum kopi, makan siang, atau lewat panggilan.
coffee-none = Saat ini tidak ada undian kopi di sini. Admin bisa memulainya.
coffee-takes-part = { $who ->
    [reader] { $others ->
        [0] *Kamu ikut.* Belum ada yang lain.
       *[other] *Kamu ikut*, begitu juga { $others } rekan.
    }
   *[others] { $others ->
        [0] Belum ada yang ikut.
       *[other] { $others } rekan ikut.
    }
}
coffee-next = Undian berikutnya pada { $day }.
coffee-last = Pada { $day } kamu terundi bersama { $people }.
coffee-away = Kamu tidak di tempat sampai { $day }, dan sampai saat itu tidak ikut diundi.
coffee-private = Siapa yang ikut hanya diketahui oleh yang terundi bersamanya.
coffee-join = Ikut
coffee-leave = Berhenti ikut
coffee-drawn = ☕ Kali ini kamu minum kopi dengan { $people }. Saling kirim pesan, lalu luangkan setengah jam dalam beberapa hari ke depan: bertemu langsung, atau lewat panggilan.
coffee-elsewhere = { $platform ->
    [slack] { $name } ada di Slack.
   *[teams] { $name } ada di Microsoft Teams.
}
coffee-starter = Untuk memulai: { $which ->
    [0] sedang mengerjakan apa yang sebaiknya diketahui orang lain?
    [1] waktu berumur sepuluh tahun, ingin jadi apa?
    [2] makanan paling enak bulan ini apa?
    [3] siapa yang mengajarimu sesuatu yang masih kamu pakai?
    [4] tempat mana yang pertama kamu tunjukkan kepada tamu?
    [5] hal baru apa yang belakangan ini mengejutkanmu?
    [6] apa kegiatanmu di luar pekerjaan?
   *[other] apa yang bisa membuat minggumu lebih ringan?
}
coffee-alone = ☕ Kali ini tidak ada rekan yang bisa diundi bersamamu untuk minum kopi. Ajak yang lain: dengan `{ $command } kopi` mereka bisa ikut.
