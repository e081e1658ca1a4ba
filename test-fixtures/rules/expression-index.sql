-- as of 2026-08-12
CREATE INDEX ASYNC i ON books (lower(title), author, (a + b) NULLS LAST);
--                             ^^^^^^^^^^^^ expression-index
--                                                   ^^^^^^^^^^^^^^^^^^ expression-index
CREATE INDEX ASYNC i ON books (title);
