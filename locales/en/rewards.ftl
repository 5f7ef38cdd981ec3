### Rewards: the shop, redeeming, approving, delivering.

shop-title = Rewards
shop-have = You have *{ $points }* to spend.
shop-empty = There are no rewards yet. Your points stay yours until there are some.
shop-empty-for-admins = Add the first one with *Manage items*, or take over a whole list with `{ $command }`.
shop-none-match = Nothing here matches. Try all of them.
shop-item = *{ $name }* · { $price }
shop-price-range = { $least } to { $most }
shop-to-go = { $points } to go
shop-sold-out = Sold out
shop-left = { $count ->
    [one] { $count } left
   *[other] { $count } left
}
shop-look = Look
shop-look-at = { $name }
shop-all = All
shop-in-reach = What I can afford
shop-kind = { $kind ->
    [gift_card] Gift cards
    [merchandise] Merchandise
    [experience] Experiences
    [donation] Donations
    [learning] Learning
   *[time_off] Time off
}
shop-earlier = ← Back
shop-more = More →
shop-find = Find…
shop-mine = My redemptions
shop-page = Page { $page } of { $pages }
shop-find-title = Find a reward
shop-find-question = What are you looking for?
shop-narrowed = Only { $by }
shop-find-by = { $by ->
    [kind] What sort of reward?
   *[tag] Which tag?
}
shop-find-any = { $by ->
    [kind] Any sort
   *[tag] Any tag
}
shop-find-show = Show

item-no-rate = This cannot be redeemed yet: nobody has said what points are worth in { $currency }. Whoever runs the programme can set it with `provider.rates`.
item-worth = Worth
item-worth-range = { $least } to { $most }
item-price = Price
item-have = You have
item-after = Left afterwards
item-delivery = How it arrives
item-delivered-how = { $how ->
    [manual] Somebody from your organisation brings or sends it.
    [voucher] As a voucher, in a private message, usually within a minute.
    [codes] As a code, in a private message, usually within a minute.
   *[webhook] It is ordered for you, and you are told as soon as it is there.
}
item-approval = Who is asked
item-approved-by = { $by ->
    [auto] Nobody: it is yours at once
    [manager] Your manager, or an admin if you have none
   *[admin] An admin
}
item-until = Until
item-limit = How often
item-limit-is = { $period ->
    [day] { $count } a day
    [week] { $count } a week
    [month] { $count } a month
    [quarter] { $count } a quarter
    [year] { $count } a year
   *[all] { $count } per person
}
item-redeem = Redeem for { $points }
item-redeem-range = Redeem…
item-redeem-asks = Redeem for { $points }…
item-back = Back to the rewards
item-wish = Tell me when I can
item-changed = This reward changed a moment ago. Here it is as it is now:
item-unknown = There is no reward called “{ $typed }”.
item-unknown-nearest = There is no reward called “{ $typed }”. Did you mean this one?

redeem-form-title = Redeem
redeem-form-submit = Redeem
redeem-form-cancel = Not now
redeem-form-points = How many { $currency }?
redeem-form-points-hint = From { $least } to { $most }, in steps of { $step }
redeem-form-asks = { $what ->
    [address] Where should it be sent?
    [email] To which e-mail address?
   *[note] What should we know, such as a size?
}
redeem-form-private = Only those who deliver it see this, and it is erased afterwards.

redeemed = You redeemed *{ $name }* for { $points }. You have { $left } left.
redeemed-next = { $next ->
    [manager] Your manager is asked first; I'll tell you what comes of it.
    [admin] An admin is asked first; I'll tell you what comes of it.
    [nobody] Nobody can decide on it yet: I'll ask as soon as somebody can, and tell you what comes of it.
    [manual] Somebody from your organisation sees to it; I'll tell you when it is on its way.
   *[coming] It is on its way: I'll send it to you in a moment.
}
redeem-cancel = Cancel this redemption
redeem-cancel-sure = Cancel { $name }?
redeem-cancel-what = You get { $points } back.
redeem-cancel-yes = Cancel it
redeem-cancel-no = Keep it
redeem-cancelled = Cancelled: { $points } for { $name } are yours again.

