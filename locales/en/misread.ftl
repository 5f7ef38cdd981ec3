### A text that couldn't be followed.

misread-nobody-named = Who is it for? Type `@` and pick a colleague from the list.
misread-broadcast = `@here`, `@everyone` and channels can't receive kudos: name whom you mean instead.
misread-several-amounts = You wrote more than one amount ({ $amounts }): please pick one, it counts for each person.
misread-not-whole = `{ $typed }` isn't a whole number: try one like `+5`.
misread-amount-too-large = `{ $typed }` is more than anyone can give: at most { $most } per person.
misread-unknown-word-nearest = I don't know `{ $word }`. Did you mean `{ $nearest }`?
misread-unknown-word = I don't know `{ $word }`: to thank someone, name them with `@`.
misread-nobody-named-form = Who is it for? Nobody can be mentioned in our chat: pick them in the form.
misread-nobody-named-here = Who is it for? Pick a colleague below.
misread-unknown-word-form = I don't know `{ $word }`: to thank someone, open the form.
misread-unknown-word-here = I don't know `{ $word }`: to thank someone, pick them below.
misread-bad-argument = I don't know what `{ $word }` means after `{ $name }`.
misread-understood = What I understood:
misread-to = To
misread-values = Values
misread-message = Message
misread-corrected = Try this: `{ $line }`
misread-typed = You typed: `{ $line }`
