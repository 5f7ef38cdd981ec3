### Cabutan kopi: mereka yang menyertai dicabut untuk bertemu.

coffee-title = Cabutan kopi
coffee-about = Sesiapa yang menyertai dicabut untuk bertemu rakan sekerja yang belum ditemui melalui cabutan sejak kebelakangan ini, { $rhythm }. Anda berdua menentukan bila dan bagaimana hendak bertemu: minum kopi, makan tengah hari, atau melalui panggilan.
coffee-none = Tiada cabutan kopi di sini buat masa ini. Pentadbir boleh memulakannya.
coffee-takes-part = { $who ->
    [reader] { $others ->
        [0] *Anda menyertai.* Belum ada orang lain.
       *[other] *Anda menyertai*, begitu juga { $others } rakan sekerja.
    }
   *[others] { $others ->
        [0] Belum ada yang menyertai.
       *[other] { $others } rakan sekerja menyertai.
    }
}
coffee-next = Cabutan seterusnya pada { $day }.
coffee-last = Pada { $day } anda dicabut bersama { $people }.
coffee-away = Anda tiada sehingga { $day }, dan tidak dicabut sehingga itu.
coffee-private = Penyertaan seseorang hanya diketahui oleh mereka yang dicabut bersamanya.
coffee-join = Sertai
coffee-leave = Berhenti menyertai
coffee-drawn = ☕ Kali ini anda minum kopi dengan { $people }. Hantar pesanan kepada satu sama lain, dan cari setengah jam dalam beberapa hari ini: bersemuka, atau melalui panggilan.
coffee-elsewhere = { $platform ->
    [slack] { $name } ada di Slack.
   *[teams] { $name } ada di Microsoft Teams.
}
coffee-starter = Sebagai permulaan: { $which ->
    [0] apakah yang sedang anda usahakan yang patut diketahui orang lain?
    [1] semasa berumur sepuluh tahun, anda mahu menjadi apa?
    [2] apakah makanan paling sedap bulan ini?
    [3] siapakah yang mengajar anda sesuatu yang masih anda gunakan?
    [4] tempat manakah yang anda akan tunjukkan dahulu kepada tetamu?
    [5] apakah perkara baharu yang mengejutkan anda sejak kebelakangan ini?
    [6] apakah yang anda buat di luar waktu kerja?
   *[other] apakah yang boleh meringankan minggu anda?
}
coffee-alone = ☕ Kali ini tiada rakan sekerja yang boleh dicabut bersama anda untuk minum kopi. Ajak yang lain: dengan `{ $command } kopi` mereka boleh menyertai.