redeem-refused-not-for-you = Points are redeemed by members of the organisation.
redeem-refused-not-offered = “{ $name }” is not offered at the moment.
redeem-refused-gone = That reward is not offered any more.
redeem-refused-not-for-them = { $what ->
    [role] “{ $name }” is for people with another role.
    [team] “{ $name }” is for other teams.
    [country] “{ $name }” is not available where you work.
   *[tenure] “{ $name }” is for people who have been here longer.
}
redeem-refused-sold-out = Somebody was faster: “{ $name }” has just sold out. Nothing was taken from you.
redeem-refused-amount = “{ $name }” costs { $price }.
redeem-refused-amount-steps = “{ $name }” can be had for { $least } to { $most }, in steps of { $step }.
redeem-refused-limit = You have had “{ $name }” as often as one may. You can again from { $when }.
redeem-refused-limit-ever = You have had “{ $name }” as often as one may.
redeem-refused-short = { $missing } to go: “{ $name }” costs { $points }, and you have { $have }.
redeem-refused-no-rate = “{ $name }” cannot be redeemed yet: nobody has said what your points are worth in { $currency }. Whoever runs the programme can set it with `provider.rates`. Nothing was taken from you.
redeem-refused-needs-delivery = Please say where it should go.
redeem-refused-unfit-delivery = { $what ->
    [email] That is no e-mail address. It looks like name@example.com.
    [address] Please say where it should go, in at most 500 characters.
   *[note] Please say it in at most 500 characters.
}
redeem-refused-stands = { $state ->
    [fulfilled] *{ $item }* is delivered already.
    [cancelled] *{ $item }* was cancelled already.
    [rejected] *{ $item }* was rejected already.
    [refunded] The points for *{ $item }* were given back already.
    [approved] *{ $item }* is approved already.
    [failed] *{ $item }* could not be delivered, and waits for an admin.
    [unknown] Nobody knows yet whether *{ $item }* was delivered: an admin sees to it.
   *[other] *{ $item }* is being delivered right now.
}
redeem-not-theirs = That is not for you to decide, or it is not there any more.

wish-kept = I'll tell you when “{ $name }” is within your reach.
wish-come-true = *{ $name }* is within your reach now: { $price }.

mine-title = Your redemptions
mine-none = You have redeemed nothing yet.
mine-line = *{ $name }* · { $points } · { $day } · { $state }
mine-show-code = { $what ->
    [note] Show the note: { $name }
   *[code] Show the code: { $name }
}
mine-state = { $state ->
    [requested] waits for approval
    [approved] will be delivered
    [fulfilling] is being delivered
    [unknown] is being delivered
    [fulfilled] delivered
    [failed] is taking longer
    [rejected] rejected
    [cancelled] cancelled
   *[refunded] points given back
}

approve-asked = *{ $name }* would like *{ $item }* for { $points }, and has { $left } left after that.
approve-yes = Approve
approve-no = Reject…
approve-decided = { $state ->
    [approved] { $who } approved { $name }’s request for *{ $item }* ({ $points }).
    [rejected] { $who } rejected { $name }’s request for *{ $item }* ({ $points }).
   *[cancelled] { $name } does not want *{ $item }* any more.
}
approve-list-title = Waiting for your decision
approve-list-none = Nothing waits for your decision.
approve-all = Approve all ({ $count })
approve-remind = Still waiting:
reject-form-title = Reject
reject-form-submit = Reject
reject-form-cancel = Back
reject-form-reason = Why? { $name } reads this.
reason-empty = Please say why in a word or two.
reason-long = Please say it in at most { $most } characters.
reject-done = Rejected. { $name } is told, and has the points back.

told-approved = 🎉 *{ $item }* is approved. { $next ->
    [manual] Somebody from your organisation sees to it.
   *[coming] It is on its way.
}
told-rejected = *{ $item }* was not approved. You have { $points } back.
told-rejected-why = *{ $item }* was not approved, and you have { $points } back. Why: { $reason }
told-fulfilled = { $kind ->
    [donation] 🎁 *{ $item }* is done, in your name. Thank you!
    [time_off] 🎁 *{ $item }* is arranged for you. Enjoy it!
   *[other] 🎁 *{ $item }* is there.
}
told-fulfilled-with = { $kind ->
    [donation] 🎁 *{ $item }* is done, in your name. Thank you! This came with it:
    [time_off] 🎁 *{ $item }* is arranged for you. This came with it:
    [gift_card] 🎁 *{ $item }* is there:
   *[other] 🎁 *{ $item }* is yours. This came with it:
}
told-fulfilled-secret = Only you see this. It is not kept where others could read it.
code-form-title = { $what ->
    [note] Your note
   *[code] Your code
}
code-form-cancel = Close
code-again = It is shown to you alone: open it again under *My redemptions*.
code-gone = It is not kept any more, or cannot be read here. Ask an admin.
told-failed = *{ $item }* takes longer than it should. Your points are safe, and an admin sees to it.
told-waits = *{ $item }* takes longer than usual. Your points are safe, and there is nothing that you have to do: I'll send it to you as soon as it is there.
told-refunded = You have { $points } back for *{ $item }*.
told-refunded-why = You have { $points } back for *{ $item }*. Why: { $reason }

