### Running surveys in chat.

surveys-manage = Manage surveys
surveys-title = Surveys
surveys-none = There are no surveys yet.
surveys-line = *{ $title }* · { $kind ->
    [enps] eNPS
   *[pulse] { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
} · asks { $audience }
surveys-everyone = everybody
surveys-open = Open until { $until }: { $answered } of { $invited } have answered.
surveys-times = { $count ->
    [0] Not sent yet.
    [one] Sent once.
   *[other] Sent { $count } times.
}
surveys-next = Next on { $dates }.
surveys-over = On a schedule, and all its dates have been.
surveys-new = New survey
surveys-try = Send to me first
surveys-launch = Send now
surveys-dates = Schedule
surveys-unschedule = Off schedule
surveys-close = Close now
surveys-archive = Archive
surveys-sure = { $what ->
    [close] Close this survey?
   *[archive] Archive this survey?
}
surveys-sure-what = { $what ->
    [close] Its answers are counted now, and nobody can answer or change theirs any more.
   *[archive] It is sent no more, and has no dates. What it came to stays.
}
surveys-sure-no = Not now
surveys-made = *{ $title }* is made. Nobody is asked before you send it: try it yourself first.
surveys-sent = { $count ->
    [one] *{ $title }* asks { $count } person now.
   *[other] *{ $title }* asks { $count } people now.
}
surveys-scheduled = It is on its schedule.
surveys-stays-open = The survey could not be closed, and stays open. No answer is lost. Whoever runs the server finds the reason in its log.
survey-form = { $what ->
    [follow_up] What follows
    [new] New survey
    [launch] Send a survey
    [dates] Schedule
   *[schedule] Next dates
}
survey-form-submit = { $what ->
    [follow_up] Send
    [new] Make
    [launch] Send now
    [dates] Show dates
   *[schedule] Confirm
}
survey-sort = { $what ->
    [enps] eNPS, from 0 to 10
    [enps_from_one] eNPS, from 1 to 10
    [interest] Which rewards people like (with their names)
   *[pulse] Questions of the library or your own
}
survey-names = { $what ->
    [named] With names: you read who answered what
   *[anonymous] Anonymous: nobody can tell who answered what
}
survey-rhythm = { $what ->
    [once] Once, on that day
    [weekly] Every week
    [fortnightly] Every other week
    [monthly_weekday] Every month, on the same weekday (such as the first Tuesday)
    [monthly_day] Every month, on the same day
    [quarterly_weekday] Every quarter, on the same weekday
   *[quarterly_day] Every quarter, on the same day
}
survey-skip = { $what ->
    [weekends] Weekends
   *[holidays] Holidays
}
survey-ask = { $what ->
    [said] What did you hear, and what do you do about it?
    [sort] What is asked?
    [title] Title
    [library] Questions of the library
    [names] With or without names?
    [questions] Your questions
    [wish] One to answer in one's own words
    [audience] Who is asked?
    [floor] Smallest group with results
    [days] Open for how many days?
    [rhythm] How often?
    [first] First day
    [hour] At what time?
    [skip] Not on
   *[until] Last day
}
survey-ask-hint = { $what ->
    [said] Everybody reads it as it stands, and it cannot be changed later. More can be said afterwards.
    [library] Choose some of these, write your own below, or both: at most ten in all.
    [names] The invitation says it, and it cannot be changed later.
    [questions] One on each line. People say how much they agree, from 1 to 5.
    [wish] Whoever answers may leave it out.
    [audience] everyone, or team:Design, channel:#general, group:S0123ABCD (a user group's id), country:ID, tenure:90 (days), share:20 (percent), rotating:25, with commas between them.
    [floor] 3 or more; empty for what the settings say.
    [days] Counted from the last invitation.
    [first] As 2026-12-31. The other dates follow from it.
    [hour] As 10:00, by each person's own clock.
    [skip] Invitations and reminders wait for the next working day. Holidays are those that were imported on the server.
   *[until] As 2027-12-31, or empty for no end.
}
survey-fault = { $what ->
    [choose] Please choose one of these.
    [title] A title has at most 75 characters.
    [questions] Choose or write one to ten questions in all.
    [nameless] The shop goes by what each person likes, so this one is with names.
    [question] Question { $number } is longer than 300 characters.
    [only_pulse] The eNPS asks its own question. Choose another sort of survey above, or leave this empty.
    [audience] This names nobody. Write everyone, or such as team:Design or country:ID.
    [circle] I know no such channel or user group. Name a channel as channel:#general, and a user group of Slack by its id, as group:S0123ABCD.
    [floor] At least 3: below that, whoever knows their own answer knows the other one.
    [day] Please write a day as 2026-12-31; the last one is not before the first.
    [hour] Please write a time as 10:00.
    [days] From 1 to 90 days.
    [overlap] A run would still be open when the next one comes. Let it be open for fewer days.
    [past] None of its dates is ahead.
   *[archived] The survey is archived.
}
survey-preview = This is what people get:
survey-dates-would = *{ $title }* would be sent next on { $dates }.
survey-dates-note = To each person at that hour of their own zone. Nothing is sent before you confirm.
survey-not-sent = { $why ->
    [few] It would ask { $asked }, and results are shown of { $floor } people or more: nothing could be shown.
    [open] It is open already.
    [time] From 1 to 90 days.
    [untold] Slack or Teams has not said yet who is in there. Please try again in a minute; a private channel tells me once I am in it.
    [tells] Some of these people were asked the same by { $other }: both results together would tell how fewer than { $floor } answered. Ask everybody whom that asked, or something else.
   *[other] It could not be sent. Whoever runs the server finds the reason in its log.
}
survey-trial = *A trial*, for you alone: it looks as it will, and what you answer is thrown away and counted nowhere.
survey-trial-over = That was a trial. Your answer is thrown away, and counts nowhere.
survey-follow-up = Say what follows
survey-follow-up-channel = It is posted in { $place }.
survey-follow-up-asked = { $count ->
    [one] Whoever was asked gets it as a direct message: { $count } person.
   *[other] Whoever was asked gets it as a direct message: { $count } people. To post it in a channel instead, set `survey.channel`.
}
survey-follow-up-title = { $title }: what we heard, what we do
survey-follow-up-said = What you said about *{ $title }* is on its way.
survey-follow-up-fault = Please write something, in at most { $most } characters.
