### Papan pendahulu.

board-received = Paling dihargai
board-given = Paling murah hati
board-today = hari ini
board-this-week = minggu ini
board-this-month = bulan ini
board-this-quarter = suku tahun ini
board-this-year = tahun ini
board-all-time = sepanjang masa
board-week-of = minggu bermula { $day }
board-here = saluran ini
board-row = { $place } { $name } · { $points }
board-row-you = { $place } *{ $name } (anda)* · { $points }
board-own = Anda di tempat ke-{ $rank } dengan { $points }.
board-empty = Belum ada sesiapa; jadilah yang pertama mengucapkan terima kasih: `{ $command } @nama terima kasih kerana …`
board-scheduled = Kudos · { $period }
board-section = *{ $title }*
board-closing = Siapa yang membantu anda baru-baru ini? Hargai mereka dengan `{ $command }`.
