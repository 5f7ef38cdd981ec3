-- What conversations are called, as far as their platform told: for whoever reads an export.
ALTER TABLE conversation ADD COLUMN name text;
ALTER TABLE teams_conversation ADD COLUMN name text;
