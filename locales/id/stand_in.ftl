### Siapa yang memutuskan menggantikan seseorang.

stand-in-how = Siapa yang memutuskan menggantikanmu selama kamu pergi, dan sampai kapan? Misalnya `{ $command } pengganti @budi sampai 5 des`. Yang menunggu keputusanmu juga sampai kepadanya; kamu tetap menerimanya. Kalau tidak ada yang kamu putuskan, `{ $command } pengganti sampai 5 des` berarti kamu sedang pergi.
stand-in-shown = { $name } memutuskan menggantikanmu sampai { $day }.
stand-in-named = Beres: sampai { $day }, { $name } memutuskan penukaran menggantikanmu, termasuk yang sudah menunggu.
stand-in-end = Untuk mengakhirinya lebih awal: `{ $command } pengganti matikan`
stand-in-ended = Beres: tidak ada lagi yang memutuskan menggantikanmu.
stand-in-none = Tidak ada yang memutuskan menggantikanmu.
stand-in-away = Kamu pergi sampai { $day }: kamu tidak diundi untuk ngopi dan tidak ditanya siapa yang bisa kamu beri terima kasih, dan 1:1-mu dilewati.
stand-in-for-nothing = Tidak ada yang perlu kamu putuskan, jadi tidak ada yang menggantikanmu.
stand-in-alone = Yang menunggu keputusanmu tetap sampai kepadamu saja. Supaya ada yang ikut memutuskan: `{ $command } pengganti @budi sampai 5 des`.
stand-in-back-how = Kembali lebih awal? `{ $command } pengganti matikan`
stand-in-back = Beres: kamu sudah kembali.
stand-in-refused = { $why ->
    [oneself] Tidak ada yang bisa menggantikan dirinya sendiri: pilih orang lain.
    [not_for_them] { $name } tidak bisa menggantikanmu: hanya anggota organisasimu yang bisa.
    [decides_nothing] Tidak ada yang perlu kamu putuskan.
   *[day] Hari itu sudah lewat, atau lebih dari setahun lagi.
}
stand-in-told = Kamu memutuskan menggantikan { $name } sampai { $day }: permintaan penukaran juga sampai kepadamu.
stand-in-instead = Kamu memutuskan ini menggantikan { $name }.
stand-in-who = { $who } (menggantikan { $name })
