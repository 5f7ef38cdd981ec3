### Points that expire.

expiry-one = ⏳ { $count ->
    [one] *{ $points }* expires on { $day }.
   *[other] *{ $points }* expire on { $day }.
}
expiry-several = ⏳ { $points } of yours expire soon:
expiry-line = *{ $points }* on { $day }
expiry-how = That is as the day begins, at 00:00 in { $zone }. What you redeem is always taken from your oldest { $currency }.
expiry-shop = Look at the rewards
expiry-next = { $count ->
    [one] { $points } expires on { $day }.
   *[other] { $points } expire on { $day }.
}
expiry-past = *Expired*
expiry-past-line = { $day } · *{ $points }*
