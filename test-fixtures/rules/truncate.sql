TRUNCATE a;
-- ^^^^^^^^ truncate (at 0)
truncate table only app.a, b * RESTART IDENTITY CASCADE;
-- ^^^^^^^^ truncate (at 0)
TRUNCATE /* all of it */ TABLE a -- now
-- ^^^^^^^^ truncate (at 0)
;
INSERT INTO log VALUES ('TRUNCATE a');
SELECT truncate FROM a;
