-- Which releases work on this schema: a release that meets migrations it does not know starts all the
-- same, as long as it is no older than this. A migration that breaks older releases raises it.
CREATE TABLE schema_release (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    oldest text NOT NULL
);
INSERT INTO schema_release (oldest) VALUES ('0.1.0');