deliver-asked = *{ $name }* redeemed *{ $item }* for { $points }. Please deliver it.
deliver-failed = *{ $item }* for { $name } could not be delivered: { $reason }
deliver-unknown = Whether *{ $item }* for { $name } was delivered is not known. Please look there before you do anything.
deliver-late = *{ $item }* for { $name } was delivered after all, although { $points } had gone back to { $name }. The code was not passed on. Please look at it with whoever delivers it.
trouble = { $why ->
    [no_code] no code is left.
    [busy] others are taking the last codes.
    [closed] the key of this server does not open it, or there is none.
    [unusable] the address or the secret of its service cannot be used.
    [by_hand] nothing delivers it by itself any more.
    [private] its service is on a private network, which is not called.
    [unreached] its service cannot be reached.
    [no_answer] its service did not answer.
    [not_understood] its service answered something that was not understood.
    [failed] its service says that it failed.
    [no_account] the server has no account with its provider.
    [locked_out] its provider does not let the server's account in.
    [no_money] too little of your money is left with its provider.
    [over_budget] the budget of the month is used up.
    [silent] its service has not called back.
   *[here] something failed here; the log of the server says what.
}
trouble-answered = its service answered { $status }.
trouble-said = its service says “{ $words }”.
deliver-to = { $what ->
    [address] Send it to
    [email] E-mail
   *[note] Note
}
deliver-done-button = Delivered…
deliver-again = Try again
deliver-refund = Give points back…
deliver-mine = I'll do it
deliver-taken = { $who } takes care of *{ $item }* for { $name }.
deliver-done = { $who } delivered *{ $item }* to { $name }.
deliver-refunded = { $who } gave { $name } the points for *{ $item }* back.
deliver-stands = { $state ->
    [fulfilled] *{ $item }* is delivered to { $name } already.
    [cancelled] *{ $item }* for { $name } was cancelled already.
    [rejected] *{ $item }* for { $name } was rejected already.
    [refunded] The points for *{ $item }* were given back to { $name } already.
    [approved] *{ $item }* for { $name } is approved already.
    [failed] *{ $item }* for { $name } could not be delivered, and waits for an admin.
    [unknown] Nobody knows yet whether *{ $item }* for { $name } was delivered: an admin sees to it.
   *[other] *{ $item }* for { $name } is being delivered right now.
}
deliver-list-title = To be delivered
deliver-list-none = Nothing waits to be delivered.
list-more = { $count ->
    [one] One more waits.
   *[other] { $count } more wait.
}
deliver-gone = { $name } is not there any more, and is told nothing by me.
deliver-no-code = A code or a note says something, in at most 1,000 characters.
deliver-needs-key = A code or a note cannot be passed on from here yet: the server has no encryption key to keep it with. Whoever runs it can set one. Nothing was changed.
deliver-not-told = *{ $item }* for { $name } is delivered, but the message with the code reaches { $name } nowhere. The code is kept: { $name } finds it under *My redemptions*, once they are there again.
deliver-form-title = Deliver
deliver-form-submit = It is delivered
deliver-form-cancel = Back
deliver-form-code = A code or a note for { $name }
deliver-form-code-hint = Only they see it. Leave it empty where there is nothing to say.
refund-form-what = *{ $item }* for { $name }, { $points }
refund-form-delivered = *{ $item }* was delivered to { $name } on { $day }. Give { $points } back all the same?
refund-form-delivered-by = { $who } delivered *{ $item }* to { $name } on { $day }. Give { $points } back all the same?
refund-form-anyway = Give back all the same
refund-form-title = Give points back
refund-form-submit = Give { $points } back
refund-form-cancel = Back
refund-form-reason = Why? { $name } reads this.
budget-used-up = The budget for vouchers of { $month } is used up ({ $budget }): what people redeem waits until next month, or until somebody raises `provider.monthly_budget`. Nobody's points are lost.
provider-too-little = { $provider } has too little of your money for an order of { $value }. The order waits until somebody puts money in there. Nobody's points are lost.
provider-low = Only { $left } of your money is left at { $provider }. Once it is used up, orders of vouchers wait.
provider-locked-out = { $provider } does not let the server's account in: what people redeem there waits. Whoever runs the server gets a new `{ $variable }` from { $provider }, sets it and starts the server again; `plaudit doctor` says whether it works. Nobody's points are lost.
stock-low = { $count ->
    [0] The last code of *{ $item }* is gone: it is sold out until you load more.
    [one] One code of *{ $item }* is left.
   *[other] { $count } codes of *{ $item }* are left.
}
shop-for-you = *For you*, by what you said you like
shop-others = *Everything else*
shop-interests = What I like
