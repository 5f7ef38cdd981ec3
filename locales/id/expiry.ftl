### Poin yang hangus.

expiry-one = ⏳ { $count ->
   *[other] *{ $points }* hangus pada { $day }.
}
expiry-several = ⏳ { $points } milikmu segera hangus:
expiry-line = *{ $points }* pada { $day }
expiry-how = Hangusnya begitu hari itu dimulai, pukul 00.00 waktu { $zone }. Setiap penukaran selalu memakai { $currency } yang paling lama dulu.
expiry-shop = Lihat hadiah
expiry-next = { $count ->
   *[other] { $points } hangus pada { $day }.
}
expiry-past = *Hangus*
expiry-past-line = { $day } · *{ $points }*
