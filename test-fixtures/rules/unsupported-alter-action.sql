ALTER TABLE games CLUSTER ON i, SET WITHOUT CLUSTER, SET LOGGED, SET UNLOGGED;
--                ^^^^^^^^^^^^ unsupported-alter-action
--                              ^^^^^^^^^^^^^^^^^^^ unsupported-alter-action
--                                                   ^^^^^^^^^^ unsupported-alter-action
--                                                               ^^^^^^^^^^^^ unsupported-alter-action
ALTER TABLE ONLY games REPLICA IDENTITY USING INDEX i;
--                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unsupported-alter-action
ALTER TABLE games ENABLE RULE r, ENABLE ALWAYS RULE r, ENABLE REPLICA RULE r, DISABLE RULE r;
--                ^^^^^^^^^^^^^ unsupported-alter-action
--                               ^^^^^^^^^^^^^^^^^^^^ unsupported-alter-action
--                                                     ^^^^^^^^^^^^^^^^^^^^^ unsupported-alter-action
--                                                                            ^^^^^^^^^^^^^^ unsupported-alter-action
-- Taken, or not known.
ALTER TABLE games ENABLE TRIGGER ALL, DISABLE TRIGGER USER;
ALTER TABLE games ENABLE TRIGGER t, ENABLE ALWAYS TRIGGER t;
ALTER TABLE games OWNER TO admin;
ALTER TABLE games SET SCHEMA app;
