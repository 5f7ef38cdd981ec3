-- A message to a person can be changed later, whatever their conversation is called by then.

-- Whom it is to, where it stands in their own conversation.
ALTER TABLE posted_message ADD COLUMN person text;
CREATE INDEX posted_message_person ON posted_message (workspace_id, subject, person) WHERE person IS NOT NULL;
