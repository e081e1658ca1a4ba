CREATE INDEX ASYNC i ON t USING btree (a);
--                        ^^^^^^^^^^^ index-using-method
CREATE INDEX ASYNC i ON t using /* fast */ GIN (doc);
--                        ^^^^^^^^^^^^^^^^^^^^ index-using-method
CREATE INDEX ASYNC i ON t (a);
CREATE INDEX ASYNC "using" ON "using" ("using");
CREATE INDEX ASYNC a ON games USING btree (day);
--                            ^^^^^^^^^^^ index-using-method
CREATE INDEX b ON games USING gin (day);
--                      ^^^^^^^^^ index-using-method
  CREATE INDEX ASYNC c ON public.games
    USING hash (day);
--  ^^^^^^^^^^ index-using-method
CREATE INDEX ASYNC "using" ON "using" (day) WHERE note = 'USING btree';
