### News of what one received, and which of them one wants.

notices-thanked = 👏 { $people } thanked you: *{ $points }* in all
notices-thanked-in = 👏 { $people } thanked you in { $place }: *{ $points }* in all
notices-taken-back = The thanks that I told you of here were taken back, and their { $currency } with them.
notices-unused = You still have *{ $points }* to give. What is left is gone on { $when }, when your allowance starts anew: who helped you lately?
notices-mute = Mute messages like this
notices-when = { $kind ->
    [kudos] when someone gives you kudos
    [allowance] before what you have left to give is gone
    [badges] when you earn a badge
    [thanking] when you haven't thanked anyone for a while
    [digest] how your people were thanked in a week
   *[joins] when people thank you with { $emoji } or a +1
}
notices-title = What I tell you
notices-line-on = 🔔 { $when }
notices-line-off = 🔕 { $when }: muted
notices-always = Your { $currency } arrive either way.
notices-how = You can also type `{ $command } notices off joins`, or `on`.
notices-turn-off = { $kind ->
    [kudos] Mute kudos
    [allowance] Mute reminders to give
    [badges] Mute badges
    [thanking] Mute ideas whom to thank
    [digest] Mute the digest
   *[joins] Mute reactions and +1
}
notices-turn-on = { $kind ->
    [kudos] Unmute kudos
    [allowance] Unmute reminders to give
    [badges] Unmute badges
    [thanking] Unmute ideas whom to thank
    [digest] Unmute the digest
   *[joins] Unmute reactions and +1
}
notices-word = { $kind ->
    [kudos] kudos
    [allowance] allowance
    [badges] badges
    [thanking] thanking
    [digest] digest
   *[joins] joins
}
notices-muted = Done: I no longer tell you { $when }.
notices-muted-thanks = Done: I no longer tell you { $when }. Your { $currency } arrive all the same.
notices-unmuted = Done: from now on I tell you { $when }.
notices-back-on = Changed your mind? `{ $command } notices on { $kinds }` brings them back.
notices-back-off = Changed your mind? `{ $command } notices off { $kinds }` mutes them again.
