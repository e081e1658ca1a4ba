-- as of 2025-11-25
DO $$ BEGIN NULL; END $$;
-- ^^ do-block (at 0)
do language plpgsql 'begin end';
-- ^^ do-block (at 0)
INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING;
