### Who decides in somebody's stead.

stand-in-how = Who decides for you while you are away, and until when? For example `{ $command } standin @budi until 5 dec`. Whoever it is gets what waits for your decision; you still do, too. If you decide nothing, `{ $command } standin until 5 dec` says that you are away.
stand-in-shown = { $name } decides for you until { $day }.
stand-in-named = Done: until { $day }, { $name } decides for you on what people would like to redeem, and has what waits already.
stand-in-end = To end it earlier: `{ $command } standin off`
stand-in-ended = Done: nobody decides for you any more.
stand-in-none = Nobody decides for you.
stand-in-away = You are away until { $day }: you are not drawn for coffee nor asked whom you could thank, and your 1:1s are skipped.
stand-in-for-nothing = There is nothing that you would have to decide, so nobody decides for you.
stand-in-alone = What waits for your decision still comes to you alone. Somebody else decides, too, with `{ $command } standin @budi until 5 dec`.
stand-in-back-how = Back earlier? `{ $command } standin off`
stand-in-back = Done: you are back.
stand-in-refused = { $why ->
    [oneself] Nobody stands in for themselves: name somebody else.
    [not_for_them] { $name } can't decide for you: only members of your organisation can.
    [decides_nothing] There is nothing that you would have to decide.
   *[day] That day has been, or is more than a year ahead.
}
stand-in-told = You decide for { $name } until { $day }: what people would like to redeem comes to you, too.
stand-in-instead = You decide this for { $name }.
stand-in-who = { $who } (for { $name })
