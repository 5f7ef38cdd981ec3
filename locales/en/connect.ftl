### Teams that join a programme, for admins.

connect-invitation = To bring another team into this programme, somebody says this there within { $hours } hours: `/kudos connect { $code }` in Slack, `@Plaudit connect { $code }` in Teams.
connect-invitation-note = The code works once. Everyone in that team can then give and receive here, so pass it on only to someone you trust.
connect-joined = This team is part of { $programme } now. People are being looked up; in a minute everyone here can give kudos.
connect-already = This team is part of { $programme } already.
connect-in-use = Kudos were given in this team's own programme, and those can't move, so it stays where it is.
connect-invalid = That code isn't valid: it was used, it is more than { $hours } hours old, or a letter is missing. Ask for a new one.
