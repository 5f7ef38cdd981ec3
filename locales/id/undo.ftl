### Membatalkan kudos.

undo-done = { $count ->
    [1] Beres: { $points } untuk { $recipients } sudah ditarik dan kembali ke jatah pemberi.
   *[other] Beres: masing-masing { $points } untuk { $recipients } sudah ditarik dan kembali ke jatah pemberi.
}
undo-already = Kudos ini sudah dibatalkan sebelumnya.
undo-not-yours = Hanya pemberinya yang bisa membatalkan kudos ini; admin bisa membantu.
undo-never = Di sini kudos tidak bisa dibatalkan sendiri; admin bisa membantu.
undo-too-late = Kudos hanya bisa dibatalkan dalam { $minutes } menit dan waktunya sudah lewat; admin bisa membantu.
undo-spent = { $how ->
    [expired] { $name } sudah tidak punya { $currency } ini: sudah dipakai atau hangus. Jadi tidak bisa ditarik kembali; admin bisa membantu.
   *[spent] { $name } sudah memakai { $currency } ini, jadi tidak bisa ditarik kembali; admin bisa membantu.
}
undo-spent-admin = { $how ->
    [expired] { $name } sudah tidak punya { $currency } ini: sudah dipakai atau hangus. Kamu tetap bisa membatalkannya, tetapi saldonya akan minus.
   *[spent] { $name } sudah memakai { $currency } ini. Kamu tetap bisa membatalkannya, tetapi saldonya akan minus.
}
undo-anyway = Tetap batalkan
undo-anyway-title = Tetap batalkan?
undo-anyway-question = Saldo { $name } akan minus sampai menerima { $currency } lagi.
undo-anyway-no = Biarkan
undo-nothing = Tidak ada kudos yang bisa kamu batalkan.
undo-returned-to-you = Jatahnya kembali ke kamu, karena akun yang memberi kini milikmu.
undo-returned-to = Jatahnya kembali ke { $name }, pemilik akun yang memberi.
