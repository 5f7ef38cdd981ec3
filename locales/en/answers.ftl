### Answers about oneself and the programme.

balance-summary = You have { $points }, and { $left } left to give.
balance-points = Your { $currency }
balance-left = Left to give
balance-resets = What is left to give resets on { $when }.
balance-received = You have { $points }.
balance-of = { $name } has { $points }, and { $left } left to give.
balance-private = Balances are private: only { $name } and your admins can see this one.

history-own = Your kudos
history-of = { $name }'s kudos
history-none-own = Nothing yet: thank someone, and it will start here.
history-none-of = Nothing yet: { $name } would surely be glad of a first one.
history-received = *Received*
history-given = *Given*
history-from = { $day } · *{ $points }* from { $names }
history-to = { $day } · *{ $points }* to { $names }

values-summary = Our values: { $values }
values-intro = What kudos are given for here:
values-line = *{ $value }*
values-line-aliases = *{ $value }*  also { $aliases }
values-example = Add one anywhere: `{ $command } @ana { $value } thank you for stepping in`

language-name = English
language-set = Done, I will speak { $language } with you.
language-shown = I speak { $language } with you. To change it:
language-unknown = I don't speak “{ $typed }” yet. I do speak:
language-line = `{ $command } lang { $tag }` for { $language }
