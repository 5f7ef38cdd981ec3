-- Whether people of another organisation read a conversation of Teams, as its activities told.
ALTER TABLE teams_conversation ADD COLUMN shared boolean NOT NULL DEFAULT false;
