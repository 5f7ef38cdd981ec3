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
board-yesterday = yesterday
board-quarter-of = quarter { $quarter } of { $year }
board-in = Only what was given in { $place }.
board-value-wins = { $value } is a company value here, so this is its board. For the channel of that name, type `{ $command } leaderboard here` in it.
board-private = The board of a private channel is shown in it alone: type `{ $command } leaderboard here` there.
board-no-place = { $name } has no place on this board.
board-here = this channel
board-row = { $place } { $name } · { $points }
board-row-you = { $place } *{ $name } (you)* · { $points }
board-own = You are number { $rank } with { $points }.
board-off = Done: you no longer appear on leaderboards. Your { $currency } stay yours. Changed your mind? Type `{ $command } leaderboard on`.
board-on = Done: you appear on leaderboards again. Changed your mind? Type `{ $command } leaderboard off`.
board-hidden = You don't appear on leaderboards, as you chose. `{ $command } leaderboard on` brings you back.
board-empty = Nobody yet, so you can be the first to thank someone: `{ $command } @name thank you for …`
board-empty-then = There are no kudos for that time.
board-empty-of = None of them has a place on this board.
board-scheduled = Kudos · { $period }
board-section = *{ $title }*
board-closing = Who helped you lately? Tell them with `{ $command }`.

## Where it goes, for admins.

board-refused-invite = I couldn't post the leaderboard in { $place }: I'm not in that channel, or it takes nothing from me. Type `/invite @Plaudit` there and the next one will arrive. To post it elsewhere, type `{ $command } settings leaderboard.channel here` in another channel; to stop, `{ $command } settings leaderboard.channel none`.
board-refused-add = I couldn't post the leaderboard where it is set to go: I'm not there any more. Add the Plaudit app to that team or chat and the next one will arrive. To post it elsewhere, type `{ $command } settings leaderboard.channel here` in another channel; to stop, `{ $command } settings leaderboard.channel none`.
board-lost = I couldn't post the leaderboard: `{ $place }` is in no team that I'm connected to. Type `{ $command } settings leaderboard.channel here` in the channel where you want it.
board-shared = I didn't post the leaderboard in { $place }: people from another organisation read there. Type `{ $command } settings leaderboard.channel here` in a channel of your own; to stop, `{ $command } settings leaderboard.channel none`.
