### Who runs the programme, and who may give.

roles-title = Who runs kudos here
roles-line = { $role ->
    [admin] *{ $name }*, admin: { $why }
   *[manager] *{ $name }*, manager: { $why }
}
roles-said-by = { $platform ->
    [slack] owner or admin in Slack
   *[teams] owner or admin in Teams
}
roles-granted-by = appointed by { $name }
roles-granted-operator = appointed by the operator of the server
roles-granted-first = brought me here
roles-how = `{ $command } admin add @ana` makes Ana an admin, `{ $command } admin remove @ana` takes that back; `{ $command } manager add @ana` makes her a manager.
roles-added = { $role ->
    [admin] Done: { $name } is an admin now.
   *[manager] Done: { $name } is a manager now.
}
roles-removed = { $role ->
    [admin] Done: { $name } is no longer an admin.
   *[manager] Done: { $name } is no longer a manager.
}
roles-removed-stays = { $role ->
    [admin] Done, but { $name } stays an admin as an owner or admin of your chat: change it there.
   *[manager] Done, but { $name } stays an admin as an owner or admin of your chat: change it there.
}
roles-refused-not-for-them = { $role ->
    [admin] { $name } can't be an admin: pick a member of this organisation who is still here.
   *[manager] { $name } can't be a manager: pick a member of this organisation who is still here.
}
roles-refused-already = { $role ->
    [admin] { $name } is an admin already.
   *[manager] { $name } is a manager or an admin already.
}
roles-refused-not-granted = { $role ->
    [admin] { $name } is no admin.
   *[manager] { $name } is no manager.
}
roles-refused-said-by = { $platform ->
    [slack] { $name } is an admin as an owner or admin in Slack: change it there.
   *[teams] { $name } is an admin as an owner or admin in Teams: change it there.
}
roles-refused-only-admin = { $name } is the only admin: make somebody else one first.
roles-told-added = { $role ->
    [admin] You are an admin of kudos now: you can change the settings, take kudos back and see what was done.
   *[manager] You are a manager in kudos now.
}
roles-told-added-by = { $role ->
    [admin] { $by } made you an admin of kudos: you can change the settings, take kudos back and see what was done.
   *[manager] { $by } made you a manager in kudos.
}
roles-told-removed = { $role ->
    [admin] You are no longer an admin of kudos. Everything else stays as it was.
   *[manager] You are no longer a manager in kudos. Everything else stays as it was.
}
pause-how = Whom? `{ $command } pause @ana` pauses Ana from giving, `{ $command } resume @ana` lets her give again.
pause-done = Done: { $name } can't give for now.
pause-already = { $name } is paused already.
pause-over = Done: { $name } can give again, and knows.
pause-over-already = { $name } isn't paused.
pause-told = An admin has paused your giving for now. The { $currency } you received stay yours; one of your admins can tell you more.
pause-told-over = You can give { $currency } again: who deserves your thanks?
