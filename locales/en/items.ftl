### The items of the shop, for whoever looks after them.

items-title = Items of the shop
items-manage = Manage items
items-none = There are no items yet.
items-none-called = No item is called “{ $typed }”.
items-line = *{ $name }* (`{ $slug }`) · { $price } · { $left }
items-left = { $count ->
    [0] none left
    [one] { $count } left
   *[other] { $count } left
}
items-unlimited = as many as there are takers
items-archived = Archived: nobody sees it.
items-from = From { $day }
items-until = Until { $day }
items-add = Add item
items-edit = Edit…
items-archive = Archive
items-archive-sure = Archive { $name }?
items-archive-what = It leaves the shop. What was redeemed already is still delivered, and you can bring it back.
items-archive-no = Keep it
items-bring-back = Bring back
items-unfinished = You have not finished describing *{ $name }*.
items-go-on = Go on…
items-forget = Discard

item-page-title = { $page ->
    [basics] What it is
    [words] Words and picture
   *[rules] Who, when, how often
}
item-page-about = { $page ->
    [basics] What must be said of every item. You see it before anybody else does.
    [words] What people read. Where a language is missing, they read the English words.
   *[rules] All of this may stay empty.
}
item-page-next = Next
item-page-preview = Preview
item-form-close = Close
item-form-meanwhile = Somebody else changed this item in the meantime. Here it is with their changes and yours: please look again.
item-draft-gone = This item was published or discarded in the meantime. `items` shows how it stands.

item-question = { $what ->
    [slug] What is it typed as?
    [name] Name in English
    [name_id] Name in Indonesian
    [name_ms] Name in Malay
    [description] Description in English
    [description_id] Description in Indonesian
    [description_ms] Description in Malay
    [kind] What sort of thing is it?
    [price] Price in points
    [price_max] Up to
    [price_step] In steps of
    [stock] How many are there?
    [approval] Who is asked first?
    [approval_above] Up to how many points is nobody asked?
    [fulfilment] Who delivers it?
    [provider_product] Which product of the provider?
    [currency] In which currency is it ordered?
    [asks] What must people tell us?
    [limit] How often may one person have it?
    [limit_period] In which time?
    [tags] Tags
    [roles] For whom?
    [teams] For which teams?
    [countries] For which countries?
    [min_tenure_days] After how many days with you?
    [image] Picture
    [image_address] Or the address of a picture
    [from] From which day?
   *[until] Until which day?
}
item-question-hint = { $what ->
    [slug] Short, without spaces: people may type it after /redeem.
    [price_max] Only where people choose themselves how many points they spend.
    [price_step] Such as 50: then 100, 150 and 200 can be chosen, and 120 cannot.
    [stock] Leave it empty where there is no end to them. Codes are counted as they are loaded.
    [approval_above] Leave it empty to have somebody asked every time.
    [fulfilment] Codes are loaded, and a service of yours is set up, where the server runs: { $command }
    [provider_product] Only where a provider delivers it: the id that `plaudit catalog products` lists.
    [currency] Only where a provider delivers it: three letters, such as IDR. What points are worth is a setting.
    [limit] Leave it empty for as often as they like.
    [tags] One word on each line, such as green or charity. People find items by them.
    [roles] Tick nothing for everybody.
    [teams] One on each line. Leave it empty for all.
    [countries] Two letters, one on each line: ID, MY. Leave it empty for all.
    [min_tenure_days] Leave it empty for everybody.
    [image_address] It begins with https:// and is used instead of the picture above.
    [from] Such as 2026-12-01. Leave it empty for today.
   *[until] Such as 2026-12-31. Leave it empty for no end.
}
item-ask = { $by ->
    [auto] Nobody
    [manager] Their manager
   *[admin] An admin
}
item-way = { $how ->
    [manual] An admin, by hand
    [codes] I do, with a code that was loaded
    [tremendous] Tremendous, for money
    [xoxoday] Xoxoday Plum, for money
   *[webhook] A service of yours
}
item-asks = { $what ->
    [nothing] Nothing
    [address] Where to send it
    [email] An e-mail address
   *[note] A note, such as a size
}
item-period = { $period ->
    [day] A day
    [week] A week
    [month] A month
    [quarter] A quarter
    [year] A year
   *[all] For ever
}
item-role = { $role ->
    [member] Members
    [manager] Managers
   *[admin] Admins
}
item-picture = { $picture ->
    [none] No picture
    [gift_card] Gift card
    [merchandise] Merchandise
    [experience] Experience
    [donation] Donation
    [learning] Learning
    [time_off] Time off
    [coffee] Coffee
    [bottle] Bottle
    [backpack] Backpack
    [headphones] Headphones
   *[tree] Tree
}

