CREATE RULE keep AS ON DELETE TO teams DO INSTEAD NOTHING;
-- ^^^^^^^^^^^ rewrite-rule (at 0)
CREATE OR REPLACE RULE log AS ON UPDATE TO teams DO ALSO INSERT INTO log VALUES (1);
-- ^^^^^^^^^^^^^^^^^^^^^^ rewrite-rule (at 0)
SELECT rule FROM rules;
