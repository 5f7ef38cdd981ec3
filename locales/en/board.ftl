### Leaderboards.

board-received = Most appreciated
board-given = Most generous
board-today = today
board-this-week = this week
board-this-month = this month
board-this-quarter = this quarter
board-this-year = this year
board-all-time = all time
board-week-of = week of { $day }
board-here = this channel
board-row = { $place } { $name } · { $points }
board-row-you = { $place } *{ $name } (you)* · { $points }
board-own = You are number { $rank } with { $points }.
board-empty = Nobody yet, so you can be the first to thank someone: `{ $command } @name thank you for …`
board-scheduled = Kudos · { $period }
board-section = *{ $title }*
board-closing = Who helped you lately? Tell them with `{ $command }`.
