### Bahan semua teks. `kode` diketik persis seperti tertulis, *tebal* ditekankan.

points = { $count } poin
points-named = { $count } { $name }
points-named-one = { $count } { $name }
points-name = poin

list-pair = { $first } dan { $next }
list-comma = { $first }, { $next }
list-others = { $count } orang lainnya
list-last = { $first }, dan { $next }

left-yours = Sisa jatahmu { $left }, diisi ulang pada { $when } waktu setempat.
left-programme = Sisa jatahmu { $left }, diisi ulang pada { $when }.

time-clock = { $hour }.{ $minute }
time-at = { $day } pukul { $time }
time-at-zone = { $day } pukul { $time } { $zone }
day-with-weekday = { $weekday }, { $day }
day-of-month = { $day } { $month }
day-of-year = { $day } { $year }
month-of-year = { $month } { $year }
weekday = { $day ->
    [1] Senin
    [2] Selasa
    [3] Rabu
    [4] Kamis
    [5] Jumat
    [6] Sabtu
   *[7] Minggu
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] Mei
    [6] Jun
    [7] Jul
    [8] Agu
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Des
}
month = { $month ->
    [1] Januari
    [2] Februari
    [3] Maret
    [4] April
    [5] Mei
    [6] Juni
    [7] Juli
    [8] Agustus
    [9] September
    [10] Oktober
    [11] November
   *[12] Desember
}
