### Home: what is somebody's own, at a glance.

home-title = Hello, { $name }
home-rank = Rank this month
home-rank-value = *No. { $rank }* with { $points } received
home-rank-none = Not on the board yet
home-badges = Badges: { $badges }
home-badges-none = None yet
home-and-more = { $shown } and { $count } more
home-list-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}
home-surveys = *Surveys that wait for you*
home-survey = 📋 { $title } · closes { $until }
home-wishes = *Wishes*
home-wish-short = { $bar } { $item } · { $points } to go
home-wish-reached = { $bar } { $item } · within reach
home-wish-gone = { $bar } { $item } · not available now
home-redemptions = *Redeemed*
home-talks = *1:1s coming up*
home-talk = 💬 { $name } · { $when }
home-talks-asked = { $count ->
    [one] { $name } asks you for regular 1:1s
   *[other] { $count } people ask you for regular 1:1s
}
home-duties = *Yours to look after*
home-duty = { $what ->
    [approvals] { $count ->
        [one] 🛎 { $count } request waits for your decision
       *[other] 🛎 { $count } requests wait for your decision
    }
    [deliveries] { $count ->
        [one] 📦 { $count } reward waits for an admin: it is delivered by hand, or could not be delivered
       *[other] 📦 { $count } rewards wait for an admin: they are delivered by hand, or could not be delivered
    }
    [lost] { $count ->
        [one] ✉️ { $count } message did not arrive: `plaudit outbox list` on the server says why
       *[other] ✉️ { $count } messages did not arrive: `plaudit outbox list` on the server says why
    }
   *[findings] { $count ->
        [one] 🩺 { $count } thing does not run as it should: `plaudit doctor` on the server says how to mend it
       *[other] 🩺 { $count } things do not run as they should: `plaudit doctor` on the server says how to mend them
    }
}
home-duty-codes = 🎟 Codes run out: { $items }
home-code = { $item } ({ $left })
home-go = { $to ->
    [shop] Shop
    [board] Leaderboard
    [language] Language
    [notices] Notifications
    [surveys] Answer
    [redemptions] What I redeemed
    [badges] My badges
    [history] My kudos
    [talks] My 1:1s
    [approvals] Decide
    [deliveries] See deliveries
    [items] See rewards
    [help] How it works
    [home] Show my home
    [undo] Undo the last one
   *[refresh] Refresh
}
home-tab = The same stands on the *Home* tab of this app, and stays up to date there.
