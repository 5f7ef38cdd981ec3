### Surveys: invitations, answers, results.

survey-invited = Your organisation asks: { $title }
survey-reminded = Your answer is still welcome: { $title }
survey-enps-question = How likely are you to recommend your organisation as a place to work?
survey-enps-ends = { $least } is not at all likely, 10 is extremely likely.
survey-questions = { $count ->
    [one] { $count } question, about a minute.
   *[other] { $count } questions, about { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }.
}
survey-answer = Answer
survey-promise = *Anonymous.* Your answer is sealed as soon as you click, opened together with all others at the end, and only counted: nothing is shown of fewer than { $floor } people. This program sees your click for an instant and keeps nothing of what it says. Open until { $until }. { $invited } people are asked.
survey-answered = Thank you for answering *{ $title }*.
survey-answered-note = Your answer is sealed. You can change it until { $until }: just answer again.
survey-again = Answer again
survey-why-title = One more thing
survey-why-question = Why?
survey-why-hint = Whoever sees the results reads this word for word, without names and in no order. Please do not name yourself or anybody else. Left empty, what you wrote before stays.
survey-why-given = Your { $score } is sealed. Thank you.
survey-why-submit = Send
survey-close-form = Close
survey-form-title = Survey
survey-form-missing = Please answer this one.
survey-too-long = Please write at most { $most } characters.
survey-not-offered = Please choose one of these.
survey-text-hint = Whoever sees the results reads this word for word, without names and in no order. Please do not name yourself or anybody else.
survey-agree = { $value ->
    [1] 1 · I disagree strongly
    [2] 2 · I disagree
    [3] 3 · Neither
    [4] 4 · I agree
   *[5] 5 · I agree strongly
}
survey-yes = Yes
survey-no = No
survey-closed = *{ $title }* closed on { $day }, so your answer could not be counted. Thank you all the same.
survey-not-asked = This survey does not ask you.
survey-try-again = I could not make sure that your answer was kept. Please answer once more: it counts once.
survey-waiting-title = Surveys
survey-waiting-none = No survey waits for you.
survey-waiting-how = More can be done with `plaudit survey` on the server.
survey-run-open = *{ $title }*: { $answered } of { $invited } have answered. Open until { $until }. Results follow when it closes.
survey-dates = *{ $title }* is sent next on { $dates }.
survey-dates-over = *{ $title }* was on a schedule, and all its dates have been.
survey-dates-passed = The survey *{ $title }* was not sent on { $days }: the server was not running, or holidays had moved it behind its next date. It goes on with that one.
survey-not-launched = { $why ->
    [few] The survey *{ $title }* of { $day } was not sent: it would ask { $asked }, and results are shown of { $floor } people or more. It goes on with its next date.
    [open] The survey *{ $title }* of { $day } was not sent: the one before it is still open. It goes on with its next date.
    [tells] The survey *{ $title }* of { $day } was not sent: some of these people were asked the same by *{ $other }*, and both results together would tell how fewer than { $floor } answered. It goes on with its next date.
   *[other] The survey *{ $title }* of { $day } was not sent: it is archived. Take it off its schedule with `plaudit survey schedule --off`.
}
survey-results-title = { $title }: what you said
survey-results-team = { $title }: your team
survey-results-participation = { $answered } of { $invited } answered.
survey-results-suppressed = Only { $answered } of { $invited } answered. Nothing is shown of fewer than { $floor }, so no answer was opened, and none was kept.
survey-results-question-suppressed = Fewer than { $floor } answered this one, so nothing of it was kept.
survey-results-enps = eNPS *{ $score }* (±{ $margin }) · promoters { $promoters } · passives { $passives } · detractors { $detractors }
survey-results-change = { $real ->
    [yes] { $change } since the last time, more than chance explains.
   *[no] { $change } since the last time, which may be chance.
}
survey-results-comments = What people wrote, in no order
survey-results-more = { $count ->
    [one] and { $count } more, with `plaudit survey results`
   *[other] and { $count } more, with `plaudit survey results`
}
survey-results-parts = { $dimension ->
    [team] By team
    [country] By country
   *[manager] By manager
}
survey-results-part = { $name }: { $summary } ({ $answered })
survey-results-average = { $average } on average
survey-results-course = Over time: { $scores }
survey-chart-scores = How often each score was given
survey-chart-course = eNPS over time
survey-unposted-invite = I couldn't post about the survey *{ $title }* in { $place }: I'm not in that channel, or it takes nothing from me. Type `/invite @Plaudit` there and the next posts will arrive. To post elsewhere, type `{ $command } settings survey.channel here` in another channel; to stop, `{ $command } settings survey.channel none`.
survey-unposted-add = I couldn't post about the survey *{ $title }* where such posts are set to go: I'm not there any more. Add the Plaudit app to that team or chat and the next posts will arrive. To post elsewhere, type `{ $command } settings survey.channel here` in another channel; to stop, `{ $command } settings survey.channel none`.
survey-unposted-shared = I didn't post about the survey *{ $title }* in { $place }: people from another organisation read there. Type `{ $command } settings survey.channel here` in a channel of your own; to stop, `{ $command } settings survey.channel none`.
survey-reward = You get { $points } for taking part, when it closes. For that it is kept who answered, and still not what.
survey-rewarded = Thank you for answering *{ $title }*: you got { $points }.
survey-results-continued = { $title }: what you said, continued
survey-results-unread = { $answered } of { $invited } answered. The survey was closed unread: no answer was opened, and none was kept.
survey-results-enps-how = eNPS: the percentage of promoters (9 and 10) less that of detractors (6 and less), from −100 to 100. ± is how far it may be off by chance.
survey-results-team-answered = { $answered } of your team answered.
survey-not-closed = The survey *{ $title }* could not be closed, since what opens its answers is not at hand. Nothing is lost, and it is tried again every five minutes. Whoever runs the server finds the reason in its log, and can close it unread: `plaudit survey close { $run } --unread`.
survey-named-promise = *With your name.* Your name stands beside your answer, and HR admins read it. You can change it until { $until }, and take it back at any time.
survey-named-answered = Your answer is kept with your name. You can change it until { $until }: just answer again.
survey-named-given = Your { $score } is kept with your name. Thank you.
survey-named-kept = What you answered with your name:
survey-named-kept-one = *{ $title }*
survey-withdraw = Take my answer back
survey-withdraw-sure = Take it back?
survey-withdraw-what = Everything you answered here is erased. It stays in totals that were counted before, without your name.
survey-withdraw-no = Keep it
survey-withdrawn = Your answer to *{ $title }* is erased.
survey-nothing-named = There is no answer of yours with your name here.
survey-results-named = What people said here is not summed up. With their names: `plaudit survey results`.
survey-results-named-few = { $answered } of { $invited } answered. Sums are shown of { $floor } or more; with names, all answers are in `plaudit survey results`.
survey-interests-question = What would you like to get for your points?
survey-consent-question = May the shop use my answers to show me rewards that fit?
survey-consent-hint = What you like comes first then, for you alone. You can end that at any time: say `interests` to Plaudit.
interests-none = The shop knows nothing of what you like: it shows you everything as it shows everybody.
interests-kept = The shop shows you first: { $interests }
interests-why = It knows that from what you answered with your name, and from nothing else. Managers do not read it.
interests-forget = Forget it
interests-forgotten = It is forgotten, and the answers it came from are erased.
