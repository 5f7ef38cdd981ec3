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
survey-promise = *Anonymous.* Your answer is sealed as soon as you click, opened together with all others at the end, and only counted: nothing is shown of fewer than { $floor } people. This program sees your click for an instant and keeps nothing of what it says. Open until { $until }.
survey-answered = Thank you for answering *{ $title }*.
survey-answered-note = Your answer is sealed. You can change it until { $until }: just answer again.
survey-again = Answer again
survey-why-title = One more thing
survey-why-question = Why?
survey-why-hint = Do not name yourself or anybody else: everybody who sees the results reads this, in no order and without names.
survey-why-given = Your { $score } is sealed. Thank you.
survey-why-submit = Send
survey-close-form = Close
survey-form-title = Survey
survey-form-missing = Please answer this one.
survey-too-long = Please write at most { $most } characters.
survey-not-offered = Please choose one of these.
survey-text-hint = Please do not name yourself or anybody else.
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
