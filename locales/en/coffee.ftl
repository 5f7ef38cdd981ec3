### Coffee draws: volunteers are drawn together.

coffee-title = Coffee draw
coffee-about = Whoever takes part is drawn together with a colleague they have not met this way lately, { $rhythm }. You choose when and how you meet: a coffee, lunch, or a call.
coffee-none = There are no coffee draws here at the moment. Your admins can start them.
coffee-takes-part = { $who ->
    [reader] { $others ->
        [0] *You take part.* Nobody else does yet.
        [one] *You take part*, and so does { $others } colleague.
       *[other] *You take part*, and so do { $others } colleagues.
    }
   *[others] { $others ->
        [0] Nobody takes part yet.
        [one] { $others } colleague takes part.
       *[other] { $others } colleagues take part.
    }
}
coffee-next = The next draw is on { $day }.
coffee-last = On { $day } you were drawn together with { $people }.
coffee-away = You are away until { $day }, and are not drawn until then.
coffee-private = Who takes part is shown to nobody but those who are drawn with them.
coffee-join = Take part
coffee-leave = Take part no more
coffee-drawn = ☕ This time you have coffee with { $people }. Write to each other, and find half an hour in the next days: in person, or in a call.
coffee-elsewhere = { $platform ->
    [slack] { $name } is on Slack.
   *[teams] { $name } is on Microsoft Teams.
}
coffee-starter = To begin with: { $which ->
    [0] what are you working on that others should know of?
    [1] what did you want to be when you were ten?
    [2] what is the best thing you ate this month?
    [3] who taught you something that you still use?
    [4] which place would you show a visitor first?
    [5] what did you learn lately that surprised you?
    [6] what do you do when you do not work?
   *[other] what would make your week easier?
}
coffee-alone = ☕ There was nobody to draw you with for a coffee this time. Tell your colleagues: `{ $command } coffee` lets them take part.
