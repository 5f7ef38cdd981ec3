### How it works. The examples can be typed as they stand.

help-title = How kudos work
help-give = *Thank someone where everyone can see it*
help-example-one = `{ $command } @ana { $amount } { $value } for the smooth launch` gives Ana { $points }
help-example-one-elsewhere = In a channel or group chat, `{ $command } @ana { $amount } { $value } for the smooth launch` gives Ana { $points }
help-offer-form = Who would you like to thank? The form asks for everything.
help-example-many = `{ $command } @ana @budi thank you for covering for me` gives one to each of them
help-example-form = `{ $command }` opens a form, so there is nothing to remember
help-example-form-button = `{ $command }` shows a button that opens a form, so there is nothing to remember
help-example-message = `@ana ++ for the quick fix` works in any channel I'm in
help-example-reaction = React with { $emoji } to a message to thank whoever wrote it
help-example-menu = In the menu of a message, *Give kudos* thanks whoever wrote it
help-example-join = React with { $emoji } to one of my announcements to join in
help-more = *And more*
help-home = `{ $command } home` shows all that is yours at a glance
help-balance = `{ $command } balance` shows your points and what is left to give
help-badges = `{ $command } badges` shows your badges, and what is next
help-leaderboard = `{ $command } leaderboard` shows who is appreciated this month; add `week`, `given` or `here`
help-history = `{ $command } history` shows what you gave and received
help-undo = `{ $command } undo` takes your last kudos back
help-shop = `{ $command } shop` shows what your points can be redeemed for
help-survey = `{ $command } survey` shows which surveys wait for your answer
help-one-on-ones = `{ $command } 1on1` shows your 1:1s, and what waits to be talked about
help-coffee = `{ $command } coffee` draws you together with a colleague for a coffee
help-values = `{ $command } values` explains the values
help-language = `{ $command } lang id` changes the language: `en`, `id` or `ms`
help-notices = `{ $command } notices` shows what I tell you, and lets you mute it
help-celebrations = `{ $command } celebrations` says who is told of your birthday and your years here
help-known-values = Values: { $values }
help-allowance = { $period ->
    [day] You have { $points } to give every day. They are for others; what you receive is yours.
    [week] You have { $points } to give every week. They are for others; what you receive is yours.
   *[month] You have { $points } to give every month. They are for others; what you receive is yours.
}
help-undo-within = { $minutes ->
    [one] You can undo within { $minutes } minute.
   *[other] You can undo within { $minutes } minutes.
}
help-open-form = Give kudos
help-welcome = 👋 Hello! I help you thank each other. When a colleague deserves thanks, say so right here:
help-direct-hello = 👋 Hello! I help you thank your colleagues. To begin:
help-ask = `{ $command } help` tells you more.
