### Taking kudos back.

undo-done = { $count ->
    [1] Done: I took back { $points } from { $recipients }, and it is all in the allowance again.
   *[other] Done: I took back { $points } each from { $recipients }, and it is all in the allowance again.
}
undo-already = These kudos were already undone.
undo-not-yours = Only whoever gave these kudos can undo them; an admin can help.
undo-never = Kudos can't be undone here; an admin can help.
undo-too-late = { $minutes ->
    [one] Kudos can be undone for { $minutes } minute, and that has passed; an admin can help.
   *[other] Kudos can be undone for { $minutes } minutes, and that has passed; an admin can help.
}
undo-spent = { $how ->
    [expired] { $name } doesn't have these { $currency } any more: they were spent, or have expired. So they can't be taken back; an admin can help.
   *[spent] { $name } has already spent these { $currency }, so they can't be taken back; an admin can help.
}
undo-spent-admin = { $how ->
    [expired] { $name } doesn't have these { $currency } any more: they were spent, or have expired. You can still undo the kudos, which takes their balance below zero.
   *[spent] { $name } has already spent these { $currency }. You can still undo the kudos, which takes their balance below zero.
}
undo-anyway = Undo anyway
undo-anyway-title = Undo anyway?
undo-anyway-question = The balance of { $name } will fall below zero, until they receive more { $currency }.
undo-anyway-no = Leave it
undo-nothing = You have no kudos to undo.
undo-returned-to-you = It is back in your allowance: the account that gave it is yours now.
undo-returned-to = It is back in the allowance of { $name }, whose account gave it.
