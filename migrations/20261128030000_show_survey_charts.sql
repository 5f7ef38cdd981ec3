-- The address of a run's charts: whoever has it sees them. Nothing where nothing may be shown.
ALTER TABLE survey_run ADD COLUMN chart_token text CHECK (chart_token ~ '^[0-9a-f]{32}$');
CREATE UNIQUE INDEX survey_run_chart ON survey_run (chart_token) WHERE chart_token IS NOT NULL;
