### Siapa yang memutuskan bagi pihak seseorang.

stand-in-how = Siapa yang memutuskan bagi pihak anda semasa anda tiada, dan sehingga bila? Contohnya `{ $command } pengganti @budi hingga 5 dis`. Apa yang menunggu keputusan anda turut sampai kepadanya; anda juga tetap menerimanya. Jika tiada apa-apa yang anda putuskan, `{ $command } pengganti hingga 5 dis` bermaksud anda tiada.
stand-in-shown = { $name } memutuskan bagi pihak anda sehingga { $day }.
stand-in-named = Selesai: sehingga { $day }, { $name } memutuskan penebusan bagi pihak anda, termasuk yang sudah menunggu.
stand-in-end = Untuk menamatkannya lebih awal: `{ $command } pengganti tutup`
stand-in-ended = Selesai: tiada sesiapa lagi yang memutuskan bagi pihak anda.
stand-in-none = Tiada sesiapa yang memutuskan bagi pihak anda.
stand-in-away = Anda tiada sehingga { $day }: anda tidak diundi untuk minum kopi dan tidak ditanya siapa yang boleh anda ucapkan terima kasih, dan 1:1 anda dilangkau.
stand-in-for-nothing = Tiada apa-apa yang perlu anda putuskan, jadi tiada sesiapa memutuskan bagi pihak anda.
stand-in-alone = Apa yang menunggu keputusan anda masih sampai kepada anda sahaja. Supaya ada yang turut memutuskan: `{ $command } pengganti @budi hingga 5 dis`.
stand-in-back-how = Kembali lebih awal? `{ $command } pengganti tutup`
stand-in-back = Selesai: anda sudah kembali.
stand-in-refused = { $why ->
    [oneself] Tiada sesiapa boleh menggantikan dirinya sendiri: pilih orang lain.
    [not_for_them] { $name } tidak boleh menggantikan anda: hanya ahli organisasi anda yang boleh.
    [decides_nothing] Tiada apa-apa yang perlu anda putuskan.
   *[day] Hari itu sudah berlalu, atau lebih setahun lagi.
}
stand-in-told = Anda memutuskan bagi pihak { $name } sehingga { $day }: permintaan penebusan turut sampai kepada anda.
stand-in-instead = Anda memutuskan ini bagi pihak { $name }.
stand-in-who = { $who } (bagi pihak { $name })
