### Badges and levels.

badge-name = { $badge ->
    [first-given] First thanks
    [given-10] Ten thanks given
    [given-50] Fifty thanks given
    [given-100] A hundred thanks given
    [first-received] First kudos
    [received-10] Ten kudos
    [received-50] Fifty kudos
    [received-100] A hundred kudos
    [streak-5] Five days in a row
    [streak-20] Twenty days in a row
    [every-value] Every value
   *[first-year] A year together
}
badge-how = { $rule ->
    [received] { $count ->
        [one] for receiving kudos
       *[other] for receiving kudos { $count } times
    }
    [given] { $count ->
        [one] for giving kudos
       *[other] for giving kudos { $count } times
    }
    [streak] { $count ->
        [one] for giving on a working day
       *[other] for giving on { $count } working days in a row
    }
    [every-value] for giving once for every company value
    [years] { $count ->
        [one] a year since the first kudos
       *[other] { $count } years since the first kudos
    }
   *[by-hand] awarded by the people who run the programme
}
badge-toward = { $rule ->
    [received] { $count ->
        [one] for receiving kudos
       *[other] for receiving kudos { $count } times
    }
    [given] { $count ->
        [one] for giving kudos
       *[other] for giving kudos { $count } times
    }
    [streak] { $count ->
        [one] for giving on a working day
       *[other] for giving on { $count } working days in a row
    }
    [every-value] for giving once for every company value
    [years] { $count ->
        [one] a year since the first kudos
       *[other] { $count } years since the first kudos
    }
   *[by-hand] awarded by the people who run the programme
}
badges-title = Your badges
badges-title-of = Badges of { $name }
badges-none = No badges yet. Thank someone, and the first one is yours.
badges-none-of = No badges yet.
badges-line = { $badge } · { $day } · { $how }
badges-line-why = { $badge } · { $day } · “{ $why }”
badges-next = *Next*
badges-progress = { $badge }: { $has } of { $wants } · { $how }
badges-level-first = { $points } to level { $next }
badges-level = *Level { $level }* · { $points } to level { $next }
badges-level-last = *Level { $level }*, the highest there is
badges-short = { $badges } · `{ $command } badges` shows more
badges-make = Make a badge
badges-award = Award a badge
badges-earned = You earned a badge: { $badge }, { $how }.
badges-earned-several = { $count ->
    [one] You earned { $count } badge:
   *[other] You earned { $count } badges:
}
badges-earned-line = { $badge }, { $how }
badges-awarded = You were awarded a badge: { $badge }
badges-awarded-by = { $name } awarded you a badge: { $badge }
badges-way = `{ $command } badges` shows all of yours.
badges-posted = { $count ->
    [one] { $person } earned a badge: { $badges }
   *[other] { $person } earned badges: { $badges }
}
badges-refused-invite = I couldn't post a badge in { $place }: I'm not in that channel, or it takes nothing from me. Type `/invite @Plaudit` there and the next one will arrive. To post them elsewhere, type `{ $command } settings badges.channel here` in another channel; to stop, `{ $command } settings badges.channel none`.
badges-refused-add = I couldn't post a badge where badges are set to go: I'm not there any more. Add the Plaudit app to that team or chat and the next one will arrive. To post them elsewhere, type `{ $command } settings badges.channel here` in another channel; to stop, `{ $command } settings badges.channel none`.
badges-lost = I couldn't post a badge: `{ $place }` is in no team that I'm connected to. Type `{ $command } settings badges.channel here` in the channel where you want them; to stop, `{ $command } settings badges.channel none`.
badges-shared = I didn't post a badge in { $place }: people from another organisation read there. Type `{ $command } settings badges.channel here` in a channel of your own; to stop, `{ $command } settings badges.channel none`.

## For whoever makes and awards them.

badge-form-title = { $what ->
    [make] Make a badge
   *[award] Award a badge
}
badge-form-submit = { $what ->
    [make] Make
   *[award] Award
}
badge-form-label = { $field ->
    [name] Name in English
    [name_id] Name in Indonesian
    [name_ms] Name in Malay
    [picture] Picture
    [rule] How it is earned
    [number] How many
    [badge] Badge
    [to] Who gets it
   *[why] What for
}
badge-form-hint = { $field ->
    [name_id] Left empty, the name above is used.
    [name_ms] Left empty, the name above is used.
    [picture] One emoji, or the address of a picture that begins with https://
    [number] Of kudos, working days or years; not needed otherwise.
    [to] One person. They are told, with what you write below.
    [why] A sentence that they read.
   *[other] -
}
badge-rule = { $rule ->
    [by-hand] Somebody awards it
    [received] Receiving so many kudos
    [given] Giving so many kudos
    [streak] Giving on so many working days in a row
    [every-value] Giving once for every company value
   *[years] So many years since the first kudos
}
badge-fault = { $what ->
    [name] A badge needs a name of at most 60 characters, some of them letters from a to z.
    [taken] There is a badge with that name.
    [picture] That is neither one emoji nor an address that begins with https://.
    [rule] Say how many: kudos up to 100000, working days up to 1000, years up to 50.
    [unknown] That badge cannot be awarded any more.
    [already] They have that badge already.
    [person] Choose one person.
    [long] Say it in at most 500 characters.
   *[why] Say what for: they will read it.
}
badge-made = Done: { $badge } is there from now on. Whoever has earned it already gets it quietly.
badge-made-by-hand = Done: { $badge } is there from now on, and you can award it.
badge-given = Done: { $name } has the badge { $badge }, and is told why.
badge-none-to-award = There is no badge to be awarded by hand yet: make one first.
