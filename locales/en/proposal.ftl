### Somebody was named, and it is not certain that kudos are meant.

proposal-question = { $count ->
    [1] Give *{ $points }* to { $recipients }?
   *[other] Give *{ $points }* each to { $recipients }?
}
proposal-unsure = I wasn't sure you meant to give, so nothing was given.
proposal-edited = Editing a message gives nothing by itself.
proposal-yes = { $count ->
    [1] Give { $points } to { $recipients }
   *[other] Give { $points } each
}
proposal-in-public = I wasn't sure that was meant as kudos, so nothing was given. To give, say how many: `{ $command } @name +1`
proposal-gone = That message was deleted, so nothing was given.
proposal-edit-ignored = I don't follow edited messages: please send it as a new one.
