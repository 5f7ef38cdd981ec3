### Papan peringkat.

board-received = Paling diapresiasi
board-given = Paling banyak memberi
board-today = hari ini
board-this-week = minggu ini
board-this-month = bulan ini
board-this-quarter = kuartal ini
board-this-year = tahun ini
board-all-time = sepanjang waktu
board-week-of = minggu mulai { $day }
board-here = channel ini
board-row = { $place } { $name } · { $points }
board-row-you = { $place } *{ $name } (kamu)* · { $points }
board-own = Kamu di peringkat { $rank } dengan { $points }.
board-empty = Belum ada siapa-siapa, jadi kamu bisa jadi yang pertama berterima kasih: `{ $command } @nama makasih untuk …`
board-scheduled = Kudos · { $period }
board-section = *{ $title }*
board-closing = Siapa yang membantumu belakangan ini? Sampaikan dengan `{ $command }`.
