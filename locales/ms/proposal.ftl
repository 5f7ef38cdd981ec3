### Ada yang disebut, tetapi belum pasti ia dimaksudkan sebagai kudos.

proposal-question = { $count ->
    [1] Beri *{ $points }* kepada { $recipients }?
   *[other] Beri kudos kepada { $recipients }, *{ $points }* setiap seorang?
}
proposal-unsure = Saya tidak pasti anda berniat memberi, jadi tiada apa-apa diberi lagi.
proposal-edited = Menyunting mesej tidak memberi apa-apa dengan sendirinya.
proposal-yes = { $count ->
    [1] Beri { $points } kepada { $recipients }
   *[other] Beri { $points } setiap seorang
}
proposal-in-public = Saya tidak pasti itu dimaksudkan sebagai kudos, jadi tiada apa-apa diberi. Untuk memberi, nyatakan jumlahnya: `{ $command } @nama +1`
proposal-gone = Mesej itu telah dipadamkan, jadi tiada apa-apa diberi.
proposal-edit-ignored = Saya tidak mengikut mesej yang disunting: sila hantar sebagai mesej baharu.
