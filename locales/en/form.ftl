### Forms. Titles and buttons take at most 24 characters.

form-give-title = Give kudos
form-give-submit = Give
form-give-cancel = Cancel
form-missing = Please fill this in.
form-to = Who deserves it?
form-points = How many { $currency } for each?
form-points-hint = At most { $most } per person.
form-values = Which value did they show?
form-message = What did they do?
form-message-hint = A sentence about what it meant to you says more than a number.
form-message-hint-least = { $least ->
    [one] At least { $least } character.
   *[other] At least { $least } characters.
}
form-place = Where should it be announced?
form-place-hint = Leave it empty to tell only them.
