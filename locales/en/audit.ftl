### What was done by those who run the programme.

audit-title = What was done
audit-none = Nothing yet: settings, roles and corrections will show up here.
audit-line = { $when } · { $who }: { $what }
audit-older = Earlier
audit-who-operator = the operator of the server
audit-what-setting = changed `{ $setting }` from `{ $before }` to `{ $after }`
audit-what-undo = took back kudos that { $name } gave
audit-what-role = { $role ->
    [admin] made { $name } an admin
    [manager] made { $name } a manager
   *[member] made { $name } a member like any other
}
audit-what-role-followed = { $role ->
    [admin] { $name } is an admin, because their platform says so
    [manager] { $name } is a manager, and no longer an admin for their platform
   *[member] { $name } is no longer an admin for their platform
}
audit-what-first-admin = { $name } is the first admin, having brought me here
audit-what-stand-in = let { $who } decide in place of { $name } until { $until }
audit-what-stand-in-end = ended that somebody decides in place of { $name }
audit-what-in-stead = { $what } (for { $name })
audit-what-pause = paused { $name } from giving
audit-what-resume = let { $name } give again
audit-what-describe = updated who { $name } reports to and where they belong
audit-what-describe-many = { $count ->
    [one] updated who { $count } person reports to and where they belong
   *[other] updated who { $count } people report to and where they belong
}
audit-what-join = made two accounts of { $name } one person
audit-what-split = took an account away from { $name }
audit-what-team = put the team `{ $team }` into this programme
audit-what-invite = made a code by which another team may join
audit-what-again = sent again what had not arrived
audit-what-catalog = changed the reward `{ $name }`
audit-what-catalog-added = added the reward `{ $name }`
audit-what-catalog-archived = archived the reward `{ $name }`
audit-what-catalog-back = brought the reward `{ $name }` back
audit-what-catalog-parts = changed the reward `{ $name }`: { $parts }
audit-reward-part = { $part ->
    [slug] what it is typed as
    [kind] its sort
    [texts] its words
    [price] its price
    [limit] how often one may have it
    [approval] who is asked
    [fulfilment] how it is delivered
    [voucher] what is ordered
    [webhook] its service
    [asks] what people must tell
    [audience] who it is for
    [tags] its tags
    [image] its picture
    [days] when it is offered
   *[stock] how many there are
}
audit-what-codes = { $count ->
    [one] loaded a code of the reward `{ $name }`
   *[other] loaded { $count } codes of the reward `{ $name }`
}
audit-what-redemption = { $state ->
    [approved] approved that { $name } redeems `{ $item }`
    [rejected] rejected that { $name } redeems `{ $item }`
    [fulfilled] delivered `{ $item }` to { $name }
    [failed] could not deliver `{ $item }` to { $name }
    [refunded] gave { $name } the points for `{ $item }` back
   *[other] took care of `{ $item }` for { $name }
}
audit-what-survey = { $what ->
    [created] made the survey `{ $name }`
    [launched] launched the survey `{ $name }`
    [closed] closed a run of the survey `{ $name }`
    [scheduled] put the survey `{ $name }` on a schedule
    [unscheduled] took the survey `{ $name }` off its schedule
   *[archived] put the survey `{ $name }` away
}
audit-what-badge = { $what ->
    [made] made the badge `{ $badge }`
    [back] brought the badge `{ $badge }` back
   *[archived] archived the badge `{ $badge }`
}
audit-what-badge-award = awarded `{ $badge }` to { $name }
audit-what-badge-take = took `{ $badge }` back from { $name }
audit-what-holidays = { $what ->
    [imported] { $count ->
        [one] imported a calendar with { $count } holiday
       *[other] imported a calendar with { $count } holidays
    }
   *[cleared] cleared a calendar of holidays
}
audit-what-other = `{ $action }`