item-preview-title = Preview
item-preview-publish = Publish
item-preview-in-shop = This is how the shop shows it:
item-preview-unseen = And what the shop does not show:
item-preview-changes = This changes:
item-preview-became = { $before } → { $after }
item-preview-nothing = nothing
item-preview-change = Not right yet? Change it:
item-preview-unchanged = You have changed nothing so far.
item-preview-wrong = Before it can be published:
item-preview-wrong-line = *{ $what }* { $why }
item-codes-how = Nobody can redeem it before its codes are loaded. Codes do not go through a chat: `{ $command }` loads them where the server runs, one on each line of the file.
item-published = *{ $name }* is in the shop.
item-published-change = *{ $name }* is changed.
item-published-archived = It is archived: people see it once you bring it back.

item-wrong-price = { $why ->
    [unreadable] Please say how much at least, how much at most, and in which steps.
    [nothing] A price is 1 or more.
    [much] A price is at most 1,000,000,000.
   *[steps] The most must be more than the price, and whole steps above it.
}
item-wrong-number = “{ $typed }” is no number of 1 or more.
item-wrong-stock = “{ $typed }” is no number of things that are there.
item-wrong-limit = How often is a number of 1 or more.
item-wrong-tag = “{ $typed }” is no tag: one word of at most 30 letters, digits, - and _.
item-wrong-team = A team has at most 100 characters.
item-wrong-country = “{ $typed }” is no code of a country, such as ID or MY.
item-wrong-day = “{ $typed }” is no day such as 2026-12-01.
item-wrong-range = { $day } is out of range: please name a day from 1900 to 2199.
item-wrong-image = The address of a picture begins with https://
item-wrong-word = “{ $typed }” is none of the choices.
item-wrong-taken = Another item is typed as { $slug } already.
item-wrong-slug = Please use a-z, 0-9, - and _ alone, at most 64 of them, and begin with a letter or a digit.
item-wrong-name = It needs a name of at most 75 characters in each language that it is described in.
item-wrong-description = A description has at most 1,000 characters.
item-wrong-no-address = The server does not know its own address, at which this picture would be shown. Please give the address of a picture, or choose none.
item-wrong-codes = What is delivered by codes has as many as there are codes: please leave this empty.
item-wrong-ordered = { $count ->
    [one] One redemption of it is with its service: once that is delivered or given back, it can be delivered in another way.
   *[other] { $count } redemptions of it are with its service: once they are delivered or given back, it can be delivered in another way.
}
item-wrong-count = This is a number of 1 or more.
item-wrong-days = The last day comes before the first.
item-wrong-currency = This is no currency: three letters, such as IDR or USD.
item-wrong-product = “{ $typed }” is no product of a provider, but its id: letters, digits, - and _.
item-wrong-voucher = What a provider delivers has its product and its currency, and nothing else has.
item-wrong-account = This server has no account with { $provider }. Whoever runs it can set one up.
item-wrong-webhook = Where a service delivers it is set up where the server runs: `{ $command }`
item-wrong-database = It could not be saved.
