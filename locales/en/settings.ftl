### Settings, for admins.

settings-title = Settings
settings-item = `{ $key }` is *{ $value }*
settings-line = `{ $key }` is *{ $value }*: { $meaning }
settings-between = { $meaning } ({ $least }–{ $most })
settings-how = To change one: `{ $command } settings allowance.points 200`. Without a value, it is said what it means.
settings-more = As an admin you can also type `{ $command } admin`, `{ $command } pause` and `{ $command } audit`.
settings-set = Done: `{ $key }` is now *{ $value }*.
settings-board-lacks = Nothing is posted until `{ $key }` is set, too: `{ $command } settings { $key } { $example }`
settings-a-channel = { $platform ->
    [teams] a channel in Microsoft Teams
   *[slack] a channel in Slack
}
settings-invalid = “{ $typed }” doesn't fit `{ $key }`. It holds { $meaning }; for example `{ $example }`
settings-two-ways = “{ $typed }” can be read in two ways, so nothing was changed: do you mean { $thousands }, or { $decimal }? Type the one you mean for `{ $key }`.
settings-thousands = “{ $typed }” is not clear, so nothing was changed: do you mean { $thousands }? Then type that for `{ $key }`.
settings-place-uninvited-invite = I can't post in { $place } yet, so nothing was changed. Type `/invite @Plaudit` there, then try again.
settings-place-uninvited-add = I haven't been brought there, so nothing was changed. Add the Plaudit app to that team or chat, then type `{ $command } settings { $key } here` in it.
settings-place-archived = I can't post in { $place }: it is archived, so nothing was changed. Choose another channel, or bring that one back first.
settings-place-shared = People from another organisation read { $place }, so nothing goes there by itself, and nothing was changed. Choose a channel of your own.
settings-place-elsewhere = “{ $typed }” is in no team that I'm connected to, so nothing was changed. Type `{ $command } settings { $key } here` in the channel you mean.
settings-unknown-nearest = There is no setting `{ $typed }`. Did you mean `{ $nearest }`?
settings-unknown = There is no setting `{ $typed }`: `{ $command } settings` shows them all.
settings-admins-only = Only admins can do that: please ask one of yours.
settings-admins-only-named = Only admins can do that. You can ask { $people }.

## What each key holds.

key-allowance-points = how many points each member may give per period
key-allowance-period = how long a period lasts: `day`, `week` or `month`
key-allowance-remind-days = how many days before the period ends whoever has something left to give is told of it; `0` tells nobody
key-kudos-max-points-per-recipient = the most points one person may get at once
key-kudos-max-recipients = the most people named in one kudos; a larger group asks first
key-kudos-max-group = the most people that one kudos may go to, even when it is confirmed
key-kudos-reason-min-chars = the shortest message, in characters; `0` asks for none
key-kudos-value-required = whether a company value must be named: `true` or `false`
key-kudos-undo-minutes = how many minutes the giver has to undo
key-kudos-allow-guests = whether guests may give and receive: `true` or `false`
key-kudos-allow-direct = whether kudos may be given in a direct message: `true` or `false`
key-kudos-channel = the channel where kudos from a form that was opened in none are announced, unless the giver chooses another: mention it, or say `here` in it; `none` for nowhere
key-privacy-shared-channels = what is posted in a channel that is shared with another organisation: `nothing`, or `announcements` of kudos
key-currency-name = what points are called, in at most 40 characters
key-currency-emoji = the emoji that gives, as a reaction or in a message
key-programme-time-zone = the time zone of the programme, such as `Asia/Jakarta`
key-programme-locale = the language of what everyone sees: `en`, `id` or `ms`
key-leaderboard-channel = the channel that leaderboards are posted to: mention it, or say `here` in it; `none` for nowhere
key-leaderboard-schedule = when they are posted: `weekly`, `monthly`, a cron pattern such as `30 16 * * FRI`, or `none`
key-badges-channel = the channel where it is posted that somebody earned a badge: mention it, or say `here` in it; `none` for nowhere
key-levels-points = how many points received lead to each level, such as `100, 500, 2000`; `none` for no levels
key-kudos-thank-days = after how many days without thanking anyone a member is asked, privately, whom they could thank; `0` asks nobody
key-digest-day = the weekday on which a digest tells who was thanked for what in the seven days before: `monday` … `sunday`, or `none`
key-digest-channel = the channel that digests are posted to: mention it, or say `here` in it; `none` for nowhere
key-digest-managers = whether everybody whom others report to gets a digest of their people privately: `true` or `false`
key-welcome-channel = the channel where new colleagues are welcomed: mention it, or say `here` in it; `none` for nowhere
key-welcome-direct = whether new colleagues are told privately how kudos work: `true` or `false`
key-celebrations-of = what is celebrated of those who allow it: `birthdays`, `anniversaries`, `both` or `nothing`
key-celebrations-channel = the channel where that is done: mention it, or say `here` in it; `none` for nowhere
key-celebrations-hour = the hour of the day at which that is done
key-survey-anonymity-threshold = the smallest group whose survey results are shown
key-survey-channel = the channel that results of surveys are posted to: mention it, or say `here` in it; `none` for nowhere
key-survey-charts = how Slack shows charts of results: `picture`, or `native`, drawn by Slack itself
key-survey-reward-points = points for taking part in a survey, given when it closes; `0` for none
key-survey-answer-days = how many days survey answers that bear a name are kept once the survey is closed
key-coffee-draws = how often whoever takes part is drawn together with a colleague for a coffee: `weekly`, `fortnightly` or `monthly`, on Mondays; `none` for never
key-one-on-one-days = how many days what two wrote for their 1:1s stays readable to them once those have ended
key-retention-message-days = how many days messages are kept after they were sent; kudos stay
key-provider-rates = what a point is worth where a provider of vouchers is paid, per currency: `IDR 150, USD 0.01`; `none` for nowhere
key-provider-monthly-budget = how much may be ordered of providers in a month, per currency: `USD 500`; `none` for no end
key-provider-balance-low = with less than this left at a provider, admins are told, per currency: `USD 100`; `none` for never
key-rewards-codes-low = how many codes of a reward are left when admins are told to load more; `0` tells only when the last one is gone
key-rewards-delivery-days = how many days an address is kept once a reward was delivered, or came to nothing
key-rewards-escalate-days = after how many days without a decision the admins are asked about a redemption, too
key-rewards-expiry-months = how many months after they were received points expire, the oldest first; `0` for never
key-rewards-remind-days = every how many days whoever decides on a redemption is reminded
key-values = the company values with their other names, each only once; letters, digits, `_` and `-`

