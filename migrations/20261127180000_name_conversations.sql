-- What a conversation is called, as far as its platform told: for whoever reads an export.
ALTER TABLE conversation ADD COLUMN name text;
