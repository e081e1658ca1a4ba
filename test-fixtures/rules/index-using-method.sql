CREATE INDEX ASYNC i ON t USING btree (a);
--                        ^^^^^^^^^^^ index-using-method
CREATE INDEX ASYNC i ON t using /* fast */ GIN (doc);
--                        ^^^^^^^^^^^^^^^^^^^^ index-using-method
CREATE INDEX ASYNC i ON t (a);
CREATE INDEX ASYNC "using" ON "using" ("using");
