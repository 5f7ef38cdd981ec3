### Giving.

kudos-announced = { $count ->
    [1] { $giver } gives { $recipients } *{ $points }*
   *[other] { $giver } gives { $recipients } *{ $points }* each
}
kudos-reversed = { $giver } took back the kudos for { $recipients }.
kudos-joined-by = Joined by { $people }
kudos-join = { $count ->
    [1] +1
   *[other] +1 each
}
kudos-received-in = 👏 { $giver } gave you *{ $points }* in { $place }
kudos-received-privately = 👏 { $giver } gave you *{ $points }* privately
kudos-a-channel = a channel
kudos-balance-now = You now have { $points }.
kudos-confirmed = { $count ->
    [1] You gave { $recipients } *{ $points }*.
   *[other] You gave { $recipients } *{ $points }* each, { $cost } in all.
}
kudos-boosted = { $count ->
    [1] You joined in: { $recipients } gets *{ $points }* from you too.
   *[other] You joined in: { $recipients } get *{ $points }* each from you too, { $cost } in all.
}
kudos-announced-in = It is announced in { $place }.
kudos-unseen = It is announced nowhere: only you and whoever you thanked know of it.
kudos-undo = Undo
kudos-undo-within = { $minutes ->
    [one] Changed your mind? You have { $minutes } minute to undo it.
   *[other] Changed your mind? You have { $minutes } minutes to undo it.
}
kudos-already-given = These kudos were already given; nothing was counted twice.
kudos-nothing-left = You have given away your whole allowance; you can give again from { $when }.
kudos-short = That would cost { $cost } and you have { $left } left: give less, or wait until { $when }.
kudos-short-in-public = That is more than you have left to give, so nothing was given.
kudos-confirm-group = That goes to { $count ->
    [one] { $count } person
   *[other] { $count } people
} and costs { $cost } in all. Go ahead?
kudos-confirm-group-yes = { $count ->
    [one] Give to { $count } person
   *[other] Give to { $count } people
}
kudos-confirm-too-late = That was asked too long ago, so nothing was given: please give again.
kudos-already-boosted = You have already joined in on these kudos. To say more, give some of your own.
kudos-boost-own = You are part of these kudos yourself, so this one is for others to join.
kudos-not-posted = Your kudos are given and the people you thanked were told, but I couldn't post here.
kudos-not-posted-in = Your kudos are given and the people you thanked were told, but I couldn't post in { $place }: bring me in with `/invite`.
kudos-not-posted-there = Your kudos are given and the people you thanked were told, but I couldn't post in { $place }.
kudos-not-announced-in = Your kudos are given and the people you thanked were told. I didn't announce them in { $place }: people from another organisation read there.

## Left out of kudos that are given all the same.

note-bots = I left out { $names }: bots can't receive { $currency }.
note-you = You are in that group too, so I left you out.
note-guests = { $count ->
    [one] I left out { $count } guest: guests don't take part here.
   *[other] I left out { $count } guests: guests don't take part here.
}
note-broadcast = I left out `@here`, `@everyone` and channels: name whom you mean instead.

## Not given.

refused-yourself = Nice try! Kudos are for others, so pick a colleague.
refused-only-bots = Bots can't receive { $currency }: pick a colleague.
refused-empty-group = Nobody is in that group: pick a colleague.
refused-nobody-left = Nobody in that group can receive kudos: pick a colleague.
refused-deactivated = { $name } no longer has an account here, so nothing was given: pick a colleague.
refused-guest = { $name } is a guest, and guests don't take part here: pick a colleague.
refused-outsider = { $name } is from another organisation, so your { $currency } can't reach them: pick a colleague.
refused-not-for-you = Kudos are for members of this organisation; please ask whoever invited you.
refused-paused = An admin has paused your giving for now, so nothing was given; one of your admins can tell you more. The { $currency } you received stay yours.
refused-not-positive = Give at least { $least }.
refused-too-many-points = You can give one person at most { $most } at once: try a smaller amount.
refused-too-many-recipients = You named { $named } people and { $most } is the most at once: name fewer, or give in several turns.
refused-group-too-large = That group has { $count } people, and kudos go to { $most } at most here: thank a smaller group, or ask an admin.
refused-unknown-value-nearest = There is no value { $typed }. Did you mean { $nearest }?
refused-unknown-value = There is no value { $typed }: the values here are { $values }.
refused-value-missing = Please add a value to say what this is for: { $values }.
refused-reason-too-short = { $least ->
    [one] Please say why, in at least { $least } character.
   *[other] Please say why, in at least { $least } characters.
}
refused-not-in-direct = Kudos are given in channels here, where others can join in: try again in one.
