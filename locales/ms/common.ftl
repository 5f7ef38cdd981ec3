### Bahan semua teks. `kod` ditaip seperti tertulis, *tebal* diberi penekanan.

points = { $count } mata
points-named = { $count } { $name }
points-named-one = { $count } { $name }
points-name = mata

list-pair = { $first } dan { $next }
list-comma = { $first }, { $next }
list-others = { $count } orang lagi
list-last = { $first } dan { $next }

left-yours = Kuota anda tinggal { $left }, diperbaharui pada { $when } waktu tempatan.
left-programme = Kuota anda tinggal { $left }, diperbaharui pada { $when }.

time-clock = { $hour }:{ $minute }
time-at = { $day } pukul { $time }
time-at-zone = { $day } pukul { $time } { $zone }
day-with-weekday = { $weekday } { $day }
day-of-month = { $day } { $month }
day-of-year = { $day } { $year }
month-of-year = { $month } { $year }
weekday = { $day ->
    [1] Isnin
    [2] Selasa
    [3] Rabu
    [4] Khamis
    [5] Jumaat
    [6] Sabtu
   *[7] Ahad
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mac
    [4] Apr
    [5] Mei
    [6] Jun
    [7] Jul
    [8] Ogo
    [9] Sep
    [10] Okt
    [11] Nov
   *[12] Dis
}
month = { $month ->
    [1] Januari
    [2] Februari
    [3] Mac
    [4] April
    [5] Mei
    [6] Jun
    [7] Julai
    [8] Ogos
    [9] September
    [10] Oktober
    [11] November
   *[12] Disember
}