## The form of settings.

settings-form-intro = Choose what you want to look at or change.
settings-form-group = *{ $group }*: { $about }
settings-form-save = Save
settings-form-back = Back
settings-form-close = Close
settings-form-preview = See what it would say
settings-form-open = Change them in a form
settings-form-unchanged = Nothing was changed.
settings-form-meanwhile = Somebody changed these settings in the meantime. This is how they are now: please look again.
settings-form-channel-hint = Left empty, nothing is posted.
settings-form-by-text = To change it: `{ $command } settings { $key } …`
settings-group = { $group ->
    [allowance] Allowance
    [giving] Giving
    [values] Company values
    [programme] Names and time
    [boards] Leaderboards
    [badges] Badges
    [digest] Weekly digest
    [welcome] New colleagues
    [celebrations] Celebrations
    [rewards] Rewards
    [surveys] Surveys
    [together] Together
   *[privacy] Privacy
}
settings-group-about = { $group ->
    [allowance] how much everyone may give, how often, and when they are reminded
    [giving] what may be given to whom
    [values] what colleagues are thanked for
    [programme] what points are called, the language and the time zone
    [boards] where and when they are posted
    [badges] where earned badges are posted, and levels
    [digest] where and when it is told who was thanked for what
    [welcome] where they are welcomed, and whether they are told how kudos work
    [celebrations] birthdays and years of work, of those who allow it
    [rewards] what admins are told of rewards, how long addresses are kept, and when points expire
    [surveys] the smallest group with results, where results are posted, and what taking part is worth
    [together] coffee draws
   *[privacy] what others see, and what is kept
}
settings-word = { $word ->
    [true] Yes
    [false] No
    [picture] Picture
    [native] Drawn by Slack
    [day] A day
    [week] A week
    [month] A month
    [none] Never
    [weekly] Weekly
    [fortnightly] Every other week
    [monthly] Monthly
    [nothing] Nothing
    [monday] Monday
    [tuesday] Tuesday
    [wednesday] Wednesday
    [thursday] Thursday
    [friday] Friday
    [saturday] Saturday
    [sunday] Sunday
    [birthdays] Birthdays
    [anniversaries] Years of work
    [both] Both
   *[announcements] Announcements of kudos
}

label-allowance-points = Points to give
label-allowance-period = How long a period lasts
label-allowance-remind-days = Days before the period ends to remind (0: never)
label-kudos-max-points-per-recipient = Most points for one person
label-kudos-max-recipients = Most people named in one kudos
label-kudos-max-group = Most people, even when confirmed
label-kudos-reason-min-chars = Shortest message
label-kudos-value-required = Must a company value be named?
label-kudos-undo-minutes = Minutes to undo
label-kudos-allow-guests = May guests give and receive?
label-kudos-allow-direct = May kudos be given in a direct message?
label-kudos-channel = Where kudos from the menu are announced
label-privacy-shared-channels = What is posted in channels shared with another organisation
label-currency-name = What points are called
label-currency-emoji = The emoji that gives
label-programme-time-zone = Time zone
label-programme-locale = Language of what everyone sees
label-leaderboard-channel = Where leaderboards are posted
label-leaderboard-schedule = When leaderboards are posted
label-badges-channel = Where badges are posted
label-levels-points = Points to each level
label-kudos-thank-days = Days without thanks until somebody is asked (0: never)
label-digest-day = Day of the digest
label-digest-channel = Where the digest is posted
label-digest-managers = Do managers get one of their people?
label-welcome-channel = Where new colleagues are welcomed
label-welcome-direct = Are they told how kudos work?
label-celebrations-of = What is celebrated
label-celebrations-channel = Where it is celebrated
label-celebrations-hour = At which hour
label-survey-anonymity-threshold = Smallest group with results
label-survey-channel = Where results are posted
label-survey-charts = Charts in Slack
label-survey-reward-points = Points for taking part (0: none)
label-survey-answer-days = Days that named answers are kept
label-coffee-draws = Coffee draws, on Mondays
label-one-on-one-days = Days that 1:1 notes outlive 1:1s
label-retention-message-days = Days that messages are kept
label-provider-rates = What a point is worth, per currency
label-provider-monthly-budget = Budget for vouchers in a month, per currency
label-provider-balance-low = Left at a provider when admins are told
label-rewards-codes-low = Codes left when admins are told
label-rewards-delivery-days = Days that addresses are kept
label-rewards-escalate-days = Days until admins are asked, too
label-rewards-expiry-months = Months until points expire (0: never)
label-rewards-remind-days = Days between reminders
label-values = Company values
