-- Retention finds what is old by its age: of what may be large, through an index.
CREATE INDEX posted_message_age ON posted_message (workspace_id, posted_at);
