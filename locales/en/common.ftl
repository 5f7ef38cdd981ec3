### What every text is made of. `code` is to be typed as it stands, *bold* is emphasised.

points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
points-named = { $count } { $name }
points-named-one = { $count } × { $name }
points-name = points

list-pair = { $first } and { $next }
list-comma = { $first }, { $next }
list-others = { $count ->
    [one] { $count } other
   *[other] { $count } others
}
list-last = { $first } and { $next }

left-yours = { $left } left, resets on { $when }, your time.
left-programme = { $left } left, resets on { $when }.

time-clock = { $hour }:{ $minute }
time-at = { $day } at { $time }
time-at-zone = { $day } at { $time } { $zone }
day-with-weekday = { $weekday } { $day }
day-of-month = { $day } { $month }
day-of-year = { $day } { $year }
month-of-year = { $month } { $year }
weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
