### Ada yang disebut, tetapi belum pasti maksudnya kudos.

proposal-question = { $count ->
    [1] Beri *{ $points }* ke { $recipients }?
   *[other] Beri masing-masing *{ $points }* ke { $recipients }?
}
proposal-unsure = Saya belum yakin kamu bermaksud memberi, jadi belum ada yang diberikan.
proposal-edited = Mengedit pesan tidak otomatis memberi apa-apa.
proposal-yes = { $count ->
    [1] Beri { $points } ke { $recipients }
   *[other] Beri masing-masing { $points }
}
proposal-in-public = Saya belum yakin itu dimaksudkan sebagai kudos, jadi belum ada yang diberikan. Untuk memberi, sebutkan jumlahnya: `{ $command } @nama +1`
proposal-gone = Pesan itu sudah dihapus, jadi tidak ada yang diberikan.
proposal-edit-ignored = Pesan yang diedit tidak saya tindak lanjuti: kirim sebagai pesan baru, ya.
