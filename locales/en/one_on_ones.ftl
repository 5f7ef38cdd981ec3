### 1:1s: two who talk with each other regularly.

one-on-ones-title = Your 1:1s
one-on-ones-none = You have no 1:1s.
one-on-ones-nobody = You can have them with whom you report to, and with who reports to you, as your admins have it in their list of people.
one-on-ones-private = What you two write is read by you two alone, and by no admin.
one-on-ones-line = *{ $name }* · { $rhythm }
one-on-ones-rhythm = { $what ->
    [weekly] every week
    [fortnightly] every other week
   *[monthly] every month
}
one-on-ones-next = Next on { $when }.
one-on-ones-paused = Paused.
one-on-ones-unanswered = Not answered yet.
one-on-ones-asks = Would like to have 1:1s with you, first on { $when }.
one-on-ones-over = *{ $name }* · ended. You can both read what you wrote until { $day }.
one-on-ones-waits = To talk about: { $own } from you, { $others } from { $name }. To do: { $actions }.
one-on-ones-away = You are away until { $day }: until then, your 1:1s are skipped.
one-on-ones-start = Start 1:1s
one-on-ones-go-away = I'm away
one-on-ones-come-back = I'm back
one-on-ones-button = { $what ->
    [open] Open
    [skip] Skip { $day }
    [change] Change times
    [pause] Pause
    [resume] Resume
    [end] End
    [agree] Agree
    [decline] Not now
    [withdraw] Take back
   *[read] Read
}
one-on-ones-sure = End your 1:1s with { $name }?
one-on-ones-sure-what = You two are reminded no more. What you wrote stays readable to you both for { $days } days.
one-on-ones-sure-no = Keep them
one-on-ones-news = { $what ->
    [asked] { $name } is asked, and you hear what they say.
    [agreed] Your 1:1s with { $name } begin.
    [declined] { $name } is told that you would rather not now.
    [withdrawn] You no longer ask { $name }.
    [skipped] { $name } is told that you skip it. What you noted waits for the next one.
    [changed] { $name } is told of the new times.
    [paused] Your 1:1s with { $name } are paused, and { $name } is told.
    [resumed] Your 1:1s with { $name } go on, and { $name } is told.
    [ended] Your 1:1s with { $name } have ended, and { $name } is told.
    [kept] It is kept for { $name } and you.
    [away] You are away: the others are told as a 1:1 of yours comes.
    [back] You are back.
   *[gone] It changed meanwhile: this is how it is now.
}
one-on-one-told = { $what ->
    [asked] { $name } would like to have 1:1s with you { $rhythm }, first on { $when }.
    [agreed] { $name } agrees to your 1:1s: { $rhythm }, first on { $when }.
    [declined] { $name } would rather not have 1:1s now.
    [skipped] { $name } skips your 1:1 on { $day }. What you noted waits for the next one.
    [changed] { $name } changed the times of your 1:1s: { $rhythm }, next on { $when }.
    [paused] { $name } paused your 1:1s.
    [resumed] { $name } resumed your 1:1s: { $rhythm }, next on { $when }.
    [ended] { $name } ended your 1:1s.
    [left] Your 1:1s with { $name } have ended, since { $name } is no longer here.
   *[moved] Your 1:1s with { $name } have ended, since neither of you reports to the other any more.
}
one-on-one-kept = What you wrote stays readable to you both for { $days } days: `{ $command } 1on1`
one-on-one-away = { $who ->
    [reader] Your 1:1 with { $name } on { $day } is skipped, since you are away until { $until }. What you noted waits for the next one.
   *[other] Your 1:1 with { $name } on { $day } is skipped, since { $name } is away until { $until }. What you noted waits for the next one.
}
one-on-one-reminder = { $when ->
    [today] Today is your 1:1 with { $name }.
   *[late] Your 1:1 with { $name } was due on { $day }; this reminder comes late.
}
one-on-one-own = *From you*
one-on-one-others = *From { $name }*
one-on-one-carried = *Carried over*
one-on-one-actions = *To do*
one-on-one-settled = *Done lately*
one-on-one-from = { $text } ({ $name })
one-on-one-you = you
one-on-one-nothing = Neither of you has noted anything yet.
one-on-one-noted = You two also have a shared note: press *Open* to read it.
one-on-one-closed = (cannot be opened on this server)
one-on-one-form = 1:1
one-on-one-privacy = Read by { $name } and you alone: no admin, no export. A point that you add is yours alone until you two are reminded of your next 1:1; then { $name } reads it, too. Whoever runs the server could open it with its key.
one-on-one-no-key = Nothing can be written here: the server has no key to keep it secret with. Its operator sets one.
one-on-one-read-only = This 1:1 has ended: it can be read, and not written.
one-on-one-note = *Note*
one-on-one-ask = { $what ->
    [points] What would you like to talk about?
    [settled] Done, or talked about
    [action] Something to do
    [who] Who does it?
    [note] Note for you both
    [with] With whom?
    [rhythm] How often?
    [first] First on
    [hour] Reminder at
   *[until] Until the end of which day?
}
one-on-one-ask-hint = { $what ->
    [points] One in each line.
    [settled] It leaves the list.
    [action] You both see it at once.
    [note] You both see and change it at any time.
    [first] A day such as 2026-12-01. Where that, or one that follows, is a weekend or a holiday of either of you, you talk on the next working day.
    [hour] On the day itself, by each one's own clock.
   *[until] A day such as 2026-12-05.
}
one-on-one-submit = { $what ->
    [page] Keep
    [start] Ask
    [times] Change
   *[away] I'm away
}
one-on-one-title = { $what ->
    [start] Start 1:1s
    [times] When you talk
   *[away] I'm away
}
one-on-one-close = Close
one-on-one-missing = This can't stay empty.
one-on-one-fault = { $what ->
    [long] At most { $most } characters for each.
    [many] There is too much open: settle something first.
    [meanwhile] { $name } changed the note meanwhile. Copy what you wrote, close this and open it anew.
    [choose] Choose one.
    [day] This is no day that is ahead: write it like 2026-12-01.
   *[hour] Write an hour like 09:30.
}
