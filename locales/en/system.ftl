### When something is slow, missing or broken.

system-moment = One moment, I'm looking that up. The answer follows here.
system-not-recorded = Sorry, something went wrong and nothing was recorded. Please try again.
system-already-done = That was done already, and nothing was done twice.
system-still-at-it = I'm still at it. You'll hear from me here, so there is no need to try again.
system-unsure = I can't tell yet whether that was recorded, so please don't repeat it. Check again in a moment.
system-unsure-check = Check again
system-recorded-after-all = It was recorded after all, so there is no need to repeat it.
system-not-recorded-after-all = That was not recorded after all. Please try again.
system-unsure-for-good = That takes longer than usual. Please look at the leaderboard in a minute before you try again.
system-lookup-failed = I couldn't look that up just now, so nothing was done. Please try again in a minute.
system-unknown-person = I don't know { $names }: type `@` and pick the person from the list, or begin with their e-mail address.
system-unknown-person-form = I can't tell who { $names } is by the name alone: pick the person in the form, or begin with their e-mail address.
system-unknown-person-here = I can't tell who { $names } is by the name alone: pick the person below.
system-unknown-stranger = I don't know { $names }: nobody with that name or address is here.
system-unknown-group = I can't see who is in { $names }: name the people instead.
system-unknown-picked = I don't know everyone you picked: some of them are in no channel or group that I'm in. Leave them out, or bring me to where they are.
system-not-in-public = Everyone here would read that: please ask me where only you see the answer, in a direct message.
system-not-connected = This team isn't part of any programme yet. To join one, say `{ $command } connect` and the code that an admin of it gave you; to start a new one, ask whoever runs Plaudit for you.
