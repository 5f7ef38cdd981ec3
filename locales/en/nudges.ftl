### What people are told at times that recur: digests, whom to thank, who is new, whose day it is.

nudge-what = { $nudge ->
    [digest] the weekly digest
    [welcome] the welcome for new colleagues
   *[celebrations] today's celebrations
}
nudge-refused-invite = I couldn't post { $what } in { $place }: I'm not in that channel, or it takes nothing from me. Type `/invite @Plaudit` there and the next one will arrive. To post it elsewhere, type `{ $command } settings { $key } here` in another channel; to stop, `{ $command } settings { $key } none`.
nudge-refused-add = I couldn't post { $what } where it is set to go: I'm not there any more. Add the Plaudit app to that team or chat and the next one will arrive. To post it elsewhere, type `{ $command } settings { $key } here` in another channel; to stop, `{ $command } settings { $key } none`.
nudge-lost = I couldn't post { $what }: `{ $place }` is in no team that I'm connected to. Type `{ $command } settings { $key } here` in the channel where you want it.
nudge-shared = I didn't post { $what } in { $place }: people from another organisation read there. Type `{ $command } settings { $key } here` in a channel of your own; to stop, `{ $command } settings { $key } none`.

nudge-preview-title = What it would say
nudge-preview-intro = This is how it would read today, as it is set now. Nothing is sent. Where nobody is new, or it is nobody's day, a colleague stands in as the example.
nudge-preview-nothing = Today it would say nothing: there is nothing to tell of yet.

## The digest of a week.

digest-title = Thanks of the past week · { $from } – { $to }
digest-team-title = How your people were thanked · { $from } – { $to }
digest-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
digest-count = *{ $givers }* thanked *{ $thanked }*.
digest-values = For { $values }
digest-value = { $value } ({ $count })
digest-line = *{ $names }*, from { $giver }: { $why }
digest-line-bare = *{ $names }*, from { $giver }
digest-someone = a colleague
digest-more = And { $count } more.
digest-public = Only what was said in public channels is here.
digest-closing = Who helped you in the past week? Tell them with `{ $command }`.

## Whom to thank.

thanking-ask = { $days ->
    [one] It has been { $days } day since you last thanked a colleague. Has somebody helped you lately?
   *[other] It has been { $days } days since you last thanked a colleague. Has somebody helped you lately?
}
thanking-ask-new = You haven't thanked a colleague here yet. Has somebody helped you lately?
thanking-people = Lately { $people } thanked you, or received thanks along with you.

## New colleagues.

welcome-posted = 👋 Welcome, { $people }! Good to have you here.
welcome-many = { $count } people were seen here for the first time since yesterday. That looks like a new team or directory rather than new colleagues, so I didn't welcome them.

## Birthdays, and the days on which people began.

celebration-birthdays = 🎂 Happy birthday, { $people }!
celebration-birthdays-on = 🎂 It was the birthday of { $people } on { $day }. Happy birthday!
celebration-years = 🎉 { $count ->
    [one] One year here: { $people }. Congratulations!
   *[other] { $count } years here: { $people }. Congratulations!
}
celebration-years-on = 🎉 { $count ->
    [one] One year here on { $day }: { $people }. Congratulations!
   *[other] { $count } years here on { $day }: { $people }. Congratulations!
}
celebration-congratulate = Congratulate { $name }
celebration-wish = { $occasion ->
    [birthday] Happy birthday!
   *[years] Congratulations on your time with us!
}
celebration-own-birthday = 🎂 Happy birthday, { $name }!
celebration-own-years = 🎉 { $count ->
    [one] It's one year since you began here. Congratulations!
   *[other] It's { $count } years since you began here. Congratulations!
}
celebration-own-how = You chose to hear of this. Change it with `{ $command } celebrations`.
celebration-ask = Would you like your special days to be celebrated here? Nobody is told of any unless you say so.
celebration-title = Your special days
celebration-birthday-line = *Birthday* ({ $day }): { $choice }
celebration-anniversary-line = *Day you began* ({ $day }): { $choice }
celebration-birthday-unknown = *Birthday*: not known here. Your HR team can add it.
celebration-anniversary-unknown = *Day you began*: not known here. Your HR team can add it.
celebration-anniversary-lookup = *Day you began*: not known here. Choose below, and I look it up in your profile.
celebration-anniversary-chosen = *Day you began* (not known here): { $choice }. Your HR team can add it.
celebration-anniversary-untold = *Day you began* (not known here, nor told by your profile): { $choice }. Your HR team can add it.
celebration-choice = { $choice ->
    [private] only you are told
    [channel] celebrated in the channel
   *[none] not celebrated
}
celebration-birthday-button = { $choice ->
    [private] Birthday: only me
    [channel] Birthday: in the channel
   *[none] Birthday: no
}
celebration-anniversary-button = { $choice ->
    [private] Day I began: only me
    [channel] Day I began: in the channel
   *[none] Day I began: no
}
celebration-off = Your organisation celebrates no days here at the moment; what you choose is kept.
celebration-how = You can change this at any time with `{ $command } celebrations`. Only day and month of a birthday are kept.
