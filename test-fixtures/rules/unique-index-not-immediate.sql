CREATE UNIQUE INDEX ASYNC a ON users (email);
--     ^^^^^^ unique-index-not-immediate
CREATE INDEX ASYNC b ON users (email);
-- Found by another rule first.
CREATE UNIQUE INDEX c ON users (email);
