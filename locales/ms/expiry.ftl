### Mata yang luput.

expiry-one = ⏳ { $count ->
   *[other] *{ $points }* luput pada { $day }.
}
expiry-several = ⏳ { $points } anda akan luput tidak lama lagi:
expiry-line = *{ $points }* pada { $day }
expiry-how = Ia luput sebaik hari itu bermula, pada 00:00 waktu { $zone }. Setiap penebusan sentiasa menggunakan { $currency } yang paling lama dahulu.
expiry-shop = Lihat ganjaran
expiry-next = { $count ->
   *[other] { $points } luput pada { $day }.
}
expiry-past = *Luput*
expiry-past-line = { $day } · *{ $points }*
