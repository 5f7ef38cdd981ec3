### Menarik balik kudos.

undo-done = { $count ->
    [1] Selesai: { $points } untuk { $recipients } telah ditarik balik dan kembali ke kuota pemberi.
   *[other] Selesai: kudos untuk { $recipients }, { $points } setiap seorang, telah ditarik balik dan kembali ke kuota pemberi.
}
undo-already = Kudos ini sudah pun ditarik balik.
undo-not-yours = Hanya pemberinya boleh menarik balik kudos ini; pentadbir boleh membantu.
undo-never = Kudos tidak boleh ditarik balik sendiri di sini; pentadbir boleh membantu.
undo-too-late = Kudos boleh ditarik balik dalam masa { $minutes } minit sahaja dan tempoh itu sudah tamat; pentadbir boleh membantu.
undo-spent = { $how ->
    [expired] { $name } tidak lagi mempunyai { $currency } ini: sudah dibelanjakan atau luput. Jadi ia tidak boleh ditarik balik; pentadbir boleh membantu.
   *[spent] { $name } sudah membelanjakan { $currency } ini, jadi ia tidak boleh ditarik balik; pentadbir boleh membantu.
}
undo-spent-admin = { $how ->
    [expired] { $name } tidak lagi mempunyai { $currency } ini: sudah dibelanjakan atau luput. Anda masih boleh menarik baliknya, tetapi bakinya akan menjadi negatif.
   *[spent] { $name } sudah membelanjakan { $currency } ini. Anda masih boleh menarik baliknya, tetapi bakinya akan menjadi negatif.
}
undo-anyway = Tarik balik juga
undo-anyway-title = Tarik balik juga?
undo-anyway-question = Baki { $name } akan menjadi negatif sehingga menerima { $currency } lagi.
undo-anyway-no = Biarkan sahaja
undo-nothing = Tiada kudos untuk ditarik balik.
undo-returned-to-you = Kuotanya kembali kepada anda, kerana akaun yang memberi kini milik anda.
undo-returned-to = Kuotanya kembali kepada { $name }, pemilik akaun yang memberi.
